import type { SdkHost } from '../../../src/sdk/host.ts';
import { handOverName } from '../../../src/sdk/popOut.ts';
import type { PopOutHandOver } from '../../../src/sdk/popOut.ts';
import type { Harness } from './harness.ts';
import { identity, onFakeTime, settle, startHarness } from './harness.ts';
import type { FakePopOutWindow } from './popOutWindow.ts';
import { fakePopOutWindow } from './popOutWindow.ts';

let harness: Harness;
let popOut: FakePopOutWindow;

onFakeTime(() => harness.stop());
beforeEach(() => {
  popOut = fakePopOutWindow();
});
afterEach(() => {
  document.title = '';
});

async function ready(overrides: Partial<SdkHost> = {}): Promise<void> {
  harness = startHarness(overrides);
  await settle();
  harness.log.length = 0;
}

async function popped(): Promise<void> {
  await ready();
  harness.sdk.startChat({ inNewWindow: true });
  await settle();
  popOut.tell({ kind: 'here' });
}

const handOver = () => (popOut.view as unknown as Record<string, unknown>)[handOverName] as PopOutHandOver;
const inPage = ['lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued'];

describe('startChat in a new window', () => {
  it('opens it within the call, and starts nothing in the page', async () => {
    await ready();
    harness.sdk.startChat({ inNewWindow: true });
    expect(popOut.open).toHaveBeenCalledTimes(1);
    expect(popOut.open.mock.calls[0]?.slice(0, 2)).toEqual(['', 'Omnichannel Chat']);
    expect(harness.installed.chatState()).toBe('popOut');
    await settle();
    expect(popOut.focus).toHaveBeenCalled();
    expect(harness.log).toEqual([]);
    expect(harness.port.requests).toEqual([]);
    expect(harness.window.opened).toBe(0);
  });

  it('leaves the script, and what it needs of the page, in it', async () => {
    document.title = 'Pottery';
    document.documentElement.lang = 'nl';
    await ready({
      options: { colorOverride: 'inherit' },
      window: Object.assign(window, { CSS: { supports: () => false } }),
    });
    const contextProvider = () => ({});
    const authTokenProvider = (): void => undefined;
    harness.sdk.setContextProvider(contextProvider);
    harness.sdk.setAuthTokenProvider(authTokenProvider);
    harness.sdk.startChat({ inNewWindow: true, customContext: { Plan: 'pro' } });
    await settle();
    expect(popOut.script()).toMatchObject({
      type: 'module',
      src: 'https://cdn.example/proactive-chat.pop-out.js',
    });
    expect(popOut.view.document).toMatchObject({ title: 'Pottery' });
    expect(popOut.view.document.documentElement.lang).toBe('nl');
    expect(handOver()).toMatchObject({
      identity,
      options: { colorOverride: 'inherit' },
      order: { customContext: { Plan: 'pro' }, isProactive: false, showPreChat: true },
    });
    expect(handOver().page === window).toBe(true);
    expect(handOver().contextProvider).toBe(contextProvider);
    expect(handOver().authTokenProvider).toBe(authTokenProvider);
    document.documentElement.lang = '';
  });

  it('leaves the script again where the browser replaces the empty document', async () => {
    await ready();
    harness.sdk.startChat({ inNewWindow: true });
    await settle();
    popOut.view.document.head.replaceChildren();
    popOut.view.dispatchEvent(new popOut.view.Event('load'));
    expect(popOut.script()).toMatchObject({ src: 'https://cdn.example/proactive-chat.pop-out.js' });
    popOut.view.dispatchEvent(new popOut.view.Event('load'));
    expect(popOut.view.document.querySelectorAll('script')).toHaveLength(1);
  });

  it('is the default where the site says so, also for the chat button; false asks for the page', async () => {
    await ready({ options: { openInWindow: true } });
    harness.sdk.startChat({ inNewWindow: false });
    await settle();
    expect(harness.log).toEqual(inPage);
    harness.sdk.closeChat();
    harness.press('Chat with us');
    expect(popOut.open).toHaveBeenCalledTimes(1);
    expect(harness.installed.chatState()).toBe('popOut');
  });

  it('reveals a chat that is in the page already', async () => {
    await ready();
    harness.sdk.startChat();
    await settle();
    harness.window.callbacks?.onMinimize();
    harness.sdk.startChat({ inNewWindow: true });
    expect(popOut.open).not.toHaveBeenCalled();
    expect(harness.log.slice(3)).toEqual(['lcw:onMinimize', 'lcw:onMaximize']);
  });
});

