import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatEntry } from '../core/chatWindow.ts';
import type { DrawCard } from './loadParts.ts';
import { useMessages } from './messages.ts';
import type { AnsweredCards } from './rich/answeredCards.ts';
import type { Choose, RichMessages } from './rich/richMessages.ts';

/** What draws the content of messages, and what becomes of what is pressed in it. */
export interface Drawing {
  /** `null` as long as it is not there. */
  readonly rich: RichMessages | null;
  readonly drawCard: DrawCard;
  readonly answered: AnsweredCards | undefined;
  /** `null`: the conversation is over. */
  readonly onChoose: Choose | null;
}

/** What one message says. Until what draws it has come, its text as it is. */
export function Said({ entry, drawing }: { readonly entry: ChatEntry; readonly drawing: Drawing }) {
  const messages = useMessages();
  const place = useRef<HTMLDivElement>(null);
  const { rich } = drawing;
  const isOver = drawing.onChoose === null;
  const { role, text } = entry;
  const isNothing = text.trim() === '';

  useLayoutEffect(() => {
    if (rich === null || isNothing) return;
    const node = place.current as HTMLElement;
    const drawn = rich.draw({
      entry,
      drawCard: (card, onSubmit) => drawing.drawCard(node, { card, purpose: 'message', onSubmit }),
      onChoose: drawing.onChoose ?? (() => undefined),
    });
    node.replaceChildren(drawn);
  }, [rich, text]);
  const answered = drawing.answered?.get(entry.key);
  useLayoutEffect(() => {
    if (answered) rich?.freeze(place.current as HTMLElement, answered);
    if (isOver) rich?.freeze(place.current as HTMLElement);
  }, [rich, text, isOver, answered]);

  return (
    <div class="bubble" dir="auto" lang="" ref={place}>
      {isNothing && <em>{messages.answered}</em>}
      {!isNothing && rich === null && (role !== 'visitor' && /^\s*\{/.test(text) ? '…' : text)}
    </div>
  );
}

interface SuggestionsProps {
  readonly entry: ChatEntry;
  readonly drawing: Drawing;
  readonly isStacked: boolean;
}

/** The answers that the last message suggests, as buttons; they go with the next message of the visitor. */
export function Suggestions({ entry, drawing: { rich, onChoose }, isStacked }: SuggestionsProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const drawn = onChoose && rich?.drawSuggestions({ entry, onChoose });
    place.current?.replaceChildren(...(drawn ? [drawn] : []));
  }, [rich, entry.text, onChoose]);
  return <div class={isStacked ? 'is-stacked' : ''} dir="auto" lang="" ref={place} />;
}
