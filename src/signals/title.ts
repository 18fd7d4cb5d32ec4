import { watchChanges } from '../page/domChanges.ts';
import { runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import type { Signal } from './signal.ts';

/** The title of the document; a page that navigates softly sets it when it has the new content. */
export const titleSignal: Signal = {
  start: (host) => {
    const { document } = host.window;
    let title: string | null = null;
    const look = (): void => {
      if (document.title === title) return;
      ({ title } = document);
      host.publish(new Map([['page.title', title]]));
    };
    let stopHead: Unsubscribe = () => undefined;
    /** Some pages that navigate softly put another head in the place of the one before. */
    const follow = (): void => {
      stopHead();
      look();
      const options = { childList: true, characterData: true, subtree: true };
      stopHead = watchChanges(host, document.head ?? document, options, look);
    };
    follow();
    const stopRoot = watchChanges(host, document.documentElement, { childList: true }, follow);
    return { refresh: look, stop: () => runAll([stopRoot, () => stopHead()], host.report) };
  },
};
