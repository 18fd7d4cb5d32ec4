import type { PostChatSurvey, SurveyAnswers, WidgetConfig } from '../core/chatPort.ts';
import type { ChatState, InstalledSdk, InvitationEvent, StartOrder } from '../core/sdkPort.ts';
import { createAvailabilityCalls } from './availabilityCalls.ts';
import type { InvitationRequest, StartRequest } from './callArguments.ts';
import { askForContext } from './contextSource.ts';
import { beginning, type Effect } from './conversationState.ts';
import type { ErrorDetail } from './errors.ts';
import { errorDetail, reasonOf, signInErrors, widgetErrors } from './errors.ts';
import type { SdkHost } from './host.ts';
import { createInvitations } from './invitations.ts';
import { createLazyDialogue } from './lazyDialogue.ts';
import { createLazyPopOut } from './lazyPopOut.ts';
import { createListeners } from './listeners.ts';
import { createOtherTabs } from './otherTabs.ts';
import { createOwnConversation } from './ownConversation.ts';
import { createPageCalls } from './pageCalls.ts';
import { followPageLife } from './pageLife.ts';
import { createReadiness } from './readiness.ts';
import type { VisitorUi } from './visitorUi.ts';
import { createVisitorUi } from './visitorUi.ts';
import { createWidgetMachine } from './widgetMachine.ts';
import { createRaiseEvent } from './windowEvents.ts';

/** What an event of the state table brings along. */
interface Carried {
  readonly invitation?: InvitationRequest;
  readonly error?: ErrorDetail;
}

/**
 * Installs the SDK core: publishes the global at once, and becomes ready in a later task. All that happens goes
 * through the state table in `conversationState.ts`; this function carries out what the table says.
 */
