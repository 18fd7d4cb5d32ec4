import { install } from '../../../src/chunks/rich-messages.ts';
import type { CardRequest } from '../../../src/chat/cards.ts';
import type { ChatEntry } from '../../../src/core/chatWindow.ts';
import type { OpenChat } from './harness.ts';
import { openChat, until } from './harness.ts';

let open: OpenChat;
let card: CardRequest | undefined;
const freeze = jest.fn();

beforeEach(() => {
  card = undefined;
  freeze.mockReset();
});
afterEach(() => {
  open.chat.destroy();
  document.body.replaceChildren();
});

const loadPart = (name: string): Promise<unknown> =>
  Promise.resolve(
    name === 'rich-messages'
      ? { install }
      : {
          install: () => ({
            styles: '',
            draw(request: CardRequest) {
              card = request;
              const element = document.createElement('div');
              element.append(document.createElement('button'));
              return { ok: true, drawn: { element, hasSubmit: true, submit: () => undefined, freeze } };
            },
          }),
        },
  );
const entry = (text: string, members: Partial<ChatEntry> = {}): ChatEntry => ({
  key: text,
  role: 'agent',
  senderName: 'Anna',
  text,
  sentAt: new Date().toISOString(),
  delivery: 'sent',
  tags: [],
  answersCard: false,
  ...members,
});
const suggestion = entry(
  JSON.stringify({
    text: 'Well?',
    suggestedActions: { actions: [{ type: 'imBack', title: 'Yes', value: 'Yes' }] },
  }),
);
const cardEntry = entry(
  JSON.stringify({
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } },
    ],
  }),
);
const seen = (selector: string) => until(open.root, () => open.root.querySelector(selector) !== null);

it('messages are text until what draws them has come, and then what they mean', async () => {
  open = openChat({ loadPart });
  open.show({ entries: [entry('**Hi**')] });
  expect(open.find('.bubble').textContent).toBe('**Hi**');
  await seen('.bubble strong');
  expect(open.find('.bubble').textContent).toBe('Hi');
});

it('where it does not come, text stays text, and a card is no heap of signs', async () => {
  open = openChat();
  open.show({ entries: [entry('**Hi**'), cardEntry] });
  const bubbles = () => Array.from(open.root.querySelectorAll('.bubble'), (node) => node.textContent);
  expect(bubbles()).toEqual(['**Hi**', '…']);
});

it('the answers to a card are sent, seen as the words of the button, and the card is over', async () => {
  open = openChat({ loadPart });
  open.show({ entries: [cardEntry] });
  await seen('.message-card button');
  expect(card?.purpose).toBe('message');
  card?.onSubmit({ size: 'M' }, { title: 'Hold it', data: { action: 'hold' } });
  expect(open.calls.onSend.mock.calls).toEqual([['Hold it', { value: { action: 'hold', size: 'M' } }]]);
  expect(freeze).toHaveBeenCalled();
  const answered = entry('', { key: 'own-1', role: 'visitor', senderName: '', answersCard: true });
  open.show({ entries: [cardEntry, answered] });
  expect(open.find('.from-visitor .bubble').textContent).toBe('Answered');
});

it('a card that was answered before a reload, or in another tab, is over; one that was not can be answered', async () => {
  open = openChat({ loadPart });
  const asking = (key: string, data: string) =>
    entry(JSON.stringify({ type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', data: { data } }] }), {
      key,
    });
  const answer = entry('', { key: 'own-1', role: 'visitor', answersCard: true, answer: { data: 'first' } });
  open.show({ entries: [asking('1', 'first'), asking('2', 'second'), answer] });
  await seen('.message-card button');
  await until(open.root, () => open.root.querySelectorAll('.message-card button').length === 2);
  const isOver = () =>
    Array.from(open.root.querySelectorAll('.message-card'), ({ classList }) =>
      classList.contains('is-frozen'),
    );
  expect(isOver()).toEqual([true, false]);
  expect(freeze).toHaveBeenCalledTimes(1);
  const late = entry('', { ...answer, key: '9', answer: { data: 'second' } });
  open.show({ entries: [asking('1', 'first'), asking('2', 'second'), answer, late] });
  expect(isOver()).toEqual([true, true]);
});

it('a card that was answered shows what was answered, also after the conversation is over', async () => {
  open = openChat({ loadPart });
  const asked = { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'size' }] };
  const question = entry(JSON.stringify({ ...asked, actions: [{ type: 'Action.Submit' }] }), { key: '1' });
  const answer = entry('', { key: 'own-1', role: 'visitor', answersCard: true, answer: { size: 'M' } });
  open.show({ pane: 'ended', entries: [question, answer] });
  await seen('.message-card button');
  expect(freeze).toHaveBeenLastCalledWith({ size: 'M' });
});

it('suggested answers stand below the last message, are sent, and go when the visitor answers', async () => {
  open = openChat({ loadPart, options: { stackSuggestedActions: true } });
  open.show({ entries: [suggestion, entry('Anna is away.', { role: 'system' })] });
  await seen('.suggestions button');
  expect(open.find('.is-stacked .suggestions')).not.toBeNull();
  open.button('Yes').click();
  expect(open.calls.onSend.mock.calls).toEqual([['Yes', undefined]]);
  expect(open.root.activeElement?.tagName).toBe('TEXTAREA');
  open.show({ entries: [suggestion, entry('No', { key: 'own-1', role: 'visitor', senderName: '' })] });
  expect(open.root.querySelector('.suggestions')).toBeNull();
});

it('after the end nothing can be pressed any more, but what was said can be saved', async () => {
  open = openChat({ loadPart });
  open.show({ entries: [cardEntry, suggestion] });
  await seen('.message-card button');
  expect(open.button('Save this conversation')).toBeDefined();
  open.show({ pane: 'ended', entries: [cardEntry, suggestion] });
  expect(freeze).toHaveBeenCalled();
  expect(open.root.querySelector('.suggestions')).toBeNull();
  expect(open.button('Save this conversation')).toBeDefined();
});

it('nothing can be saved before anything was said', async () => {
  open = openChat({ loadPart });
  open.show({ entries: [entry('**Anna** has joined.', { role: 'system' })] });
  await until(open.root, () => open.sheets.length === 2);
  open.show({ entries: [entry('**Anna** has joined.', { role: 'system' })] });
  expect(() => open.button('Save this conversation')).toThrow();
});
