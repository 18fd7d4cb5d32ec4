import { exitIntentSignal } from '../../../src/signals/exitIntent.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const EXIT = 'engagement.exitIntent';

function leave(change: MouseEventInit = {}): void {
  document.dispatchEvent(
    new MouseEvent('mouseout', { clientY: -2, relatedTarget: null, buttons: 0, ...change }),
  );
}

it('is true once the pointer has left through the top edge', () => {
  const host = createFakeSignalHost(EXIT);
  exitIntentSignal.start(host);
  expect(host.published).toEqual([[EXIT, false]]);
  host.clock.advance(3000);
  leave();
  leave();
  expect(host.published).toEqual([
    [EXIT, false],
    [EXIT, true],
  ]);
});

it.each([
  ['to another element', { relatedTarget: document.body }],
  ['with a button pressed', { buttons: 1 }],
  ['through another edge', { clientY: 400 }],
] as const)('does not count leaving %s', (_, change) => {
  const host = createFakeSignalHost(EXIT);
  const signal = exitIntentSignal.start(host);
  host.clock.advance(3000);
  leave(change);
  expect(host.published).toEqual([[EXIT, false]]);
  signal.stop();
});

it('is not armed in the first seconds, and never after it was stopped', () => {
  const host = createFakeSignalHost(EXIT);
  const signal = exitIntentSignal.start(host);
  leave();
  host.clock.advance(3000);
  signal.stop();
  leave();
  expect(host.published).toEqual([[EXIT, false]]);
});
