import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatEntry } from '../core/chatWindow.ts';
import type { Drawing } from './said.tsx';
import { Said, Suggestions } from './said.tsx';
import type { MessageGroup } from './grouping.ts';
import { groupEntries } from './grouping.ts';
import { useMessages } from './messages.ts';
import type { Times } from './times.ts';

/** So near to the end of the list counts as reading along. */
const nearEndPx = 96;

interface MessageListProps {
  readonly entries: readonly ChatEntry[];
  readonly times: Times;
  readonly visible: boolean;
  /** Nobody has answered the visitor yet. */
  readonly isWaiting: boolean;
  readonly drawing: Drawing;
  readonly stacksSuggestions: boolean;
  readonly onResend: (key: string) => void;
}

/** What was said, as a log: new messages are read out in order, and come into view if the visitor reads along. */
export function MessageList(props: MessageListProps) {
  const { entries, times, visible, drawing, onResend } = props;
  const messages = useMessages();
  const list = useRef<HTMLDivElement>(null);
  const readsAlong = useRef(true);
  const lastKey = useRef<string | undefined>(undefined);
  const last = entries.at(-1);
  const asked = entries.filter(({ role }) => role !== 'system').at(-1);

  useLayoutEffect(() => {
    const node = list.current;
    if (node === null || !visible) return;
    const isOwnNew = last?.role === 'visitor' && last.key !== lastKey.current;
    lastKey.current = last?.key;
    if (readsAlong.current || isOwnNew) node.scrollTop = node.scrollHeight;
  }, [entries, visible, last, drawing.rich]);

  // The list gets smaller when the field below it grows, or the conversation ends: its end stays in view.
  useEffect(() => {
    const node = list.current;
    if (node === null || typeof ResizeObserver !== 'function') return undefined;
    const follow = (): void => {
      if (readsAlong.current) node.scrollTop = node.scrollHeight;
    };
    // A card that has come below its message.
    const drawn = new MutationObserver(follow);
    drawn.observe(node, { subtree: true, attributeFilter: ['aria-busy'] });
    const resized = new ResizeObserver(follow);
    resized.observe(node);
    return () => [drawn, resized].forEach((observer) => observer.disconnect());
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
      {props.isWaiting && <p class="aside">{messages.welcome}</p>}
      {groupEntries(entries, Date.now()).map((group) => (
        <Group key={group.key} {...{ group, times, drawing, onResend }} />
      ))}
      {asked !== undefined && asked.role !== 'visitor' && (
        <Suggestions key={asked.key} entry={asked} drawing={drawing} isStacked={props.stacksSuggestions} />
      )}
    </div>
  );
}

interface GroupProps {
  readonly group: MessageGroup;
  readonly times: Times;
  readonly drawing: Drawing;
  readonly onResend: (key: string) => void;
}

function Group({ group, times, drawing, onResend }: GroupProps) {
  const messages = useMessages();
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
        <Message key={entry.key} {...{ entry, name, drawing, onResend }} />
      ))}
      {lastEntry?.delivery === 'sent' && (
        <p class="time" aria-live="off">
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
  readonly drawing: Drawing;
  readonly onResend: (key: string) => void;
}

/** One message; its sender is part of what is read out, also where the eye sees it from the place. */
function Message({ entry, name, drawing, onResend }: MessageProps) {
  const messages = useMessages();
  return (
    <div class={`message is-${entry.delivery}`}>
      <span class="unseen">{name}: </span>
      <Said entry={entry} drawing={drawing} />
      {entry.delivery === 'sending' && (
        <span class="delivery" aria-live="off">
          {messages.sending}
        </span>
      )}
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
