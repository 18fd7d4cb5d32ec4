import type { WidgetIdentity } from '../core/chatPort.ts';
import type { Report } from '../page/guard.ts';
import type { PageStorage } from '../page/storage.ts';
import { loadBuiltInWidget } from './builtInWidget.ts';
import type { ChunkLoader } from './chunkLoader.ts';
import type { TagConfig } from './config.ts';
import { findMicrosoftWidget, loadMicrosoftWidget } from './microsoftWidget.ts';
import type { Widget, WidgetListener } from './widget.ts';

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
    source === 'microsoft' || (source === 'auto' && findMicrosoftWidget(window.document) !== null);
  if (isMicrosoft) return loadMicrosoftWidget(window, listener);
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
