import type { SdkChunkHost, install as installSdkChunk } from '../chunks/sdk.ts';
import type { MicrosoftChunkHost } from '../chunks/microsoft-widget.ts';
import type { Consent } from '../page/consent.ts';
import type { Report } from '../page/guard.ts';
import type { PageStorage } from '../page/storage.ts';
import type { PublishedSdk } from '../sdk/liveChatSdk.ts';
import type { ChunkLoader } from './chunkLoader.ts';
import type { TagConfig } from './config.ts';
import type { InsertMicrosoftScript } from './microsoftScript.ts';
import type { Widget, WidgetListener } from './widget.ts';

interface SdkChunk {
  readonly install: typeof installSdkChunk;
}

/** Id of the script element every page with Microsoft's widget carries. */
const MICROSOFT_SCRIPT_ID = 'Microsoft_Omnichannel_LCWidget';

export interface LoadWidgetPorts {
  readonly config: TagConfig['widget'];
  /** The element the tag itself came with. */
  readonly script: HTMLScriptElement | null;
  /** The global of the built-in widget; `null` for Microsoft's. */
  readonly published: PublishedSdk | null;
  /** Absolute address of the directory the chunks are in, or of a file there. */
  readonly baseUrl: string;
  readonly chunks: ChunkLoader;
  readonly consent: Consent;
  readonly storage: PageStorage;
  readonly sharedAnswers: SdkChunkHost['sharedAnswers'];
  readonly listener: WidgetListener;
  readonly report: Report;
  readonly warn: (message: string) => void;
}

/**
 * Whether Microsoft's widget is the one to drive. A page that has it keeps it, unless ours is asked for by name. The
 * tag's own element may have the same id, and stand there more than once: a page that comes from Microsoft's widget
 * changes the address in its element and no more.
 */
export function usesMicrosoftWidget(
  document: Document,
  source: TagConfig['widget']['source'],
  own: HTMLScriptElement | null,
): boolean {
  if (source !== 'auto') return source === 'microsoft';
  const elements = document.querySelectorAll<HTMLScriptElement>(`[id="${MICROSOFT_SCRIPT_ID}"]`);
  return [...elements].some((element) => element !== own && element.src !== own?.src);
}

/** Loads the widget; one that the site wants Microsoft's script for waits until things may be kept. Rejects if its file does not come. */
export async function loadWidget(ports: LoadWidgetPorts): Promise<Widget> {
  const { config, published, chunks, storage } = ports;
  if (published === null) {
    const insert =
      config.scriptUrl === ''
        ? null
        : await chunks.load<InsertMicrosoftScript | null>('microsoft-script', ports);
    const host: MicrosoftChunkHost = { ...ports, insert };
    return chunks.load<Widget>('microsoft-widget', host);
  }
  const host: SdkChunkHost = {
    ...ports,
    published,
    conversationStorage: storage.text('conversation', `${config.orgId}/${config.appId}`),
    loadChunk: (name) => chunks.importChunk(name),
  };
  // Somebody may wait for the chat itself, so the file has as long as the chat's other files.
  const { install } = (await chunks.importChunk('sdk')) as SdkChunk;
  return install(host);
}
