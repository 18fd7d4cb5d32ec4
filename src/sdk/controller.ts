import type { CustomContext } from '../core/customContext.ts';
import type { ChatState, InstalledSdk, InvitationEvent } from '../core/sdkPort.ts';
import type { InvitationRequest, StartRequest } from './callArguments.ts';
import { createConversationRun } from './conversationRun.ts';
import type { Effect, WidgetEvent } from './conversationState.ts';
import { afterStep, initialState, stepFor } from './conversationState.ts';
import { normalizeContext } from './customContext.ts';
import type { ErrorDetail } from './errors.ts';
import { errorDetail, reasonOf } from './errors.ts';
import type { SdkHost } from './host.ts';
import type { Providers } from './liveChatSdk.ts';
import { createLiveChatSdk } from './liveChatSdk.ts';
import { createReadiness } from './readiness.ts';
import { publishSdk } from './sdkGlobal.ts';
import { createConversationStore } from './storedConversation.ts';
import { createTalk } from './talk.ts';
import type { VisitorUi } from './visitorUi.ts';
import { createVisitorUi } from './visitorUi.ts';
import { createRaiseEvent } from './windowEvents.ts';

/** What an event of the state table brings along. */
interface Carried {
  readonly invitation?: InvitationRequest;
  readonly error?: ErrorDetail;
}

/** States in which there is a conversation, or one is on its way. */
const chatting: ReadonlySet<ChatState> = new Set<ChatState>(['loading', 'active', 'inactive']);

/**
 * Installs the SDK core: publishes the global at once, and becomes ready in a later task. All that happens goes
 * through the state table in `conversationState.ts`; this function carries out what the table says.
 */
