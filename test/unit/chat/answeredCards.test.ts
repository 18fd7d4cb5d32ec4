import { findAnsweredCards } from '../../../src/chat/rich/answeredCards.ts';
import type { ChatEntry } from '../../../src/core/chatWindow.ts';

let said = 0;
const entry = (members: Partial<ChatEntry>): ChatEntry => ({
  key: `${(said += 1)}`,
  role: 'agent',
  senderName: '',
  text: '',
  sentAt: '2026-01-05T10:00:00Z',
  delivery: 'sent',
  tags: [],
  answersCard: false,
  ...members,
});
const content = (ids: readonly string[], ...data: readonly unknown[]) => ({
  type: 'AdaptiveCard',
  body: [{ type: 'Container', items: ids.map((id) => ({ type: 'Input.Text', id })) }],
  actions: data.map((each) => ({ type: 'Action.Submit', data: each })),
});
const asked = (key: string, ...cards: readonly object[]): ChatEntry =>
  entry({
    key,
    text: JSON.stringify({
      attachments: cards.map((card) => ({
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: card,
      })),
    }),
  });
const answered = (answer: unknown): ChatEntry => entry({ role: 'visitor', answersCard: true, answer });
const typed = (text: string): ChatEntry => entry({ role: 'visitor', text });
const find = (...entries: readonly ChatEntry[]) =>
  [...findAnsweredCards(entries)].map(([key, answers]) => [key, ...answers.keys()]);

const size = content(['size'], { action: 'hold' });
const address = content(['street', 'town'], { action: 'send' }, { action: 'later', to: { days: 2 } });

it('nothing is answered by what somebody writes', () => {
  expect(find(asked('a', size), typed('M'), typed(''))).toEqual([]);
});

it('an answer is that of the last card whose questions and button it fits', () => {
  expect(find(asked('a', size), asked('b', address), answered({ action: 'hold', size: 'M' }))).toEqual([
    ['a', 0],
  ]);
  expect(find(asked('a', address), asked('b', size), answered({ action: 'later', to: { days: 2 } }))).toEqual(
    [['a', 0]],
  );
  expect(find(asked('a', size), asked('b', size), answered({ action: 'hold' }))).toEqual([['b', 0]]);
});

it('what a card got is known with it, as far as it could be read', () => {
  const answers = findAnsweredCards([
    asked('a', size, address),
    answered({ action: 'hold', size: 'M' }),
    answered(undefined),
  ]);
  expect([...(answers.get('a') ?? [])]).toEqual([
    [0, { action: 'hold', size: 'M' }],
    [1, undefined],
  ]);
});

it.each([
  ['of another button', { action: 'drop', size: 'M' }],
  ['with more than was asked', { action: 'hold', size: 'M', colour: 'red' }],
  ['without what the button adds', { size: 'M' }],
])('an answer %s is that of no card', (_, answer) => {
  expect(find(asked('a', size), answered(answer))).toEqual([]);
});

it('a card is answered once: a second answer is that of the one before', () => {
  const answer = answered({ action: 'hold', size: 'M' });
  expect(find(asked('a', size), asked('b', size), answer, answer, answer)).toEqual([
    ['b', 0],
    ['a', 0],
  ]);
});

it('a card that comes after the answer is open', () => {
  expect(find(answered({ action: 'hold' }), asked('a', size))).toEqual([]);
});

it('of several cards in one message each is for itself', () => {
  const message = asked('a', size, address, size);
  expect(find(message, answered({ action: 'send', town: 'Delft' }))).toEqual([['a', 1]]);
});

it('a button that has the visitor say something is answered by just that', () => {
  const card = content([], 'Yes, please');
  expect(find(asked('a', card), typed('Yes'), typed('Yes, please'))).toEqual([['a', 0]]);
});

it('an answer that cannot be read is that of the last card that can be submitted', () => {
  expect(find(asked('a', size), asked('b', content(['x'])), answered(undefined))).toEqual([['a', 0]]);
});
