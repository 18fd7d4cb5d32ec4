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
  let release: (() => void) | null = null;
  return {
    take: async () => {
      if (locks === undefined || release !== null) return true;
      try {
        return await new Promise<boolean>((answer, fail) => {
          locks
            .request(LOCK_NAME, { ifAvailable: true }, (lock) => {
              answer(lock !== null);
              if (lock === null) return undefined;
              return new Promise<void>((done) => {
                release = done;
              });
            })
            .catch(fail);
        });
      } catch {
        // Refused in some sandboxed frames; one tab's answer is then as good as it gets.
        return true;
      }
    },
    release: () => {
      release?.();
      release = null;
    },
  };
}
