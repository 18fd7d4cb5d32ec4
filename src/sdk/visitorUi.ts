import type { ChatPane, ChatWindowCallbacks, ChatWindowView } from '../core/chatWindow.ts';
import { controlStyles } from '../core/controlStyles.ts';
import { designTokens } from '../core/designTokens.ts';
import type { ChatState, InvitationEvent } from '../core/sdkPort.ts';
import type { InvitationRequest } from './callArguments.ts';
import { createChatButton } from './chatButton.ts';
import type { WidgetState } from './conversationState.ts';
import type { SdkHost } from './host.ts';
import type { InvitationPane } from './invitation.ts';
import { createInvitationPane } from './invitation.ts';
import { createNotice } from './notice.ts';
import { sdkStyles } from './styles.ts';
import { createSurface } from './surface.ts';
import type { Talk } from './talk.ts';
import { createWindowSlot } from './windowSlot.ts';

/** Everything a visitor sees of the widget, drawn from the state of the widget. */
export interface VisitorUi {
  readonly invitation: InvitationPane;
  draw(state: WidgetState, talk: Talk, title: string | null): void;
  /** Gives the chat window focus as soon as it is there. */
  focusWindow(): void;
  holdsFocus(): boolean;
  /** After minimising or closing: focus goes to the chat button, or to where in the page it came from. */
  focusAfter(change: 'minimized' | 'closed'): void;
  destroy(): void;
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
  loading: 'loading',
  active: 'active',
  inactive: 'ended',
  outOfOffice: 'outOfOffice',
  error: 'error',
};

/** The window to be seen in a state; `null` where there is none, as while an earlier conversation is looked for. */
function windowView(state: WidgetState, talk: Talk, title: string | null): ChatWindowView | null {
  const pane = panes[state.chat];
  if (pane === null || state.window === 'none') return null;
  return {
    pane,
    visible: state.window === 'open',
    title,
    entries: talk.transcript(),
    typing: talk.typing(),
  };
}

/** Adds our element to the body of the page. */
export function createVisitorUi(host: SdkHost, acts: VisitorUiActs): VisitorUi {
  const { document } = host.window;
  const surface = createSurface(host.window);
  surface.adoptStyles(`${designTokens}${controlStyles}${sdkStyles}`);
  const button = createChatButton(document, surface, acts.onButton);
  const invitation = createInvitationPane(host.window, surface, acts.onInvitation);
  const notice = createNotice(document, surface);
  let redraw: () => void = () => undefined;
  const slot = createWindowSlot({
    surface,
    callbacks: acts.window,
    ...(host.language === undefined ? {} : { language: host.language }),
    load: () => host.loadChatWindow(),
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

  return {
    invitation,
    draw(state, talk, title) {
      const view = windowView(state, talk, title);
      slot.update(view);
      if (view === null) notice.hide();
      redraw = () => {
        const busy = slot.isLoading();
        const visible = host.hideChatButton !== true && state.window !== 'open';
        // A hidden button shows itself for as long as the window takes to come: something has to answer the click.
        button.update({ visible: visible || busy, busy, unread: talk.unread() });
      };
      redraw();
    },
    focusWindow: () => slot.focus(),
    holdsFocus: () => surface.holdsFocus(),
    focusAfter(change) {
      if (change === 'minimized' ? button.focus() : surface.returnFocus()) return;
      if (change === 'closed') button.focus();
    },
    destroy() {
      invitation.destroy();
      slot.destroy();
      surface.destroy();
    },
  };
}
