import { watchActivity } from '../../../src/signals/activity.ts';
import { dwellSignal } from '../../../src/signals/dwell.ts';
import { engagementSignal } from '../../../src/signals/engagement.ts';
import { idleSignal } from '../../../src/signals/idle.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const DWELL = 'engagement.dwellSeconds';
const ENGAGED = 'engagement.engagedSeconds';

describe('dwell', () => {
  it('publishes when a threshold is reached, and nothing in between', () => {
    const host = createFakeSignalHost(DWELL, [5, 20]);
    dwellSignal.start(host);
    host.clock.advance(4999);
    expect(host.published).toEqual([]);
    host.clock.advance(1);
    expect(host.published).toEqual([[DWELL, 5]]);
    host.clock.advance(60_000);
    expect(host.published).toEqual([
      [DWELL, 5],
      [DWELL, 20],
    ]);
    expect(host.clock.pending()).toBe(1);
  });

  it('does not count while the tab is hidden', () => {
    const host = createFakeSignalHost(DWELL, [10]);
    const signal = dwellSignal.start(host);
    host.clock.advance(4000);
    host.attention({ visible: false });
    host.clock.advance(3_600_000);
    expect(host.clock.pending()).toBe(0);
    host.attention({ visible: true });
    host.clock.advance(5999);
    expect(host.published).toEqual([]);
    host.clock.advance(1);
    expect(host.published).toEqual([[DWELL, 10]]);
    signal.refresh?.();
    expect(host.published).toHaveLength(1);
  });

  it.each([[[10, 600]], [[600]], [[2]]])(
    'does not count the time a machine slept, thresholds %j',
    (thresholds) => {
      const host = createFakeSignalHost(DWELL, thresholds);
      const signal = dwellSignal.start(host);
      host.clock.advance(4000);
      host.clock.jump(3_600_000);
      signal.refresh?.();
      expect(host.published.at(-1)?.[1]).toBeLessThanOrEqual(4);
    },
  );

  it('tells the exact value when asked', () => {
    const host = createFakeSignalHost(DWELL);
    const signal = dwellSignal.start(host);
    host.clock.advance(12_345);
    signal.refresh?.();
    expect(host.published).toEqual([[DWELL, 12.345]]);
  });

  it('leaves nothing behind when stopped', () => {
    const host = createFakeSignalHost(DWELL, [5]);
    dwellSignal.start(host).stop();
    expect(host.clock.pending()).toBe(0);
    expect(host.listeners).toBe(0);
    host.clock.advance(60_000);
    expect(host.published).toEqual([]);
  });
});

it.each([
  ['dwell', dwellSignal, DWELL],
  ['engaged time', engagementSignal, ENGAGED],
] as const)('%s goes by other thresholds from a refresh on, and goes on counting', (_, signal, key) => {
  const host = createFakeSignalHost(key, [60]);
  const running = signal.start(host);
  host.clock.advance(12_000);
  Object.assign(host.needs[0]!, { thresholds: [20] });
  running.refresh?.();
  expect(host.published.at(-1)).toEqual([key, 12]);
  host.clock.advance(7999);
  expect(host.published.at(-1)).toEqual([key, 12]);
  host.clock.advance(1);
  expect(host.published.at(-1)).toEqual([key, 20]);
  running.stop();
});

it('a sign of activity is heard once a second at most, whatever kind it is of', () => {
  const host = createFakeSignalHost(ENGAGED);
  const onActive = jest.fn();
  const stop = watchActivity(host, onActive);
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'touchstart', 'wheel']) {
    const before = onActive.mock.calls.length;
    for (let turn = 0; turn < 20; turn += 1) {
      window.dispatchEvent(new Event(type));
      host.clock.advance(49);
    }
    expect(onActive).toHaveBeenCalledTimes(before + 1);
    host.clock.advance(20);
  }
  stop();
  window.dispatchEvent(new Event('pointermove'));
  expect(onActive).toHaveBeenCalledTimes(5);
  expect(host.clock.pending()).toBe(0);
});

