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
  /** The same, and a browser window of its own has been opened for it. */
  'popOutRequested',
  /** `startProactiveChat()`. */
  'inviteRequested',
  'inviteAccepted',
  /** Declined, dismissed, expired or withdrawn. */
  'inviteLeft',
  /** The service takes chats now, and there is nothing to ask before. */
  'prepared',
  'preChatFound',
  'preChatAnswered',
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
  /** The same, where a survey follows the conversation. */
  'closeToSurveyRequested',
  /** There is no survey after all. */
  'surveyMissing',
  /** A chat has become active in another tab. */
  'chatStartedElsewhere',
  /** The conversation of this tab was closed in another one. */
  'chatClosedElsewhere',
  /** The page goes, perhaps into the back/forward cache, where no connection may be open. */
  'pageFrozen',
  /** It is back from there. */
  'pageRestored',
  /** The page was loaded again beside its pop-out. */
  'popOutFound',
  /** The pop-out has gone; its conversation may still be running. */
  'popOutLeft',
  /** The chat in the pop-out has been closed, and the pop-out with it. */
  'popOutDone',
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
  /** Ask whether the service takes chats now, and whether it has something to ask before. */
  | 'prepareConversation'
  | 'createConversation'
  | 'resumeConversation'
  /** Give up a start or a resume that is under way; what comes of it later is ended at the service. */
  | 'abandonStart'
  | 'endConversation'
  /** The same, and have the address of the survey asked for before. */
  | 'endToSurvey'
  /** Let go of the connection; the conversation goes on, or was ended by others. */
  | 'releaseConversation'
  /** Keep, or delete, what a reload needs to join the conversation again. */
  | 'remember'
  | 'forget'
  /** Let the other tabs know. */
  | 'tellStarted'
  | 'tellClosed'
  | 'focusPopOut'
  | 'closePopOut';

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
const startNew = ['lcw:startChat', 'lcw:onMaximize', 'prepareConversation'] as const;
const resumed = ['remember', 'tellStarted', 'lcw:chatRetrieved'] as const;
const close = ['lcw:closeChat', 'lcw:onClose'] as const;
const closedElsewhere = step('closed', 'none', 'releaseConversation', 'forget', ...close);
/** To the survey, which is to be seen also if the window was not. */
const toSurvey = (...effects: Effect[]): Cell => ({
  none: step('postChat', 'open', ...effects, 'lcw:onMaximize'),
  open: step('postChat', null, ...effects),
  minimized: step('postChat', 'open', ...effects, 'lcw:onMaximize'),
});