describe('an invitation to a new window', () => {
  it('opens it with the accepting click, and not before', async () => {
    await ready();
    harness.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' }, false, { inNewWindow: true });
    await settle();
    expect(popOut.open).not.toHaveBeenCalled();
    harness.press('Chat now');
    expect(popOut.open).toHaveBeenCalledTimes(1);
    await settle();
    expect(handOver().order).toEqual({ customContext: undefined, isProactive: true, showPreChat: false });
    expect(harness.log).toEqual(['invitation shown i1', 'invitation accepted i1']);
    expect(harness.find('.card')).toBeNull();
  });

  it('becomes a proactive chat in the page if the window is blocked', async () => {
    popOut.open.mockReturnValue(null);
    await ready();
    harness.sdk.startProactiveChat('Hello', false, { inNewWindow: true });
    await settle();
    harness.press('Chat now');
    await settle();
    expect(harness.port.requests).toEqual([{ customContext: {}, isProactive: true }]);
    expect(harness.warnings).toHaveLength(1);
  });
});

describe('the chat opens in the page, with a warning, and the window closes,', () => {
  const refuse = (name: 'src' | 'type'): void => {
    Object.defineProperty(popOut.view.HTMLScriptElement.prototype, name, {
      set() {
        throw new TypeError('This document requires a TrustedScriptURL.');
      },
    });
  };

  it.each([
    ['if the browser opens none', () => void popOut.open.mockReturnValue(null), false],
    [
      'if opening one throws',
      () =>
        void popOut.open.mockImplementation(() => {
          throw new Error('no');
        }),
      false,
    ],
    ['if Trusted Types refuse the script', () => refuse('src'), true],
  ])('%s', async (_, prepare, closes) => {
    prepare();
    await ready();
    harness.sdk.startChat({ inNewWindow: true, customContext: { Plan: 'pro' } });
    await settle();
    expect(harness.log).toEqual(inPage);
    expect(harness.port.requests).toMatchObject([{ customContext: { Plan: { value: 'pro' } } }]);
    expect(harness.warnings).toHaveLength(1);
    expect(popOut.close).toHaveBeenCalledTimes(closes ? 1 : 0);
  });

  it('if the script does not come', async () => {
    await popped();
    popOut.script()?.dispatchEvent(new popOut.view.Event('error'));
    await settle();
    expect(popOut.close).toHaveBeenCalledTimes(1);
    expect(harness.log).toEqual(inPage);
    expect(harness.warnings).toHaveLength(1);
  });

  it('if what fills it cannot be loaded', async () => {
    await ready({ loadPopOut: () => Promise.reject(new Error('offline')) });
    harness.sdk.startChat({ inNewWindow: true });
    await settle();
    expect(popOut.close).toHaveBeenCalledTimes(1);
    expect(harness.log).toEqual(inPage);
    expect(harness.warnings).toHaveLength(1);
  });
});

