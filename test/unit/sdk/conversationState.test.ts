import type { ChatState } from '../../../src/core/sdkPort.ts';
import type { WidgetEvent, WidgetState, WindowState } from '../../../src/sdk/conversationState.ts';
import { afterStep, initialState, stepFor, widgetEvents } from '../../../src/sdk/conversationState.ts';

/**
 * The whole table in a second form: for each state the events that are not ignored, as
 * `event [window →] state/window: effects`. What is not listed must be ignored.
 */
const expected: Readonly<Record<ChatState, readonly string[]>> = {
  closed: [
    'startRequested → loading/open: lcw:startChat lcw:onMaximize beginConversation',
    'inviteRequested → proactive/=: showInvitation',
    'resumeFound → loading/none: resumeConversation',
  ],
  proactive: [
    'startRequested → loading/open: withdrawInvitation lcw:startChat lcw:onMaximize beginConversation',
    'inviteAccepted → loading/open: lcw:startChat lcw:onMaximize beginConversation',
    'resumeFound → loading/none: withdrawInvitation resumeConversation',
    'inviteLeft → closed/=:',
    'closeRequested → closed/=: withdrawInvitation',
  ],
  loading: [
    'startRequested none → loading/open: lcw:onMaximize',
    'startRequested minimized → loading/open: lcw:onMaximize',
    'resumedOpen none → active/open: remember lcw:chatRetrieved',
    'resumedOpen open → active/=: remember lcw:chatRetrieved',
    'resumedOpen minimized → active/=: remember lcw:chatRetrieved',
    'resumedMinimized none → active/minimized: remember lcw:chatRetrieved',
    'resumedMinimized open → active/=: remember lcw:chatRetrieved',
    'resumedMinimized minimized → active/=: remember lcw:chatRetrieved',
    'resumeLost none → closed/=: forget',
    'resumeLost open → loading/=: forget lcw:startChat beginConversation',
    'resumeLost minimized → loading/=: forget lcw:startChat beginConversation',
    'resumeFailed none → closed/=: lcw:error',
    'resumeFailed open → error/=: lcw:error',
    'resumeFailed minimized → error/=: lcw:error',
    'joined → active/=: remember lcw:chatQueued',
    'outsideHours → outOfOffice/=:',
    'startFailed → error/=: lcw:error',
    'minimizeRequested open → loading/minimized: lcw:onMinimize',
    'closeRequested → closed/none: abandonStart forget lcw:closeChat lcw:onClose',
  ],
  active: [
    'startRequested none → active/open: remember lcw:onMaximize',
    'startRequested minimized → active/open: remember lcw:onMaximize',
    'agentEnded → inactive/=: forget lcw:threadUpdate',
    'minimizeRequested open → active/minimized: remember lcw:onMinimize',
    'closeRequested → closed/none: endConversation forget lcw:closeChat lcw:onClose',
  ],
  inactive: [
    'startRequested none → inactive/open: lcw:onMaximize',
    'startRequested minimized → inactive/open: lcw:onMaximize',
    'minimizeRequested open → inactive/minimized: lcw:onMinimize',
    'closeRequested → closed/none: endConversation lcw:closeChat lcw:onClose',
  ],
  outOfOffice: [
    'startRequested none → outOfOffice/open: lcw:onMaximize',
    'startRequested minimized → outOfOffice/open: lcw:onMaximize',
    'minimizeRequested open → outOfOffice/minimized: lcw:onMinimize',
    'closeRequested → closed/none: lcw:closeChat lcw:onClose',
  ],
  error: [
    'startRequested none → error/open: lcw:onMaximize',
    'startRequested minimized → error/open: lcw:onMaximize',
    'resumeFound → loading/=: resumeConversation',
    'retryRequested → loading/=: beginConversation',
    'minimizeRequested open → error/minimized: lcw:onMinimize',
    'closeRequested → closed/none: lcw:closeChat lcw:onClose',
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
      state: { chat, window: window === '=' ? state.window : window },
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

describe('whatever happens', () => {
  it('every state of the chat can be reached', () => {
    expect(new Set(reachableStates().map(({ chat }) => chat))).toEqual(new Set(chats));
  });

  it('a closed chat and an invitation have no window', () => {
    const withoutWindow = reachableStates().filter(({ chat }) => chat === 'closed' || chat === 'proactive');
    expect(withoutWindow.map(({ window }) => window)).toEqual(['none', 'none']);
  });

  it('an invitation appears only on a closed chat', () => {
    const inviting = reachableStates().filter((state) => stepFor(state, 'inviteRequested') !== null);
    expect(inviting).toEqual([{ chat: 'closed', window: 'none' }]);
  });

  it('closing leads to the first state from everywhere', () => {
    for (const state of reachableStates()) {
      const step = stepFor(state, 'closeRequested');
      expect(step === null ? state : afterStep(state, step)).toEqual(initialState);
    }
  });

  it('closeChat and onClose are raised together, in this order, only by closing', () => {
    for (const state of reachableStates()) {
      for (const event of widgetEvents) {
        const effects = stepFor(state, event)?.effects ?? [];
        const closing = effects.filter((effect) => effect === 'lcw:closeChat' || effect === 'lcw:onClose');
        const closes = event === 'closeRequested' && state.chat !== 'closed' && state.chat !== 'proactive';
        expect(closing).toEqual(closes ? ['lcw:closeChat', 'lcw:onClose'] : []);
      }
    }
  });

  it('a conversation is begun only while none is running', () => {
    for (const state of reachableStates()) {
      for (const event of widgetEvents) {
        if (stepFor(state, event)?.effects.includes('beginConversation') !== true) continue;
        expect(['active', 'inactive', 'outOfOffice']).not.toContain(state.chat);
      }
    }
  });
});
