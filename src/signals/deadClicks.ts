import { guarded, listen, runAll } from '../page/guard.ts';
import type { Signal } from './signal.ts';

const WITHIN_MS = 1000;

/** What else a click can bring about than a change of the document. */
const answers = ['scroll', 'focusin', 'input', 'change', 'submit', 'toggle', 'play', 'pause'];

/** Where clicks are for typing, choosing and selecting, and links that take as long as the next page takes. */
const others =
  'input, select, textarea, option, label, video, audio, canvas, object, embed, iframe, [contenteditable], a[href]:not([href=""], [href^="#"], [href^="javascript:"])';

const options = { childList: true, subtree: true, attributes: true, characterData: true };

/** Clicks that nothing came of within a second. What else happens is watched for that second only. */
export const deadClicksSignal: Signal = {
  start: ({ window, clock, lifecycle, publish, report }) => {
    const { document } = window;
    const { MutationObserver } = window as Partial<Window & typeof globalThis>;
    const { navigation = window } = window as { readonly navigation?: EventTarget };
    // Without it nobody could tell, and a count would be a guess.
    if (MutationObserver === undefined) return { stop: () => undefined };
    let count = 0;
    let href = '';
    let settle: () => void = () => undefined;
    const publishCount = (): void => publish(new Map([['engagement.deadClicks', count]]));
    publishCount();

    const watch = (path: readonly EventTarget[]): void => {
      settle();
      ({ href } = window.location);
      const observer = new MutationObserver(() => settle());
      // The document, and the shadow tree of every component that has the element in a slot.
      for (const node of path as readonly Node[]) {
        if (node.nodeType >= document.nodeType) observer.observe(node, options);
      }
      const stops = [
        () => observer.disconnect(),
        ...answers.map((type) => listen(document, type, () => settle(), { capture: true, passive: true })),
        listen(document, 'selectionchange', () => {
          // A click alone moves the place where a selection would begin.
          if (document.getSelection()?.isCollapsed === false) settle();
        }),
        // Another page is under way, however long it takes to come.
        listen(navigation, 'navigate', (event) => {
          if ((event as { readonly hashChange?: boolean }).hashChange !== true) settle();
        }),
        // A link in another tab, a download, a dialogue of the browser.
        lifecycle.onAttention(() => settle()),
        clock.after(WITHIN_MS, () => {
          const hasMoved = window.location.href !== href;
          settle();
          if (hasMoved) return;
          count += 1;
          publishCount();
        }),
      ];
      settle = () => {
        settle = () => undefined;
        runAll(stops, report);
      };
    };
    const unlisten = listen(
      document,
      'click',
      guarded(
        'dead clicks',
        (event: Event) => {
          const { target, detail } = event as UIEvent;
          const element = target as Element;
          if (detail === 0 || element.closest(others) !== null) return;
          // Clicking on empty space is how people read, and take their focus away.
          if (element === document.documentElement || element === document.body) return;
          // What goes on inside a component that was clicked cannot be seen from here.
          const path = event.composedPath();
          if (path[0] === target && !window.customElements.get(element.localName)) watch(path);
        },
        report,
      ),
      { capture: true, passive: true },
    );
    return {
      stop: () => {
        unlisten();
        settle();
      },
    };
  },
};
