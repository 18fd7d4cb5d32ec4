import type { ChatEntry } from '../core/chatWindow.ts';
import { waitingTag } from './waiting.ts';

/** Messages of one sender further apart than this stand under a time of their own. */
export const groupGapMs = 5 * 60 * 1000;

/** What stands between two edges of the message list. */
export type MessageGroup =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'system'; readonly key: string; readonly entry: ChatEntry }
  | {
      readonly kind: 'said';
      readonly key: string;
      readonly role: 'visitor' | 'agent' | 'bot';
      readonly senderName: string;
      readonly entries: readonly ChatEntry[];
    };

type Said = Extract<MessageGroup, { readonly kind: 'said' }>;

const dayOf = (at: number): string => new Date(at).toDateString();

/** True if `entry` goes on where the group stops: the same sender, and soon after. */
function continues(group: MessageGroup | undefined, entry: ChatEntry): group is Said {
  if (group?.kind !== 'said' || group.role !== entry.role || group.senderName !== entry.senderName) {
    return false;
  }
  const last = group.entries.at(-1);
  return last !== undefined && Date.parse(entry.sentAt) - Date.parse(last.sentAt) < groupGapMs;
}

/**
 * Puts what one sender says in one go together, and a day before what was said on another day than today (`now`) or
 * than the message above. Entries
 * without anything to show are left out, and those of the waiting time, which stand elsewhere.
 */
export function groupEntries(entries: readonly ChatEntry[], now: number): readonly MessageGroup[] {
  const groups: MessageGroup[] = [];
  let day = dayOf(now);
  for (const entry of entries) {
    if ((entry.text.trim() === '' && !entry.answersCard) || waitingTag(entry) !== undefined) continue;
    const entryDay = dayOf(Date.parse(entry.sentAt));
    if (entryDay !== day) {
      day = entryDay;
      groups.push({ kind: 'day', key: `day-${entry.key}`, at: entry.sentAt });
    }
    const last = groups.at(-1);
    if (entry.role === 'system') {
      groups.push({ kind: 'system', key: entry.key, entry });
    } else if (continues(last, entry)) {
      groups[groups.length - 1] = { ...last, entries: [...last.entries, entry] };
    } else {
      const { key, role, senderName } = entry;
      groups.push({ kind: 'said', key, role, senderName, entries: [entry] });
    }
  }
  return groups;
}
