import type { Transcript } from '../../../src/sdk/transcript.ts';
import {
  fromHistory,
  hasMessage,
  withAccepted,
  withDelivery,
  withOutgoing,
  withReceived,
} from '../../../src/sdk/transcript.ts';
import { chatMessage } from '../../fakes/fakeChatPorts.ts';

const now = '2026-01-05T10:00:00Z';
const own = (text: string, id: string) => chatMessage(text, { id, role: 'visitor', senderName: 'Customer' });
const sending = (...texts: readonly string[]) =>
  texts.reduce<Transcript>(
    (before, text, place) => withOutgoing(before, { clientId: `${place + 1}`, text }, now),
    [],
  );
const lines = (transcript: readonly { text: string; delivery: string; key: string }[]) =>
  transcript.map(({ key, text, delivery }) => `${key} ${text} ${delivery}`);

it('an accepted message keeps its place and key, and shows what the service has made of it', () => {
  const onTheWay = sending('My card is 4111', 'Hi');
  const accepted = withAccepted(onTheWay, 'own-1', own('My card is ****', 'm1'));
  expect(lines(accepted)).toEqual(['own-1 My card is **** sent', 'own-2 Hi sending']);
  expect(hasMessage(accepted, 'm1')).toBe(true);
});

it('keeps two equal messages apart', () => {
  const onTheWay = sending('Hi', 'Hi');
  const second = withAccepted(onTheWay, 'own-2', own('Hi', 'm2'));
  expect(lines(withDelivery(second, 'own-1', 'unsent'))).toEqual(['own-1 Hi unsent', 'own-2 Hi sent']);
});

it('goes on after the history', () => {
  const history = fromHistory([chatMessage('First', { id: 'm1' }), own('Second', 'm2')]);
  expect(lines(withReceived(history, chatMessage('Third', { id: 'm3' })))).toEqual([
    'm1 First sent',
    'm2 Second sent',
    'm3 Third sent',
  ]);
});

it('a message that comes late stands where it was said, and no higher than what is still on its way', () => {
  const at = (text: string, second: number) =>
    chatMessage(text, { id: text, sentAt: `2026-01-05T10:00:0${second}.000Z` });
  const history = fromHistory([at('One', 1), at('Three', 3), at('Four', 4)]);
  const texts = (transcript: Transcript) => transcript.map(({ text }) => text);
  expect(texts(withReceived(history, at('Two', 2)))).toEqual(['One', 'Two', 'Three', 'Four']);
  expect(texts(withReceived(history, at('Also four', 4)))).toEqual(['One', 'Three', 'Four', 'Also four']);

  const writing = withOutgoing(history, { clientId: '1', text: 'Mine' }, '2026-01-05T10:00:09.000Z');
  expect(texts(withReceived(writing, at('Two', 2)))).toEqual(['One', 'Three', 'Four', 'Mine', 'Two']);
});
