import type {
  ChatMessage,
  Conversation,
  ConversationListener,
  StartResult,
  WidgetConfig,
} from '../core/chatPort.ts';
import type { CustomContext } from '../core/customContext.ts';
import type { AuthTokenProvider } from '../core/sdkPort.ts';
import { requestToken } from './authToken.ts';
import type { ErrorDetail } from './errors.ts';
import { errorDetail, reasonOf } from './errors.ts';
import type { SdkHost } from './host.ts';

/** A start or a resume that has not come to an end in this time has failed. */
export const connectDeadlineMs = 30_000;

export interface RunListener {
  readonly onConfig: (config: WidgetConfig) => void;
  readonly onJoined: () => void;
  readonly onResumed: (history: readonly ChatMessage[]) => void;
  /** The conversation to resume is over. */
  readonly onLost: () => void;
  readonly onOutsideHours: () => void;
  readonly onStartFailed: (error: ErrorDetail) => void;
  readonly onResumeFailed: (error: ErrorDetail) => void;
  readonly onMessage: (message: ChatMessage) => void;
  readonly onTyping: (senderName: string) => void;
  readonly onEnded: () => void;
}

/** The one conversation of the widget, from the attempt to connect to its end. */
export interface ConversationRun {
  begin(request: { readonly customContext: CustomContext; readonly isProactive: boolean }): void;
  resume(resumeState: string): void;
  /** The conversation that is joined now. */
  current(): Conversation | null;
  /** Ends what runs or is being started, at the service too. Nothing is told after it. */
  end(): void;
  /** Lets go without ending a conversation that was running. Nothing is told after it. */
  dispose(): void;
}

/** One attempt to connect, and the conversation that came of it. */
interface Attempt {
  readonly deadline: number;
  conversation: Conversation | null;
  /** What to do with a conversation that arrives after the attempt was given up. */
  whenLate: 'end' | 'dispose';
}

type Started =
  | { readonly kind: 'joined'; readonly conversation: Conversation }
  | { readonly kind: 'outsideHours' }
  | { readonly kind: 'failed'; readonly error: ErrorDetail };

const failed = (error: ErrorDetail): Started => ({ kind: 'failed', error });

function startedFrom(result: StartResult, hasToken: boolean): Started {
  if (result.ok) return { kind: 'joined', conversation: result.conversation };
  switch (result.failure) {
    case 'outsideOperatingHours':
      return { kind: 'outsideHours' };
    case 'authentication':
      return failed(errorDetail(hasToken ? 4 : 1012, result.detail));
    case 'refused':
      return failed(errorDetail(1011, result.detail));
    case 'network':
    case 'unavailable':
      return failed(errorDetail(1010, result.detail));
  }
}

export function createConversationRun(
  host: SdkHost,
  authTokenProvider: () => AuthTokenProvider | null,
  listener: RunListener,
): ConversationRun {
  let attempt: Attempt | null = null;

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
        onEnded: () => pass(() => listener.onEnded()),
      },
      open() {
        isOpen = true;
        for (const act of held.splice(0)) pass(act);
      },
    };
  }

  function newAttempt(whenLate: Attempt['whenLate'], onTimeout: () => void) {
    const deadline = host.window.setTimeout(() => {
      attempt = null;
      onTimeout();
    }, connectDeadlineMs);
    const own: Attempt = { deadline, conversation: null, whenLate };
    attempt = own;
    return {
      own,
      gate: createGate(own),
      /** Notes the conversation; false if nobody waits for it any more, which is settled here too. */
      settle(conversation: Conversation | null): boolean {
        host.window.clearTimeout(deadline);
        if (attempt === own) {
          own.conversation = conversation;
          if (conversation === null) attempt = null;
          return true;
        }
        if (own.whenLate === 'end') void conversation?.end();
        else conversation?.dispose();
        return false;
      },
    };
  }

  async function start(
    request: { readonly customContext: CustomContext; readonly isProactive: boolean },
    isWanted: () => boolean,
    told: ConversationListener,
  ): Promise<Started | null> {
    // Both are needed in the good case; the client is the larger one and should not wait for the other.
    const loading = host.loadConversationPort();
    loading.catch(() => undefined);
    const config = await host.availability.readConfig();
    if (!isWanted()) return null;
    listener.onConfig(config);
    if (config.operatingHours === 'closed') return { kind: 'outsideHours' };

    let authToken: string | undefined;
    if (config.requiresAuthentication === true) {
      const provider = authTokenProvider();
      const answer =
        provider === null ? ({ ok: false, code: 3 } as const) : await requestToken(provider, host.window);
      if (!answer.ok) return failed(errorDetail(answer.code));
      authToken = answer.token;
    }

    let port;
    try {
      port = await loading;
    } catch (cause) {
      return failed(errorDetail(1014, reasonOf(cause)));
    }
    if (!isWanted()) return null;
    // The context of a signed-in visitor is what the token says; the page's own is not sent beside it.
    const wanted = authToken === undefined ? request : { ...request, customContext: {}, authToken };
    return startedFrom(await port.start(wanted, told), authToken !== undefined);
  }

  async function begin(request: { readonly customContext: CustomContext; readonly isProactive: boolean }) {
    const { own, gate, settle } = newAttempt('end', () => listener.onStartFailed(errorDetail(1013)));
    let started: Started | null;
    try {
      started = await start(request, () => attempt === own, gate.listener);
    } catch (cause) {
      started = failed(errorDetail(1010, reasonOf(cause)));
    }
    if (!settle(started?.kind === 'joined' ? started.conversation : null) || started === null) return;
    if (started.kind === 'outsideHours') listener.onOutsideHours();
    else if (started.kind === 'failed') listener.onStartFailed(started.error);
    else {
      listener.onJoined();
      gate.open();
    }
  }

  async function resume(resumeState: string) {
    const { gate, settle } = newAttempt('dispose', () => listener.onResumeFailed(errorDetail(1013)));
    let conversation: Conversation | null;
    let history: readonly ChatMessage[] = [];
    try {
      const port = await host.loadConversationPort();
      conversation = await port.resume(resumeState, gate.listener);
    } catch (cause) {
      if (settle(null)) listener.onResumeFailed(errorDetail(1014, reasonOf(cause)));
      return;
    }
    try {
      history = (await conversation?.history()) ?? [];
    } catch {
      // The conversation itself goes on; what was said before is missing from the window.
    }
    if (!settle(conversation)) return;
    if (conversation === null) listener.onLost();
    else {
      listener.onResumed(history);
      gate.open();
    }
  }

  function giveUp(): Attempt | null {
    const own = attempt;
    attempt = null;
    if (own !== null) host.window.clearTimeout(own.deadline);
    return own;
  }

  return {
    begin: (request) => void begin(request),
    resume: (resumeState) => void resume(resumeState),
    current: () => attempt?.conversation ?? null,
    end() {
      const own = giveUp();
      if (own === null) return;
      own.whenLate = 'end';
      void own.conversation?.end();
    },
    dispose() {
      giveUp()?.conversation?.dispose();
    },
  };
}
