import type { NotificationConfig } from '../core/sdkPort.ts';

/** An invitation as the page asked for it, with nothing left to doubt. */
export interface InvitationRequest {
  readonly message: string | null;
  readonly title: string | null;
  readonly agentName: string | null;
  /** Unchecked. */
  readonly agentPictureUrl: string | null;
  readonly invitationId: string | null;
  /** Seconds until the invitation leaves by itself; `null` = stays. */
  readonly closeAfterSeconds: number | null;
  /** Whether the survey before the conversation is shown, where there is one. */
  readonly showPreChat: boolean;
  /** Absent: as the widget is set up. */
  readonly inNewWindow?: boolean | undefined;
}

/** A start as the page asked for it; `customContext` is unchecked, and absent where none was given. */
export interface StartRequest {
  readonly customContext?: unknown;
  /** Absent: as the widget is set up. */
  readonly inNewWindow?: boolean | undefined;
}

export const defaultCloseAfterSeconds = 60;
/** An invitation that leaves sooner cannot be read by everybody. */
export const leastCloseAfterSeconds = 20;

/** Reads one member of whatever a page passed; a getter that throws counts as absent. */
function member(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

function closeAfter(value: unknown): number | null {
  if (value === null) return null;
  if (typeof value !== 'number' || Number.isNaN(value)) return defaultCloseAfterSeconds;
  // Beyond what a timer can count (24 days) it stays.
  return value > 2_000_000 ? null : Math.max(leastCloseAfterSeconds, value);
}

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/**
 * Reads the arguments of `startProactiveChat` as pages give them: an object, or the message alone; also in the order
 * of 2019, with the boolean first.
 */
export function readInvitationArguments(args: readonly unknown[]): InvitationRequest {
  const [first, second, options] = args;
  const isSwapped = typeof first === 'boolean';
  const config: unknown = isSwapped ? second : first;
  const read = (name: keyof NotificationConfig) => member(config, name);
  return {
    message: text(config) ?? text(read('message')),
    title: text(read('title')),
    agentName: text(read('agentName')),
    agentPictureUrl: text(read('agentPictureUrl')),
    invitationId: text(read('invitationId')),
    closeAfterSeconds: closeAfter(read('closeAfterSeconds')),
    showPreChat: (isSwapped ? first : second) !== false,
    inNewWindow: flag(member(options, 'inNewWindow')),
  };
}

/** Reads the argument of `startChat`; anything but an object with the documented members, a click event say, asks for nothing. */
export function readStartArguments(options: unknown): StartRequest {
  return {
    customContext: member(options, 'customContext') ?? undefined,
    inNewWindow: flag(member(options, 'inNewWindow')),
  };
}

/** Reads the argument of `getAgentAvailability`. */
export function readAvailabilityArguments(options: unknown): unknown {
  return member(options, 'customContext') ?? undefined;
}