it('while the pointer moves and the wheel turns, nothing of ours is called in every frame', () => {
  const called = jest.fn();
  const add = window.addEventListener.bind(window);
  const added = jest.spyOn(window, 'addEventListener').mockImplementation((type, listener, options) => {
    const heard = (event: Event): void => {
      called(event.type);
      (listener as (event: Event) => void)(event);
    };
    add(type, heard, options);
  });
  const stop = watchActivity(createFakeSignalHost(ENGAGED), () => undefined);
  for (let frame = 0; frame < 60; frame += 1) {
    for (const type of ['wheel', 'pointermove']) window.dispatchEvent(new Event(type));
  }
  expect(called.mock.calls.flat()).toEqual(['wheel', 'pointermove']);
  stop();
  added.mockRestore();
});

it('what scrolls by itself is no sign of activity', () => {
  const host = createFakeSignalHost(ENGAGED);
  const signal = engagementSignal.start(host);
  const carousel = document.body.appendChild(document.createElement('ul'));
  for (let turn = 0; turn < 120; turn += 1) {
    for (const type of ['scroll', 'scrollend']) carousel.dispatchEvent(new Event(type));
    host.clock.advance(5000);
  }
  signal.refresh?.();
  expect(host.published.at(-1)).toEqual([ENGAGED, 30]);
  signal.stop();
  carousel.remove();
});

it('a signal that is stopped while activity is told hears no more of it', () => {
  const host = createFakeSignalHost('engagement.idleSeconds', [60]);
  const stopFirst = watchActivity(host, () => idle.stop());
  const idle = idleSignal.start(host);
  window.dispatchEvent(new Event('keydown'));
  stopFirst();
  expect(host.clock.pending()).toBe(0);
});

it('two signals that ask for activity share its listeners, until the last of them stops', () => {
  const added = jest.spyOn(window, 'addEventListener');
  const host = createFakeSignalHost(ENGAGED);
  const [first, second] = [jest.fn(), jest.fn()];
  const stopFirst = watchActivity(host, first);
  const { length } = added.mock.calls;
  const stopSecond = watchActivity(host, second);
  expect(added.mock.calls).toHaveLength(length);
  stopFirst();
  window.dispatchEvent(new Event('keydown'));
  expect([first, second].map((heard) => heard.mock.calls.length)).toEqual([0, 1]);
  stopSecond();
  expect(host.clock.pending()).toBe(0);
  added.mockRestore();
});

describe('engaged time', () => {
  const move = (): boolean => window.dispatchEvent(new Event('pointermove'));

  it('stops counting 30 seconds after the last sign of activity', () => {
    const host = createFakeSignalHost(ENGAGED, [20, 40]);
    const signal = engagementSignal.start(host);
    host.clock.advance(120_000);
    signal.refresh?.();
    expect(host.published.at(-1)).toEqual([ENGAGED, 30]);
    move();
    host.clock.advance(10_000);
    expect(host.published.at(-1)).toEqual([ENGAGED, 40]);
    signal.stop();
  });

  it('goes on for as long as the visitor is active', () => {
    const host = createFakeSignalHost(ENGAGED, [100]);
    const signal = engagementSignal.start(host);
    for (let turn = 0; turn < 10; turn += 1) {
      host.clock.advance(10_000);
      move();
    }
    expect(host.published).toEqual([[ENGAGED, 100]]);
    signal.stop();
  });

  it.each([['hidden', { visible: false }] as const, ['not focused', { focused: false }] as const])(
    'does not count while the tab is %s',
    (_, away) => {
      const host = createFakeSignalHost(ENGAGED, [10]);
      const signal = engagementSignal.start(host);
      host.attention(away);
      host.clock.advance(9000);
      move();
      host.clock.advance(9000);
      expect(host.published).toEqual([]);
      signal.stop();
    },
  );

  it('leaves nothing behind when stopped', () => {
    const host = createFakeSignalHost(ENGAGED, [5]);
    engagementSignal.start(host).stop();
    move();
    host.clock.advance(60_000);
    expect(host.clock.pending()).toBe(0);
    expect(host.listeners).toBe(0);
    expect(host.published).toEqual([]);
  });
});

