import fc from 'fast-check';
import { watchHistory } from '../../../src/page/watchHistory.ts';

const report = (what: string, error: unknown): never => {
  throw new Error(what, { cause: error });
};
let seen: string[] = [];
const watch = (): (() => void) =>
  watchHistory(window, ({ navigationType }) => seen.push(`${navigationType} ${location.pathname}`), report);

beforeEach(() => {
  history.replaceState(null, '', '/start');
  seen = [];
});
afterEach(() => {
  delete (history as Partial<History>).pushState;
  delete (history as Partial<History>).replaceState;
});

it('sees what the page does to its address, and leaves history as it was', () => {
  const stop = watch();
  history.pushState(null, '', '/pricing');
  history.replaceState(null, '', '/pricing/eu');
  stop();
  history.pushState(null, '', '/cart');
  expect(seen).toEqual(['push /pricing', 'replace /pricing/eu']);
  expect(Object.hasOwn(history, 'pushState')).toBe(false);
  expect(Object.hasOwn(history, 'replaceState')).toBe(false);
});

it('answers and throws as the browser does', () => {
  const calls = fc.tuple(
    fc.constantFrom('pushState' as const, 'replaceState' as const),
    fc.oneof(
      fc.jsonValue(),
      fc.constant(() => undefined),
    ),
    fc.oneof(fc.constantFrom('/a', '?b', '#c', 'https://other.example/', 'http://[bad'), fc.string()),
  );
  const outcome = (run: () => void): unknown => {
    try {
      return [run(), location.href, history.state as unknown];
    } catch (error) {
      return (error as DOMException).name;
    }
  };
  fc.assert(
    fc.property(calls, ([method, state, url]) => {
      history.replaceState(null, '', '/start');
      const plain = outcome(() => history[method](state, '', url));
      history.replaceState(null, '', '/start');
      const stop = watch();
      const watched = outcome(() => history[method](state, '', url));
      stop();
      expect(watched).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});

it('is out of the way also if somebody has wrapped its wrapper since', () => {
  const stop = watch();
  const ours = history.pushState;
  const theirs: History['pushState'] = (...given) => ours.apply(history, given);
  history.pushState = theirs;
  stop();
  expect(history.pushState).toBe(theirs);
  history.pushState(null, '', '/pricing');
  expect(location.pathname).toBe('/pricing');
  expect(seen).toEqual([]);
});

it('gives back a method that was not the browser’s own', () => {
  const theirs: History['pushState'] = (...given) => History.prototype.pushState.apply(history, given);
  history.pushState = theirs;
  const stop = watch();
  history.pushState(null, '', '/pricing');
  expect(seen).toEqual(['push /pricing']);
  stop();
  expect(history.pushState).toBe(theirs);
});

it('keeps a listener that fails from the page', () => {
  const reported: string[] = [];
  const stop = watchHistory(
    window,
    () => {
      throw new Error('ours');
    },
    (what) => reported.push(what),
  );
  expect(() => history.pushState(null, '', '/pricing')).not.toThrow();
  expect(reported).toEqual(['history']);
  stop();
});