export function installSdk(host: SdkHost): InstalledSdk {
  const view = host.window;
  const { published } = host;
  const { sdk, providers } = published;
  const stateListeners = createListeners<[ChatState]>(host.warn);
  const invitationListeners = createListeners<[InvitationEvent | 'refused', string | null]>(host.warn);
  const own = createOwnConversation(host.conversationStorage, host.popOutUrl === null ? 'popOut' : 'page');
  const isStored = (): boolean => own.stored() !== null;
  const raiseEvent = createRaiseEvent(view);
  const raise: typeof raiseEvent = (name, detail) => {
    if (!isDestroyed) raiseEvent(name, detail);
  };

  let isDestroyed = false;
  let ui: VisitorUi | null = null;
  let config: WidgetConfig | null = null;
  let survey: PostChatSurvey | null = null;
  let needsSignIn = false;
  /** Set as long as the visitor is asked whether to continue an earlier conversation: what to do if so. */
  let continueEarlier: (() => void) | undefined;
  /** What the conversation that is being started, or tried again, was asked for with. */
  let order: StartOrder = { isProactive: false, showPreChat: true };
  let context: unknown;
  let answers: SurveyAnswers | undefined;
  let ending: Promise<void> | undefined;

  const others = createOtherTabs(
    () => host.loadConversation(),
    (notice) => {
      if (notice.kind === 'chatStarted') dispatch('chatStartedElsewhere');
      if (!('conversationId' in notice) || notice.conversationId !== own.id()) return;
      if (notice.kind === 'chatClosed') dispatch('chatClosedElsewhere');
      else if (conversation() !== undefined) dialogue.talk()?.takeOwn(notice.message);
    },
  );
  const { loadConversation } = others;

  const dialogue = createLazyDialogue(loadConversation, {
    host: {
      window: view,
      page: host.page ?? view,
      availability: host.availability,
      loadConversationPort: () => host.loadConversationPort(),
      authTokenProvider: () => providers.authToken,
      isStored,
      warn: host.warn,
    },
    listener: {
      onConfig(next) {
        config = next;
        draw();
      },
      onPrepared({ preChatSurvey }, continueIt) {
        continueEarlier = continueIt;
        const asks = preChatSurvey !== undefined && order.showPreChat && answers === undefined;
        dispatch(continueIt || asks ? 'preChatFound' : 'prepared');
      },
      onCreating: (resumeState) => own.keep(resumeState, '', isMinimized()),
      onJoined: () => dispatch('joined'),
      onResumed: () => dispatch(own.stored()?.minimized === true ? 'resumedMinimized' : 'resumedOpen'),
      onLost: () => dispatch('resumeLost'),
      onFoundElsewhere: () => dispatch('resumeFound'),
      onSentAway(url) {
        if (dispatch('closeRequested')) (host.page ?? view).location.assign(url);
      },
      onOutsideHours: () => dispatch('outsideHours'),
      onStartFailed: (error) => fail('startFailed', error),
      onResumeFailed: (error) => fail('resumeFailed', error),
      onSurvey(found) {
        if (machine.state().chat !== 'postChat') return;
        survey = found;
        if (found === null) dispatch('surveyMissing');
        else draw();
      },
      onEnded: () => dispatch('agentEnded'),
    },
    talk: {
      view,
      raise,
      isWatched: () => machine.state().window === 'open',
      onChange: draw,
      onSaid(message) {
        remember();
        if (message !== undefined) others.tell({ kind: 'said', conversationId: own.id(), message });
      },
    },
  });

  const isMinimized = (): boolean => machine.state().window === 'minimized';
  const conversation = () => dialogue.run()?.current() ?? undefined;

  const machine = createWidgetMachine<Carried>(
    (state, before) => {
      if (state.window === 'open') dialogue.talk()?.markRead();
      if (state.chat === 'closed') {
        dialogue.talk()?.clear();
        survey = null;
        answers = undefined;
      }
      draw();
      if (before.chat !== state.chat) stateListeners.tell(state.chat);
    },
    perform,
    host.warn,
  );
  const { dispatch } = machine;
  const popOut = createLazyPopOut(
    host,
    machine,
    own.stored,
    (name, detail) => {
      if (ui !== null) raise(name, detail);
    },
    () => void begin(order, 'startRequested'),
  );

  function draw(): void {
    ui?.draw(machine.state(), {
      talk: dialogue.talk(),
      config,
      survey,
      needsSignIn,
      continueEarlier,
    });
  }

  function fail(event: 'startFailed' | 'resumeFailed', error: ErrorDetail): void {
    needsSignIn = signInErrors.includes(error.errorCode);
    dispatch(event, { error });
  }

  function perform(effect: Effect, { invitation, error }: Carried = {}): void {
    switch (effect) {
      case 'showInvitation':
        if (invitation !== undefined) ui?.invitation.show(invitation);
        // Accepted, it needs this next; until then it leaves when a chat begins in another tab.
        loadConversation().catch(() => undefined);
        return;
      case 'withdrawInvitation':
        ui?.invitation.withdraw();
        return;
      case 'prepareConversation':
        prepare();
        return;
      case 'createConversation':
        dialogue.create({
          customContext: context,
          isProactive: order.isProactive,
          preChatAnswers: answers,
        });
        return;
      case 'resumeConversation': {
        const resumeState = own.takeUp();
        if (resumeState === null) dispatch('resumeLost');
        else dialogue.resume(resumeState);
        return;
      }
      case 'abandonStart':
      case 'endConversation':
        ending = dialogue.end();
        return;
      case 'endToSurvey':
        dialogue.run()?.endToSurvey();
        return;
      case 'releaseConversation':
        dialogue.release();
        return;
      case 'remember':
        remember();
        return;
      case 'forget':
        own.forget();
        return;
      case 'tellStarted':
        others.tell({ kind: 'chatStarted' });
        return;
      case 'tellClosed':
        // Before the conversation has an id nobody else can have joined it.
        if (own.id() !== '') others.tell({ kind: 'chatClosed', conversationId: own.id() });
        return;
      case 'focusPopOut':
        popOut.focus();
        return;
      case 'closePopOut':
        popOut.close();
        return;
      case 'lcw:error':
        raise('lcw:error', error);
        return;
      default:
        raise(effect);
    }
  }

  function prepare(): void {
    own.leave();
    const answer = askForContext(order.customContext, providers.context);
    context = answer.ok ? answer.given : undefined;
    if (!answer.ok && host.options.whenContextFails === 'stop') {
      fail('startFailed', answer.error);
      return;
    }
    if (!answer.ok) raise('lcw:error', answer.error);
    dialogue.prepare();
  }

  function remember(): void {
    const running = conversation();
    if (running === undefined || machine.state().chat !== 'active') return;
    own.keep(running.resumeState, running.id, isMinimized());
  }

  /** A conversation of another tab, or one that could not be reached before, is joined and not doubled. */
  function takeUpStored(): boolean {
    return beginning.has(machine.state().chat) && isStored() && dispatch('resumeFound');
  }

  /** Opens the chat in a browser window of its own, if that is wanted, or is where the conversation is. */
  function openPopOut(next: StartOrder, inNewWindow: boolean | undefined): boolean {
    if (machine.state().chat === 'popOut' && popOut.focus()) return true;
    const isOpened = popOut.open(next, inNewWindow);
    if (isOpened) order = next;
    return isOpened;
  }

  function begin(next: StartOrder, event: 'startRequested' | 'inviteAccepted'): boolean {
    const isResumed = takeUpStored();
    if (beginning.has(machine.state().chat)) order = next;
    return dispatch(isResumed ? 'startRequested' : event);
  }

  function start({ customContext, inNewWindow }: StartRequest, byVisitor: boolean): void {
    const next: StartOrder = { customContext, isProactive: false, showPreChat: true };
    if (openPopOut(next, inNewWindow)) return;
    if (begin(next, 'startRequested') && byVisitor) ui?.focusWindow();
  }

  function onInvitation(event: InvitationEvent, request: InvitationRequest): void {
    invitationListeners.tell(event, request.invitationId);
    if (event === 'shown') return;
    if (event !== 'accepted') {
      dispatch('inviteLeft');
      return;
    }
    const { showPreChat, inNewWindow } = request;
    const next: StartOrder = { isProactive: true, showPreChat };
    if (openPopOut(next, inNewWindow)) return;
    if (begin(next, 'inviteAccepted')) ui?.focusWindow();
  }

  const invitations = createInvitations({
    // Who is chatting in another tab is not invited in this one.
    mayInvite: () => machine.state().chat === 'closed' && !isStored(),
    isAllowed() {
      if (config !== null) return config.allowsProactiveChat !== false;
      return Promise.all([host.availability.readConfig(), ui?.languageSettled]).then(([read]) => {
        config = read;
        return read.allowsProactiveChat !== false;
      });
    },
    show: (invitation) => dispatch('inviteRequested', { invitation }),
    pane: () => ui?.invitation,
    tell: (event, { invitationId }) => invitationListeners.tell(event, invitationId),
    warn: host.warn,
  });

  const askAvailability = createAvailabilityCalls(host, loadConversation, raise);

  /** `closeChat()`, or the close button: a survey comes first where there is one, and a second time closes it. */
  function close(): boolean {
    invitations.withdraw();
    return (
      (config?.hasPostChatSurvey === true && dispatch('closeToSurveyRequested')) || dispatch('closeRequested')
    );
  }

  function createUi(): VisitorUi {
    return createVisitorUi(host, {
      onButton() {
        if (ui?.invitation.isOpen() === true) ui.invitation.accept();
        else start({}, true);
      },
      onInvitation,
      onWindowUnavailable(cause) {
        raise('lcw:error', errorDetail(widgetErrors.file, reasonOf(cause)));
      },
      window: {
        onSend: (text, answer) => dialogue.talk()?.send(text, answer),
        onResend: (key) => dialogue.talk()?.resend(key),
        onTyping: () => dialogue.talk()?.tellTyping(),
        onMinimize: () => ui?.leave(() => dispatch('minimizeRequested'), 'minimized'),
        onClose: () => ui?.leave(close, 'closed'),
        onRetry() {
          if (!takeUpStored()) dispatch('retryRequested');
        },
        onEarlier(isContinued) {
          if (isContinued) continueEarlier?.();
          continueEarlier = undefined;
          dispatch('preChatAnswered');
        },
        onPreChatAnswers(given) {
          answers = given;
          dispatch('preChatAnswered');
        },
      },
    });
  }

  const readiness = createReadiness(view, () => {
    if (host.obstacle != null) throw new Error(host.obstacle);
    ui = createUi();
    // Before the page hears that it may call: a call to start must find the conversation that is there.
    const isInPopOut = host.popOutUrl !== null && own.stored()?.place === 'popOut';
    if (isInPopOut) popOut.expect(() => others.tell({ kind: 'popOutSought' }));
    else takeUpStored();
    draw();
    raise('lcw:ready');
  });
  readiness.ready.catch((cause: unknown) =>
    raise('lcw:error', errorDetail(widgetErrors.load, reasonOf(cause))),
  );

  const calls = createPageCalls(view, machine, providers, invitations, askAvailability, start, () =>
    ui?.leave(close, 'closed'),
  );
  // Arguments are read when the widget is ready; what a page has changed until then is what it wants.
  published.carryOut((name, args) => readiness.whenReady(() => isDestroyed || calls[name](args)));

  const stopFollowing = followPageLife(view, {
    // The life of a stored conversation counts from the moment the page was left.
    onLeave: remember,
    onFrozen: () => dispatch('pageFrozen'),
    onRestored() {
      dispatch('pageRestored');
      if (isStored()) dispatch('chatStartedElsewhere');
    },
  });

  return {
    sdk,
    ready: readiness.ready,
    chatState: () => machine.state().chat,
    isStored,
    onChatState: (listener) => stateListeners.add(listener),
    onInvitation: (listener) => invitationListeners.add(listener),
    withdrawInvitation: () => invitations.withdraw(),
    ending: () => ending,
    continueStart: (next) => readiness.whenReady(() => void begin(next, 'startRequested')),
    askAvailability: (customContext) => host.availability.getAvailability(customContext),
    readConfig: () => host.availability.readConfig(),
    destroy() {
      if (isDestroyed) return;
      remember();
      isDestroyed = true;
      machine.stop();
      invitations.cancel();
      readiness.cancel();
      dialogue.release();
      dialogue.talk()?.clear();
      ui?.destroy();
      popOut.stop();
      others.close();
      stopFollowing();
      stateListeners.clear();
      invitationListeners.clear();
      published.withdraw();
    },
  };
}
