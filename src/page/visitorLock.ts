/** One invitation per visitor, not per tab: whoever holds this lock may invite. */
export interface VisitorLock {
  /** Resolves with whether the lock is ours now. Never rejects. */
  take(): Promise<boolean>;
  release(): void;
}

const LOCK_NAME = 'lcw-proactive-chat.invitation';

/**
 * Web Locks live as long as the tab, so a crashed tab frees its lock. Where a page has none (plain http), there is no
 * other way to tell tabs apart without storing something; each tab then answers for itself.
 */
export function createVisitorLock(navigator: Navigator): VisitorLock {
  const locks = (navigator as Partial<Navigator>).locks;
  let free: (() => void) | null = null;
  let asking: Promise<boolean> | null = null;
  let isWanted = false;

  /** Settles when the browser has really let go of the lock we had. */
  let letGo: Promise<unknown> = Promise.resolve();

  const ask = async (manager: LockManager): Promise<boolean> => {
    await letGo;
    return new Promise<boolean>((answer) => {
      letGo = manager
        .request(LOCK_NAME, { ifAvailable: true }, (lock) => {
          const isOurs = lock !== null && isWanted;
          answer(isOurs);
          return isOurs ? new Promise<void>((done) => (free = done)) : undefined;
        })
        // Refused in some sandboxed frames; one tab's answer is then as good as it gets.
        .catch(() => answer(true));
    });
  };

  return {
    take: () => {
      isWanted = true;
      if (locks === undefined || free !== null) return Promise.resolve(true);
      asking ??= ask(locks).finally(() => {
        asking = null;
      });
      return asking;
    },
    release: () => {
      isWanted = false;
      free?.();
      free = null;
    },
  };
}
