import { watchChanges } from '../page/domChanges.ts';
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
    look();
    const options = { childList: true, characterData: true, subtree: true };
    const stop = watchChanges(host, document.head ?? document, options, look);
    return { refresh: look, stop };
  },
};
