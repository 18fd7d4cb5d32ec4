import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatEntry } from '../core/chatWindow.ts';
import type { MessageGroup } from './grouping.ts';
import { groupEntries } from './grouping.ts';
import { messages } from './messages.en.ts';
import type { Times } from './times.ts';

/** So near to the end of the list counts as reading along. */
const nearEndPx = 96;

interface MessageListProps {
  readonly entries: readonly ChatEntry[];
  readonly times: Times;
  readonly visible: boolean;
  readonly onResend: (key: string) => void;
}

/** What was said, as a log: new messages are read out in order, and come into view if the visitor reads along. */
export function MessageList({ entries, times, visible, onResend }: MessageListProps) {
  const list = useRef<HTMLDivElement>(null);
  const readsAlong = useRef(true);
  const lastKey = useRef<string | undefined>(undefined);
  const last = entries.at(-1);

  useLayoutEffect(() => {
    const node = list.current;
    if (node === null || !visible) return;
    const isOwnNew = last?.role === 'visitor' && last.key !== lastKey.current;
    lastKey.current = last?.key;
    if (readsAlong.current || isOwnNew) node.scrollTop = node.scrollHeight;
  }, [entries, visible, last]);

  // The list gets smaller when the field below it grows, or the conversation ends: its end stays in view.
  useEffect(() => {
    const node = list.current;
    if (node === null || typeof ResizeObserver !== 'function') return undefined;
    const observer = new ResizeObserver(() => {
      if (readsAlong.current) node.scrollTop = node.scrollHeight;
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  return (
    <div
      class="log"
      role="log"
      aria-label={messages.messages}
      tabIndex={0}
      ref={list}
      onScroll={({ currentTarget: node }) => {
        readsAlong.current = node.scrollHeight - node.scrollTop - node.clientHeight < nearEndPx;
      }}
    >
      {isWaiting(entries) && <p class="aside">{messages.welcome}</p>}
      {groupEntries(entries, Date.now()).map((group) => (
        <Group key={group.key} group={group} times={times} onResend={onResend} />
      ))}
    </div>
  );
}

/** Nobody has answered the visitor yet. What the system says, of a place in the queue for instance, is no answer. */
export function isWaiting(entries: readonly ChatEntry[]): boolean {
  return entries.every(({ role }) => role === 'visitor' || role === 'system');
}

interface GroupProps {
  readonly group: MessageGroup;
  readonly times: Times;
  readonly onResend: (key: string) => void;
}

function Group({ group, times, onResend }: GroupProps) {
  if (group.kind === 'day') {
    return (
      <p class="aside">
        <time dateTime={group.at} dir="auto">
          {times.day(group.at)}
        </time>
      </p>
    );
  }
  if (group.kind === 'system') {
    return (
      <p class="aside" dir="auto" lang="">
        {group.entry.text}
      </p>
    );
  }
  const isOwn = group.role === 'visitor';
  const name = isOwn ? messages.you : group.senderName || messages[group.role];
  const lastEntry = group.entries.at(-1);
  return (
    <div class={`group from-${isOwn ? 'visitor' : 'agent'}`}>
      {!isOwn && (
        <span class="mark avatar" aria-hidden="true">
          {Array.from(name.trim())[0]?.toLocaleUpperCase()}
        </span>
      )}
      {!isOwn && (
        <p class="name" dir="auto" aria-hidden="true">
          {name}
        </p>
      )}
      {group.entries.map((entry) => (
        <Message key={entry.key} entry={entry} name={name} onResend={onResend} />
      ))}
      {lastEntry?.delivery === 'sent' && (
        <p class="time">
          <time dateTime={lastEntry.sentAt} dir="auto">
            {times.time(lastEntry.sentAt)}
          </time>
        </p>
      )}
    </div>
  );
}

interface MessageProps {
  readonly entry: ChatEntry;
  readonly name: string;
  readonly onResend: (key: string) => void;
}

/** One message; its sender is part of what is read out, also where the eye sees it from the place. */
function Message({ entry, name, onResend }: MessageProps) {
  return (
    <div class={`message is-${entry.delivery}`}>
      <span class="unseen">{name}: </span>
      <span class="bubble" dir="auto" lang="">
        {entry.text}
      </span>
      {entry.delivery === 'sending' && <span class="delivery">{messages.sending}</span>}
      {entry.delivery === 'unsent' && (
        <span class="delivery is-alert">
          {messages.unsent}
          <button type="button" class="text-button" onClick={() => onResend(entry.key)}>
            {messages.tryAgain}
          </button>
        </span>
      )}
    </div>
  );
}
