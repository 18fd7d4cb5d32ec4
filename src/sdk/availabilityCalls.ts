import type { ContextProvider } from '../core/sdkPort.ts';
import type { AvailabilityQuestion } from './availabilityQuestion.ts';
import { askForContext } from './contextSource.ts';
import type { ConversationParts } from './dialogue.ts';
import { errorDetail, widgetErrors } from './errors.ts';
import type { SdkHost } from './host.ts';
import type { RaiseEvent } from './windowEvents.ts';

/**
 * Answers the page's calls of `getAgentAvailability`. The provider is asked at once; what else it takes loads then. While
 * there is a chat the answer is an error, as with Microsoft's client.
 */
export function createAvailabilityCalls(
  host: Pick<SdkHost, 'askForPage' | 'warn'>,
  load: () => Promise<ConversationParts>,
  raise: RaiseEvent,
): (given: unknown, provider: ContextProvider | null, isChatting: boolean) => Promise<void> {
  let question: AvailabilityQuestion | undefined;
  return async (given, provider, isChatting) => {
    const answer = isChatting ? null : askForContext(given, provider);
    try {
      const parts = await load();
      question ??= parts.createAvailabilityQuestion(host, raise);
    } catch {
      // Told below: there is no answer.
    }
    if (answer === null) raise('lcw:error', errorDetail(widgetErrors.availabilityInChat));
    // Without its context the answer would be about another queue.
    else if (!answer.ok) raise('lcw:error', answer.error);
    else if (question === undefined) raise('lcw:error', errorDetail(widgetErrors.availability));
    else await question(answer.given);
  };
}
