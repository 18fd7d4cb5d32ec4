import type { ChatState } from '../core/sdkPort.ts';
import type { SdkEventName } from '../core/sdkEvents.ts';

/** The chat window: never opened, on the screen, or reduced to the button. */
export type WindowState = 'none' | 'open' | 'minimized';

export interface WidgetState {
  readonly chat: ChatState;
  readonly window: WindowState;
}

export const initialState: WidgetState = { chat: 'closed', window: 'none' };

/** Everything that can happen to the widget. */
export const widgetEvents = [
  /** `startChat()`, or the chat button. */
  'startRequested',
  /** `startProactiveChat()`. */
  'inviteRequested',
  'inviteAccepted',
  /** Declined, dismissed, expired or withdrawn. */
  'inviteLeft',
  /** A conversation that was running before a reload, or in another tab, is remembered. */
  'resumeFound',
  /** It is still running; the window was open, or minimised, when it was last seen. */
  'resumedOpen',
  'resumedMinimized',
  /** It is over. */
  'resumeLost',
  /** It could not be asked whether it is still running. */
  'resumeFailed',
  'joined',
  'outsideHours',
  'startFailed',
  'agentEnded',
  'minimizeRequested',
  /** "Try again" on the error pane. */
  'retryRequested',
  /** `closeChat()`, or the confirmed close button. */
  'closeRequested',
] as const;
export type WidgetEvent = (typeof widgetEvents)[number];

/** What the controller does about it: raise a window event, or one of its own acts. */
export type Effect =
  | Exclude<
      SdkEventName,
      'lcw:ready' | 'lcw:onMessageReceived' | 'lcw:onMessageSent' | 'lcw:getAgentAvailability'
    >
  | 'showInvitation'
  | 'withdrawInvitation'
  | 'beginConversation'
  | 'resumeConversation'
  /** Give up a start or a resume that is under way; what comes of it later is ended at the service. */
  | 'abandonStart'
  | 'endConversation'
  /** Keep, or delete, what a reload needs to join the conversation again. */
  | 'remember'
  | 'forget';

/** Where an event leads. A member that is left out stays as it is. */
export interface Step {
  readonly chat?: ChatState;
  readonly window?: WindowState;
  readonly effects: readonly Effect[];
}

/** A step, or one for each state of the window; `null` where the event is ignored. */
type Cell = Step | Readonly<Record<WindowState, Step | null>>;

const step = (chat: ChatState | null, window: WindowState | null, ...effects: Effect[]): Step => ({
  ...(chat === null ? {} : { chat }),
  ...(window === null ? {} : { window }),
  effects,
});

const reveal: Cell = {
  none: step(null, 'open', 'lcw:onMaximize'),
  open: null,
  minimized: step(null, 'open', 'lcw:onMaximize'),
};
const minimize: Cell = { none: null, open: step(null, 'minimized', 'lcw:onMinimize'), minimized: null };
const startNew = ['lcw:startChat', 'lcw:onMaximize', 'beginConversation'] as const;
const resumed = ['remember', 'lcw:chatRetrieved'] as const;
const close = ['lcw:closeChat', 'lcw:onClose'] as const;

/** An event that a state does not list is ignored there. */
const table: Readonly<Record<ChatState, Readonly<Partial<Record<WidgetEvent, Cell>>>>> = {
  closed: {
    startRequested: step('loading', 'open', ...startNew),
    inviteRequested: step('proactive', null, 'showInvitation'),
    resumeFound: step('loading', 'none', 'resumeConversation'),
  },

  proactive: {
    startRequested: step('loading', 'open', 'withdrawInvitation', ...startNew),
    inviteAccepted: step('loading', 'open', ...startNew),
    resumeFound: step('loading', 'none', 'withdrawInvitation', 'resumeConversation'),
    inviteLeft: step('closed', null),
    closeRequested: step('closed', null, 'withdrawInvitation'),
  },

  loading: {
    startRequested: reveal,
    resumedOpen: {
      none: step('active', 'open', ...resumed),
      open: step('active', null, ...resumed),
      minimized: step('active', null, ...resumed),
    },
    resumedMinimized: {
      none: step('active', 'minimized', ...resumed),
      open: step('active', null, ...resumed),
      minimized: step('active', null, ...resumed),
    },
    // With the window opened meanwhile, the visitor has asked for a chat: the old one is over, a new one begins.
    resumeLost: {
      none: step('closed', null, 'forget'),
      open: step('loading', null, 'forget', 'lcw:startChat', 'beginConversation'),
      minimized: step('loading', null, 'forget', 'lcw:startChat', 'beginConversation'),
    },
    resumeFailed: {
      none: step('closed', null, 'lcw:error'),
      open: step('error', null, 'lcw:error'),
      minimized: step('error', null, 'lcw:error'),
    },
    joined: step('active', null, 'remember', 'lcw:chatQueued'),
    outsideHours: step('outOfOffice', null),
    startFailed: step('error', null, 'lcw:error'),
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', 'abandonStart', 'forget', ...close),
  },

  active: {
    startRequested: {
      none: step(null, 'open', 'remember', 'lcw:onMaximize'),
      open: null,
      minimized: step(null, 'open', 'remember', 'lcw:onMaximize'),
    },
    agentEnded: step('inactive', null, 'forget', 'lcw:threadUpdate'),
    minimizeRequested: {
      none: null,
      open: step(null, 'minimized', 'remember', 'lcw:onMinimize'),
      minimized: null,
    },
    closeRequested: step('closed', 'none', 'endConversation', 'forget', ...close),
  },

  inactive: {
    startRequested: reveal,
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', 'endConversation', ...close),
  },

  outOfOffice: {
    startRequested: reveal,
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', ...close),
  },

  error: {
    startRequested: reveal,
    resumeFound: step('loading', null, 'resumeConversation'),
    retryRequested: step('loading', null, 'beginConversation'),
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', ...close),
  },
};

const isStep = (cell: Cell): cell is Step => 'effects' in cell;

/** The step that an event takes from a state, or `null` where it is ignored. */
export function stepFor(state: WidgetState, event: WidgetEvent): Step | null {
  const cell = table[state.chat][event];
  if (cell === undefined) return null;
  return isStep(cell) ? cell : cell[state.window];
}

/** The state after a step. */
export function afterStep(state: WidgetState, { chat, window }: Step): WidgetState {
  return { chat: chat ?? state.chat, window: window ?? state.window };
}
