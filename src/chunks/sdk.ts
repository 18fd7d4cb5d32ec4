import type { ConversationPort, WidgetIdentity } from '../core/chatPort.ts';
import type { ChatWindowFactory } from '../core/chatWindow.ts';
import type { ChunkName } from '../core/chunks.ts';
import type { TextStorage } from '../core/sdkPort.ts';
import { createAvailabilityPort } from '../omnichannel/availability.ts';
import type { Report } from '../page/guard.ts';
import { installSdk } from '../sdk/controller.ts';
import { createBuiltInWidget } from '../tag/builtInWidget.ts';
import type { Widget, WidgetListener } from '../tag/widget.ts';

/** What the tag gives the built-in widget. */
export interface SdkChunkHost {
  readonly identity: WidgetIdentity;
  /** Loads a file beside the tag; resolves with its module namespace. */
  loadChunk(name: Extract<ChunkName, 'chat' | 'client'>): Promise<unknown>;
  readonly conversationStorage: TextStorage;
  readonly hideChatButton?: boolean;
  readonly language?: string;
  readonly listener: WidgetListener;
  readonly report: Report;
  warn(message: string): void;
}

/** The `install` of a chunk; throws if the file is not what it should be. */
function installOf(name: string, namespace: unknown): (host: unknown) => unknown {
  const install: unknown =
    typeof namespace === 'object' && namespace !== null ? Reflect.get(namespace, 'install') : undefined;
  if (typeof install !== 'function') throw new TypeError(`The file "${name}" has no install function.`);
  return install as (host: unknown) => unknown;
}

/** Installs the built-in widget on the page: the global, its events, the chat button and the invitation. */
export function install(host: SdkChunkHost): Widget {
  let client: Promise<ConversationPort> | undefined;
  const installed = installSdk({
    ...host,
    window,
    availability: createAvailabilityPort(host.identity),
    loadConversationPort() {
      client ??= (async () => {
        const namespace = await host.loadChunk('client');
        return (await installOf('client', namespace)({ identity: host.identity })) as ConversationPort;
      })();
      // The next chat tries again to load what did not come.
      client.catch(() => (client = undefined));
      return client;
    },
    async loadChatWindow() {
      return installOf('chat', await host.loadChunk('chat')) as ChatWindowFactory<ShadowRoot>;
    },
  });
  return createBuiltInWidget(window, installed, host.listener, host.report);
}
