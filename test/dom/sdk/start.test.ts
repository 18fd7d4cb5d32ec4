import { connectDeadlineMs } from '../../../src/sdk/conversationRun.ts';
import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());

async function ready(...args: Parameters<typeof startHarness>): Promise<void> {
  harness = startHarness(...args);
  await settle();
}

const conversation = () => harness.port.conversations.at(-1)!;

describe('custom context', () => {
  it('is asked of the provider when a chat starts, not before', async () => {
    await ready();
    const provider = jest.fn(() => ({ Plan: 'pro' }));
    harness.sdk.setContextProvider(provider);
    expect(provider).not.toHaveBeenCalled();
    harness.sdk.startChat();
    await settle();
    expect(provider).toHaveBeenCalledTimes(1);
    expect(provider).toHaveBeenCalledWith();
    expect(harness.port.requests).toEqual([
      { customContext: { Plan: { value: 'pro', isDisplayable: false } }, isProactive: false },
    ]);
  });

  it('given to startChat beats the provider', async () => {
    await ready();
    const provider = jest.fn(() => ({ Plan: 'pro' }));
    harness.sdk.setContextProvider(provider);
    harness.sdk.startChat({ customContext: { Plan: { value: 'basic', isDisplayable: true } } });
    await settle();
    expect(provider).not.toHaveBeenCalled();
    expect(harness.port.requests[0]?.customContext).toEqual({
      Plan: { value: 'basic', isDisplayable: true },
    });
  });

  it('a provider that throws is an error with code 1, and the chat goes on without context', async () => {
    await ready();
    harness.sdk.setContextProvider(() => {
      throw new Error('no cart');
    });
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual([
      'lcw:ready',
      'lcw:startChat',
      'lcw:onMaximize',
      'lcw:error',
      'lcw:chatQueued',
    ]);
    expect(harness.events[3]?.detail).toEqual({
      errorCode: 1,
      errorDescription: 'Custom context provider method execution failed',
      errorDetail: 'no cart',
    });
    expect(harness.port.requests[0]?.customContext).toEqual({});
  });

  it('is what it was when the chat was started, whatever the page does with its object then', async () => {
    await ready();
    const customContext = { Plan: { value: 'pro' }, Cart: 12 };
    harness.sdk.startChat({ customContext });
    customContext.Plan.value = 'basic';
    customContext.Cart = 0;
    await settle();
    expect(harness.port.requests[0]?.customContext).toEqual({
      Plan: { value: 'pro', isDisplayable: false },
      Cart: { value: 12, isDisplayable: false },
    });
  });
});

describe('a start that does not succeed', () => {
  it('outside operating hours shows the pane and starts no conversation', async () => {
    await ready();
    harness.availability.config = { operatingHours: 'closed', title: 'Pottery' };
    harness.sdk.startChat();
    await settle();
    expect(harness.window.view).toMatchObject({ pane: 'outOfOffice', title: 'Pottery' });
    expect(harness.port.requests).toEqual([]);
    expect(harness.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize']);
  });

  it('shows the same pane when it is the service that says so', async () => {
    await ready();
    harness.port.failure = { ok: false, failure: 'outsideOperatingHours', detail: '' };
    harness.sdk.startChat();
    await settle();
    expect(harness.installed.chatState()).toBe('outOfOffice');
  });

  it.each([
    ['network', 1010],
    ['unavailable', 1010],
    ['refused', 1011],
    ['authentication', 1012],
  ] as const)('%s is an error with code %i that can be tried again', async (failure, errorCode) => {
    await ready();
    harness.port.failure = { ok: false, failure, detail: 'why' };
    harness.sdk.startChat({ customContext: { Plan: 'pro' } });
    await settle();
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode, errorDetail: 'why' });
    expect(harness.window.view?.pane).toBe('error');

    harness.port.failure = null;
    harness.window.callbacks?.onRetry();
    await settle();
    expect(harness.log.slice(-2)).toEqual(['lcw:error', 'lcw:chatQueued']);
    expect(harness.port.requests).toHaveLength(2);
    expect(harness.port.requests[1]).toEqual(harness.port.requests[0]);
  });

  it('a client that cannot be loaded is an error too', async () => {
    await ready({ loadConversationPort: () => Promise.reject(new Error('offline')) });
    harness.sdk.startChat();
    await settle();
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1014, errorDetail: 'offline' });
  });

  it('a service that does not answer is given up, and what comes later is ended', async () => {
    await ready();
    const { hold, letGo } = createHold();
    harness.port.hold = hold;
    harness.sdk.startChat();
    await jest.advanceTimersByTimeAsync(connectDeadlineMs);
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1013 });
    letGo();
    await settle();
    expect(conversation().log).toEqual(['end']);
    expect(harness.installed.chatState()).toBe('error');
  });

  it('a window that cannot be loaded is told to the visitor, and can be tried again', async () => {
    let works = false;
    const { create } = await windowThatWorksWhen(() => works);
    await ready({ loadChatWindow: create });
    harness.sdk.startChat();
    await settle();
    expect(
      harness.events.some(({ detail }) => (detail as { errorCode?: number } | null)?.errorCode === 1014),
    ).toBe(true);
    expect(harness.find('.card-title')?.textContent).toBe('The chat did not open');
    works = true;
    harness.press('Try again');
    await settle();
    expect(harness.find('.card')).toBeNull();
    expect(harness.find('[data-window]')).not.toBeNull();
  });
});

async function windowThatWorksWhen(works: () => boolean) {
  return {
    create: async () => {
      if (!works()) throw new Error('offline');
      return ({ root }: { readonly root: ShadowRoot }) => {
        const node = document.createElement('div');
        node.setAttribute('data-window', '');
        root.append(node);
        return { update: () => undefined, focus: () => undefined, destroy: () => node.remove() };
      };
    },
  };
}

it('a page on which the widget cannot be drawn hears of it, and nothing else happens', async () => {
  const attach = jest.spyOn(HTMLElement.prototype, 'attachShadow').mockImplementation(() => {
    throw new Error('not here');
  });
  harness = startHarness();
  const failed = expect(harness.installed.ready).rejects.toThrow('not here');
  harness.sdk.startProactiveChat('Hello');
  await settle();
  await failed;
  harness.sdk.startChat();
  await settle();
  attach.mockRestore();
  expect(harness.log).toEqual(['lcw:error']);
  expect(harness.events[0]?.detail).toMatchObject({ errorCode: 7, errorDetail: 'not here' });
  expect(harness.installed.chatState()).toBe('closed');
});
