import type { WidgetIdentity } from '../core/chatPort.ts';
import type { Report } from '../page/guard.ts';
import type { PageStorage } from '../page/storage.ts';
import { loadBuiltInWidget } from './builtInWidget.ts';
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

/** The widget the configuration asks for. A page that has Microsoft's keeps it, unless ours is asked for by name. */
export async function loadWidget(ports: LoadWidgetPorts, listener: WidgetListener): Promise<Widget> {
  const { window, source } = ports;
  const isMicrosoft =
    source === 'microsoft' ||
    (source === 'auto' && window.document.getElementById(MICROSOFT_SCRIPT_ID) !== null);
  if (isMicrosoft) return ports.chunks.load<Widget>('microsoft-widget', listener);
  const { appId, orgId, orgUrl } = ports.identity;
  return loadBuiltInWidget(
    {
      window,
      identity: { appId, orgId, orgUrl },
      chunks: ports.chunks,
      conversationStorage: ports.storage.text('conversation'),
      report: ports.report,
      warn: ports.warn,
    },
    listener,
  );
}
