import type { AvailabilityDetail } from '../core/availability.ts';
import { normalizeContext } from './customContext.ts';
import { errorDetail, widgetErrors } from './errors.ts';
import type { PageAvailability, SdkHost } from './host.ts';
import type { RaiseEvent } from './windowEvents.ts';

/** How long an answer is kept for the same context (Live chat SDK reference, getAgentAvailability). */
export const answerLifetimeMs = 120_000;
/**
 * Questions of one page that leave it in a minute: the service takes 100 from a whole organisation, and a page that asks
 * with another context each time must not use them up.
 */
const questionsPerMinute = 20;

export type AvailabilityQuestion = (context: unknown) => Promise<void>;

/**
 * Asks for the page, and raises one event for each question, never inside the call: `lcw:getAgentAvailability` with a
 * clear answer, which is given again for two minutes as long as the context is the same, else `lcw:error`. Questions with
 * the same context at the same time are one.
 */
export function createAvailabilityQuestion(
  host: Pick<SdkHost, 'askForPage' | 'warn'>,
  raise: RaiseEvent,
): AvailabilityQuestion {
  let known: { readonly key: string; readonly detail: AvailabilityDetail; readonly until: number } | null =
    null;
  const open = new Map<string, Promise<PageAvailability>>();
  let asked: readonly number[] = [];

  const ask = (key: string, context: Parameters<SdkHost['askForPage']>[0]): Promise<PageAvailability> => {
    const now = Date.now();
    asked = asked.filter((at) => at > now - 60_000);
    if (asked.length >= questionsPerMinute) return Promise.resolve({ ok: false, cause: 'rate_limited' });
    asked = [...asked, now];
    const answer = host.askForPage(context).finally(() => open.delete(key));
    open.set(key, answer);
    return answer;
  };

  return async (given) => {
    const { context, problems } = normalizeContext(given);
    for (const problem of problems) host.warn(problem);
    const key = JSON.stringify(Object.entries(context).sort());
    if (known?.key === key && known.until > Date.now()) {
      const { detail } = known;
      await null;
      raise('lcw:getAgentAvailability', { ...detail });
      return;
    }
    const answer = await (open.get(key) ?? ask(key, context));
    if (answer.ok) {
      known = {
        key,
        detail: { ...answer.detail },
        until: answer.goodUntil ?? Date.now() + answerLifetimeMs,
      };
      raise('lcw:getAgentAvailability', { ...answer.detail });
    } else {
      raise('lcw:error', errorDetail(widgetErrors.availability, answer.cause));
    }
  };
}
