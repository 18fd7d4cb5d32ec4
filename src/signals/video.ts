import type { FactNeed } from '../core/compile.ts';
import { guarded, listen } from '../page/guard.ts';
import { closestTo, elementOf } from './eventTarget.ts';
import type { Signal } from './signal.ts';

/**
 * How much has been played of a video or sound that matches a selector or stands inside of what does, in percent of its
 * length: skipped parts do not count, repeated ones once. Of several it is the one played furthest. Published when a
 * threshold is crossed. A stream without an end has no length and stays at 0.
 */
export const videoSignal: Signal = {
  start: ({ window, needs, publish, report }) => {
    const percents = new Map(needs.map(({ key }) => [key, 0]));
    publish(percents);
    const look = guarded(
      'video',
      ({ key, thresholds, params }: FactNeed, element: Element | null) => {
        const media = closestTo(element, String(params?.['selector'])) && (element as HTMLMediaElement);
        const before = percents.get(key) ?? 0;
        const percent = media ? playedPercent(media) : 0;
        if (percent <= before) return;
        percents.set(key, percent);
        if (thresholds.some((threshold) => before < threshold && threshold <= percent)) {
          publish(new Map([[key, percent]]));
        }
      },
      report,
    );
    const stop = listen(
      window.document,
      'timeupdate',
      (event) => needs.forEach((need) => look(need, elementOf(event))),
      { capture: true, passive: true },
    );
    return { refresh: () => publish(percents), stop };
  },
};

function playedPercent({ played, duration }: HTMLMediaElement): number {
  let seconds = 0;
  for (let span = 0; span < played.length; span += 1) seconds += played.end(span) - played.start(span);
  return duration > 0 ? Math.min(100, Math.round((seconds / duration) * 100)) : 0;
}
