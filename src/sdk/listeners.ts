/** Who wants to hear of one thing. */
export interface Listeners<Arguments extends readonly unknown[]> {
  /** Returns what takes the listener off again. */
  add(listener: (...args: Arguments) => void): () => void;
  /** One that throws does not stop the others. */
  tell(...args: Arguments): void;
  clear(): void;
}

export function createListeners<Arguments extends readonly unknown[]>(
  warn: (message: string) => void,
): Listeners<Arguments> {
  const listeners = new Set<(...args: Arguments) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(...args) {
      for (const listener of listeners) {
        try {
          listener(...args);
        } catch (cause) {
          warn(cause instanceof Error ? cause.message : String(cause));
        }
      }
    },
    clear: () => listeners.clear(),
  };
}
