import {
  withAccepted,
  withDelivery,
  withHistory,
  withOutgoing,
  withReceived,
} from '../../../src/sdk/transcript.ts';
import { chatMessage } from '../../fakes/fakeChatPorts.ts';

const now = '2026-01-05T10:00:00Z';
const own = (text: string, id: string) => chatMessage(text, { id, role: 'visitor', senderName: 'Customer' });
const lines = (transcript: readonly { text: string; delivery: string; key: string }[]) =>
  transcript.map(({ key, text, delivery }) => `${key} ${text} ${delivery}`);

it('shows a message once, however often it comes', () => {
  const message = chatMessage('Hello', { id: 'm1' });
  expect(withReceived(withReceived([], message), message)).toHaveLength(1);
});

it('shows the visitor’s own message once, whether the answer or the echo comes first', () => {
  const sending = withOutgoing([], 'own-1', 'Hi', now);
  const message = own('Hi', 'm1');
  const answerFirst = withReceived(withAccepted(sending, 'own-1', message), message);
  const echoFirst = withAccepted(withReceived(sending, message), 'own-1', message);
  expect(lines(answerFirst)).toEqual(['own-1 Hi sent']);
  expect(lines(echoFirst)).toEqual(['own-1 Hi sent']);
});

it('keeps two equal messages apart, in whatever order answers and echoes come', () => {
  const sending = withOutgoing(withOutgoing([], 'own-1', 'Hi', now), 'own-2', 'Hi', now);
  const second = withAccepted(withReceived(sending, own('Hi', 'm2')), 'own-2', own('Hi', 'm2'));
  expect(lines(second)).toEqual(['own-1 Hi sending', 'own-2 Hi sent']);
  const both = withReceived(withAccepted(second, 'own-1', own('Hi', 'm1')), own('Hi', 'm1'));
  expect(lines(both)).toEqual(['own-1 Hi sent', 'own-2 Hi sent']);
});

it('shows a message once whose text the service has changed', () => {
  const sending = withOutgoing([], 'own-1', 'My card is 4111', now);
  const masked = own('My card is ****', 'm1');
  expect(lines(withAccepted(withReceived(sending, masked), 'own-1', masked))).toEqual([
    'm1 My card is **** sent',
  ]);
});

it('does not call a message unsent that the service has echoed', () => {
  const echoed = withReceived(withOutgoing([], 'own-1', 'Hi', now), own('Hi', 'm1'));
  expect(lines(withDelivery(echoed, 'own-1', 'unsent'))).toEqual(['own-1 Hi sent']);
});

it('puts the history first and nothing twice', () => {
  const first = chatMessage('First', { id: 'm1' });
  const second = chatMessage('Second', { id: 'm2' });
  const merged = withHistory(withReceived(withReceived([], second), chatMessage('Third', { id: 'm3' })), [
    first,
    second,
  ]);
  expect(merged.map(({ text }) => text)).toEqual(['First', 'Second', 'Third']);
});
