import type { ChatEntry } from '../../../src/core/chatWindow.ts';
import type { OpenChat } from './harness.ts';
import { openChat } from './harness.ts';

let open: OpenChat;
beforeEach(() => {
  open = openChat();
});
afterEach(() => {
  open.chat.destroy();
  document.body.replaceChildren();
});

const goodbye: ChatEntry = {
  key: '1',
  role: 'agent',
  senderName: 'Anna',
  text: 'Goodbye',
  sentAt: new Date().toISOString(),
  delivery: 'sent',
  tags: [],
  answersCard: false,
};
const address = 'https://survey.example/1';

it('is waited for quietly until its address is known', () => {
  open.show({ pane: 'postChat' });
  expect(open.find('[role="status"]').textContent).toBe('One moment…');
});

it('embedded, it stands in a frame that may neither navigate the page nor learn its address', () => {
  open.show({ pane: 'postChat', postChatSurvey: { address, mode: 'embedded' } });
  const frame = open.find<HTMLIFrameElement>('iframe');
  expect(frame.src).toBe(address);
  expect(frame.title).toBe('Survey about this conversation');
  expect(frame.getAttribute('sandbox')).toBe('allow-scripts allow-forms allow-same-origin allow-popups');
  expect(frame.getAttribute('referrerpolicy')).toBe('no-referrer');
  const link = open.find<HTMLAnchorElement>('a');
  expect([link.href, link.target, link.rel]).toEqual([address, '_blank', 'noopener noreferrer']);
});

it('as a link, it stands below what was said', () => {
  open.show({ pane: 'postChat', entries: [goodbye], postChatSurvey: { address, mode: 'link' } });
  expect(open.find('[role="log"]').textContent).toContain('Goodbye');
  const link = open.find<HTMLAnchorElement>('a');
  expect(link.textContent).toContain('Tell us how it went');
  expect([link.href, link.target, link.rel]).toEqual([address, '_blank', 'noopener noreferrer']);
  expect(open.root.querySelector('iframe, textarea')).toBeNull();
});

it('gets the focus of whoever waited for it, and no other', () => {
  open.show({ pane: 'active' });
  open.find('textarea').focus();
  open.show({ pane: 'postChat' });
  open.show({ pane: 'postChat', postChatSurvey: { address, mode: 'link' } });
  expect(open.root.activeElement).toBe(open.find('a'));
  open.show({ pane: 'postChat' });
  open.button('Minimise chat').focus();
  open.show({ pane: 'postChat', postChatSurvey: { address, mode: 'link' } });
  expect(open.root.activeElement).toBe(open.button('Minimise chat'));
});

it.each(['Close', 'Close chat'])('"%s" closes without a question', (name) => {
  for (const mode of ['embedded', 'link'] as const) {
    open.show({ pane: 'postChat', postChatSurvey: { address, mode } });
    open.button(name).click();
  }
  expect(open.calls.onClose).toHaveBeenCalledTimes(2);
  expect(open.root.querySelector('[role="alertdialog"]')).toBeNull();
});

describe('an address', () => {
  const offered = (given: string, mode: 'embedded' | 'link'): boolean => {
    open.show({ pane: 'postChat', postChatSurvey: { address: given, mode } });
    return open.root.querySelector('a, iframe') !== null;
  };
  it.each(['https://survey.example/', 'http://127.0.0.1:8080/s', 'http://localhost/s'])(
    '%s is good',
    (given) => {
      expect([offered(given, 'embedded'), offered(given, 'link')]).toEqual([true, true]);
    },
  );
  it.each(['http://survey.example/', 'javascript:alert(1)', 'data:text/html,x', '/survey', ''])(
    '%j is not offered, and the visitor reads what was said',
    (given) => {
      expect([offered(given, 'embedded'), offered(given, 'link')]).toEqual([false, false]);
      expect(open.find('[role="log"]')).not.toBeNull();
      open.button('Close').click();
      expect(open.calls.onClose).toHaveBeenCalledTimes(1);
    },
  );
});
