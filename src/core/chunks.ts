/**
 * Files beside the tag that load when they are needed. Each is a self-contained ES module
 * `proactive-chat.<name>.js` with one export, `install`, and imports nothing.
 */
export const chunkNames = [
  'rules-check',
  'rules-messages',
  'engine',
  'device',
  'vitals',
  'signals-interaction',
  'signals-data-layer',
  'sdk',
  'microsoft-widget',
  'chat',
  'client',
] as const;
export type ChunkName = (typeof chunkNames)[number];

export function chunkFile(name: ChunkName): string {
  return `proactive-chat.${name}.js`;
}
