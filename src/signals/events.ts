import { guarded, runAll } from '../page/guard.ts';
import { eventOf, readDataLayer } from './dataLayerEntries.ts';
import { askEvents } from './eventQuestions.ts';
import type { EventQuestion } from './eventQuestions.ts';
import type { RunningSignal, Signal, SignalHost } from './signal.ts';

/** Commands, and entries of the data layer, of earlier page views. */
const old = new WeakSet<object>();

/** Events of the data layer and of the command `event`: how many, how long ago, in which order. */
export const eventsSignal: Signal = { start: (host) => startEvents(host) };

/** An event with the time it came at, in milliseconds since 1970. */
export type TimedEvent = readonly [name: string, at: number];

/**
 * Answers the questions about events.
 *
 * @param recall - those that are kept, which are looked at again by `refresh`. Default: none is.
 * @param keep - called with each event of this page view.
 */
export function startEvents(
  host: SignalHost,
  recall?: () => readonly TimedEvent[],
  keep: (...event: TimedEvent) => void = () => undefined,
): RunningSignal {
  const { clock, told, visits, needs, report } = host;
  let questions: readonly EventQuestion[] = [];
  const end = (): void => questions.forEach((question) => question.stop?.());
  const ask = (): void => {
    end();
    questions = needs.map((need) => askEvents(host, need));
    for (const [name, at] of recall?.() ?? []) questions.forEach((question) => question.hear(name, at));
    questions.forEach((question) => question.tell());
  };
  ask();
  // What came before the tag came at some moment since the page view began.
  let startedAt: number | undefined = visits.pageViews.at(-1)?.at;
  const hear = (name: string): void => {
    const at = startedAt ?? clock.now();
    keep(name, at);
    for (const question of questions) if (question.hear(name, at)) question.tell();
  };
  const entries = readDataLayer(host, old, (entry) => {
    const name = eventOf(entry)?.name;
    if (name === undefined) return;
    // Of our own pushes only the names that are ours are events: under one of the site's a chat would reach its own goal.
    if ('proactive_protocol' in entry && !/^(lcw|proactive_chat)_/.test(name)) return;
    hear(name);
  });
  const tell = guarded(
    'events',
    ({ command, name }: Readonly<Record<string, unknown>>) => {
      if (command === 'event' && typeof name === 'string') hear(name);
    },
    report,
  );
  told.entries.filter((entry) => !old.has(entry)).forEach((entry) => tell(entry));
  startedAt = undefined;
  const stopTold = told.listen(tell);
  return {
    refresh: () => {
      entries.look();
      if (recall) ask();
      else questions.forEach((question) => question.tell());
    },
    stop: () => {
      for (const entry of told.entries) old.add(entry);
      runAll([stopTold, entries.stop, end], report);
    },
  };
}
