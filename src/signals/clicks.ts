import { guarded, listen, runAll } from '../page/guard.ts';
import type { FactKey } from '../core/facts.ts';
import { closestTo, elementOf } from './eventTarget.ts';
import type { Signal } from './signal.ts';

/** Clicks, or events of another type, on elements that match the selectors of the rules, or on something inside them. */
export const clicksSignal: Signal = {
  start: ({ window, needs, publish, report }) => {
    const counts = new Map<FactKey, number>(needs.map(({ key }) => [key, 0]));
    publish(counts);
    const stops = needs.map(({ key, params }) => {
      let lastAt = 0;
      let labelled: Element | null | undefined;
      return listen(
        window.document,
        String(params?.['type'] ?? 'click'),
        guarded(
          'click',
          (event: Event) => {
            const element = elementOf(event);
            const { timeStamp } = event;
            // One click on a label is told as two: of the label, and of its field.
            if (timeStamp === lastAt && element === labelled) return;
            if (closestTo(element, String(params?.['selector'])) === null) return;
            lastAt = timeStamp;
            labelled = element?.closest('label')?.control;
            counts.set(key, (counts.get(key) ?? 0) + 1);
            publish(new Map([[key, counts.get(key)]]));
          },
          report,
        ),
        { capture: true, passive: true },
      );
    });
    return { stop: () => runAll(stops, report) };
  },
};
