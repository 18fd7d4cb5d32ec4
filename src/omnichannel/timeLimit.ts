/** Longest wait for a call of Microsoft's client, in milliseconds. Some of them never settle on an empty answer. */
export const callTimeLimit = 15_000;

/** What `withinTimeLimit` rejects with when the time is over. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** Settles as `work` does, or rejects with a `TimeLimitError`; the work itself cannot be stopped. */
export function withinTimeLimit<T>(work: Promise<T>, milliseconds: number = callTimeLimit): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new TimeLimitError(`No answer within ${milliseconds / 1000} s.`));
    }, milliseconds);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