export function installSdk(host: SdkHost): InstalledSdk {
  const view = host.window;
  const providers: Providers = { context: null, authToken: null };
  const stateListeners = new Set<(state: ChatState) => void>();
  const invitationListeners = new Set<(event: InvitationEvent, invitationId: string | null) => void>();
  const store = createConversationStore(host.conversationStorage, host.identity, () => Date.now());
  const raiseEvent = createRaiseEvent(view);
  const raise: typeof raiseEvent = (name, detail) => {
    if (!isDestroyed) raiseEvent(name, detail);
  };

  let isDestroyed = false;
  let ui: VisitorUi | null = null;
  let state = initialState;
  let title: string | null = null;
  /** What joins the conversation of this page, last kept or tried; another tab may have one of its own. */
  let ownResumeState = '';
  /** What the conversation that is being started, or tried again, was asked for with. */
  let planned: { readonly customContext: unknown; readonly isProactive: boolean } = {
    customContext: undefined,
    isProactive: false,
  };

  const run = createConversationRun(host, () => providers.authToken, {
    onConfig(config) {
      title = config.title ?? null;
      draw();
    },
    onJoined: () => dispatch('joined'),
    onResumed(history) {
      const event = store.read()?.minimized === true ? 'resumedMinimized' : 'resumedOpen';
      talk.takeUp(history);
      dispatch(event);
    },
    onLost: () => dispatch('resumeLost'),
    onOutsideHours: () => dispatch('outsideHours'),
    onStartFailed: (error) => dispatch('startFailed', { error }),
    onResumeFailed: (error) => dispatch('resumeFailed', { error }),
    onMessage(message) {
      talk.receive(message);
      remember();
    },
    onTyping: (senderName) => talk.showTyping(senderName),
    onEnded: () => dispatch('agentEnded'),
  });

  const talk = createTalk({
    view,
    raise,
    conversation: () => run.current(),
    isWatched: () => state.window === 'open',
    onChange: draw,
    onAccepted: remember,
  });

  const acts: (() => void)[] = [];

  /**
   * Takes an event through the table; false if it is ignored there. The effects of all events form one line that
   * whoever dispatches works off: a page that calls a method from inside an event handler finds the effects of the
   * event before done first, and its own done when the call returns.
   */
  function dispatch(event: WidgetEvent, carried: Carried = {}): boolean {
    const step = isDestroyed ? null : stepFor(state, event);
    if (step === null) return false;
    const before = state;
    state = afterStep(state, step);
    acts.push(() => show(before.chat !== state.chat));
    for (const effect of step.effects) acts.push(() => perform(effect, carried));
    for (let act = acts.shift(); act !== undefined; act = acts.shift()) act();
    return true;
  }

  function show(chatChanged: boolean): void {
    if (state.window === 'open') talk.markRead();
    if (state.chat === 'closed') talk.clear();
    draw();
    if (chatChanged) for (const listener of stateListeners) tell(() => listener(state.chat));
  }

  function draw(): void {
    ui?.draw(state, talk, title);
  }

  function perform(effect: Effect, { invitation, error }: Carried): void {
    switch (effect) {
      case 'showInvitation':
        if (invitation !== undefined) ui?.invitation.show(invitation);
        return;
      case 'withdrawInvitation':
        ui?.invitation.withdraw();
        return;
      case 'beginConversation':
        run.begin({ customContext: contextFrom(planned.customContext), isProactive: planned.isProactive });
        return;
      case 'resumeConversation': {
        const stored = store.read();
        if (stored === null) {
          dispatch('resumeLost');
        } else {
          ownResumeState = stored.resumeState;
          run.resume(ownResumeState);
        }
        return;
      }
      case 'abandonStart':
      case 'endConversation':
        run.end();
        return;
      case 'remember':
        remember();
        return;
      case 'forget':
        store.remove(ownResumeState);
        return;
      case 'lcw:error':
        raise('lcw:error', error);
        return;
      default:
        raise(effect);
    }
  }

  function remember(): void {
    const conversation = run.current();
    if (conversation === null || state.chat !== 'active') return;
    ownResumeState = conversation.resumeState;
    store.write({ resumeState: ownResumeState, minimized: state.window === 'minimized' });
  }

  function rememberWhenHidden(): void {
    if (view.document.visibilityState === 'hidden') remember();
  }

  /** A listener of ours that throws must not stop the others. */
  function tell(listener: () => void): void {
    try {
      listener();
    } catch (cause) {
      host.warn(cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** The custom context for one question to the service: what the call brought, else what the provider says now. */
  function contextFrom(given: unknown): CustomContext {
    try {
      const provider = providers.context;
      const { context, problems } = normalizeContext(given ?? provider?.());
      for (const problem of problems) host.warn(problem);
      return context;
    } catch (cause) {
      raise('lcw:error', errorDetail(1, reasonOf(cause)));
      return {};
    }
  }

  /** A conversation of another tab, or one that could not be reached before, is joined and not doubled. */
  function takeUpStored(): boolean {
    return store.read() !== null && dispatch('resumeFound');
  }

  function start(request: StartRequest, byVisitor: boolean): void {
    if (request.inNewWindow) host.warn('inNewWindow has no effect yet: the chat opens in the page.');
    takeUpStored();
    if (!chatting.has(state.chat) || state.chat === 'loading') {
      planned = { customContext: request.customContext, isProactive: false };
    }
    if (dispatch('startRequested') && byVisitor) ui?.focusWindow();
  }

  function onInvitation(event: InvitationEvent, request: InvitationRequest): void {
    for (const listener of invitationListeners) tell(() => listener(event, request.invitationId));
    if (event === 'shown') return;
    if (event === 'accepted') {
      if (request.inNewWindow) host.warn('inNewWindow has no effect yet: the chat opens in the page.');
      planned = { customContext: undefined, isProactive: true };
      if (dispatch(takeUpStored() ? 'startRequested' : 'inviteAccepted')) ui?.focusWindow();
    } else {
      dispatch('inviteLeft');
    }
  }

  async function askAvailability(given: unknown): Promise<void> {
    const isChatting = chatting.has(state.chat);
    const customContext = isChatting ? {} : contextFrom(given);
    // The answer never comes inside the call, also where it is known at once.
    const answer = isChatting ? await null : await host.availability.getAvailability(customContext);
    if (answer === null) raise('lcw:error', errorDetail(1002));
    else if (answer.ok) raise('lcw:getAgentAvailability', answer.detail);
    else raise('lcw:error', errorDetail(1001, answer.cause));
  }

  function leaveWindow(event: 'minimizeRequested' | 'closeRequested'): void {
    const hadFocus = ui?.holdsFocus() === true;
    if (dispatch(event) && hadFocus) ui?.focusAfter(event === 'minimizeRequested' ? 'minimized' : 'closed');
  }

  function createUi(): VisitorUi {
    return createVisitorUi(host, {
      onButton() {
        if (ui?.invitation.isOpen() === true) ui.invitation.accept();
        else start({ customContext: undefined, inNewWindow: false }, true);
      },
      onInvitation,
      onWindowUnavailable(cause) {
        raise('lcw:error', errorDetail(1014, reasonOf(cause)));
      },
      window: {
        onSend: (text) => talk.send(text),
        onResend: (key) => talk.resend(key),
        onTyping: () => talk.tellTyping(),
        onMinimize: () => leaveWindow('minimizeRequested'),
        onClose: () => leaveWindow('closeRequested'),
        onRetry() {
          if (!takeUpStored()) dispatch('retryRequested');
        },
      },
    });
  }

  const readiness = createReadiness(view, () => {
    ui = createUi();
    // Before the page hears that it may call: a call to start must find the conversation that is there.
    takeUpStored();
    draw();
    raise('lcw:ready');
  });
  readiness.ready.catch((cause: unknown) => raise('lcw:error', errorDetail(1015, reasonOf(cause))));

  const sdk = createLiveChatSdk(
    {
      startChat: (request) =>
        readiness.whenReady(() => start(request, view.navigator.userActivation?.isActive === true)),
      invite: (invitation) =>
        readiness.whenReady(() => {
          // Who is chatting in another tab is not invited in this one.
          if (store.read() === null) dispatch('inviteRequested', { invitation });
        }),
      closeChat: () => readiness.whenReady(() => leaveWindow('closeRequested')),
      askAvailability: (given) => readiness.whenReady(() => void askAvailability(given)),
    },
    providers,
  );

  let unpublish: () => void = () => undefined;
  tell(() => {
    unpublish = publishSdk(view, sdk);
  });
  // The life of a stored conversation counts from the moment the page was left.
  view.addEventListener('pagehide', remember);
  // A tab in the background may go without any further notice.
  view.document.addEventListener('visibilitychange', rememberWhenHidden);

  return {
    sdk,
    ready: readiness.ready,
    chatState: () => state.chat,
    onChatState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    onInvitation(listener) {
      invitationListeners.add(listener);
      return () => invitationListeners.delete(listener);
    },
    withdrawInvitation: () => ui?.invitation.withdraw(),
    askAvailability: (customContext) => host.availability.getAvailability(customContext),
    readConfig: () => host.availability.readConfig(),
    destroy() {
      if (isDestroyed) return;
      remember();
      isDestroyed = true;
      readiness.cancel();
      run.dispose();
      talk.clear();
      ui?.destroy();
      view.removeEventListener('pagehide', remember);
      view.document.removeEventListener('visibilitychange', rememberWhenHidden);
      stateListeners.clear();
      invitationListeners.clear();
      unpublish();
    },
  };
}
