import type {
  AvailabilityPort,
  ChatMessage,
  Conversation,
  ConversationListener,
  ConversationPort,
  PostChatSurvey,
  StartResult,
  SurveyAnswers,
  WidgetConfig,
} from '../core/chatPort.ts';
import type { AuthTokenProvider } from '../core/sdkPort.ts';
import type { TabTurns } from '../core/tabs.ts';
import { tokenFor } from './authToken.ts';
import type { ErrorDetail } from './errors.ts';
import { ChatFailure, conversationErrors } from './conversationErrors.ts';
import { normalizeContext } from './customContext.ts';
import { errorDetail, reasonOf, widgetErrors } from './errors.ts';
import { reconnectIdOf } from './reconnectLink.ts';

/** A start or a resume that has not come to an end in this time has failed. */
export const connectDeadlineMs = 30_000;
/** How often a conversation in which nobody says anything tells that it goes on; well within what it is kept for. */
export const stillRunningMs = 5 * 60_000;

export interface RunListener {
  readonly onConfig: (config: WidgetConfig) => void;
  /**
   * The service takes chats now. With `continueEarlier`, a conversation of the signed-in visitor is running somewhere else:
   * whether to continue it has to be asked, and `create` joins it after a call of this.
   */
  readonly onPrepared: (config: WidgetConfig, continueEarlier?: () => void) => void;
  /** From now on a conversation may exist that can be joined with this. */
  readonly onCreating: (resumeState: string) => void;
  readonly onJoined: () => void;
  readonly onResumed: (history: readonly ChatMessage[]) => void;
  /** The conversation to resume is over. */
  readonly onLost: () => void;
  /** Another tab has started a conversation while this one waited its turn. */
  readonly onFoundElsewhere: () => void;
  /** The reconnect link that the visitor came by is no longer good, and the administrator has set where to go instead. */
  readonly onSentAway: (url: URL) => void;
  readonly onOutsideHours: () => void;
  readonly onStartFailed: (error: ErrorDetail) => void;
  readonly onResumeFailed: (error: ErrorDetail) => void;
  readonly onSurvey: (survey: PostChatSurvey | null) => void;
  readonly onMessage: (message: ChatMessage) => void;
  readonly onTyping: (senderName: string) => void;
  readonly onAgentJoined: (name: string) => void;
  readonly onEnded: () => void;
  /** The conversation is still joined; every `stillRunningMs`. */
  readonly onStillRunning: () => void;
}

export interface ConversationRequest {
  /** As the page gave it, unchecked. */
  readonly customContext: unknown;
  readonly isProactive: boolean;
  readonly preChatAnswers?: SurveyAnswers | undefined;
}

/** The one conversation of the widget, from the attempt to connect to its end. */
export interface ConversationRun {
  /** Asks whether the service takes chats, and loads what the conversation will need. */
  prepare(): void;
  /** Creates a conversation, unless another tab has done so meanwhile. */
  create(request: ConversationRequest): void;
  resume(resumeState: string): void;
  /** The conversation that is joined now. */
  current(): Conversation | null;
  /** Ends what runs or is being started, at the service too; resolves when that is done. Nothing is told after it. */
  end(): Promise<void>;
  /** The same, but asks for the survey first; its address, or that there is none, is all that is told. */
  endToSurvey(): void;
  /** Lets go without ending anything: what runs, or is being created, is left to the next page. Nothing is told after it. */
  release(): void;
}

/** One attempt to connect, and the conversation that came of it. */
interface Attempt {
  conversation: Conversation | null;
  /** What to do with a conversation that arrives after the attempt was given up. */
  whenLate: 'end' | 'dispose';
  readonly abort: AbortController;
  /** Resolves when there is nothing more to come of it. */
  done?: Promise<void>;
  /** Tells that the conversation is still joined. */
  timer?: number;
}

/** What a run takes from outside. */
export interface RunHost extends TabTurns {
  /** Timers run on it. */
  readonly window: Pick<Window, 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval'>;
  /** Where the functions of the page are to be found by name. */
  readonly page: Window;
  readonly availability: AvailabilityPort;
  /** Loads the client. Rejects if it cannot be loaded. */
  loadConversationPort(): Promise<ConversationPort>;
  authTokenProvider(): AuthTokenProvider | null;
  /** Is a conversation kept that could be joined? */
  isStored(): boolean;
  warn(message: string): void;
}

const failureOf = (cause: unknown): ErrorDetail =>
  cause instanceof ChatFailure ? cause.detail : errorDetail(conversationErrors.unreachable, reasonOf(cause));

