import { guarded } from '../page/guard.ts';
import type { Report } from '../page/guard.ts';
import { membersOf } from '../page/members.ts';

/** The one global name of the tag: an array that is filled before the tag comes and listens afterwards. */
export const QUEUE_NAME = 'lcwProactiveChat';

/** A command as the page wrote it; its members are checked by whoever handles it. */
export interface Command {
  readonly command: string;
  readonly [member: string]: unknown;
}

interface Queue extends Array<unknown> {
  /** Marks a queue that a tag has taken over, so that a second tag on the page leaves it alone. */
  isTaken?: boolean;
}

/**
 * Takes over the queue: handles what is in it in order, then every later push at once. The same array stays, since
 * others hold on to it. Returns how to let go of it again, or `null` if another tag has it already.
 */
export function takeQueue(
  window: Window,
  handle: (command: Command) => void,
  report: Report,
): (() => void) | null {
  const globals = window as unknown as Record<string, unknown>;
  const existing = globals[QUEUE_NAME];
  const queue: Queue = Array.isArray(existing) ? (existing as Queue) : [];
  if (queue.isTaken === true) return null;
  globals[QUEUE_NAME] = queue;
  Object.defineProperty(queue, 'isTaken', { value: true, configurable: true });

  const take = guarded(
    'command',
    (entry: unknown) => {
      if (isCommand(entry)) handle(entry);
      else report('not a command', entry);
    },
    report,
  );
  const waiting = queue.splice(0);
  queue.push = (...entries: unknown[]) => {
    entries.forEach(take);
    return 0;
  };
  waiting.forEach(take);
  return () => {
    delete (queue as { push?: unknown }).push;
    delete queue.isTaken;
  };
}

function isCommand(entry: unknown): entry is Command {
  return typeof membersOf(entry)['command'] === 'string';
}
