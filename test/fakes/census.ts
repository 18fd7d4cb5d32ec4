/** Counts what is on the page and who listens to it, by instrumented globals. */
export interface Census {
  /** What there is more of than when counting began, by kind; empty if nothing is left behind. */
  left(): Readonly<Record<string, number>>;
  end(): void;
}

type Named = Readonly<Record<string, (...given: unknown[]) => unknown>>;

export function takeCensus(page: Window & typeof globalThis): Census {
  const undo: (() => void)[] = [];
  const listeners = new Map<string, number>();
  const targets = new Map<unknown, number>();
  const observers = new Set<unknown>();
  const numberOf = (target: unknown): number => {
    if (!targets.has(target)) targets.set(target, targets.size);
    return targets.get(target) ?? 0;
  };
  const patch = (holder: object, name: string, around: (original: Named[string]) => Named[string]): void => {
    const original = (holder as Named)[name];
    if (original === undefined) return;
    (holder as Record<string, unknown>)[name] = around(original);
    undo.push(() => ((holder as Record<string, unknown>)[name] = original));
  };
  const count = (key: string, change: number): void => {
    const next = Math.max(0, (listeners.get(key) ?? 0) + change);
    if (next === 0) listeners.delete(key);
    // The same listener twice is one.
    else listeners.set(key, 1);
  };
  const keyOf = (target: unknown, [type, listener, options]: readonly unknown[]): string => {
    const capture =
      typeof options === 'object' && options !== null ? (options as { capture?: boolean }).capture : options;
    return [numberOf(target), String(type), numberOf(listener), Boolean(capture)].join(' ');
  };
  for (const [name, change] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ] as const) {
    patch(
      page.EventTarget.prototype,
      name,
      (original) =>
        function (this: unknown, ...given: unknown[]) {
          count(keyOf(this ?? page, given), change);
          return original.apply(this, given);
        },
    );
  }
  for (const name of [
    'MutationObserver',
    'IntersectionObserver',
    'PerformanceObserver',
    'ResizeObserver',
  ] as const) {
    const prototype = (page[name] as { readonly prototype?: object } | undefined)?.prototype;
    if (prototype === undefined) continue;
    patch(
      prototype,
      'observe',
      (original) =>
        function (this: unknown, ...given: unknown[]) {
          observers.add(this);
          return original.apply(this, given);
        },
    );
    patch(
      prototype,
      'disconnect',
      (original) =>
        function (this: unknown, ...given: unknown[]) {
          observers.delete(this);
          return original.apply(this, given);
        },
    );
  }
  const timers = new Set<unknown>();
  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
  ] as const) {
    patch(page, set, (original) => (...given) => {
      const timer = original.apply(page, given);
      timers.add(timer);
      return timer;
    });
    patch(page, clear, (original) => (...given) => {
      timers.delete(given[0]);
      return original.apply(page, given);
    });
  }
  const nodes = (): number => page.document.querySelectorAll('*').length;
  const nodesBefore = nodes();
  const globals = (): readonly string[] => Object.getOwnPropertyNames(page);
  const globalsBefore = globals().length;
  return {
    left: () =>
      Object.fromEntries(
        Object.entries({
          listeners: listeners.size,
          observers: observers.size,
          timers: timers.size,
          nodes: nodes() - nodesBefore,
          globals: globals().length - globalsBefore,
        }).filter(([, number]) => number !== 0),
      ),
    end: () => undo.reverse().forEach((run) => run()),
  };
}
