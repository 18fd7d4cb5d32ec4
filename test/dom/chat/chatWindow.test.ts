import { createChatWindow } from '../../../src/chat/chatWindow.tsx';
import { messages } from '../../../src/chat/messages.en.ts';
import type { ChatEntry, ChatWindow, ChatWindowView } from '../../../src/core/chatWindow.ts';

const callbacks = {
  onSend: jest.fn(),
  onResend: jest.fn(),
  onTyping: jest.fn(),
  onMinimize: jest.fn(),
  onClose: jest.fn(),
  onRetry: jest.fn(),
  onEarlier: jest.fn(),
  onPreChatAnswers: jest.fn(),
};
let root: ShadowRoot;
let chat: ChatWindow;
const dropStyles = jest.fn();

beforeEach(() => {
  const element = document.createElement('div');
  document.body.append(element);
  root = element.attachShadow({ mode: 'open' });
  for (const callback of Object.values(callbacks)) callback.mockReset();
  dropStyles.mockReset();
  chat = createChatWindow({
    root,
    callbacks,
    adoptStyles: () => dropStyles,
    loadPart: () => Promise.reject(new Error('no other file here')),
    language: { name: 'en', tag: 'en-GB' },
    messages,
  });
});
afterEach(() => {
  chat.destroy();
  document.body.replaceChildren();
});

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
const view = (members: Partial<ChatWindowView> = {}): ChatWindowView => ({
  pane: 'active',
  visible: true,
  title: null,
  entries: [],
  typing: null,
  agent: null,
  needsSignIn: false,
  nextOpening: null,
  preChatSurvey: null,
  postChatSurvey: null,
  ...members,
});
const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
  const node = root.querySelector<T>(selector);
  if (node === null) throw new Error(`There is no ${selector}.`);
  return node;
};
/** Preact draws changes of its own state in a microtask of its own. */
const drawn = async (): Promise<void> => {
  await Promise.resolve();
  await Promise.resolve();
};
const button = (name: string): HTMLButtonElement => {
  const found = Array.from(root.querySelectorAll('button')).find(
    (candidate) => (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
  );
  if (found === undefined) throw new Error(`There is no button "${name}".`);
  return found;
};
async function write(text: string): Promise<HTMLTextAreaElement> {
  const field = find<HTMLTextAreaElement>('textarea');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await drawn();
  return field;
}
const enter = (members: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...members });

describe('panes', () => {
  it.each([
    ['loading', 'Connecting you…'],
    ['outOfOffice', 'We are closed right now'],
    ['error', 'We could not connect you'],
    ['ended', 'The conversation has ended'],
  ] as const)('%s says "%s" and has no field to write in', (pane, text) => {
    chat.update(view({ pane }));
    expect(find('[role="status"]').textContent).toContain(text);
    expect(root.querySelector('textarea')).toBeNull();
  });

  it('an ended conversation can still be read', () => {
    chat.update(view({ pane: 'ended', entries: [entry('Goodbye')] }));
    expect(find('[role="log"]').textContent).toContain('Goodbye');
  });

  it('after an error the visitor can try again', () => {
    chat.update(view({ pane: 'error' }));
    button('Try again').click();
    expect(callbacks.onRetry).toHaveBeenCalledTimes(1);
  });

  it('an error for want of signing in says so, and nothing of the connection', () => {
    chat.update(view({ pane: 'error', needsSignIn: true }));
    expect(find('[role="status"]').textContent).toContain('Please sign in to chat');
    expect(find('[role="status"]').textContent).not.toContain('connection');
    button('Try again').click();
    expect(callbacks.onRetry).toHaveBeenCalledTimes(1);
  });

  it('is named by its title', () => {
    chat.update(view({ title: 'Pottery help' }));
    const dialog = find('[role="dialog"]');
    expect(find(`#${dialog.getAttribute('aria-labelledby')}`).textContent).toBe('Pottery help');
  });
});

