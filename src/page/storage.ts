import type { StoredPurpose } from '../core/eligibility.ts';
import type { TextStorage } from '../core/sdkPort.ts';
import type { Clock } from './clock.ts';
import type { Consent } from './consent.ts';

const DAY_MS = 86_400_000;

/**
 * Every key the tag stores, under which purpose and for how long. `requested` is a service the visitor asked for: a
 * chat that has been opened may be resumed after a reload.
 */
export const storageKeys = {
  history: { key: 'lcw-proactive-chat.history', purpose: 'functionality', days: 90 },
  visit: { key: 'lcw-proactive-chat.visit', purpose: 'functionality', days: 1 },
  visitor: { key: 'lcw-proactive-chat.visitor', purpose: 'personalization', days: 90 },
  conversation: { key: 'lcw-proactive-chat.conversation', purpose: 'requested', days: 1 },
} as const satisfies Readonly<
  Record<
    string,
    { readonly key: string; readonly purpose: StoredPurpose | 'requested'; readonly days: number }
  >
>;

export type StorageName = keyof typeof storageKeys;

/** Values kept in this browser, each under its purpose. Without consent they live in memory. Never throws. */
export interface PageStorage {
  read(name: StorageName): unknown;
  write(name: StorageName, value: unknown): void;
  remove(name: StorageName): void;
  /** Forgets everything kept under these purposes, in the browser and in memory. */
  erase(purposes: readonly (StoredPurpose | 'requested')[]): void;
  /** One value as text, for a part that keeps its own format. */
  text(name: StorageName): TextStorage;
}

interface Envelope {
  readonly until: number;
  readonly value: unknown;
}

export function createPageStorage(window: Window, consent: Consent, clock: Clock): PageStorage {
  const memory = new Map<StorageName, unknown>();
  const isRefused = new Set<StorageName>();

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
  const remove = (name: StorageName): void => {
    memory.delete(name);
    withStore((store) => store.removeItem(storageKeys[name].key));
  };
  const write = (name: StorageName, value: unknown): void => {
    memory.set(name, value);
    if (!isAllowed(name)) return;
    const { key, days } = storageKeys[name];
    const envelope: Envelope = { until: clock.now() + days * DAY_MS, value };
    const isStored = withStore((store) => {
      store.setItem(key, JSON.stringify(envelope));
      return true;
    });
    // A full store keeps the older value, which is worse than none.
    if (isStored === true) isRefused.delete(name);
    else {
      isRefused.add(name);
      withStore((store) => store.removeItem(key));
    }
  };
  const read = (name: StorageName): unknown => {
    if (!isAllowed(name)) return memory.get(name);
    const { key } = storageKeys[name];
    const stored = withStore((store) => ({ value: openEnvelope(store.getItem(key), clock.now()) }));
    // What another tab has erased must not come back from this one's memory.
    return stored === undefined || isRefused.has(name) ? memory.get(name) : stored.value;
  };

  return {
    read,
    write,
    remove,
    erase: (purposes) => {
      for (const name of Object.keys(storageKeys) as StorageName[]) {
        if (purposes.includes(storageKeys[name].purpose)) remove(name);
      }
    },
    text: (name) => ({
      read: () => {
        const value = read(name);
        return typeof value === 'string' ? value : null;
      },
      write: (text) => write(name, text),
      remove: () => remove(name),
    }),
  };
}

function openEnvelope(text: string | null, now: number): unknown {
  if (text === null) return undefined;
  try {
    const envelope: unknown = JSON.parse(text);
    if (typeof envelope !== 'object' || envelope === null) return undefined;
    const { until, value } = envelope as Partial<Envelope>;
    return typeof until === 'number' && until > now ? value : undefined;
  } catch {
    return undefined;
  }
}
