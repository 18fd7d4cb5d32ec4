import type { ChatState } from '../../../src/core/sdkPort.ts';
import type { Step, WidgetEvent, WidgetState, WindowState } from '../../../src/sdk/conversationState.ts';
import { afterStep, initialState, stepFor, widgetEvents } from '../../../src/sdk/conversationState.ts';

/** A window that is there, and what the visitor does with it. */
const comesBack = [
  'startRequested none → =/open: lcw:onMaximize',
  'startRequested minimized → =/open: lcw:onMaximize',
];
const goesAside = ['minimizeRequested open → =/minimized: lcw:onMinimize'];

/**
 * The whole table in a second form: for each state the events that are not ignored, as
 * `event [window] → state/window: effects`, where `=` stays as it is. What is not listed must be ignored.
 */
const expected: Readonly<Record<ChatState, readonly string[]>> = {
  closed: [
    'startRequested → loading/open: lcw:startChat lcw:onMaximize prepareConversation',
    'popOutRequested → popOut/=:',
    'inviteRequested → proactive/=: showInvitation',
    'resumeFound → retrieving/none: resumeConversation',
    'popOutFound → popOut/=:',
  ],
  proactive: [
    'startRequested → loading/open: withdrawInvitation lcw:startChat lcw:onMaximize prepareConversation',
    'popOutRequested → popOut/=: withdrawInvitation',
    'inviteAccepted → loading/open: lcw:startChat lcw:onMaximize prepareConversation',
    'inviteLeft → closed/=:',
    'closeRequested → closed/=: withdrawInvitation',
    'resumeFound → retrieving/none: withdrawInvitation resumeConversation',
    'chatStartedElsewhere → closed/=: withdrawInvitation',
    'popOutFound → popOut/=: withdrawInvitation',
  ],
  loading: [
    ...comesBack,
    ...goesAside,
    'prepared → loading/=: createConversation',
    'preChatFound → preChat/=:',
    'resumeFound → loading/=: resumeConversation',
    'resumedOpen → active/=: remember tellStarted lcw:chatRetrieved',
    'resumedMinimized → active/=: remember tellStarted lcw:chatRetrieved',
    'resumeLost → loading/=: forget createConversation',
    'resumeFailed → error/=: lcw:error',
    'joined → active/=: remember tellStarted lcw:chatQueued',
    'outsideHours → outOfOffice/=: forget',
    'startFailed → error/=: forget lcw:error',
    'closeRequested → closed/none: tellClosed abandonStart forget lcw:closeChat lcw:onClose',
    'chatClosedElsewhere → closed/none: releaseConversation forget lcw:closeChat lcw:onClose',
    'pageFrozen → loading/=: releaseConversation',
    'pageRestored → loading/=: resumeConversation',
  ],
  preChat: [
    ...comesBack,
    ...goesAside,
    'preChatAnswered → loading/=: createConversation',
    'closeRequested → closed/none: lcw:closeChat lcw:onClose',
  ],
  retrieving: [
    ...comesBack,
    ...goesAside,
    'resumedOpen none → active/open: remember tellStarted lcw:chatRetrieved',
    'resumedOpen open → active/=: remember tellStarted lcw:chatRetrieved',
    'resumedOpen minimized → active/=: remember tellStarted lcw:chatRetrieved',
    'resumedMinimized none → active/minimized: remember tellStarted lcw:chatRetrieved',
    'resumedMinimized open → active/=: remember tellStarted lcw:chatRetrieved',
    'resumedMinimized minimized → active/=: remember tellStarted lcw:chatRetrieved',
    'resumeLost none → closed/=: forget',
    'resumeLost open → loading/=: forget lcw:startChat prepareConversation',
    'resumeLost minimized → loading/=: forget lcw:startChat prepareConversation',
    'resumeFailed none → closed/=: lcw:error',
    'resumeFailed open → error/=: lcw:error',
    'resumeFailed minimized → error/=: lcw:error',
    'closeRequested → closed/none: tellClosed abandonStart forget lcw:closeChat lcw:onClose',
    'chatClosedElsewhere none → closed/=: releaseConversation forget',
    'chatClosedElsewhere open → closed/none: releaseConversation forget lcw:closeChat lcw:onClose',
    'chatClosedElsewhere minimized → closed/none: releaseConversation forget lcw:closeChat lcw:onClose',
    'pageFrozen → retrieving/=: releaseConversation',
    'pageRestored → retrieving/=: resumeConversation',
  ],
  active: [
    'startRequested none → active/open: remember lcw:onMaximize',
    'startRequested minimized → active/open: remember lcw:onMaximize',
    'minimizeRequested open → active/minimized: remember lcw:onMinimize',
    'agentEnded → inactive/=: forget lcw:threadUpdate',
    'closeRequested → closed/none: tellClosed endConversation forget lcw:closeChat lcw:onClose',
    'closeToSurveyRequested none → postChat/open: tellClosed endToSurvey forget lcw:onMaximize',
    'closeToSurveyRequested open → postChat/=: tellClosed endToSurvey forget',
    'closeToSurveyRequested minimized → postChat/open: tellClosed endToSurvey forget lcw:onMaximize',
    'chatClosedElsewhere → closed/none: releaseConversation forget lcw:closeChat lcw:onClose',
    'pageFrozen → active/=: remember releaseConversation',
    'pageRestored → rejoining/=: resumeConversation',
  ],
  rejoining: [
    ...comesBack,
    ...goesAside,
    'resumedOpen → active/=: remember tellStarted lcw:chatRetrieved',
    'resumedMinimized → active/=: remember tellStarted lcw:chatRetrieved',
    'resumeLost → closed/none: forget lcw:closeChat lcw:onClose',
    'resumeFailed → error/=: lcw:error',
    'closeRequested → closed/none: tellClosed abandonStart forget lcw:closeChat lcw:onClose',
    'chatClosedElsewhere → closed/none: releaseConversation forget lcw:closeChat lcw:onClose',
    'pageFrozen → rejoining/=: releaseConversation',
    'pageRestored → rejoining/=: resumeConversation',
  ],
  inactive: [
    ...comesBack,
    ...goesAside,
    'closeRequested → closed/none: tellClosed endConversation lcw:closeChat lcw:onClose',
    'closeToSurveyRequested none → postChat/open: tellClosed endToSurvey lcw:onMaximize',
    'closeToSurveyRequested open → postChat/=: tellClosed endToSurvey',
    'closeToSurveyRequested minimized → postChat/open: tellClosed endToSurvey lcw:onMaximize',
    'chatClosedElsewhere → closed/none: releaseConversation forget lcw:closeChat lcw:onClose',
  ],
  postChat: [
    ...comesBack,
    ...goesAside,
    'surveyMissing → closed/none: lcw:closeChat lcw:onClose',
    'closeRequested → closed/none: lcw:closeChat lcw:onClose',
  ],
  outOfOffice: [...comesBack, ...goesAside, 'closeRequested → closed/none: lcw:closeChat lcw:onClose'],
  error: [
    ...comesBack,
    ...goesAside,
    'resumeFound → retrieving/=: resumeConversation',
    'retryRequested → loading/=: prepareConversation',
    'closeRequested → closed/none: lcw:closeChat lcw:onClose',
  ],
  popOut: [
    'startRequested → popOut/=: focusPopOut',
    'closeRequested → popOut/=: closePopOut',
    'popOutLeft → closed/=: lcw:onClose',
    'popOutDone → closed/=:',
  ],
};

