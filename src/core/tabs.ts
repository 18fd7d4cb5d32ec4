/** How the pages of this origin that show the same chat widget, in whatever tab or window, tell each other things. */
export interface TabMessages {
  /** Sends a message, which can be cloned as JSON, to all other pages. Never throws. */
  post(message: object): void;
  /** Hears what other pages post: unchecked, since they may run another version. Returns what ends it. */
  listen(listener: (message: unknown) => void): () => void;
  /** Lets go of the channel. */
  close(): void;
}

/** How they take turns. */
export interface TabTurns {
  /**
   * Runs `work` when no other page runs its own; waits its turn. Rejects only as `work` does. A page that is closed or
   * crashes gives up its turn.
   */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
}

export interface Tabs extends TabMessages, TabTurns {}
