import type { Conversation } from './conversation.ts';
import { isFull } from './conversation.ts';
import type { ConversationStore } from './conversationStore.ts';

/** Who waits for an agent, queue by queue, and what visitors are told of it. */
export interface WaitingLine {
  /** Those who wait in a queue, longest first. */
  of(queueId: string): readonly Conversation[];
  /** Minutes, of those who were accepted last from this queue; as configured while nobody was. */
  averageWait(queueId: string): number;
  /** Puts a conversation in its queue, or back into it. */
  enqueue(conversation: Conversation): Conversation;
  /** Tells the visitor its place in the queue, and how long it will take on the average. */
  tellPlace(conversation: Conversation, place: number): void;
  /** Everybody behind the one who has left the queue moves up. */
  moveUp(left: Conversation): void;
}

/** The average wait follows what is going on: older waits than the last ten do not count. */
const waitsCounted = 10;

export function createWaitingLine(
  store: ConversationStore,
  now: () => number,
  configuredWaitMinutes: number,
): WaitingLine {
  const line: WaitingLine = {
    of: (queueId) =>
      store
        .all()
        .filter((each) => each.state === 'Waiting' && each.queueId === queueId)
        .sort((a, b) => a.queuedAt - b.queuedAt || a.queueNumber - b.queueNumber),

    averageWait(queueId) {
      const waits = store
        .all()
        .flatMap(({ queueId: id, acceptedAt, queuedAt }) =>
          id === queueId && acceptedAt !== null
            ? [{ acceptedAt, minutes: (acceptedAt - queuedAt) / 60_000 }]
            : [],
        )
        .sort((a, b) => a.acceptedAt - b.acceptedAt)
        .slice(-waitsCounted);
      if (waits.length === 0) return configuredWaitMinutes;
      return Math.round((waits.reduce((sum, { minutes }) => sum + minutes, 0) / waits.length) * 10) / 10;
    },

    enqueue(conversation) {
      const queued = store.keep({
        ...conversation,
        state: 'Waiting',
        isWithBot: false,
        agentId: null,
        acceptedAt: null,
        queuedAt: now(),
      });
      const place = line.of(queued.queueId).findIndex(({ id }) => id === queued.id) + 1;
      if (place > 1) line.tellPlace(queued, place);
      return store.get(queued.id) ?? queued;
    },

    tellPlace(conversation, place) {
      if (isFull(conversation)) return;
      const told =
        place === 1
          ? store.addSystemMessage(
              conversation,
              'You are next in line.',
              'queueposition,customerqueuepositionnext',
            )
          : store.addSystemMessage(conversation, `You are number ${String(place)} in line.`, 'queueposition');
      const wait = inWords(Math.round(line.averageWait(conversation.queueId) * place));
      store.addSystemMessage(told, `The average wait is ${wait}.`, 'averagewaittime');
    },

    moveUp(left) {
      for (const [index, waiting] of line.of(left.queueId).entries()) {
        const isBehind =
          waiting.queuedAt > left.queuedAt ||
          (waiting.queuedAt === left.queuedAt && waiting.queueNumber > left.queueNumber);
        if (isBehind) line.tellPlace(waiting, index + 1);
      }
    },
  };
  return line;
}

function inWords(minutes: number): string {
  if (minutes === 0) return 'less than a minute';
  return minutes === 1 ? 'about a minute' : `about ${String(minutes)} minutes`;
}
