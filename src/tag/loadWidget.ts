import type { SdkChunkHost } from '../chunks/sdk.ts';
import type { WidgetIdentity } from '../core/chatPort.ts';
import type { Report } from '../page/guard.ts';
import type { PageStorage } from '../page/storage.ts';
import type { ChunkLoader } from './chunkLoader.ts';
import type { TagConfig } from './config.ts';
import type { Widget, WidgetListener } from './widget.ts';

/** Id of the script element every page with Microsoft's widget carries. */
const MICROSOFT_SCRIPT_ID = 'Microsoft_Omnichannel_LCWidget';

export interface LoadWidgetPorts {
  readonly window: Window;
  readonly identity: WidgetIdentity;
  readonly source: TagConfig['widget']['source'];
  readonly chunks: ChunkLoader;
  readonly storage: PageStorage;
  readonly report: Report;
  readonly warn: (message: string) => void;
}

/** Whether the page carries Microsoft's widget. */
export function hasMicrosoftWidget(document: Document): boolean {
  return document.getElementById(MICROSOFT_SCRIPT_ID) !== null;
}

/** The widget the configuration asks for. A page that has Microsoft's keeps it, unless ours is asked for by name. */
export async function loadWidget(ports: LoadWidgetPorts, listener: WidgetListener): Promise<Widget> {
  const { window, source } = ports;
  const isMicrosoft = source === 'microsoft' || (source === 'auto' && hasMicrosoftWidget(window.document));
  if (isMicrosoft) return ports.chunks.load<Widget>('microsoft-widget', listener);
  const { appId, orgId, orgUrl } = ports.identity;
  const host: SdkChunkHost = {
    identity: { appId, orgId, orgUrl },
    listener,
    conversationStorage: ports.storage.text('conversation'),
    loadChunk: (name) => ports.chunks.importChunk(name),
    report: ports.report,
    warn: ports.warn,
  };
  return ports.chunks.load<Widget>('sdk', host);
}
