import { outcomes } from '../../core/reasons.ts';
import type { Tone } from './sentences.ts';
import {
  chatEventNames,
  chatStateAfter,
  describeChatEvent,
  describeDecision,
  describePush,
} from './sentences.ts';

/** What can be filtered; a page view stands between the rows of two pages and is always shown. */
export const rowKinds = ['event', 'decision', 'push'] as const;
export type RowKind = (typeof rowKinds)[number] | 'page';

export interface Row {
  readonly kind: RowKind;
  readonly name: string;
  readonly text: string;
  readonly tone: Tone;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What came with it, as JSON; empty if nothing did. */
  readonly data: string;
}

export interface Recorder {
  /** Rows of this tab, oldest first, those of earlier pages included. */
  rows(): readonly Row[];
  /** State of the chat after the last event that tells it; `null` before the first. */
  chatState(): string | null;
  /** Reads what has been pushed to the data layer since the last time. Called on every event and every 200 ms. */
  drain(): void;
  /** Stops listening and forgets all rows. */
  forget(): void;
}

export interface RecorderPorts {
  readonly window: Window;
  readonly now: () => number;
  /** Keeps the rows over a change of page: a decision made while a page goes away would never be read otherwise. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  readonly onRow: (row: Row) => void;
}

const storageKey = 'lcw-demo-panel-rows';
const mostRows = 150;
const longestData = 8000;
const drainEveryMs = 200;
const saveAfterMs = 300;

/**
 * Listens to everything the tag says on `window`: the thirteen `lcw:*` events, a `proactive-chat:<outcome>` event for
 * each decision, and the data layer. Nothing of the page is replaced: the data layer is an array, so it is read on
 * from where it was left.
 */
export function startRecorder({ window, now, storage, onRow }: RecorderPorts): Recorder {
  let rows: Row[] = readRows(storage);
  let state: string | null = null;
  let read = 0;
  let leaving = false;
  let saving: number | null = null;
  const listening = new AbortController();
  const { signal } = listening;

  const save = (): void => {
    saving = null;
    try {
      storage?.setItem(storageKey, JSON.stringify(rows));
    } catch {
      // Full or blocked: the rows of this page are still on the screen.
    }
  };

  const add = (row: Row): void => {
    rows = [...rows, row].slice(-mostRows);
    onRow(row);
    if (leaving) save();
    else saving ??= window.setTimeout(save, saveAfterMs);
  };

  const drain = (): void => {
    // A page that has something else under that name keeps it; there is only nothing to read.
    const entries = Array.isArray(window.dataLayer) ? window.dataLayer : [];
    // Tag Manager cuts a long array at its beginning.
    if (entries.length < read) read = entries.length;
    const fresh = entries.slice(read);
    read = entries.length;
    for (const entry of fresh) {
      add({ kind: 'push', at: now(), data: toJson(entry), ...describePush(entry) });
    }
  };

  const addPageView = (): void => {
    const { pathname, search } = window.location;
    add({ kind: 'page', name: 'page', text: pathname + search, tone: 'plain', at: now(), data: '' });
  };

  for (const name of chatEventNames) {
    window.addEventListener(
      name,
      (event) => {
        drain();
        const { detail } = event as CustomEvent<unknown>;
        state = chatStateAfter(name, detail) ?? state;
        add({ kind: 'event', name, at: now(), data: toJson(detail), ...describeChatEvent(name, detail) });
      },
      { signal },
    );
  }
  for (const outcome of outcomes) {
    window.addEventListener(
      `proactive-chat:${outcome}`,
      (event) => {
        drain();
        const { detail } = event as CustomEvent<unknown>;
        add({
          kind: 'decision',
          name: outcome,
          at: now(),
          data: toJson(detail),
          ...describeDecision(outcome, detail),
        });
      },
      { signal },
    );
  }
  window.addEventListener(
    'pagehide',
    () => {
      drain();
      leaving = true;
      save();
    },
    { signal },
  );
  window.addEventListener(
    'pageshow',
    (event) => {
      leaving = false;
      if (event.persisted) addPageView();
    },
    { signal },
  );
  const draining = window.setInterval(drain, drainEveryMs);

  addPageView();

  return {
    rows: () => rows,
    chatState: () => state,
    drain,
    forget() {
      listening.abort();
      window.clearInterval(draining);
      if (saving !== null) window.clearTimeout(saving);
      rows = [];
      storage?.removeItem(storageKey);
    },
  };
}

function toJson(value: unknown): string {
  if (value === undefined || value === null) return '';
  try {
    return (JSON.stringify(value) ?? '').slice(0, longestData);
  } catch {
    return '"(not to be written as JSON)"';
  }
}

function readRows(storage: RecorderPorts['storage']): Row[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isRow) : [];
  } catch {
    return [];
  }
}

function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, name, text, tone, at, data } = value as Record<string, unknown>;
  return [kind, name, text, tone, data].every((field) => typeof field === 'string') && typeof at === 'number';
}
