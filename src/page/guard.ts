/** Where a failure of ours is told; silent unless debugging. Never throws. */
export type Report = (what: string, error: unknown) => void;

export type Unsubscribe = () => void;

/** The same function, which never throws at its caller: a failure of ours must not become one of the page. */
export function guarded<Arguments extends readonly unknown[]>(
  what: string,
  run: (...args: Arguments) => void,
  report: Report,
): (...args: Arguments) => void {
  return (...args) => {
    try {
      run(...args);
    } catch (error) {
      report(what, error);
    }
  };
}

/** Adds a listener; the function that comes back takes exactly this one away again. */
export function listen(
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options: AddEventListenerOptions = {},
): Unsubscribe {
  target.addEventListener(type, listener, options);
  return () => target.removeEventListener(type, listener, options);
}

/** Runs every one of a list of functions, whichever of them fail. */
export function runAll(functions: Iterable<() => void>, report: Report): void {
  for (const run of [...functions]) guarded('run', run, report)();
}