describe('while it is open', () => {
  it('a further start brings it to the front, and does nothing else', async () => {
    await popped();
    popOut.focus.mockClear();
    harness.sdk.startChat();
    harness.sdk.startChat({ inNewWindow: true });
    harness.press('Chat with us');
    await settle();
    expect(popOut.focus).toHaveBeenCalledTimes(3);
    expect(popOut.open).toHaveBeenCalledTimes(1);
    expect(harness.log).toEqual([]);
  });

  it('so does one in the same moment', async () => {
    await ready();
    harness.sdk.startChat({ inNewWindow: true });
    harness.sdk.startChat();
    await settle();
    expect(harness.installed.chatState()).toBe('popOut');
    expect(harness.log).toEqual([]);
    expect(harness.port.requests).toEqual([]);
  });

  it('an invitation is refused, and availability is not asked for', async () => {
    await popped();
    harness.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' });
    harness.sdk.getAgentAvailability();
    await settle();
    expect(harness.log).toEqual(['invitation refused i1', 'lcw:error']);
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1002 });
  });

  it('its events are raised in the page', async () => {
    await popped();
    const detail = { messageType: 'user', channelData: { tags: ['public'] } };
    popOut.tell({ kind: 'event', name: 'lcw:onMessageReceived', detail });
    popOut.tell({ kind: 'event', name: 'lcw:threadUpdate', detail: null });
    expect(harness.log).toEqual(['lcw:onMessageReceived', 'lcw:threadUpdate']);
    expect(harness.events.slice(-2).map((event) => event.detail as unknown)).toEqual([detail, null]);
  });

  const event = { kind: 'event', name: 'lcw:threadUpdate', detail: null };
  it.each([
    ['a foreign origin', event, { origin: 'https://evil.example' }],
    ['another widget', event, { key: 'org/other' }],
    ['nobody we know', { ...event, popOut: undefined }, {}],
    ['us, of an event we do not know', { ...event, name: 'load' }, {}],
    ['us, of a kind we do not know', { ...event, kind: 'later' }, {}],
    ['a foreign origin, of its end', { kind: 'left' }, { origin: 'null' }],
  ])('a notice from %s is ignored', async (_, notice, from) => {
    await popped();
    popOut.tell(notice, from);
    for (const data of [null, 'text', 1, []]) {
      window.dispatchEvent(new MessageEvent('message', { origin: window.origin, data }));
    }
    expect(harness.log).toEqual([]);
    expect(harness.installed.chatState()).toBe('popOut');
  });

  it('closeChat asks it to close its chat, and the page waits for it', async () => {
    await popped();
    harness.sdk.closeChat();
    await settle();
    expect(popOut.sent).toEqual([{ closePopOut: 'org/app' }]);
    expect(harness.installed.chatState()).toBe('popOut');
    expect(harness.log).toEqual([]);
    popOut.tell({ kind: 'event', name: 'lcw:closeChat', detail: null });
    popOut.tell({ kind: 'event', name: 'lcw:onClose', detail: null });
    popOut.tell({ kind: 'done' });
    expect(harness.log).toEqual(['lcw:closeChat', 'lcw:onClose']);
    expect(harness.installed.chatState()).toBe('closed');
  });

  it.each([
    ['in the moment it opens', async () => undefined],
    ['before its script runs', settle],
  ])('closeChat %s takes the window away', async (_, wait) => {
    await ready();
    harness.sdk.startChat({ inNewWindow: true });
    await wait();
    harness.sdk.closeChat();
    await settle();
    expect(popOut.view.closed).toBe(true);
    expect(harness.installed.chatState()).toBe('closed');
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual(inPage);
  });

  it('destroy before anything is in it takes the window away', async () => {
    await ready();
    harness.sdk.startChat({ inNewWindow: true });
    harness.installed.destroy();
    await settle();
    expect(popOut.view.closed).toBe(true);
    expect(popOut.script()).toBeNull();
  });
});

describe('when it goes', () => {
  it('the page hears onClose, once, and can start a chat again', async () => {
    await popped();
    popOut.tell({ kind: 'left' });
    popOut.tell({ kind: 'left' });
    expect(harness.log).toEqual(['lcw:onClose']);
    expect(harness.installed.chatState()).toBe('closed');
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual(['lcw:onClose', ...inPage]);
  });

  it('without a word, the next start does not wait for it', async () => {
    await popped();
    popOut.view.close();
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual(inPage);
  });

  it.each([
    ['before its script ran, the page knows when the visitor is back in it', false, []],
    ['and could not say so, the page hears onClose when the visitor is back in it', true, ['lcw:onClose']],
  ])('%s', async (_, isHere, events) => {
    await ready();
    harness.sdk.startChat({ inNewWindow: true });
    await settle();
    if (isHere) popOut.tell({ kind: 'here' });
    window.dispatchEvent(new Event('focus'));
    expect(harness.installed.chatState()).toBe('popOut');
    popOut.view.close();
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('focus'));
    expect(harness.installed.chatState()).toBe('closed');
    expect(harness.log).toEqual(events);
  });

  it('with its conversation running, the button brings it back', async () => {
    await popped();
    harness.storage.write(
      JSON.stringify({
        v: 2,
        expiresAt: Date.now() + 60_000,
        resumeState: 'x',
        minimized: false,
        place: 'popOut',
      }),
    );
    popOut.tell({ kind: 'left' });
    popOut.open.mockClear();
    harness.press('Chat with us');
    await settle();
    expect(popOut.open).toHaveBeenCalledTimes(1);
    expect(harness.installed.chatState()).toBe('popOut');
    expect(harness.port.resumed).toEqual([]);
  });
});

it('destroy hears its notices no more, and leaves it open', async () => {
  await popped();
  harness.installed.destroy();
  popOut.tell({ kind: 'event', name: 'lcw:threadUpdate', detail: null });
  popOut.tell({ kind: 'left' });
  expect(harness.log).toEqual([]);
  expect(popOut.close).not.toHaveBeenCalled();
});
