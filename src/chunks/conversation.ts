import type { WidgetIdentity } from '../core/chatPort.ts';
import { createClock } from '../page/clock.ts';
import { createTabMessages } from '../page/tabMessages.ts';
import { createTurns } from '../page/tabTurns.ts';
import { createAvailabilityQuestion } from '../sdk/availabilityQuestion.ts';
import type { ConversationParts } from '../sdk/dialogue.ts';
import { createDialogue } from '../sdk/dialogue.ts';
import { createTabNotices } from '../sdk/tabNotices.ts';

/** Entry of the chunk that runs a conversation: connecting, resuming, and what is said. */
export function install({ orgId, appId }: WidgetIdentity): ConversationParts {
  const clock = createClock(window, () => undefined);
  const name = `${orgId}/${appId}`;
  const exclusively = createTurns(window, name, clock);
  return {
    createDialogue: (parts) => createDialogue({ exclusively }, parts),
    createAvailabilityQuestion,
    tabs: createTabNotices(createTabMessages(window, name, () => undefined)),
  };
}
