import type { Availability } from '../core/availability.ts';
import type { CustomContext } from '../core/customContext.ts';
import type { Clock } from '../page/clock.ts';
import { withDeadline } from './chunkLoader.ts';

/** The service allows 100 calls a minute for a whole organisation, so no answer is asked for twice in its time. */
const AVAILABLE_MS = 30_000;
const OTHERWISE_MS = 120_000;
/** Visitors who were told no at the same moment must not all come back at the same moment. */
const JITTER_MS = 30_000;
const DEADLINE_MS = 4000;

export interface CachedAvailability {
  readonly availability: Availability;
  /** Milliseconds since 1970. */
  readonly goodUntil: number;
}

/** Asks at most once per context in the time an answer is good for. Never rejects. */
export function createAvailabilityCache(
  ask: (context: CustomContext) => Promise<Availability>,
  clock: Clock,
  random: () => number,
): (context: CustomContext) => Promise<CachedAvailability> {
  const answers = new Map<string, CachedAvailability>();
  return async (context) => {
    const key = cacheKey(context);
    const known = answers.get(key);
    if (known !== undefined && known.goodUntil > clock.now()) return known;
    const availability = await withDeadline(ask(context), clock, DEADLINE_MS, 'availability').catch(
      (): Availability => ({ status: 'unknown', cause: 'timeout' }),
    );
    const goodFor = availability.status === 'available' ? AVAILABLE_MS : OTHERWISE_MS + random() * JITTER_MS;
    const answer = { availability, goodUntil: clock.now() + goodFor };
    answers.set(key, answer);
    return answer;
  };
}

/** Values that change from second to second do not change who is asked, so only the names and texts count. */
function cacheKey(context: CustomContext): string {
  return JSON.stringify(
    Object.entries(context)
      .map(([name, { value }]) => [name, typeof value === 'number' ? 'number' : value])
      .sort(),
  );
}
