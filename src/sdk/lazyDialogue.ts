import type { ConversationRequest, ConversationRun, RunListener } from './conversationRun.ts';
import type { ConversationParts, Dialogue, DialogueParts } from './dialogue.ts';
import { errorDetail, reasonOf, widgetErrors } from './errors.ts';
import type { Talk } from './talk.ts';

/** A dialogue that loads when a conversation is first prepared or resumed; before, there is nothing said and nothing runs. */
export interface LazyDialogue {
  run(): ConversationRun | undefined;
  talk(): Talk | undefined;
  prepare(): void;
  create(request: ConversationRequest): void;
  resume(resumeState: string): void;
  /** Ends what runs or is being started or resumed, at the service too; resolves when that is done. */
  end(): Promise<void>;
  /** Lets go; a conversation that was running goes on. */
  release(): void;
}

export function createLazyDialogue(
  load: () => Promise<ConversationParts>,
  parts: DialogueParts,
): LazyDialogue {
  const { onStartFailed, onResumeFailed } = parts.listener;
  let loaded: Dialogue | undefined;
  /** What to do as soon as it is loaded; before that, what was begun and ended in the meantime is ended. */
  let waiting: ((run: ConversationRun) => void) | null = null;
  const endings: ((run: ConversationRun) => void)[] = [];

  async function begin(act: (run: ConversationRun) => void, fail: RunListener['onStartFailed']) {
    waiting = act;
    // Needed next in the good case; the client is large and should not wait for its turn.
    parts.host.loadConversationPort().catch(() => undefined);
    try {
      loaded ??= (await load()).createDialogue(parts);
    } catch (cause) {
      if (waiting === act) fail(errorDetail(widgetErrors.file, reasonOf(cause)));
      return;
    }
    for (const end of endings.splice(0)) end(loaded.run);
    if (waiting !== act) return;
    waiting = null;
    act(loaded.run);
  }

  return {
    run: () => loaded?.run,
    talk: () => loaded?.talk,
    prepare: () => void begin((run) => run.prepare(), onStartFailed),
    create: (request) => void begin((run) => run.create(request), onStartFailed),
    resume: (resumeState) => void begin((run) => run.resume(resumeState), onResumeFailed),
    async end() {
      const act = waiting;
      waiting = null;
      if (act === null) {
        await loaded?.run.end();
        return;
      }
      // A conversation that was to be resumed has to be joined to be ended.
      await new Promise<void>((done) => {
        endings.push((run) => {
          act(run);
          void run.end().then(done);
        });
      });
    },
    release() {
      waiting = null;
      loaded?.run.release();
    },
  };
}
