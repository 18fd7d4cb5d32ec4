import type { Tabs } from '../../src/core/tabs.ts';

/** Tabs of one origin: what one posts, the others hear; one at a time has its turn. */
export function createFakeTabs(): { open(): Tabs } {
  const open = new Set<(message: unknown, from: Tabs) => void>();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    open() {
      const listeners = new Set<(message: unknown) => void>();
      const deliver = (message: unknown, from: Tabs): void => {
        if (from !== tabs) for (const listener of [...listeners]) listener(message);
      };
      const tabs: Tabs = {
        exclusively(work) {
          const result = turn.then(work);
          turn = result.catch(() => undefined);
          return result;
        },
        post(message) {
          const copy = JSON.parse(JSON.stringify(message)) as unknown;
          for (const tab of [...open]) tab(copy, tabs);
        },
        listen(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        close() {
          open.delete(deliver);
        },
      };
      open.add(deliver);
      return tabs;
    },
  };
}
