import { guarded } from './guard.ts';
import type { Report, Unsubscribe } from './guard.ts';
import type { RouteChange } from './lifecycle.ts';

const methods = ['pushState', 'replaceState'] as const;

/**
 * Calls `onChange` after the page has called `history.pushState` or `replaceState`, which without the Navigation API
 * nothing tells of. Each passes on its return value and whatever it throws. The function that comes back gives the page
 * its own methods again; a wrapper that somebody has wrapped since stays, and only passes on.
 */
export function watchHistory(
  window: Window,
  onChange: (change: RouteChange) => void,
  report: Report,
): Unsubscribe {
  const { history } = window;
  const changed = guarded('history', onChange, report);
  const stops = methods.map((method): Unsubscribe => {
    let isWatching = true;
    const isOwn = Object.hasOwn(history, method);
    const original = history[method];
    const wrapper: History['pushState'] = function (this: History, ...given) {
      const result = original.apply(this, given);
      if (isWatching) changed({ navigationType: method.replace('State', '') });
      return result;
    };
    history[method] = wrapper;
    return () => {
      isWatching = false;
      if (history[method] !== wrapper) return;
      if (isOwn) history[method] = original;
      else delete (history as Partial<History>)[method];
    };
  });
  return () => stops.forEach((stop) => stop());
}
