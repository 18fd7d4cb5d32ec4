import { JSDOM, VirtualConsole } from 'jsdom';
import { sdkEventNames } from '../../src/core/sdkEvents.ts';

/** Time that passes only when told, for one window. */
interface FakeTimers {
  /** Runs what is due; true if there was anything. */
  runDue(now: number): boolean;
  clear(): void;
}

/** A browser window that pages can be loaded into, one after the other. */
export interface PageWindow {
  readonly window: Window & typeof globalThis;
  readonly timers: FakeTimers;
  /** What went wrong inside, as the browser's console would show it. */
  readonly troubles: string[];
  /** Hears every event of the contract, until the page goes. */
  listen(onEvent: (event: CustomEvent<unknown>) => void): () => void;
}

/** Making a window is slow, so it is used again by later pages. @param now milliseconds */
export function createPageWindow(now: () => number): PageWindow {
  const troubles: string[] = [];
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', (error) => {
    // Its message alone does not tell what was thrown.
    const { cause } = error as { cause?: unknown };
    troubles.push(`${error.message} ${cause instanceof Error ? String(cause.stack) : ''}`);
  });
  const { window } = new JSDOM('<!doctype html><html lang="en"><body></body></html>', {
    url: 'https://shop.example/',
    virtualConsole,
  });
  let timers: { readonly id: number; readonly at: number; readonly run: () => void }[] = [];
  let count = 0;
  const fakes = {
    setTimeout(run: () => void, ms = 0) {
      count += 1;
      timers.push({ id: count, at: now() + ms, run });
      return count;
    },
    clearTimeout(id: number | undefined) {
      timers = timers.filter((timer) => timer.id !== id);
    },
  };
  Object.assign(window, fakes);
  Object.defineProperty(window.performance, 'now', { value: now });

  return {
    window: window as unknown as Window & typeof globalThis,
    troubles,
    timers: {
      runDue(moment) {
        const due = timers.filter(({ at }) => at <= moment).sort((a, b) => a.at - b.at || a.id - b.id);
        for (const timer of due) {
          if (!timers.includes(timer)) continue;
          timers = timers.filter((other) => other !== timer);
          timer.run();
        }
        return due.length > 0;
      },
      clear() {
        timers = [];
      },
    },
    listen(onEvent) {
      const listener = (event: Event): void => onEvent(event as CustomEvent<unknown>);
      for (const name of sdkEventNames) window.addEventListener(name, listener);
      return () => {
        for (const name of sdkEventNames) window.removeEventListener(name, listener);
      };
    },
  };
}
