/** Holds back what a page asks for too early. */
export interface Readiness {
  /** Runs an act now, or, before the SDK is ready, as soon as it is, in the order of the calls. */
  whenReady(act: () => void): void;
  /** Resolves after `announce` has run; rejects if that threw, and nothing that waits will run. */
  readonly ready: Promise<void>;
  cancel(): void;
}

/**
 * Becomes ready once, in a later task than this call and not before the page is parsed, so that its deferred scripts
 * can hear of it. `announce` runs first, then what was asked for meanwhile.
 */
export function createReadiness(view: Window, announce: () => void): Readiness {
  const early: (() => void)[] = [];
  let isReady = false;
  let settleReady: (outcome: Promise<void>) => void;
  const ready = new Promise<void>((resolve) => {
    settleReady = resolve;
  });

  // Runs in one go: it is async for its outcome, which is that of `ready`.
  const begin = async (): Promise<void> => {
    announce();
    // What is called meanwhile joins the end of the queue and so keeps its turn.
    for (let act = early.shift(); act !== undefined; act = early.shift()) act();
    isReady = true;
  };
  const becomeReady = (): void => settleReady(begin());
  const whenParsed = (): void => {
    if (view.document.readyState !== 'loading') becomeReady();
    else view.document.addEventListener('DOMContentLoaded', becomeReady, { once: true });
  };
  const timer = view.setTimeout(whenParsed);

  return {
    whenReady(act) {
      if (isReady) act();
      else early.push(act);
    },
    ready,
    cancel() {
      view.clearTimeout(timer);
      view.document.removeEventListener('DOMContentLoaded', becomeReady);
      early.length = 0;
    },
  };
}
