/** How often something may be asked in any minute. */
export interface CallLimit {
  /** Counts one more call; 0 if it is within the limit, else the seconds until there is room for it. */
  note(): number;
}

const MINUTE_MS = 60_000;

/**
 * @param most calls in a minute; null: any number
 * @param now epoch milliseconds
 */
export function createCallLimit(most: number | null, now: () => number): CallLimit {
  /** When the calls of the last minute were; those that were refused do not count. */
  let calls: readonly number[] = [];
  return {
    note() {
      if (most === null) return 0;
      const at = now();
      calls = calls.filter((call) => at - call < MINUTE_MS);
      const [first] = calls;
      if (first !== undefined && calls.length >= most) return Math.ceil((first + MINUTE_MS - at) / 1000);
      calls = [...calls, at];
      return 0;
    },
  };
}