const chats = Object.keys(expected) as ChatState[];
const windows: readonly WindowState[] = ['none', 'open', 'minimized'];

function expectedStep(state: WidgetState, event: WidgetEvent) {
  for (const line of expected[state.chat]) {
    const [head = '', tail = ''] = line.split(' → ');
    const [name, onlyIn] = head.split(' ');
    if (name !== event || (onlyIn !== undefined && onlyIn !== state.window)) continue;
    const [place = '', effects = ''] = tail.split(/:(?= |$)/);
    const [chat, window] = place.split('/');
    return {
      state: { chat: chat === '=' ? state.chat : chat, window: window === '=' ? state.window : window },
      effects: effects.trim() === '' ? [] : effects.trim().split(' '),
    };
  }
  return null;
}

describe.each(chats)('in the state %s', (chat) => {
  describe.each(windows)('with the window %s', (window) => {
    it.each(widgetEvents)('%s leads where the contract says', (event) => {
      const state: WidgetState = { chat, window };
      const step = stepFor(state, event);
      const actual = step === null ? null : { state: afterStep(state, step), effects: step.effects };
      expect(actual).toEqual(expectedStep(state, event));
    });
  });
});

/** Every state that can come about from the first one. */
function reachableStates(): readonly WidgetState[] {
  const seen = new Map<string, WidgetState>();
  const visit = (state: WidgetState): void => {
    const key = `${state.chat}/${state.window}`;
    if (seen.has(key)) return;
    seen.set(key, state);
    for (const event of widgetEvents) {
      const step = stepFor(state, event);
      if (step !== null) visit(afterStep(state, step));
    }
  };
  visit(initialState);
  return [...seen.values()];
}

