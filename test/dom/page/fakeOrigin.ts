import { createTabs } from '../../../src/page/tabs.ts';
import type { Tabs } from '../../../src/core/tabs.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';
import type { FakeClock } from '../../fakes/fakeClock.ts';

/** One page of the origin: its window, its own clock (a page that crashes has one that stands still), its tabs. */
export interface FakePage {
  readonly window: Window;
  readonly clock: FakeClock;
  readonly tabs: Tabs;
  /** Failures that were kept from the page. */
  readonly reported: string[];
}

export interface FakeOrigin {
  /** What `localStorage` holds, for all pages. */
  readonly stored: Map<string, string>;
  /** Channels that are open, over all pages. */
  openChannels(): number;
  /** Opens a page; `lacks` names members of its window or navigator that are put in place of the browser's. */
  open(lacks?: { readonly [member: string]: PropertyDescriptor }): FakePage;
}

export const absent: PropertyDescriptor = { value: undefined };
export const forbidden: PropertyDescriptor = {
  get: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};

/** Lets every promise that can go on do so. */
export const settle = (): Promise<void> => new Promise((next) => setTimeout(next));

/** What pages of one origin share in a browser: locks, channels by name, and the store that tells the others. */
export function createFakeOrigin(): FakeOrigin {
  const stored = new Map<string, string>();
  const queues = new Map<string, Promise<unknown>>();
  const channels = new Set<FakeChannel>();
  const windows: Window[] = [];

  class FakeChannel {
    onmessage: ((event: { readonly data: unknown }) => void) | null = null;
    readonly name: string;
    constructor(name: string) {
      this.name = name;
      channels.add(this);
    }
    postMessage(data: unknown): void {
      for (const other of channels) {
        if (other !== this && other.name === this.name) other.onmessage?.({ data });
      }
    }
    close(): void {
      channels.delete(this);
    }
  }

  const locks = {
    request: (name: string, use: () => Promise<unknown>): Promise<unknown> => {
      const turn = (queues.get(name) ?? Promise.resolve()).then(use);
      queues.set(
        name,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };

  return {
    stored,
    openChannels: () => channels.size,
    open: (lacks = {}) => {
      const page = new EventTarget() as unknown as Window;
      const tell = (key: string, newValue: string | null): void => {
        for (const other of windows) {
          if (other !== page) other.dispatchEvent(new StorageEvent('storage', { key, newValue }));
        }
      };
      const localStorage = {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => {
          stored.set(key, value);
          tell(key, value);
        },
        removeItem: (key: string) => {
          if (stored.delete(key)) tell(key, null);
        },
      };
      Object.defineProperties(page, {
        navigator: { value: Object.defineProperty({}, 'locks', lacks['locks'] ?? { value: locks }) },
        BroadcastChannel: lacks['BroadcastChannel'] ?? { value: FakeChannel },
        localStorage: lacks['localStorage'] ?? { value: localStorage },
        crypto: { value: crypto },
        btoa: { value: btoa },
      });
      windows.push(page);
      const clock = createFakeClock();
      const reported: string[] = [];
      const tabs = createTabs(page, 'org/app', (what) => reported.push(what), clock);
      return { window: page, clock, tabs, reported };
    },
  };
}
