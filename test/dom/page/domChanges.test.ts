import { watchChanges } from '../../../src/page/domChanges.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

let host: FakeSignalHost;
let looks: number;
let stop: () => void;

beforeEach(() => {
  host = createFakeSignalHost('page.title');
  looks = 0;
  stop = watchChanges(host, document.body, { childList: true }, () => (looks += 1));
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

/** The browser tells of changes in a task of its own. */
async function change(times = 1): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    document.body.append('.');
    await Promise.resolve();
  }
}

it('looks half a second after a change, once for all that come meanwhile, and again after the next', async () => {
  await change(100);
  host.clock.advance(499);
  expect(looks).toBe(0);
  host.clock.advance(1);
  expect(looks).toBe(1);
  await change();
  host.clock.advance(500);
  expect(looks).toBe(2);
});

it('looks at nothing while nobody sees the page, however much it changes, and once when it is seen', async () => {
  host.attention({ visible: false });
  for (let second = 0; second < 10; second += 1) {
    await change();
    host.clock.advance(1000);
  }
  host.attention({ focused: false });
  expect([looks, host.clock.pending()]).toEqual([0, 0]);
  host.attention({ visible: true, focused: true });
  expect(looks).toBe(1);
  host.attention({ focused: false });
  expect(looks).toBe(1);
  await change();
  host.clock.advance(500);
  expect(looks).toBe(2);
});

it.each([
  ['at rest', true],
  ['while nobody sees the page', false],
])('looks at nothing any more when stopped %s', async (_, visible) => {
  host.attention({ visible });
  await change();
  if (!visible) host.clock.advance(1000);
  stop();
  await change();
  host.clock.advance(1000);
  host.attention({ visible: true });
  await change();
  host.clock.advance(1000);
  expect([looks, host.clock.pending(), host.listeners]).toEqual([0, 0, 0]);
});
