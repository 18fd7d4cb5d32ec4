import type { Availability, AvailabilityDetail } from '../core/availability.ts';
import type { CustomContext } from '../core/customContext.ts';
import type { LiveChatSdk } from '../core/sdkPort.ts';
import { toAvailability } from './availabilityAnswer.ts';

/** Questions to `getAgentAvailability` of Microsoft's widget. */
export interface MicrosoftAvailability {
  /** Resolves within 3 s. Never rejects. */
  ask(context: CustomContext): Promise<Availability>;
  /** An `lcw:getAgentAvailability` with this detail was raised, whoever had asked. */
  answered(detail: unknown): void;
  /** What was asked so far will not be answered. */
  forget(): void;
}

const DEADLINE_MS = 3000;
/** A late answer is awaited for this long, so that it is not taken for the answer to the next question. */
const OWED_MS = 10_000;

const unanswered: Availability = { status: 'unknown', cause: 'timeout' };

/**
 * The answer is a window event that does not say what was asked, nor by whom: so one question at a time, and an answer
 * that comes while none of ours is open is the page's own.
 */
export function createMicrosoftAvailability(
  window: Window,
  findSdk: () => LiveChatSdk | null,
): MicrosoftAvailability {
  let settle: ((answer: Availability) => void) | null = null;
  let line: Promise<unknown> = Promise.resolve();

  const askNow = (context: CustomContext): Promise<Availability> =>
    new Promise((resolve) => {
      const timer = window.setTimeout(() => settle?.(unanswered), OWED_MS);
      settle = (answer) => {
        window.clearTimeout(timer);
        settle = null;
        resolve(answer);
      };
      try {
        // An empty context would replace what the page has set.
        const options = Object.keys(context).length > 0 ? { customContext: context } : undefined;
        findSdk()?.getAgentAvailability(options);
      } catch {
        settle?.(unanswered);
      }
    });

  return {
    ask: (context) =>
      new Promise((resolve) => {
        let isWanted = true;
        const finish = (answer: Availability): void => {
          isWanted = false;
          resolve(answer);
        };
        window.setTimeout(finish, DEADLINE_MS, unanswered);
        line = line.then(() => (isWanted ? askNow(context).then(finish) : undefined));
      }),
    answered: (detail) => settle?.(parseDetail(detail)),
    forget: () => settle?.(unanswered),
  };
}

function parseDetail(detail: unknown): Availability {
  const answer = Object(detail) as AvailabilityDetail;
  if (typeof answer.isAgentAvailable !== 'boolean') return { status: 'unknown', cause: 'malformed' };
  return toAvailability({ ...answer, isQueueAvailable: answer.isQueueAvailable !== false });
}
