export interface PageLifeListener {
  /** The page may go at any moment, or goes now. */
  readonly onLeave: () => void;
  /** It goes, perhaps into the back/forward cache; after `onLeave`. */
  readonly onFrozen: () => void;
  /** It is back from there. */
  readonly onRestored: () => void;
}

/** Tells of the page being left and coming back. Returns what ends it. */
export function followPageLife(view: Window, listener: PageLifeListener): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const { document } = view;
  view.addEventListener(
    'pagehide',
    () => {
      listener.onLeave();
      listener.onFrozen();
    },
    { signal },
  );
  view.addEventListener('pageshow', ({ persisted }) => persisted && listener.onRestored(), { signal });
  // A tab in the background may go without any further notice.
  const onVisibility = (): void => {
    if (document.visibilityState === 'hidden') listener.onLeave();
  };
  document.addEventListener('visibilitychange', onVisibility, { signal });
  return () => listening.abort();
}
