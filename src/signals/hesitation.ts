import { guarded, listen, runAll } from '../page/guard.ts';
import { fields, focusedIn } from './eventTarget.ts';
import { startLongestSpan } from './longestSpan.ts';
import type { Signal } from './signal.ts';
import { thresholdsOf } from './stopwatch.ts';

/** Longest time a form field has had the focus, in a page that is looked at, without an input. No value is read. */
export const hesitationSignal: Signal = {
  start: (host) => {
    const { window, report } = host;
    const { document } = window;
    const span = startLongestSpan(host, 'engagement.hesitationSeconds', () => thresholdsOf(host));
    const begin = (): void => {
      span.end();
      if (focusedIn(document)?.matches(fields) === true) span.begin();
    };
    const options = { capture: true, passive: true };
    const stops = [
      ...['focusin', 'input', 'change'].map((type) =>
        listen(document, type, guarded('hesitation', begin, report), options),
      ),
      listen(document, 'focusout', guarded('hesitation', span.end, report), options),
      () => span.stop(),
    ];
    begin();
    return { refresh: () => span.refresh?.(), stop: () => runAll(stops, report) };
  },
};
