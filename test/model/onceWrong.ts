import type { Act, PageCall } from './acts.ts';
import type { Setup } from './world.ts';

const plain: Setup = {
  hasPreChatSurvey: false,
  postChatSurvey: 'none',
  allowsInvitations: true,
  closesWhenAgentEnds: false,
  hasRaces: false,
};

const calls = (...kinds: ('startChat' | 'closeChat')[]): readonly PageCall[] =>
  kinds.map((kind) => ({ kind }));
const pressesButton: Act = { kind: 'visitor', tab: 0, does: 'presses the chat button' };

/** Sequences that have found something once; each begins with a page in the first tab. */
export const onceWrong: readonly {
  readonly says: string;
  readonly setup: Setup;
  readonly acts: readonly Act[];
}[] = [
  {
    says: 'a start that ends outside operating hours leaves nothing behind',
    setup: plain,
    acts: [{ kind: 'starts', answer: 'has just closed' }, pressesButton, { kind: 'open', tab: 1 }],
  },
  {
    says: 'a chat that is closed while it is looked for is ended',
    setup: plain,
    acts: [pressesButton, { kind: 'reload', tab: 0, atReady: calls('closeChat') }],
  },
  {
    says: 'a chat that is closed while it is looked for is ended, and a new one begins',
    setup: plain,
    acts: [pressesButton, { kind: 'reload', tab: 0, atReady: calls('closeChat', 'startChat') }],
  },
  {
    says: 'a chat that is closed while it is looked for closes in the other tabs',
    setup: plain,
    acts: [pressesButton, { kind: 'open', tab: 1 }, { kind: 'reload', tab: 0, atReady: calls('closeChat') }],
  },
  {
    says: 'a second call does not disturb a start that is under way',
    setup: plain,
    acts: [
      { kind: 'starts', answer: 'creates and does not answer' },
      pressesButton,
      { kind: 'call', tab: 0, calls: calls('startChat') },
      { kind: 'service answers' },
    ],
  },
  {
    says: 'what the service has not taken is still there when the page is back',
    setup: plain,
    acts: [
      pressesButton,
      { kind: 'messages', areTaken: false },
      { kind: 'visitor', tab: 0, does: 'sends a message' },
      { kind: 'freeze', tab: 0 },
      { kind: 'restore', tab: 0 },
    ],
  },
];