describe('dwell before its file came', () => {
  const keepRecord = (...states: readonly object[]): void => {
    Object.assign(performance, { getEntriesByType: () => states });
  };
  afterEach(() => delete (performance as Partial<Performance>).getEntriesByType);

  it('counts from the beginning of a page view that was visible then', () => {
    keepRecord({ name: 'visible', startTime: 0 });
    const host = createFakeSignalHost(DWELL, [10]);
    host.clock.advance(4000);
    const signal = dwellSignal.start(host);
    host.clock.advance(6000);
    expect(host.published).toEqual([[DWELL, 10]]);
    signal.stop();
  });

  it('does not count where the browser keeps no record of whether the tab was hidden meanwhile', () => {
    keepRecord();
    const host = createFakeSignalHost(DWELL, [10]);
    host.clock.advance(4000);
    const signal = dwellSignal.start(host);
    signal.refresh?.();
    expect(host.published).toEqual([[DWELL, 0]]);
    signal.stop();
  });

  it('does not count if the tab was hidden', () => {
    const host = createFakeSignalHost(DWELL, [10]);
    host.attention({ visible: false });
    host.beginPageView();
    host.clock.advance(4000);
    host.attention({ visible: true });
    const signal = dwellSignal.start(host);
    signal.refresh?.();
    expect(host.published).toEqual([[DWELL, 0]]);
    signal.stop();
  });
});

describe('idle time', () => {
  const IDLE = 'engagement.idleSeconds';
  const move = (): boolean => window.dispatchEvent(new Event('pointermove'));

  it('is told at its thresholds, and ends when the visitor moves', () => {
    const host = createFakeSignalHost(IDLE, [10, 60]);
    const signal = idleSignal.start(host);
    host.clock.advance(70_000);
    move();
    host.clock.advance(5000);
    signal.refresh?.();
    expect(host.published.map(([, seconds]) => seconds)).toEqual([0, 10, 60, 0, 5]);
    signal.stop();
  });

  it('does not go on while the tab is hidden or the machine asleep, and needs no timer after its thresholds', () => {
    const host = createFakeSignalHost(IDLE, [10]);
    const signal = idleSignal.start(host);
    host.clock.advance(4000);
    host.attention({ visible: false });
    host.clock.advance(60_000);
    host.attention({ visible: true });
    host.clock.jump(3_600_000);
    expect(host.published).toEqual([[IDLE, 0]]);
    host.clock.advance(60_000);
    expect(host.published.at(-1)).toEqual([IDLE, 10]);
    expect(host.clock.pending()).toBe(0);
    signal.stop();
  });

  it('is told as 0 once, however long the visitor is active', () => {
    const host = createFakeSignalHost(IDLE, [30]);
    const signal = idleSignal.start(host);
    for (let turn = 0; turn < 10; turn += 1) {
      window.dispatchEvent(new Event('pointermove'));
      host.clock.advance(2000);
    }
    expect(host.published).toEqual([[IDLE, 0]]);
    signal.stop();
  });

  it('is not counted while a frame inside a component has the focus', () => {
    const host = createFakeSignalHost(IDLE, [10]);
    const component = document.body.appendChild(document.createElement('div'));
    const frame = component.attachShadow({ mode: 'open' }).appendChild(document.createElement('iframe'));
    const signal = idleSignal.start(host);
    frame.focus();
    host.attention({});
    host.clock.advance(60_000);
    expect(host.published).toEqual([[IDLE, 0]]);
    signal.stop();
    component.remove();
  });

  it('is not counted while a frame has the focus, in which nobody sees what the visitor does', () => {
    const host = createFakeSignalHost(IDLE, [30]);
    const signal = idleSignal.start(host);
    host.clock.advance(10_000);
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.focus();
    host.attention({});
    host.clock.advance(600_000);
    signal.refresh?.();
    expect(host.published.at(-1)).toEqual([IDLE, 10]);
    expect(host.clock.pending()).toBe(0);
    frame.remove();
    host.attention({});
    host.clock.advance(20_000);
    expect(host.published.at(-1)).toEqual([IDLE, 30]);
    signal.stop();
  });
});

it.each([dwellSignal, engagementSignal, idleSignal])(
  'a clock that is set back takes nothing away and stops nothing',
  (each) => {
    const key = each === dwellSignal ? DWELL : each === engagementSignal ? ENGAGED : 'engagement.idleSeconds';
    const host = createFakeSignalHost(key, [20]);
    const signal = each.start(host);
    host.clock.advance(10_000);
    host.clock.jump(-3_600_000);
    window.dispatchEvent(new Event('pointermove'));
    host.attention({ visible: true });
    host.clock.advance(30_000);
    expect(host.published.at(-1)?.[1]).toBe(20);
    signal.stop();
  },
);
