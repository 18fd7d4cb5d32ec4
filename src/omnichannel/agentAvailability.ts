import type { AvailabilityResult } from '../core/chatPort.ts';
import type { CustomContext } from '../core/customContext.ts';
import { readAvailability } from './availabilityAnswer.ts';
import { availabilityCacheKey } from './cacheKey.ts';
import { contextPayload } from './contextPayload.ts';
import type { ServiceRequests } from './serviceRequests.ts';

/** Asks whether somebody is there for a visitor with this context. Never rejects. */
export async function askAgentAvailability(
  service: ServiceRequests,
  customContext: CustomContext,
): Promise<AvailabilityResult> {
  const { identity, widget, requestId, locale } = service;
  const customContextData = contextPayload(customContext);
  const cacheKey = await availabilityCacheKey(identity, customContextData).catch(() => undefined);
  // The path says "auth" for visitors who are not signed in, too.
  const answer = await service.send(`auth/getagentavailability/${widget}/${requestId}?channelId=lcw`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ locale, customContextData, cacheKey }),
  });
  if ('cause' in answer) return { ok: false, cause: answer.cause };
  const detail = readAvailability(answer.body);
  return detail === null ? { ok: false, cause: 'malformed' } : { ok: true, detail };
}