describe('messages', () => {
  it('stand in a log, each with its sender, and the sender shown once for a row', () => {
    chat.update(
      view({
        entries: [
          entry('Hello'),
          entry('How can I help?'),
          entry('Hi', { role: 'visitor', senderName: '' }),
          entry('Bob has joined.', { role: 'system', senderName: '' }),
        ],
      }),
    );
    expect(Array.from(find('[role="log"]').querySelectorAll('.message'), (node) => node.textContent)).toEqual(
      ['Anna: Hello', 'Anna: How can I help?', 'You: Hi'],
    );
    expect(root.querySelectorAll('.name')).toHaveLength(1);
    expect(find('.aside').textContent).toBe('Bob has joined.');
  });

  it('are text and never markup', () => {
    const hostile = '<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>';
    chat.update(
      view({ title: hostile, typing: hostile, entries: [entry(hostile, { senderName: hostile })] }),
    );
    expect(root.querySelector('img, a')).toBeNull();
    expect(find('.bubble').textContent).toBe(hostile);
  });

  it('that could not be sent say so and can be sent again', () => {
    chat.update(view({ entries: [entry('Hi', { role: 'visitor', delivery: 'unsent', key: 'own-1' })] }));
    expect(find('.message').textContent).toContain('Not sent');
    button('Try again').click();
    expect(callbacks.onResend).toHaveBeenCalledWith('own-1');
  });

  it('of the system are no answer: only somebody who speaks is', () => {
    const queue = entry('You are number 2.', { role: 'system', senderName: '' });
    const status = () => find('.window-status').textContent;
    chat.update(view({ entries: [queue, entry('Hi', { role: 'visitor', senderName: '' })] }));
    expect(status()).toBe('Waiting for an agent');
    chat.update(view({ entries: [queue, entry('Hello', { role: 'bot', senderName: '' })] }));
    expect(status()).toBe('Connected');
    chat.update(view({ entries: [queue, entry('Hello')], agent: 'Anna' }));
    expect(status()).toBe('Talking with Anna');
  });

  it('carry the time in the language of the page', () => {
    chat.update(view({ entries: [entry('Hello', { sentAt: '2026-01-05T10:00:00Z' })] }));
    const time = new Date('2026-01-05T10:00:00Z').toLocaleTimeString('en-GB', {
      hour: 'numeric',
      minute: '2-digit',
    });
    expect(find('.time').textContent).toBe(time);
    expect(find('.aside').textContent).toBe('Monday 5 January');
  });

  it('tell who is writing', () => {
    chat.update(view({ typing: 'Anna' }));
    expect(find('.typing').textContent).toBe('Anna is typing…');
  });
});

describe('writing', () => {
  beforeEach(() => chat.update(view()));

  it('Enter sends the text without the space around it and empties the field', async () => {
    const field = await write('  Hello  ');
    field.dispatchEvent(enter());
    await drawn();
    expect(callbacks.onSend.mock.calls).toEqual([['Hello']]);
    expect(field.value).toBe('');
  });

  it('so does the button', async () => {
    await write('Hello');
    button('Send').click();
    expect(callbacks.onSend.mock.calls).toEqual([['Hello']]);
  });

  it.each([
    ['Shift and Enter', { shiftKey: true }],
    ['Enter that chooses a word of an input method', { isComposing: true }],
  ])('%s sends nothing', async (_, members) => {
    const field = await write('Hello');
    const event = enter(members);
    field.dispatchEvent(event);
    expect(callbacks.onSend).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(false);
  });

  it('nothing is sent for nothing', async () => {
    const field = await write(' \n ');
    field.dispatchEvent(enter());
    expect(callbacks.onSend).not.toHaveBeenCalled();
  });

  it('typing is told', async () => {
    await write('H');
    expect(callbacks.onTyping).toHaveBeenCalledTimes(1);
  });

  it('a half-written message survives minimising', async () => {
    const field = await write('Half a');
    chat.update(view({ visible: false }));
    expect(find('[role="dialog"]').hidden).toBe(true);
    chat.update(view());
    expect(find('textarea')).toBe(field);
    expect(field.value).toBe('Half a');
  });
});

it.each([
  ['Continue it', true],
  ['Start a new one', false],
])('an earlier conversation: "%s"', (name, isContinued) => {
  chat.update(view({ pane: 'earlier' }));
  chat.focus();
  expect(root.activeElement?.textContent).toBe('Continue it');
  button(name).click();
  expect(callbacks.onEarlier.mock.calls).toEqual([[isContinued]]);
});

