/** The script of a pop-out: an empty window that a page has opened and left its hand-over in. */
import { chunkFile } from '../core/chunks.ts';
import { createClock } from '../page/clock.ts';
import { createConsent } from '../page/consent.ts';
import { createPageStorage } from '../page/storage.ts';
import { publishSdk } from '../sdk/liveChatSdk.ts';
import type { PopOutHandOver } from '../sdk/popOut.ts';
import { handOverName } from '../sdk/popOut.ts';
import { runPopOut } from '../sdk/popOutPage.ts';
import { createBuiltInHost } from '../tag/builtInHost.ts';

const handOver = (window as unknown as Record<string, unknown>)[handOverName] as PopOutHandOver | undefined;
if (handOver !== undefined) {
  const { identity, options, page } = handOver;
  const nothing = (): void => undefined;
  // The chat that the visitor has asked for is all that is kept here, and needs no consent.
  const consent = createConsent({ default: 'ask', whenDenied: 'wait', globalPrivacyControl: false });
  const storage = createPageStorage(window, consent, createClock(window, nothing));
  runPopOut(
    createBuiltInHost({
      published: publishSdk(window),
      identity,
      options,
      page,
      loadChunk: (name) => import(new URL(chunkFile(name), import.meta.url).href),
      conversationStorage: storage.text('conversation', `${identity.orgId}/${identity.appId}`),
      sharedAnswers: null,
      baseUrl: null,
      warn: nothing,
    }),
    handOver,
  );
}
