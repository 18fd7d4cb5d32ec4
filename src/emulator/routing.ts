import type { BotConfig, EmulatorConfig } from './config.ts';
import { defaultQueueId } from './config.ts';
import type { OpenSpan, WeeklyHours } from './operatingHours.ts';
import { currentOrNextSpan } from './operatingHours.ts';
import { isRecord } from './record.ts';

/** A queue, the default one among them. */
export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly operatingHours: 'open' | 'closed' | WeeklyHours;
  readonly bot: BotConfig | null;
}

/** Whether a queue is open, and when that changes. */
export interface QueueHours {
  readonly isOpen: boolean;
  /** Epoch milliseconds of the open time that is, or comes next; null: it is not known. */
  readonly span: OpenSpan | null;
}

export function queuesOf(config: EmulatorConfig): readonly Queue[] {
  const { operatingHours, queueName, bot } = config;
  return [
    { id: defaultQueueId, name: queueName, operatingHours, bot },
    ...config.queues.map((queue) => ({ ...queue, operatingHours: queue.operatingHours ?? operatingHours })),
  ];
}

/** The id of the queue for a visitor with this custom context: the first whose values are all there. */
export function routeTo(
  { queues }: EmulatorConfig,
  customContext: Readonly<Record<string, unknown>>,
): string {
  const valueOf = (name: string): string => {
    const item = Object.hasOwn(customContext, name) ? customContext[name] : undefined;
    return String(isRecord(item) ? item['value'] : item);
  };
  const found = queues.find(({ when }) =>
    Object.entries(when).every(([name, value]) => valueOf(name) === value),
  );
  return found?.id ?? defaultQueueId;
}

/** The hours of a queue at `now`. */
export function hoursOf({ operatingHours }: Queue, now: number): QueueHours {
  if (typeof operatingHours === 'string') return { isOpen: operatingHours === 'open', span: null };
  const span = currentOrNextSpan(operatingHours, now);
  return { isOpen: span !== null && span.from <= now, span };
}