function errorOf({ failure, detail }: Extract<StartResult, { readonly ok: false }>, hasToken: boolean) {
  const { badToken, notSignedIn, refused, unreachable } = conversationErrors;
  const signIn = hasToken ? badToken : notSignedIn;
  return errorDetail(
    failure === 'authentication' ? signIn : failure === 'refused' ? refused : unreachable,
    detail,
  );
}

const nothing = (): void => undefined;

export function createConversationRun(host: RunHost, listener: RunListener): ConversationRun {
  let attempt: Attempt | null = null;
  /** Is followed once: what it leads to, or that it leads nowhere, is known then. */
  let linkId = reconnectIdOf(host.page);
  /** The service may know of a conversation of this visitor, and has not been asked yet. */
  let mayBeEarlier = false;
  /** The conversation whose survey is being asked for. */
  let surveyed: Conversation | null = null;

  /** Passes on what a conversation tells, but not before it has been joined and not after it was given up. */
  function createGate(own: Attempt): { readonly listener: ConversationListener; open(): void } {
    const held: (() => void)[] = [];
    let isOpen = false;
    const pass = (act: () => void): void => {
      if (attempt !== own) return;
      if (isOpen) act();
      else held.push(act);
    };
    return {
      listener: {
        onMessage: (message) => pass(() => listener.onMessage(message)),
        onTyping: (senderName) => pass(() => listener.onTyping(senderName)),
        onAgentJoined: (name) => pass(() => listener.onAgentJoined(name)),
        onEnded: () => pass(() => listener.onEnded()),
      },
      open() {
        isOpen = true;
        for (const act of held.splice(0)) pass(act);
      },
    };
  }

  /**
   * Makes one attempt: runs `work` under the deadline, and tells its outcome unless the attempt was given up meanwhile.
   */
  function attemptTo(
    whenLate: Attempt['whenLate'],
    work: (own: Attempt) => Promise<() => void>,
    onFailed: (error: ErrorDetail) => void,
  ): void {
    const own: Attempt = { conversation: null, whenLate, abort: new AbortController() };
    attempt = own;
    const settle = (tell: () => void): void => {
      host.window.clearTimeout(deadline);
      if (attempt === own && !own.abort.signal.aborted) tell();
    };
    const fail = (error: ErrorDetail): void => {
      attempt = null;
      own.abort.abort();
      onFailed(error);
    };
    const deadline = host.window.setTimeout(
      () => settle(() => fail(errorDetail(conversationErrors.tooLate))),
      connectDeadlineMs,
    );
    own.abort.signal.addEventListener('abort', () => {
      host.window.clearTimeout(deadline);
      host.window.clearInterval(own.timer);
    });
    own.done = work(own).then(settle, (cause: unknown) => settle(() => fail(failureOf(cause))));
  }

  /** Takes the conversation that has come; false if nobody waits for it any more, which is settled here too. */
  async function take(own: Attempt, conversation: Conversation): Promise<boolean> {
    if (attempt === own) {
      own.conversation = conversation;
      own.timer = host.window.setInterval(listener.onStillRunning, stillRunningMs);
    } else if (own.whenLate === 'end') await conversation.end();
    else conversation.dispose();
    return attempt === own;
  }

  /** Takes a conversation that was there before, with all that was said. */
  async function takeAgain(own: Attempt, conversation: Conversation, openGate: () => void) {
    // Where what was said before cannot be read, the conversation itself goes on.
    const history = await conversation.history().catch(() => []);
    if (!(await take(own, conversation))) return nothing;
    return () => {
      listener.onResumed(history);
      openGate();
    };
  }

  /** The configuration of the widget, read anew: operating hours end. */
  async function readConfig(own: Attempt): Promise<WidgetConfig> {
    const config = await host.availability.readConfig();
    if (attempt === own) listener.onConfig(config);
    return config;
  }

  /** Tells that nobody is there, and when somebody will be as soon as the service has told. */
  async function tellClosed(config: WidgetConfig): Promise<void> {
    attempt = null;
    listener.onOutsideHours();
    const answer = await host.availability.getAvailability({});
    if (!answer.ok) return;
    const nextOpening = answer.detail.StartTimeOfNextOperatingHour;
    if (Date.parse(nextOpening) > Date.now()) listener.onConfig({ ...config, nextOpening });
  }

  async function tokenOf(config: WidgetConfig, own: Attempt): Promise<string | undefined> {
    const answer = await tokenFor(config, host.authTokenProvider(), host, own.abort.signal);
    if (!answer.ok) throw new ChatFailure(answer.error);
    return answer.token;
  }

  async function loadPort() {
    try {
      return await host.loadConversationPort();
    } catch (cause) {
      throw new ChatFailure(errorDetail(widgetErrors.file, reasonOf(cause)));
    }
  }

  /** Tells an outcome with which the attempt is over. */
  const leaving = (tell: () => void) => (): void => {
    attempt = null;
    tell();
  };

  function giveUp(): Attempt | null {
    const own = attempt;
    attempt = null;
    own?.abort.abort();
    return own;
  }

  return {
    prepare() {
      attemptTo(
        'end',
        async (own) => {
          const config = await readConfig(own);
          return () => {
            if (config.operatingHours === 'closed') {
              void tellClosed(config);
              return;
            }
            attempt = null;
            mayBeEarlier = linkId === null;
            // A conversation that was there before asks nothing anew.
            listener.onPrepared(linkId === null ? config : { ...config, preChatSurvey: undefined });
          };
        },
        listener.onStartFailed,
      );
    },

    create(request) {
      attemptTo(
        'end',
        async (own) => {
          const isGone = (): boolean => attempt !== own;
          const config = await readConfig(own);
          const authToken = isGone() ? undefined : await tokenOf(config, own);
          const port = await loadPort();
          return host.exclusively(async () => {
            if (isGone()) return nothing;
            if (host.isStored()) {
              return leaving(listener.onFoundElsewhere);
            }
            if (mayBeEarlier && authToken !== undefined) {
              mayBeEarlier = false;
              const found = await port.findEarlier(authToken);
              if (found !== null) return leaving(() => listener.onPrepared(config, () => (linkId = found)));
            }
            const gate = createGate(own);
            if (linkId !== null) {
              // What it leads to is not this attempt's to end, unless the visitor says so.
              own.whenLate = 'dispose';
              const found = await port.reconnect(linkId, gate.listener, authToken);
              linkId = null;
              if (found === null) return leaving(() => listener.onPrepared(config));
              if (found instanceof URL) return leaving(() => listener.onSentAway(found));
              return takeAgain(own, found, gate.open);
            }
            const { customContext, ...asked } = request;
            const { context, problems } = normalizeContext(customContext);
            for (const problem of problems) host.warn(problem);
            const result = await port.start(
              {
                ...asked,
                // The context of a signed-in visitor is what the token says; the page's own is not sent beside it.
                ...(authToken === undefined ? { customContext: context } : { customContext: {}, authToken }),
                onCreating: (resumeState) => {
                  // Nothing has been created yet, and this keeps it so.
                  if (isGone()) throw new Error();
                  listener.onCreating(resumeState);
                },
                isLeftToNextPage: () => own.whenLate === 'dispose',
              },
              gate.listener,
            );
            if (!result.ok) {
              if (result.failure !== 'outsideOperatingHours') {
                throw new ChatFailure(errorOf(result, authToken !== undefined));
              }
              return () => void tellClosed(config);
            }
            // Told inside the turn: before it ends, other tabs must find the conversation.
            if (await take(own, result.conversation)) {
              listener.onJoined();
              gate.open();
            }
            return nothing;
          });
        },
        listener.onStartFailed,
      );
    },

    resume(resumeState) {
      attemptTo(
        'dispose',
        async (own) => {
          const gate = createGate(own);
          const config = await readConfig(own);
          // Also to end a conversation it has to be joined.
          const isWanted = (): boolean => attempt === own || own.whenLate === 'end';
          if (!isWanted()) return nothing;
          const authToken = await tokenOf(config, own);
          const port = await loadPort();
          const conversation = await port.resume(resumeState, gate.listener, authToken);
          if (conversation === null) return leaving(listener.onLost);
          return takeAgain(own, conversation, gate.open);
        },
        listener.onResumeFailed,
      );
    },

    current: () => attempt?.conversation ?? null,

    async end() {
      const own = attempt;
      if (own === null) return;
      attempt = null;
      const isResuming = own.whenLate === 'dispose' && own.conversation === null;
      own.whenLate = 'end';
      if (!isResuming) own.abort.abort();
      if (own.conversation === null) await own.done;
      else await own.conversation.end();
    },

    endToSurvey() {
      const conversation = giveUp()?.conversation ?? null;
      surveyed = conversation;
      const tell = (survey: PostChatSurvey | null): void => {
        if (surveyed === conversation) listener.onSurvey(survey);
      };
      if (conversation === null) {
        tell(null);
        return;
      }
      void conversation
        .postChatSurvey()
        .catch(() => null)
        .then((survey) => {
          void conversation.end();
          tell(survey);
        });
    },

    release() {
      const own = giveUp();
      if (own === null) return;
      own.whenLate = 'dispose';
      own.conversation?.dispose();
    },
  };
}