describe('closing', () => {
  it('a running conversation is confirmed first, with the harmless answer focused', async () => {
    chat.update(view());
    button('Close chat').click();
    await drawn();
    expect(callbacks.onClose).not.toHaveBeenCalled();
    expect(find('[role="alertdialog"]').textContent).toContain('End this conversation?');
    expect(root.activeElement?.textContent).toBe('Keep chatting');
    button('End chat').click();
    expect(callbacks.onClose).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['before anybody has taken it', null, 'It cannot be continued later.'],
    ['with an agent, whose name may not be known', '', 'The agent will be told that you have left.'],
  ])('says what ending it means %s', async (_, agent, words) => {
    chat.update(view({ agent }));
    button('Close chat').click();
    await drawn();
    expect(find('#chat-confirm-text').textContent).toBe(words);
  });

  it('Tab stays inside the question, both ways round', async () => {
    chat.update(view());
    button('Close chat').click();
    await drawn();
    const tab = (from: HTMLElement, shiftKey: boolean) => {
      from.focus();
      const event = new KeyboardEvent('keydown', { key: 'Tab', shiftKey, bubbles: true, cancelable: true });
      from.dispatchEvent(event);
      return [event.defaultPrevented, root.activeElement?.textContent];
    };
    const [stay, end] = [button('Keep chatting'), button('End chat')];
    expect(tab(end, false)).toEqual([true, 'Keep chatting']);
    expect(tab(stay, true)).toEqual([true, 'End chat']);
    // Inside, the browser moves on by its own means.
    expect(tab(stay, false)).toEqual([false, 'Keep chatting']);
    expect(tab(end, true)).toEqual([false, 'End chat']);
  });

  it('Tab leaves a window that does not fill the screen', () => {
    chat.update(view());
    const event = new KeyboardEvent('keydown', {
      key: 'Tab',
      shiftKey: true,
      bubbles: true,
      cancelable: true,
    });
    button('Minimise chat').focus();
    button('Minimise chat').dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });

  it('Escape takes the question back, and focus returns to the button', async () => {
    chat.update(view());
    button('Close chat').click();
    await drawn();
    find('[role="alertdialog"]').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    );
    await drawn();
    expect(root.querySelector('[role="alertdialog"]')).toBeNull();
    expect(root.activeElement).toBe(button('Close chat'));
    expect(callbacks.onClose).not.toHaveBeenCalled();
  });

  it.each(['loading', 'ended', 'outOfOffice', 'error'] as const)('%s closes at once', (pane) => {
    chat.update(view({ pane }));
    button('Close chat').click();
    expect(callbacks.onClose).toHaveBeenCalledTimes(1);
  });

  it('the question goes when the agent ends meanwhile', async () => {
    chat.update(view());
    button('Close chat').click();
    await drawn();
    chat.update(view({ pane: 'ended' }));
    expect(root.querySelector('[role="alertdialog"]')).toBeNull();
  });

  it('takes everything out of the root', () => {
    chat.update(view());
    chat.destroy();
    expect(root.childElementCount).toBe(0);
    expect(dropStyles).toHaveBeenCalledTimes(1);
  });
});

describe('focus', () => {
  it('goes to the field as soon as there is one', () => {
    chat.update(view({ pane: 'loading' }));
    chat.focus();
    expect(root.activeElement).toBe(find('[role="dialog"]'));
    chat.update(view());
    expect(root.activeElement).toBe(find('textarea'));
    chat.update(view({ pane: 'ended' }));
    expect(root.activeElement?.textContent).toBe('Close');
  });

  it('is not taken from elsewhere', () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    chat.update(view({ pane: 'loading' }));
    chat.update(view());
    expect(document.activeElement).toBe(field);
  });
});

describe('while the visitor waits', () => {
  const told = (text: string, tag: string): ChatEntry =>
    entry(text, { role: 'system', senderName: '', tags: ['system', tag] });
  const position = told('You are number 2 in line.', 'queueposition');
  const wait = told('The average wait is 3 minutes.', 'averagewaittime');
  const line = () => find('.waiting');

  it('the latest of place and time stand in one line that is read out as it changes, not among the messages', () => {
    chat.update(view());
    const before = line();
    expect([before.getAttribute('role'), before.textContent]).toEqual(['status', '']);
    chat.update(view({ entries: [position, wait] }));
    expect(line().textContent).toBe('You are number 2 in line.\nThe average wait is 3 minutes.');
    expect(line()).toBe(before);
    chat.update(view({ entries: [position, wait, told('You are next in line.', 'queueposition')] }));
    expect(line().textContent).toBe('You are next in line.\nThe average wait is 3 minutes.');
    expect(find('[role="log"]').textContent).not.toContain('in line');
  });

  it('it is empty, and the agent named, as soon as somebody has the conversation', () => {
    chat.update(view({ entries: [position], agent: 'Anna' }));
    expect(line().textContent).toBe('');
    expect(find('.window-status').textContent).toBe('Talking with Anna');
    chat.update(view({ entries: [position], agent: '' }));
    expect(find('.window-status').textContent).toBe('Connected');
  });
});

describe('outside operating hours', () => {
  const at = (days: number): string => {
    const date = new Date();
    date.setDate(date.getDate() + days);
    date.setHours(9, 0, 0, 0);
    return date.toISOString();
  };
  const text = (nextOpening: string | null) => {
    chat.update(view({ pane: 'outOfOffice', nextOpening }));
    return find('.pane-text').textContent;
  };
  const day = (iso: string, options: Intl.DateTimeFormatOptions) =>
    new Date(iso).toLocaleDateString('en-GB', options);

  it('the pane says when they begin again, by the clock of the visitor', () => {
    const [soon, later] = [at(3), at(20)];
    expect(text(soon)).toBe(`We open again on ${day(soon, { weekday: 'long' })} at 9:00.`);
    expect(text(later)).toBe(
      `We open again on ${day(later, { weekday: 'long', day: 'numeric', month: 'long' })} at 9:00.`,
    );
    expect(text(at(0))).toBe('We open again today at 9:00.');
    expect(text(null)).toContain('during our opening hours');
    expect(text('nonsense')).toContain('during our opening hours');
  });
});
