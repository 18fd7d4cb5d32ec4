import { focusedIn } from '../page/focus.ts';
import { guarded, listen, runAll } from '../page/guard.ts';
import { fields } from './eventTarget.ts';
import { startLongestSpan } from './longestSpan.ts';
import type { Signal } from './signal.ts';
import { thresholdsOf } from './stopwatch.ts';

/**
 * Longest time a form field has had the focus, in a page that is looked at, without an input. No value is read. A field
 * that the page has given the focus to, before the visitor has pressed anything, is one they may not even have seen.
 */
export const hesitationSignal: Signal = {
  start: (host) => {
    const { window, report } = host;
    const { document, navigator } = window;
    const span = startLongestSpan(host, 'engagement.hesitationSeconds', () => thresholdsOf(host));
    const begin = ({ type }: Partial<Event> = {}): void => {
      span.end();
      const { userActivation } = navigator as Partial<Navigator>;
      // Whoever has chosen something reads on, and leaves the focus where it was.
      const isOpen = type !== 'change' && userActivation?.hasBeenActive !== false;
      if (isOpen && focusedIn(document)?.matches(fields)) span.begin();
    };
    const stops = ['focusin', 'focusout', 'input', 'change'].map((type) =>
      listen(document, type, guarded('forms', begin, report), { capture: true, passive: true }),
    );
    begin();
    return { ...span, stop: () => runAll([...stops, () => span.stop()], report) };
  },
};
