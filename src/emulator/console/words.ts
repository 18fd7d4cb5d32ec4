import type { ConversationView } from '../consoleView.ts';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export function clockTime(at: number): string {
  return clock.format(at);
}

/** `just now`, `40 s`, `2 min`, `1 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

export function stateWord(conversation: ConversationView): string {
  switch (conversation.state) {
    case 'Waiting':
      return 'Waiting';
    case 'Active':
      return 'In conversation';
    case 'WrapUp':
    case 'Closed':
      return 'Ended';
  }
}

/** The sentence beside the state: how long, with whom, who ended it. */
export function stateNote(conversation: ConversationView, agentName: string | null, now: number): string {
  switch (conversation.state) {
    case 'Waiting': {
      const waited = duration(now - conversation.queuedAt);
      return waited === 'just now' ? 'Since just now' : `For ${waited}`;
    }
    case 'Active':
      if (conversation.isWithBot) return 'With the bot';
      return `With ${agentName ?? 'an agent'} since ${clockTime(conversation.acceptedAt ?? conversation.createdAt)}`;
    case 'WrapUp':
    case 'Closed': {
      const who = conversation.endedBy === 'visitor' ? 'the visitor' : (agentName ?? 'the agent');
      return `By ${who} at ${clockTime(conversation.endedAt ?? conversation.createdAt)}`;
    }
  }
}

/** One line about a conversation for the list: the last words, or what the context says. */
export function preview(conversation: ConversationView): string {
  const last = conversation.messages.filter((message) => message.role !== 'system').at(-1);
  if (last !== undefined) return last.role === 'agent' ? `${last.senderName}: ${last.text}` : last.text;
  const shown = conversation.context.filter((entry) => entry.isDisplayable && entry.value !== '');
  if (shown.length > 0) return shown.map(({ key, value }) => `${key}: ${value}`).join(' · ');
  return conversation.isProactive ? 'Accepted an invitation' : 'Opened the chat';
}
