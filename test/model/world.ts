import type { ChatPane } from '../../src/core/chatWindow.ts';
import type { ChatState } from '../../src/core/sdkPort.ts';
import type { ResumeAnswer, StartAnswer, TabNumber } from './acts.ts';

/** How widget and page are set up in one run. */
export interface Setup {
  /** A survey before the conversation is configured. */
  readonly hasPreChatSurvey: boolean;
  /** After it, if an agent was there; `missing`: configured, but the service has none for this visitor. */
  readonly postChatSurvey: 'none' | 'there' | 'missing';
  /** The administrator allows invitations. */
  readonly allowsInvitations: boolean;
  /** The page calls `closeChat()` in its listener of `lcw:threadUpdate`, as the reference shows. */
  readonly closesWhenAgentEnds: boolean;
  /** Nobody knows which of two tabs hears of a message first. */
  readonly hasRaces: boolean;
}

/** What can be seen of one tab from outside. */
export interface TabSight {
  readonly chat: ChatState;
  /** What the chat window shows; `null` where there is none. */
  readonly window: { readonly pane: ChatPane; readonly visible: boolean } | null;
  readonly isInvited: boolean;
  /** The lines of the chat window; empty where there is none. */
  readonly lines: readonly string[];
  /** What was raised and told since the last look, in order. */
  readonly raised: readonly string[];
  /** Answers to questions of the page, which come whenever they come. */
  readonly answered: readonly string[];
}

/** What can be seen of everything after an act. A tab without a page is `null`. */
export interface Sight {
  readonly tabs: readonly (TabSight | null)[];
  /** States of the conversations that are open at the service, oldest first. */
  readonly open: readonly ('waiting' | 'active')[];
  /** Connections that are held to them. */
  readonly connections: number;
}

export interface Conversation {
  state: 'not yet' | 'waiting' | 'active' | 'ended';
  readonly said: string[];
  /** An agent has been in it. */
  hadAgent: boolean;
  /** The visitor has left it, which the service has not heard yet, or will never hear. */
  isLeft: boolean;
}

/** One try of a tab to get a conversation. */
export interface Attempt {
  readonly tab: Tab;
  readonly kind: 'prepare' | 'start' | 'resume';
  /** Seconds of the world's clock. */
  readonly deadline: number;
  conversation: Conversation | null;
  /** What is to become of a conversation that comes too late. */
  whenLate: 'end' | 'leave';
}

export interface Tab {
  readonly number: TabNumber;
  chat: ChatState;
  window: 'none' | 'open' | 'minimised';
  /** The window has been on the screen since the chat was begun. */
  isDrawn: boolean;
  invitation: { readonly showPreChat: boolean; readonly leavesAt: number } | null;
  /** An invitation that waits for the configuration. */
  waitingInvitation: { readonly showPreChat: boolean } | null;
  knowsConfig: boolean;
  /** What the next conversation is asked for with. */
  showPreChat: boolean;
  hasAnsweredSurvey: boolean;
  attempt: Attempt | null;
  joined: Conversation | null;
  /** The conversation that this tab remembered or tried last. */
  own: Conversation | null;
  /** Its name is known: while a conversation is being created it has none yet. */
  isOwnNamed: boolean;
  /** Counts up with each tab that joins a conversation. */
  joinedAs: number;
  isFrozen: boolean;
  isGone: boolean;
  lines: string[];
  raised: string[];
}

/** A visitor's browser and the service, as the contract says they behave. */
export interface World {
  readonly setup: Setup;
  readonly tabs: (Tab | null)[];
  readonly conversations: Conversation[];
  /** What a page of this origin finds after a reload. */
  remembered: {
    readonly conversation: Conversation;
    readonly isMinimised: boolean;
    readonly isNamed: boolean;
  } | null;
  isQueueOpen: boolean;
  starts: StartAnswer;
  resumes: ResumeAnswer;
  areMessagesTaken: boolean;
  /** Seconds. */
  now: number;
  /** Starts that are under way, or wait for their turn; the first one has it. */
  readonly turns: Attempt[];
  /** Attempts that wait for the service. */
  waiting: Attempt[];
  /** What happens as soon as the page has done what it is doing. */
  readonly soon: (() => void)[];
  /** Counts what was said, so that each message is told from the others. */
  messages: number;
  joins: number;
}

export function createWorld(setup: Setup): World {
  return {
    setup,
    tabs: [null, null, null],
    conversations: [],
    remembered: null,
    isQueueOpen: true,
    starts: 'answers',
    resumes: 'answers',
    areMessagesTaken: true,
    now: 0,
    turns: [],
    waiting: [],
    soon: [],
    messages: 0,
    joins: 0,
  };
}

export function createTab(number: TabNumber): Tab {
  return {
    number,
    chat: 'closed',
    window: 'none',
    isDrawn: false,
    invitation: null,
    waitingInvitation: null,
    knowsConfig: false,
    showPreChat: true,
    hasAnsweredSurvey: false,
    attempt: null,
    joined: null,
    own: null,
    isOwnNamed: false,
    joinedAs: 0,
    isFrozen: false,
    isGone: false,
    lines: [],
    raised: [],
  };
}

const panes: Readonly<Partial<Record<ChatState, ChatPane>>> = {
  preChat: 'preChat',
  loading: 'loading',
  retrieving: 'loading',
  rejoining: 'loading',
  active: 'active',
  inactive: 'ended',
  postChat: 'postChat',
  outOfOffice: 'outOfOffice',
  error: 'error',
};

/** What the chat window shows, if it has come to be drawn. */
export function windowOf(tab: Tab): TabSight['window'] {
  const pane = panes[tab.chat];
  if (pane === undefined || !tab.isDrawn) return null;
  return { pane, visible: tab.window === 'open' };
}

const answers = ['lcw:getAgentAvailability', 'lcw:error 1002', 'invitation refused'];

/** Sorts what was told in order from what stands in no order to the rest. */
export function inOrder(told: readonly string[]): Pick<TabSight, 'raised' | 'answered'> {
  return {
    raised: told.filter((name) => !answers.includes(name)),
    answered: told.filter((name) => answers.includes(name)).sort(),
  };
}

const isOpen = (state: Conversation['state']): state is 'waiting' | 'active' =>
  state === 'waiting' || state === 'active';

/** What is to be seen of a world; what was raised is told once. */
export function lookAt(world: World): Sight {
  return {
    tabs: world.tabs.map((tab) =>
      tab === null
        ? null
        : {
            chat: tab.chat,
            window: windowOf(tab),
            isInvited: tab.invitation !== null,
            lines: windowOf(tab) === null ? [] : [...tab.lines],
            ...inOrder(tab.raised.splice(0)),
          },
    ),
    open: world.conversations.map(({ state }) => state).filter(isOpen),
    connections: world.tabs.filter((tab) => tab?.joined != null && isOpen(tab.joined.state)).length,
  };
}