/** An event that a state does not list is ignored there. */
const table: Readonly<Record<ChatState, Readonly<Partial<Record<WidgetEvent, Cell>>>>> = {
  closed: {
    startRequested: step('loading', 'open', ...startNew),
    popOutRequested: step('popOut', null),
    inviteRequested: step('proactive', null, 'showInvitation'),
    resumeFound: step('retrieving', 'none', 'resumeConversation'),
    popOutFound: step('popOut', null),
  },

  proactive: {
    startRequested: step('loading', 'open', 'withdrawInvitation', ...startNew),
    popOutRequested: step('popOut', null, 'withdrawInvitation'),
    inviteAccepted: step('loading', 'open', ...startNew),
    resumeFound: step('retrieving', 'none', 'withdrawInvitation', 'resumeConversation'),
    inviteLeft: step('closed', null),
    closeRequested: step('closed', null, 'withdrawInvitation'),
    chatStartedElsewhere: step('closed', null, 'withdrawInvitation'),
    popOutFound: step('popOut', null, 'withdrawInvitation'),
  },

  // A chat that the visitor has asked for: `lcw:startChat` has been raised.
  loading: {
    startRequested: reveal,
    prepared: step(null, null, 'createConversation'),
    preChatFound: step('preChat', null),
    // Another tab was quicker.
    resumeFound: step(null, null, 'resumeConversation'),
    resumedOpen: step('active', null, ...resumed),
    resumedMinimized: step('active', null, ...resumed),
    resumeLost: step(null, null, 'forget', 'createConversation'),
    resumeFailed: step('error', null, 'lcw:error'),
    joined: step('active', null, 'remember', 'tellStarted', 'lcw:chatQueued'),
    outsideHours: step('outOfOffice', null, 'forget'),
    startFailed: step('error', null, 'forget', 'lcw:error'),
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', 'tellClosed', 'abandonStart', 'forget', ...close),
    chatClosedElsewhere: closedElsewhere,
    // Requests under way fail as the page goes, but what they asked for may be there for the next page.
    pageFrozen: step(null, null, 'releaseConversation'),
    pageRestored: step(null, null, 'resumeConversation'),
  },

  preChat: {
    startRequested: reveal,
    preChatAnswered: step('loading', null, 'createConversation'),
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', ...close),
  },

  // A conversation of before is being looked for.
  retrieving: {
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
      open: step('loading', null, 'forget', 'lcw:startChat', 'prepareConversation'),
      minimized: step('loading', null, 'forget', 'lcw:startChat', 'prepareConversation'),
    },
    resumeFailed: {
      none: step('closed', null, 'lcw:error'),
      open: step('error', null, 'lcw:error'),
      minimized: step('error', null, 'lcw:error'),
    },
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', 'tellClosed', 'abandonStart', 'forget', ...close),
    chatClosedElsewhere: {
      none: step('closed', null, 'releaseConversation', 'forget'),
      open: closedElsewhere,
      minimized: closedElsewhere,
    },
    pageFrozen: step(null, null, 'releaseConversation'),
    pageRestored: step(null, null, 'resumeConversation'),
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
    closeRequested: step('closed', 'none', 'tellClosed', 'endConversation', 'forget', ...close),
    closeToSurveyRequested: toSurvey('tellClosed', 'endToSurvey', 'forget'),
    chatClosedElsewhere: closedElsewhere,
    pageFrozen: step(null, null, 'remember', 'releaseConversation'),
    pageRestored: step('rejoining', null, 'resumeConversation'),
  },

  // The visitor has seen this conversation on this page, so its end is told.
  rejoining: {
    startRequested: reveal,
    resumedOpen: step('active', null, ...resumed),
    resumedMinimized: step('active', null, ...resumed),
    resumeLost: step('closed', 'none', 'forget', ...close),
    resumeFailed: step('error', null, 'lcw:error'),
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', 'tellClosed', 'abandonStart', 'forget', ...close),
    chatClosedElsewhere: closedElsewhere,
    pageFrozen: step(null, null, 'releaseConversation'),
    pageRestored: step(null, null, 'resumeConversation'),
  },

  inactive: {
    startRequested: reveal,
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', 'tellClosed', 'endConversation', ...close),
    closeToSurveyRequested: toSurvey('tellClosed', 'endToSurvey'),
    chatClosedElsewhere: closedElsewhere,
  },

  postChat: {
    startRequested: reveal,
    surveyMissing: step('closed', 'none', ...close),
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', ...close),
  },

  outOfOffice: {
    startRequested: reveal,
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', ...close),
  },

  error: {
    startRequested: reveal,
    resumeFound: step('retrieving', null, 'resumeConversation'),
    retryRequested: step('loading', null, 'prepareConversation'),
    minimizeRequested: minimize,
    closeRequested: step('closed', 'none', ...close),
  },

  popOut: {
    startRequested: step(null, null, 'focusPopOut'),
    closeRequested: step(null, null, 'closePopOut'),
    popOutLeft: step('closed', null, 'lcw:onClose'),
    popOutDone: step('closed', null),
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

/** States in which the availability of agents cannot be asked any more. */
export const chatting: ReadonlySet<ChatState> = new Set<ChatState>([
  'loading',
  'active',
  'rejoining',
  'inactive',
  'popOut',
]);
/** States from which a chat can begin. */
export const beginning: ReadonlySet<ChatState> = new Set<ChatState>([
  'closed',
  'proactive',
  'retrieving',
  'error',
]);
