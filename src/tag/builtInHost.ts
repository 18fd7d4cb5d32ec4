import type { AvailabilityChunk, SharedAnswers } from '../chunks/availability.ts';
import type { SignedInAvailability } from '../chunks/signed-in-availability.ts';
import type { ConversationPort, WidgetIdentity } from '../core/chatPort.ts';
import type { ChatWindowFactory, ChatWindowPart } from '../core/chatWindow.ts';
import { chunkFile } from '../core/chunks.ts';
import type { ChunkName } from '../core/chunks.ts';
import type { LanguageName } from '../core/language.ts';
import type { TextStorage } from '../core/sdkPort.ts';
import { isStorageBlocked } from '../page/storage.ts';
import type { ConversationParts } from '../sdk/dialogue.ts';
import type { SdkHost } from '../sdk/host.ts';
import type { LanguageTexts } from '../sdk/language.ts';
import { createLazyAvailability } from '../sdk/lazyAvailability.ts';
import type { PublishedSdk } from '../sdk/liveChatSdk.ts';
import type { CreatePopOut } from '../sdk/popOut.ts';
import type { WidgetOptions } from '../sdk/widgetOptions.ts';

/** What differs between a page and its pop-out. */
export interface BuiltInHostParts {
  readonly published: PublishedSdk;
  readonly identity: WidgetIdentity;
  readonly options: WidgetOptions;
  /** Loads a file beside the tag; resolves with its module namespace. */
  loadChunk(
    name: Extract<
      ChunkName,
      | 'availability'
      | 'signed-in-availability'
      | 'conversation'
      | 'chat'
      | 'client'
      | 'pop-out-watch'
      | ChatWindowPart
      | `language-${LanguageName}`
    >,
  ): Promise<unknown>;
  readonly conversationStorage: TextStorage;
  /** How answers to calls of the page are shared with other pages; `null`: nobody calls on this one. */
  readonly sharedAnswers: (() => SharedAnswers) | null;
  /** Absolute address of a file beside the tag, for a page that may open a pop-out; `null` in the pop-out. */
  readonly baseUrl: string | null;
  /** Where the functions of the page are; default: here. */
  readonly page?: Window;
  warn(message: string): void;
}

/** Loads once; what did not come is tried again by the next call. */
function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => (loading = undefined));
    return loading;
  };
}

/** Gives the SDK core its ports on this window: Dynamics 365, the other tabs, and the files beside the tag. */
export function createBuiltInHost({ baseUrl, sharedAnswers, ...parts }: BuiltInHostParts): SdkHost {
  const { identity, loadChunk } = parts;
  /** The `install` of a chunk; rejects if the file is not what it should be. */
  async function installOf(name: Parameters<typeof loadChunk>[0]): Promise<(host: unknown) => unknown> {
    const { install } = Object(await loadChunk(name)) as Readonly<Record<string, unknown>>;
    if (typeof install !== 'function') throw new TypeError(`"${name}" has no install function.`);
    return install as (host: unknown) => unknown;
  }
  const loadAvailability = once(async () => {
    const chunk = (await installOf('availability'))(null) as AvailabilityChunk;
    return { chunk, port: chunk.createPort(identity) };
  });
  const loadSignedIn = once(
    async () => (await installOf('signed-in-availability'))({ ...parts, window }) as SignedInAvailability,
  );
  /** With a port that asks for the visitor's token, if it may and the page can give one. */
  const load = async (mayAsk: boolean | undefined) => {
    const loaded = await loadAvailability();
    const signedIn: Partial<SignedInAvailability> | null =
      mayAsk && parts.published.providers.authToken ? await loadSignedIn() : null;
    return { ...loaded, ...signedIn };
  };
  // A provider may ask the visitor to sign in: only the page knows whether it can be asked unbidden.
  const availability = createLazyAvailability(async () => (await load(parts.options.silentToken)).port);
  return {
    ...parts,
    window,
    availability,
    async askForPage(customContext) {
      const loaded = sharedAnswers === null ? null : await load(true).catch(() => null);
      if (loaded === null || sharedAnswers === null) return availability.getAvailability(customContext);
      const { chunk, port, mark } = loaded;
      return chunk.createPageAvailability({ ...sharedAnswers(), port })({ ...customContext, ...mark });
    },
    obstacle: !(identity.appId && identity.orgId && identity.orgUrl)
      ? 'An id or the org URL is missing.'
      : isStorageBlocked(window)
        ? 'The storage is blocked.'
        : null,
    popOutUrl: baseUrl === null ? null : new URL(chunkFile('pop-out'), baseUrl).href,
    loadConversation: once(async () => (await installOf('conversation'))(identity) as ConversationParts),
    loadConversationPort: once(async () => (await installOf('client'))({ identity }) as ConversationPort),
    loadPopOut: async () => (await installOf('pop-out-watch')) as CreatePopOut,
    loadChatWindow: async () => (await installOf('chat')) as ChatWindowFactory<ShadowRoot>,
    async loadLanguage(name) {
      return (await installOf(`language-${name}`))(undefined) as LanguageTexts;
    },
  };
}
