import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());

async function ready(...args: Parameters<typeof startHarness>): Promise<void> {
  harness = startHarness(...args);
  await settle();
}

const conversation = () => harness.port.conversations.at(-1)!;

/** Keeps a list of the listeners that are on a target. */
function watchListeners(target: EventTarget): () => readonly string[] {
  const on: { readonly type: string; readonly listener: unknown; readonly signal?: AbortSignal }[] = [];
  const add = target.addEventListener.bind(target);
  const remove = target.removeEventListener.bind(target);
  jest.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
    const signal = typeof options === 'object' ? options.signal : undefined;
    on.push({ type, listener, ...(signal === undefined ? {} : { signal }) });
    add(type, listener, options);
  });
  jest.spyOn(target, 'removeEventListener').mockImplementation((type, listener, options) => {
    const found = on.findIndex((entry) => entry.type === type && entry.listener === listener);
    if (found !== -1) on.splice(found, 1);
    remove(type, listener, options);
  });
  // jsdom listens for the mouse itself.
  return () =>
    on
      .filter(({ type }) => !type.startsWith('mouse'))
      .flatMap(({ type, signal }) => (signal?.aborted === true ? [] : [type]))
      .sort();
}

describe('destroy', () => {
  it('leaves no node, no listener, no timer and no global, and lets the conversation run on', async () => {
    harness = startHarness();
    harness.stop();
    const listeners = [window, document].map(watchListeners);
    harness = startHarness();
    await settle();
    harness.sdk.startProactiveChat('Hello');
    await settle();
    harness.press('Chat now');
    await settle();
    conversation().listener.onTyping('Anna');
    expect(listeners.map((list) => list().filter((type) => !type.startsWith('lcw:')))).toEqual([
      ['keydown', 'pagehide', 'pageshow'],
      ['visibilitychange'],
    ]);
    harness.stop();

    expect(listeners.map((list) => list())).toEqual([[], []]);
    expect(document.body.childElementCount).toBe(0);
    expect('Microsoft' in globalThis).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
    expect(conversation().log).toEqual(['dispose']);
    expect(harness.storage.text()).not.toBeNull();
  });

  it('before ready, nothing is raised and nothing appears', async () => {
    harness = startHarness();
    harness.sdk.startProactiveChat('Hello');
    harness.installed.destroy();
    await settle();
    expect(harness.log).toEqual([]);
    expect(document.body.childElementCount).toBe(0);
  });

  it('twice is as good as once, and methods called afterwards do nothing', async () => {
    await ready();
    harness.installed.destroy();
    harness.installed.destroy();
    harness.sdk.startChat();
    harness.sdk.startProactiveChat('Hello');
    harness.sdk.getAgentAvailability();
    await settle();
    expect(harness.log).toEqual(['lcw:ready']);
    expect(harness.port.requests).toEqual([]);
  });
});
