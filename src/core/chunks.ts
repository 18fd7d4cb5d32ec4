/**
 * Files beside the tag that load when they are needed. Each is a self-contained ES module
 * `proactive-chat.<name>.js` with one export, `install`, and imports nothing.
 */
export const chunkNames = [
  'rules-check',
  'regex-check',
  'rules-messages',
  'config-messages',
  'targeting',
  'invitation-request',
  'diagnosis',
  'engine',
  'device',
  'vitals',
  'signals-cart',
  'signals-clicks',
  'signals-custom',
  'signals-data-layer',
  'signals-element',
  'signals-engagement',
  'signals-environment',
  'signals-errors',
  'signals-events',
  'signals-forms',
  'signals-hover',
  'signals-interaction',
  'signals-past',
  'signals-rage',
  'signals-scroll',
  'signals-searches',
  'signals-submissions',
  'signals-video',
  'signals-visit',
  'signals-visit-events',
  'navigation',
  'sdk',
  'availability',
  'signed-in-availability',
  'conversation',
  'microsoft-widget',
  'microsoft-script',
  'chat',
  'client',
  'rich-messages',
  'cards',
  'language-en',
  'language-nl',
  'language-de',
  'language-ar',
  'pop-out',
  'pop-out-watch',
  'inspector',
] as const;
export type ChunkName = (typeof chunkNames)[number];

export function chunkFile(name: ChunkName): string {
  return `proactive-chat.${name}.js`;
}
