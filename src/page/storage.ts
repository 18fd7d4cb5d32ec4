import type { StoredPurpose } from '../core/eligibility.ts';
import type { TextStorage } from '../core/sdkPort.ts';
import type { StorageName } from '../core/storageKeys.ts';
import { storageKeys } from '../core/storageKeys.ts';
import type { Clock } from './clock.ts';
import type { Consent } from './consent.ts';
import { membersOf } from './members.ts';

const DAY_MS = 86_400_000;

/** Values kept in this browser, each under its purpose. Without consent they live in memory. Never throws. */
export interface PageStorage {
  read(name: StorageName): unknown;
  write(name: StorageName, value: unknown): void;
  remove(name: StorageName): void;
  /** Forgets everything kept under these purposes, in the browser and in memory, whichever widget it is about. */
  erase(purposes: readonly (StoredPurpose | 'requested')[]): void;
  /** One value of the widget `about` as text, for a part that keeps its own format. */
  text(name: StorageName, about: string): TextStorage;
}

interface Envelope {
  readonly until: number;
  readonly value: unknown;
}

export function createPageStorage(window: Window, consent: Consent, clock: Clock): PageStorage {
  /** By key, as in the browser. */
  const memory = new Map<string, unknown>();
  const isRefused = new Set<string>();

  const isAllowed = (name: StorageName): boolean => {
    const { purpose } = storageKeys[name];
    return purpose === 'requested' || consent.allows(purpose);
  };
  /** Touching `localStorage` throws where a site or a sandbox forbids it, so every use goes through here. */
  const withStore = <Result>(use: (store: Storage) => Result): Result | undefined => {
    try {
      return use(window.localStorage);
    } catch {
      return undefined;
    }
  };
  const drop = (key: string): void => {
    const isGone = withStore((store) => {
      store.removeItem(key);
      return true;
    });
    // What cannot be taken away can perhaps be written over.
    if (isGone !== true) withStore((store) => store.setItem(key, ''));
  };
  const remove = (key: string): void => {
    memory.delete(key);
    drop(key);
  };
  const write = (name: StorageName, value: unknown, key: string = storageKeys[name].key): void => {
    memory.set(key, value);
    if (!isAllowed(name)) return;
    const envelope: Envelope = { until: clock.now() + storageKeys[name].days * DAY_MS, value };
    isRefused.add(key);
    withStore((store) => {
      store.setItem(key, JSON.stringify(envelope));
      isRefused.delete(key);
    });
    // A full store keeps the older value, which is worse than none.
    if (isRefused.has(key)) drop(key);
  };
  const read = (name: StorageName, key: string = storageKeys[name].key): unknown => {
    if (!isAllowed(name)) return memory.get(key);
    const stored = withStore((store) => ({ value: openEnvelope(store.getItem(key), clock.now()) }));
    // What another tab has erased must not come back from this one's memory.
    return stored === undefined || isRefused.has(key) ? memory.get(key) : stored.value;
  };

  return {
    read: (name) => read(name),
    write: (name, value) => write(name, value),
    remove: (name) => remove(storageKeys[name].key),
    erase: (purposes) => {
      const kept = [...memory.keys(), ...(withStore((store) => Object.keys(store)) ?? [])];
      for (const { key, purpose } of Object.values(storageKeys)) {
        if (purposes.includes(purpose)) kept.filter((one) => `${one}.`.startsWith(`${key}.`)).forEach(remove);
      }
    },
    text: (name, about) => {
      const key = `${storageKeys[name].key}.${about}`;
      return {
        read: () => {
          const value = read(name, key);
          return typeof value === 'string' ? value : null;
        },
        write: (text) => write(name, text, key),
        remove: () => remove(key),
      };
    },
  };
}

/** Whether this page can keep nothing at all in the browser: a setting, a sandbox, or an app without web storage. */
export function isStorageBlocked(window: Window): boolean {
  return (['localStorage', 'sessionStorage'] as const).every((kind) => {
    try {
      window[kind].getItem('');
      return false;
    } catch {
      return true;
    }
  });
}

function openEnvelope(text: string | null, now: number): unknown {
  if (!text) return undefined;
  try {
    const { until, value } = membersOf(JSON.parse(text));
    return typeof until === 'number' && until > now ? value : undefined;
  } catch {
    return undefined;
  }
}
