import type { ChatEntry, ChatWindowView } from '../core/chatWindow.ts';

/** How the service marks what it says of the waiting time: the place in the queue, and how long it takes. */
const waitingTags = ['queueposition', 'averagewaittime'] as const;

/** Which of the two an entry is, if it is one of them. */
export const waitingTag = ({ role, tags }: ChatEntry): string | undefined =>
  role === 'system' ? waitingTags.find((tag) => tags.includes(tag)) : undefined;

/** Nobody has taken the conversation or answered yet. What the system says is no answer. */
export function isWaiting({ agent, entries }: Pick<ChatWindowView, 'agent' | 'entries'>): boolean {
  return agent === null && entries.every(({ role }) => role === 'visitor' || role === 'system');
}

/** The latest the service has said of the place in the queue and of the time, in its own words, a line each. */
export function waitingWords(entries: readonly ChatEntry[]): string {
  const latest = waitingTags.map((tag) => entries.filter((entry) => waitingTag(entry) === tag).at(-1)?.text);
  return latest.filter(Boolean).join('\n');
}
