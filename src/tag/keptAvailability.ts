import type { Availability, AvailabilityDetail } from '../core/availability.ts';
import type { Circuit } from '../core/circuit.ts';
import { LONGEST_OPEN_MS, afterAnswer, closedCircuit } from '../core/circuit.ts';
import type { CustomContext } from '../core/customContext.ts';
import type { TextStorage } from '../core/sdkPort.ts';
import { readAvailability } from '../omnichannel/availabilityAnswer.ts';
import type { Clock } from '../page/clock.ts';
import { membersOf } from '../page/members.ts';

/** The service allows 100 calls a minute for a whole organisation, so no answer is asked for twice in its time. */
const AVAILABLE_MS = 30_000;
const OTHERWISE_MS = 120_000;
/** Visitors who were told no at the same moment must not all come back at the same moment. */
const JITTER_MS = 30_000;
/** A page is told the same for so long (Live chat SDK reference, getAgentAvailability). */
const PAGE_MS = 120_000;
const ANSWERS_KEPT = 20;

export interface CachedAvailability {
  readonly availability: Availability;
  /** Milliseconds since 1970. */
  readonly goodUntil: number;
  /** For calls of the page, which are answered in full; `availability` says no more than that there is an answer. */
  readonly detail?: AvailabilityDetail;
}

type Answers = Readonly<Record<string, CachedAvailability>>;

/** What is kept: the answers by a hash of what was asked, since a context may say something about the visitor. */
interface Kept {
  readonly circuit: Circuit;
  readonly answers: Answers;
}

export interface KeptAvailabilityParts {
  /** Where it is kept, for the other tabs and the next page as far as the visitor has agreed to it. */
  readonly store: TextStorage;
  readonly clock: Clock;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
}

/** The answers that are still good, and the breaker: of all pages that share the store. */
export interface KeptAvailability {
  /** As an answer that has just come. */
  fresh(said: Omit<CachedAvailability, 'goodUntil'>): CachedAvailability;
  /** Undefined: the service has to be asked. While the breaker is open, an answer that says why it is not. */
  lookUp(key: string): CachedAvailability | undefined;
  /** What the service has said just now, and what of it is to be told again. */
  keep(said: Availability, answers: Answers): void;
}

/** What an answer for rules is kept under. */
export function keyForRules(basis: string, context: CustomContext): string {
  // Values that change from second to second do not change who is asked, so only the names and texts count.
  const said = Object.entries(context).map(([name, { value }]) => [
    name,
    typeof value === 'number' ? 'number' : value,
  ]);
  return hashOf([basis, ...said.sort()]);
}

/** A page may get another answer for another number, unlike a rule, whose numbers are those of the visit. */
export function keyForPage(context: CustomContext): string {
  return hashOf(Object.entries(context).sort());
}

export function createKeptAvailability({ store, clock, random }: KeptAvailabilityParts): KeptAvailability {
  return {
    fresh: (said) => ({ ...said, goodUntil: clock.now() + goodFor(said, random()) }),
    lookUp(key) {
      const { answers, circuit } = parseKept(store.read(), clock.now());
      const { openUntil, cause } = circuit;
      return (
        answers[key] ??
        (openUntil > clock.now()
          ? { availability: { status: 'unknown', cause }, goodUntil: openUntil }
          : undefined)
      );
    },
    keep(said, added) {
      const now = clock.now();
      const { circuit, answers } = parseKept(store.read(), now);
      const kept: Kept = {
        circuit: afterAnswer(circuit, said, now, random),
        answers: Object.fromEntries(Object.entries({ ...answers, ...added }).slice(-ANSWERS_KEPT)),
      };
      store.write(JSON.stringify(kept));
    },
  };
}

/** Sixteen hexadecimal digits: FNV-1a from two beginnings. No secret, but nothing to read either. */
function hashOf(asked: readonly unknown[]): string {
  const text = JSON.stringify(asked);
  const hash = (sum: number): string => {
    for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return (sum >>> 0).toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5) + hash(0x050c5d1f);
}

const statuses: readonly unknown[] = ['available', 'unavailable', 'unknown'];

/** What is still good of the kept text, which another version, or anybody else, may have written. */
export function parseKept(text: string | null, now: number): Kept {
  try {
    const { circuit, answers } = membersOf(JSON.parse(text ?? '{}'));
    const { failures, openUntil, cause } = membersOf(circuit) as Partial<Circuit>;
    const isCircuit =
      Number.isInteger(failures) && typeof openUntil === 'number' && openUntil <= now + LONGEST_OPEN_MS;
    return {
      circuit: isCircuit ? ({ failures, openUntil, cause } as Circuit) : closedCircuit,
      answers: Object.fromEntries(
        Object.entries(membersOf(answers)).filter((entry): entry is [string, CachedAvailability] =>
          isGood(entry[1], now),
        ),
      ),
    };
  } catch {
    return { circuit: closedCircuit, answers: {} };
  }
}

/** An answer that is good for longer than any can be was written by a wrong clock. */
function isGood(answer: unknown, now: number): boolean {
  const { availability, goodUntil, detail } = membersOf(answer);
  const said = { availability: membersOf(availability), detail };
  return (
    statuses.includes(said.availability['status']) &&
    (detail === undefined || readAvailability(detail) !== null) &&
    typeof goodUntil === 'number' &&
    goodUntil > now &&
    goodUntil <= now + goodFor(said, 1)
  );
}

/** In milliseconds; `share` of the jitter is from 0 to 1. */
function goodFor(
  {
    availability,
    detail,
  }: { readonly availability: { readonly status?: unknown }; readonly detail?: unknown },
  share: number,
): number {
  if (detail !== undefined) return PAGE_MS;
  return availability.status === 'available' ? AVAILABLE_MS : OTHERWISE_MS + share * JITTER_MS;
}
