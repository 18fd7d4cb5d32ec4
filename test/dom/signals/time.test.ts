import { dwellSignal } from '../../../src/signals/dwell.ts';
import { engagementSignal } from '../../../src/signals/engagement.ts';
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
