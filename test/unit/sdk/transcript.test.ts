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
const lines = (transcript: readonly { text: string; delivery: string; key: string }[]) =>
  transcript.map(({ key, text, delivery }) => `${key} ${text} ${delivery}`);

it('an accepted message keeps its place and key, and shows what the service has made of it', () => {
  const sending = withOutgoing(withOutgoing([], 'own-1', 'My card is 4111', now), 'own-2', 'Hi', now);
  const accepted = withAccepted(sending, 'own-1', own('My card is ****', 'm1'));
  expect(lines(accepted)).toEqual(['own-1 My card is **** sent', 'own-2 Hi sending']);
  expect(hasMessage(accepted, 'm1')).toBe(true);
});

it('keeps two equal messages apart', () => {
  const sending = withOutgoing(withOutgoing([], 'own-1', 'Hi', now), 'own-2', 'Hi', now);
  const second = withAccepted(sending, 'own-2', own('Hi', 'm2'));
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