/** Every step that can be taken. */
function allSteps(): readonly {
  readonly state: WidgetState;
  readonly event: WidgetEvent;
  readonly step: Step;
}[] {
  return reachableStates().flatMap((state) =>
    widgetEvents.flatMap((event) => {
      const step = stepFor(state, event);
      return step === null ? [] : [{ state, event, step }];
    }),
  );
}

describe('whatever happens', () => {
  it('every state of the chat can be reached', () => {
    expect(new Set(reachableStates().map(({ chat }) => chat))).toEqual(new Set(chats));
  });

  it('only a chat in this page has a window', () => {
    const places = new Set(reachableStates().map(({ chat, window }) => `${chat}/${window}`));
    for (const chat of ['closed', 'proactive', 'popOut']) {
      expect([...places].filter((place) => place.startsWith(`${chat}/`))).toEqual([`${chat}/none`]);
    }
  });

  it('an invitation appears only on a closed chat', () => {
    const inviting = reachableStates().filter((state) => stepFor(state, 'inviteRequested') !== null);
    expect(inviting).toEqual([{ chat: 'closed', window: 'none' }]);
  });

  it('an invitation on the screen is taken off it, unless it leaves by itself', () => {
    const state: WidgetState = { chat: 'proactive', window: 'none' };
    for (const event of widgetEvents) {
      const step = stepFor(state, event);
      if (step === null || event === 'inviteLeft' || event === 'inviteAccepted') continue;
      expect([event, step.effects[0]]).toEqual([event, 'withdrawInvitation']);
    }
  });

  it('closing twice leads to the first state from everywhere in the page', () => {
    for (const state of reachableStates()) {
      if (state.chat === 'popOut') continue;
      const toSurvey = stepFor(state, 'closeToSurveyRequested');
      const left = toSurvey === null ? state : afterStep(state, toSurvey);
      const step = stepFor(left, 'closeRequested');
      expect(step === null ? left : afterStep(left, step)).toEqual(initialState);
    }
  });

  it.each([
    ['from a chat in the page, closeChat and onClose together, in this order, as it becomes closed', true],
    ['and neither in any other step', false],
  ])('%s', (_, becomesClosed) => {
    const silent = new Set(['closed', 'proactive', 'popOut']);
    for (const { state, event, step } of allSteps()) {
      // What was looked for without the visitor having seen it goes without a word.
      const unseen = state.chat === 'retrieving' && state.window === 'none' && event !== 'closeRequested';
      const closes = afterStep(state, step).chat === 'closed' && !silent.has(state.chat) && !unseen;
      if (closes !== becomesClosed || event === 'popOutLeft') continue;
      const closing = step.effects.filter((effect) => /closeChat|onClose/.test(effect));
      expect([state, event, closing]).toEqual([state, event, closes ? ['lcw:closeChat', 'lcw:onClose'] : []]);
    }
  });

  it('a conversation that is left is ended or let go of', () => {
    for (const { state, event, step } of allSteps()) {
      const { chat } = afterStep(state, step);
      if (state.chat !== 'active' || !['closed', 'postChat'].includes(chat)) continue;
      expect([event, step.effects.filter((effect) => /end|release/.test(effect)).length]).toEqual([event, 1]);
    }
  });

  it('who closes a chat that other tabs may show tells them before the conversation is ended', () => {
    for (const { step } of allSteps()) {
      const end = step.effects.findIndex((effect) => /^(endConversation|endToSurvey)$/.test(effect));
      if (end !== -1) expect(step.effects.indexOf('tellClosed')).toBe(end - 1);
    }
  });

  it('a conversation is created only for a chat that is loading', () => {
    for (const { state, step } of allSteps()) {
      if (step.effects.includes('createConversation')) expect(afterStep(state, step).chat).toBe('loading');
    }
  });

  it('chatQueued and chatRetrieved are raised as a chat becomes active, and one of them each time', () => {
    for (const { state, event, step } of allSteps()) {
      const becomesActive = state.chat !== 'active' && afterStep(state, step).chat === 'active';
      const told = step.effects.filter((effect) => /chatQueued|chatRetrieved/.test(effect));
      expect([event, told.length]).toEqual([event, becomesActive ? 1 : 0]);
    }
  });
});
