import { createVisitorLock } from '../../../src/page/visitorLock.ts';

/** A lock manager like the browser's: one holder, and freed a moment after the holder's promise ends. */
function fakeNavigator(): { navigator: Navigator; held: () => boolean; requests: () => number } {
  let isHeld = false;
  let requests = 0;
  const locks = {
    request: async (_name: string, _options: unknown, use: (lock: object | null) => unknown) => {
      requests += 1;
      await Promise.resolve();
      if (isHeld) return use(null);
      isHeld = true;
      try {
        return await use({});
      } finally {
        await Promise.resolve();
        isHeld = false;
      }
    },
  };
  return { navigator: { locks } as unknown as Navigator, held: () => isHeld, requests: () => requests };
}

it('is held by one tab at a time, and free for the next one when it is released', async () => {
  const { navigator, held } = fakeNavigator();
  const first = createVisitorLock(navigator);
  const second = createVisitorLock(navigator);
  expect(await first.take()).toBe(true);
  expect(held()).toBe(true);
  expect(await second.take()).toBe(false);
  first.release();
  await new Promise((next) => setTimeout(next));
  expect(await second.take()).toBe(true);
});

it('taken again at once after a release does not stand in its own way', async () => {
  const { navigator } = fakeNavigator();
  const lock = createVisitorLock(navigator);
  await lock.take();
  lock.release();
  expect(await lock.take()).toBe(true);
});

it('asked for twice before the first answer is asked for once', async () => {
  const { navigator, requests } = fakeNavigator();
  const lock = createVisitorLock(navigator);
  expect(await Promise.all([lock.take(), lock.take()])).toEqual([true, true]);
  expect(requests()).toBe(1);
});

it('given up before it was granted is not kept', async () => {
  const { navigator, held } = fakeNavigator();
  const lock = createVisitorLock(navigator);
  const taken = lock.take();
  lock.release();
  expect(await taken).toBe(false);
  await new Promise((next) => setTimeout(next));
  expect(held()).toBe(false);
});

it('where there are no locks, or they are refused, each tab answers for itself', async () => {
  expect(await createVisitorLock({} as Navigator).take()).toBe(true);
  const refusing = { locks: { request: () => Promise.reject(new Error('SecurityError')) } };
  expect(await createVisitorLock(refusing as unknown as Navigator).take()).toBe(true);
});
