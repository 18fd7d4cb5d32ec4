import type { Tabs } from '../core/tabs.ts';
import type { Clock } from './clock.ts';
import { listen } from './guard.ts';
import { membersOf } from './members.ts';
import { randomId } from './randomId.ts';
import { storageKeys } from '../core/storageKeys.ts';

/** A claim that its page does not renew is given up: the page has crashed. */
const CLAIM_MS = 10_000;
const RENEW_MS = 3000;
/** After this time two claims made at once have reached both pages, and the later one stands. */
const SETTLE_MS = 100;
const LOOK_AGAIN_MS = 200;

/** Runs work when no other page of this name runs its own. What is broken in the browser costs the turn, not the work. */
export function createTurns(window: Window, name: string, clock: Clock): Tabs['exclusively'] {
  let last: Promise<unknown> = Promise.resolve();

  /** Without locks: one after another on this page, and by claims among the pages. */
  const byClaim = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(async () => {
      const giveUp = await claim(window, `${storageKeys.turn.key}.${name}`, clock);
      try {
        return await work();
      } finally {
        giveUp();
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  return (work) =>
    new Promise((resolve, reject) => {
      let isBegun = false;
      const run = async (): Promise<void> => {
        isBegun = true;
        // The lock is held until the work is over, whichever way.
        await Promise.resolve().then(work).then(resolve, reject);
      };
      const withoutLock = (): void => {
        if (!isBegun) byClaim(work).then(resolve, reject);
      };
      try {
        window.navigator.locks.request(`lcw-proactive-chat.${name}`, run).catch(withoutLock);
      } catch {
        withoutLock();
      }
    });
}

/**
 * Waits until this page's claim stands; resolves with what gives it up. At once if nothing can be stored: then nobody
 * knows of the other pages.
 */
async function claim(window: Window, key: string, clock: Clock): Promise<() => void> {
  const nothing = (): void => undefined;
  try {
    const id = randomId(window);
    const { localStorage } = window;
    const holder = (): string => holderOf(localStorage.getItem(key), clock.now());
    const write = (): void =>
      localStorage.setItem(key, JSON.stringify({ id, until: clock.now() + CLAIM_MS }));
    do {
      while (holder() !== '') await wait(clock, LOOK_AGAIN_MS);
      write();
      if (holder() !== id) return nothing;
      await wait(clock, SETTLE_MS);
    } while (holder() !== id);
    return keep(window, clock, {
      renew: () => {
        if (['', id].includes(holder())) write();
      },
      giveUp: () => {
        if (holder() === id) localStorage.removeItem(key);
      },
    });
  } catch {
    return nothing;
  }
}

/** Renews a claim until it is given up, or the page goes. */
function keep(
  window: Window,
  clock: Clock,
  { renew, giveUp }: { readonly renew: () => void; readonly giveUp: () => void },
): () => void {
  const silently = (run: () => void) => (): void => {
    try {
      run();
    } catch {
      // The store was there a moment ago; the claim ends by itself.
    }
  };
  let cancel: () => void;
  const goOn = (): void => {
    cancel = clock.after(RENEW_MS, () => {
      silently(renew)();
      goOn();
    });
  };
  goOn();
  const stopListening = listen(window, 'pagehide', silently(giveUp));
  return () => {
    cancel();
    stopListening();
    silently(giveUp)();
  };
}

/** Whose claim stands; empty if nobody's. One that ends later than any claim can was made by a wrong clock. */
function holderOf(stored: string | null, now: number): string {
  try {
    const { id, until } = membersOf(JSON.parse(stored ?? ''));
    const isAlive = typeof until === 'number' && until > now && until <= now + CLAIM_MS;
    return isAlive && typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((done) => {
    clock.after(ms, done);
  });
}
