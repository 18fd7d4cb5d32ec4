import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());
beforeEach(async () => {
  harness = startHarness();
  await settle();
  harness.log.length = 0;
});

/** Shows once the configuration of the widget is known. */
async function invite(members: object = {}): Promise<void> {
  harness.sdk.startProactiveChat({ message: 'Need a hand?', invitationId: 'i1', ...members }, false);
  await settle();
}
const isOpen = (): boolean => harness.find('.card') !== null;
const key = (name: string): KeyboardEvent =>
  new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true });

describe('on the screen', () => {
  it('is a labelled region with title, message and three answers, and no dialog', async () => {
    await invite({ title: 'Comparing plans?' });
    const card = harness.find('section')!;
    expect(card.getAttribute('role')).toBeNull();
    const title = harness.find(`#${card.getAttribute('aria-labelledby')}`);
    const text = harness.find(`#${card.getAttribute('aria-describedby')}`);
    expect([title?.textContent, text?.textContent]).toEqual(['Comparing plans?', 'Need a hand?']);
    const names = Array.from(
      card.querySelectorAll('button'),
      (b) => b.getAttribute('aria-label') ?? b.textContent,
    );
    expect(names).toEqual(['Chat now', 'No thanks', 'Close']);
  });

  it('says the documented text if the page gives none', async () => {
    harness.sdk.startProactiveChat({});
    await settle();
    expect(harness.find('.card-text')?.textContent).toBe("Hi! Have any questions? I'm here to help");
  });

  it('says who invites, above the title and first when it is announced', async () => {
    await invite({ title: 'Comparing plans?', agentName: 'Mira', agentPictureUrl: 'mira.jpg' });
    const lines = Array.from(harness.find('.card-words')!.children, (line) => line.textContent);
    expect(lines).toEqual(['Mira', 'Comparing plans?', 'Need a hand?']);
    expect(harness.find('[role="status"]')?.textContent).toBe('Mira. Comparing plans?. Need a hand?');
  });

  it('has a picture of whoever invites when it has loaded, and the mark until then', async () => {
    const pictures: HTMLImageElement[] = [];
    const create = document.createElement.bind(document);
    jest.spyOn(document, 'createElement').mockImplementation((name: string) => {
      const node = create(name);
      if (node instanceof HTMLImageElement) pictures.push(node);
      return node;
    });
    await invite({ agentPictureUrl: 'https://cdn.example/mira.jpg' });
    expect(harness.find('.mark svg')).not.toBeNull();
    pictures[0]?.dispatchEvent(new Event('load'));
    const picture = harness.find('.mark img') as HTMLImageElement;
    expect([picture.src, picture.alt, picture.getAttribute('referrerpolicy')]).toEqual([
      'https://cdn.example/mira.jpg',
      '',
      'no-referrer',
    ]);
    expect(harness.find('.mark svg')).toBeNull();
  });

  it('shows markup as the text it is', async () => {
    await invite({ message: '<img src=x onerror=alert(1)>' });
    expect(harness.find('.card img')).toBeNull();
    expect(harness.find('.card-text')?.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('is announced once, politely, in at most 150 characters', async () => {
    const region = harness.find('[role="status"]')!;
    expect(region.getAttribute('aria-live')).toBe('polite');
    const announced: string[] = [];
    const observer = new MutationObserver(() => {
      if (region.textContent !== '') announced.push(region.textContent ?? '');
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    await invite({ title: 'Comparing plans?', message: 'x'.repeat(400) });
    await settle();
    await invite();
    await jest.advanceTimersByTimeAsync(30_000);
    observer.disconnect();
    expect(announced).toHaveLength(1);
    expect(announced[0]).toHaveLength(150);
    expect(announced[0]).toMatch(/^Comparing plans\?\. x+…$/);
  });

  it.each([
    ['Need a hand?', 'nl'],
    [undefined, 'en'],
  ])('the message %p is announced in the language it is in', async (message, language) => {
    document.documentElement.lang = 'nl';
    await invite({ message });
    document.documentElement.lang = '';
    expect(harness.find('[role="status"]')?.lang).toBe(language);
  });

  it('leaves the focus where it was', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await invite();
    expect(document.activeElement).toBe(field);
  });

  it('asks for no conversation and loads no window', async () => {
    await invite();
    await settle();
    expect(harness.log).toEqual(['invitation shown i1']);
    expect(harness.port.requests).toEqual([]);
    expect(harness.window.opened).toBe(0);
  });

  it('a second one is ignored and does not begin the time anew', async () => {
    await invite();
    await jest.advanceTimersByTimeAsync(59_000);
    await invite({ message: 'Another' });
    expect(harness.find('.card-text')?.textContent).toBe('Need a hand?');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(harness.log).toEqual(['invitation shown i1', 'invitation refused i1', 'invitation expired i1']);
  });

  it('does not appear over a chat', async () => {
    harness.sdk.startChat();
    await invite();
    await settle();
    await invite();
    harness.port.conversations[0]?.agentEnds();
    await invite();
    expect(harness.log.filter((line) => line.startsWith('invitation'))).toEqual(
      Array.from({ length: 3 }, () => 'invitation refused i1'),
    );
  });
});

describe('time', () => {
  it('is over after exactly 60 seconds, and it can be shown again', async () => {
    await invite();
    await jest.advanceTimersByTimeAsync(59_999);
    expect(isOpen()).toBe(true);
    await jest.advanceTimersByTimeAsync(1);
    expect(isOpen()).toBe(false);
    expect(harness.installed.chatState()).toBe('closed');
    await invite();
    expect(isOpen()).toBe(true);
  });

  it('does not run under the pointer or while a control has the focus', async () => {
    await invite();
    const card = harness.find('.card')!;
    await jest.advanceTimersByTimeAsync(50_000);
    card.dispatchEvent(new Event('pointerenter'));
    harness.find('.card .button')?.focus();
    await jest.advanceTimersByTimeAsync(600_000);
    card.dispatchEvent(new Event('pointerleave'));
    await jest.advanceTimersByTimeAsync(600_000);
    expect(isOpen()).toBe(true);
    harness.find('.card .button')?.blur();
    await jest.advanceTimersByTimeAsync(9_999);
    expect(isOpen()).toBe(true);
    await jest.advanceTimersByTimeAsync(1);
    expect(isOpen()).toBe(false);
  });

  it('is as long as the tag says, and endless for null', async () => {
    await invite({ closeAfterSeconds: 25 });
    await jest.advanceTimersByTimeAsync(25_000);
    expect(isOpen()).toBe(false);
    await invite({ closeAfterSeconds: null });
    await jest.advanceTimersByTimeAsync(86_400_000);
    expect(isOpen()).toBe(true);
  });
});

describe('outcome', () => {
  it.each([
    ['No thanks', 'declined'],
    ['Close', 'dismissed'],
  ])('%s: %s, and the widget is closed again', async (button, outcome) => {
    await invite();
    harness.press(button);
    expect(harness.log).toEqual(['invitation shown i1', `invitation ${outcome} i1`]);
    expect(isOpen()).toBe(false);
    expect(harness.installed.chatState()).toBe('closed');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('Escape dismisses it, from wherever the focus is', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await invite();
    field.dispatchEvent(key('Escape'));
    expect(harness.log).toEqual(['invitation shown i1', 'invitation dismissed i1']);
    expect(document.activeElement).toBe(field);
  });

  it('an Escape that the page has used for itself does not', async () => {
    await invite();
    const use = (event: Event): void => event.preventDefault();
    document.body.addEventListener('keydown', use);
    document.body.dispatchEvent(key('Escape'));
    document.body.removeEventListener('keydown', use);
    expect(isOpen()).toBe(true);
  });

  it.each([
    ['dismisses nothing while a dialog of the page is open', true, true],
    ['dismisses it while that dialog is hidden', false, false],
  ])('Escape %s', async (_, isShown, staysOpen) => {
    const dialog = document.createElement('div');
    dialog.setAttribute('aria-modal', 'true');
    Object.assign(dialog, { checkVisibility: () => isShown });
    // As many pages do it: gone before the key has reached the window.
    dialog.addEventListener('keydown', () => dialog.removeAttribute('aria-modal'));
    document.body.append(dialog);
    await invite();
    dialog.dispatchEvent(key('Escape'));
    expect(isOpen()).toBe(staysOpen);
    document.body.dispatchEvent(key('Escape'));
    expect(isOpen()).toBe(false);
  });

  it('focus goes back to where it came from', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await invite();
    harness.press('No thanks');
    expect(document.activeElement).toBe(field);
  });

  it('Chat now: accepted, then the start of a proactive conversation', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    harness.sdk.setContextProvider(() => ({ Plan: 'pro' }));
    await invite();
    harness.press('Chat now');
    await settle();
    harness.port.conversations[0]?.agentSays('Hello');
    expect(harness.log).toEqual([
      'invitation shown i1',
      'invitation accepted i1',
      'lcw:startChat',
      'lcw:onMaximize',
      'lcw:chatQueued',
      'lcw:onMessageReceived',
    ]);
    expect(harness.port.requests).toEqual([
      { customContext: { Plan: { value: 'pro', isDisplayable: false } }, isProactive: true },
    ]);
    expect(document.activeElement?.shadowRoot?.activeElement?.tagName).toBe('TEXTAREA');
    harness.window.callbacks?.onClose();
    expect(document.activeElement).toBe(field);
  });

  it('the chat button answers an open invitation', async () => {
    await invite();
    harness.press('Chat with us');
    expect(harness.log.slice(0, 3)).toEqual([
      'invitation shown i1',
      'invitation accepted i1',
      'lcw:startChat',
    ]);
  });

  it('the tag can withdraw it', async () => {
    await invite();
    harness.installed.withdrawInvitation();
    harness.installed.withdrawInvitation();
    expect(harness.log).toEqual(['invitation shown i1', 'invitation withdrawn i1']);
    expect(harness.installed.chatState()).toBe('closed');
  });

  it('closeChat takes it away and raises nothing', async () => {
    await invite();
    harness.sdk.closeChat();
    expect(harness.log).toEqual(['invitation shown i1', 'invitation withdrawn i1']);
  });

  it('startChat takes it away and starts an ordinary chat', async () => {
    await invite();
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual([
      'invitation shown i1',
      'invitation withdrawn i1',
      'lcw:startChat',
      'lcw:onMaximize',
      'lcw:chatQueued',
    ]);
    expect(harness.port.requests[0]?.isProactive).toBe(false);
  });
});

describe('the chat button', () => {
  it('starts a chat, and is away while the window is open', async () => {
    harness.press('Chat with us');
    await settle();
    expect(harness.log).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
    expect(harness.find('.chat-button')?.hidden).toBe(true);
    harness.window.callbacks?.onClose();
    expect(harness.find('.chat-button')?.hidden).toBe(false);
  });

  it('counts what came while the window was minimised', async () => {
    harness.press('Chat with us');
    await settle();
    harness.window.callbacks?.onMinimize();
    harness.port.conversations[0]?.agentSays('Hello');
    harness.port.conversations[0]?.agentSays('Anna waits.', { role: 'system', tags: ['system'] });
    harness.port.conversations[0]?.agentSays('Are you there?');
    expect(harness.find('.chat-button')?.getAttribute('aria-label')).toBe('Chat with us, 2 unread messages');
    harness.press('Chat with us, 2 unread messages');
    harness.window.callbacks?.onMinimize();
    expect(harness.find('.chat-button')?.getAttribute('aria-label')).toBe('Chat with us');
  });

  it('stays away if the site has its own', async () => {
    harness.stop();
    harness = startHarness({ options: { hideChatButton: true } });
    await settle();
    expect(harness.find('.chat-button')?.hidden).toBe(true);
  });

  it('does not take the focus out of a field in which the visitor writes', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    await invite();
    harness.press('Chat now');
    field.focus();
    await settle();
    expect(document.activeElement).toBe(field);
  });

  it.each(['open', 'closed'] as const)(
    'nor out of a field inside an %s component of the page',
    async (mode) => {
      const outer = document.createElement('page-form');
      const inner = document.createElement('page-field');
      const field = document.createElement('input');
      document.body.append(outer);
      outer.attachShadow({ mode: 'open' }).append(inner);
      inner.attachShadow({ mode }).append(field);
      await invite();
      harness.press('Chat now');
      field.focus();
      await settle();
      expect(document.activeElement).toBe(outer);
    },
  );

  it('takes it from a component of the page in which the visitor does not write', async () => {
    const component = document.createElement('page-card');
    const control = document.createElement('button');
    document.body.append(component);
    component.attachShadow({ mode: 'open' }).append(control);
    await invite();
    harness.press('Chat now');
    control.focus();
    await settle();
    expect(document.activeElement?.shadowRoot?.activeElement?.tagName).toBe('TEXTAREA');
  });
});
