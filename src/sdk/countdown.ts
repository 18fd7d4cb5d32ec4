/** A timer that can be held and goes on with the time that was left. */
export interface Countdown {
  /** Holds and releases may come in any order; one hold is enough to stop it. */
  hold(reason: string): void;
  release(reason: string): void;
  cancel(): void;
}

/** Calls `done` once, after `milliseconds` during which nothing held the countdown. */
export function startCountdown(view: Window, milliseconds: number, done: () => void): Countdown {
  const holds = new Set<string>();
  let left = milliseconds;
  let since = view.performance.now();
  let over = false;
  let timer = view.setTimeout(finish, left);

  function finish(): void {
    over = true;
    done();
  }

  return {
    hold(reason) {
      if (!over && holds.size === 0) {
        view.clearTimeout(timer);
        left -= view.performance.now() - since;
      }
      holds.add(reason);
    },
    release(reason) {
      if (!holds.delete(reason) || holds.size > 0 || over) return;
      since = view.performance.now();
      timer = view.setTimeout(finish, Math.max(0, left));
    },
    cancel() {
      over = true;
      view.clearTimeout(timer);
    },
  };
}
