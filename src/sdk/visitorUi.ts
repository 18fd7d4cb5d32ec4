import type { PostChatSurvey, WidgetConfig } from '../core/chatPort.ts';
import type { ChatPane, ChatWindowCallbacks, ChatWindowView } from '../core/chatWindow.ts';
import { controlStyles } from '../core/controlStyles.ts';
import { designTokens } from '../core/designTokens.ts';
import type { ChatState, InvitationEvent } from '../core/sdkPort.ts';
import { applyAppearance, applyLanguage, colorSchemeOf } from './appearance.ts';
import type { InvitationRequest } from './callArguments.ts';
import { createChatButton } from './chatButton.ts';
import type { WidgetState } from './conversationState.ts';
import type { SdkHost } from './host.ts';
import type { InvitationPane } from './invitation.ts';
import { createInvitationPane } from './invitation.ts';
import { createWidgetLanguage } from './language.ts';
import { createNotice } from './notice.ts';
import { sdkStyles } from './styles.ts';
import { createSurface } from './surface.ts';
import type { Talk } from './talk.ts';
import { createWindowSlot } from './windowSlot.ts';

/** Everything a visitor sees of the widget, drawn from the state of the widget. */
export interface VisitorUi {
  readonly invitation: InvitationPane;
  /** Resolves when it is known whether the texts of the visitor's language are there. */
  readonly languageSettled: Promise<unknown>;
  draw(state: WidgetState, content: WindowContent): void;
  /** Gives the chat window focus as soon as it is there. */
  focusWindow(): void;
  /** Minimises or closes the window; if it held focus, that goes to the chat button, or to where in the page it came from. */
  leave(act: () => boolean, change: 'minimized' | 'closed'): void;
  destroy(): void;
}

/** What the chat window shows beside its state. */
export interface WindowContent {
  /** Undefined before anything can have been said. */
  readonly talk: Talk | undefined;
  readonly config: WidgetConfig | null;
  readonly survey: PostChatSurvey | null;
  readonly needsSignIn: boolean;
  /** Set: the visitor is asked whether to continue an earlier conversation, before anything else. */
  readonly continueEarlier: (() => void) | undefined;
}

export interface VisitorUiActs {
  readonly window: ChatWindowCallbacks;
  readonly onButton: () => void;
  readonly onInvitation: (event: InvitationEvent, request: InvitationRequest) => void;
  readonly onWindowUnavailable: (cause: unknown) => void;
}

const panes: Readonly<Record<ChatState, ChatPane | null>> = {
  closed: null,
  proactive: null,
  preChat: 'preChat',
  loading: 'loading',
  retrieving: 'loading',
  active: 'active',
  rejoining: 'loading',
  inactive: 'ended',
  postChat: 'postChat',
  outOfOffice: 'outOfOffice',
  error: 'error',
  popOut: null,
};

/** The window to be seen in a state; `null` where there is none, as while an earlier conversation is looked for. */
function windowView(
  state: WidgetState,
  { talk, config, survey, needsSignIn, continueEarlier }: WindowContent,
): ChatWindowView | null {
  const pane = panes[state.chat];
  if (pane === null || state.window === 'none') return null;
  return {
    pane: continueEarlier && pane === 'preChat' ? 'earlier' : pane,
    visible: state.window === 'open',
    title: config?.title ?? null,
    entries: talk?.transcript() ?? [],
    typing: talk?.typing() ?? null,
    agent: talk?.agent() ?? null,
    needsSignIn,
    nextOpening: config?.nextOpening ?? null,
    preChatSurvey: config?.preChatSurvey ?? null,
    postChatSurvey: survey,
  };
}

/** Microsoft's widget brings the visitor to the message field by this key. */
const isShortcut = (event: KeyboardEvent): boolean =>
  event.ctrlKey && event.key === '/' && !event.defaultPrevented && !event.isComposing;

/** Adds our element to the body of the page. */
export function createVisitorUi(host: SdkHost, acts: VisitorUiActs): VisitorUi {
  const { window: view, options } = host;
  const { document } = view;
  const surface = createSurface(view);
  const tokens = designTokens(colorSchemeOf(view, options));
  surface.adoptStyles(`${tokens}${controlStyles}${sdkStyles}`);
  const isPopOut = host.popOutUrl === null;
  applyAppearance(view, surface.element, options);
  let redraw: () => void = () => undefined;
  const showLanguage = (): void => {
    applyLanguage(view, surface.element, speech.language().name, options);
    redraw();
  };
  const speech = createWidgetLanguage(
    view,
    options.language,
    (name) => host.loadLanguage(name),
    showLanguage,
  );
  showLanguage();
  const button = createChatButton(document, surface, speech, acts.onButton);
  const invitation = createInvitationPane(view, surface, speech, acts.onInvitation);
  const notice = createNotice(document, surface, speech);
  const slot = createWindowSlot({
    surface,
    callbacks: acts.window,
    options: {
      hideMinimizeButton: options.hideMinimizeButton === true,
      hideHeader: options.renderMobile === true,
      stackSuggestedActions: options.suggestedActionLayout === 'stacked',
      fillsWindow: isPopOut,
      ...(options.customCloseButtonText === undefined
        ? {}
        : { closeButtonText: options.customCloseButtonText }),
    },
    async load() {
      const [create, { window: messages }] = await Promise.all([host.loadChatWindow(), speech.load()]);
      return (slot) => create({ ...slot, language: speech.language(), messages });
    },
    loadPart: host.loadChunk,
    onShown: () => {
      notice.hide();
      redraw();
    },
    onUnavailable(cause) {
      redraw();
      notice.show({ onRetry: () => slot.retry(), onClose: acts.window.onClose });
      acts.onWindowUnavailable(cause);
    },
  });

  let isOpen = false;
  const onKey = (event: KeyboardEvent): void => {
    if (!isOpen || !isShortcut(event)) return;
    event.preventDefault();
    slot.focus('always');
  };
  view.addEventListener('keydown', onKey);

  return {
    invitation,
    languageSettled: speech.settled,
    draw(state, content) {
      surface.stay();
      const shown = windowView(state, content);
      isOpen = shown?.visible === true;
      slot.update(shown);
      if (shown === null) notice.hide();
      redraw = () => {
        const busy = slot.isLoading();
        const visible = options.hideChatButton !== true && !isPopOut && state.window !== 'open';
        // A hidden button shows itself for as long as the window takes to come: something has to answer the click.
        button.update({ visible: visible || busy, busy, unread: content.talk?.unread() ?? 0 });
      };
      redraw();
    },
    focusWindow: () => slot.focus(),
    leave(act, change) {
      const hadFocus = surface.holdsFocus();
      if (!act() || !hadFocus || isOpen) return;
      if (change === 'minimized' ? button.focus() : surface.returnFocus()) return;
      if (change === 'closed') button.focus();
    },
    destroy() {
      view.removeEventListener('keydown', onKey);
      invitation.destroy();
      slot.destroy();
      surface.destroy();
    },
  };
}
