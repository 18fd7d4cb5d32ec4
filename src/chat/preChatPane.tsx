import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SurveyAnswers } from '../core/chatPort.ts';
import type { DrawnCard } from './cards.ts';
import { parseCard, textOf } from './cardSource.ts';
import type { DrawCard } from './loadParts.ts';
import { useMessages } from './messages.ts';
import { LoadingPane, ReadyPane } from './panes.tsx';
import { PlainSurvey } from './plainSurvey.tsx';
import { readQuestions } from './questions.ts';

const hiddenByCard = '[type="hidden"], [style*="display: none"]';

interface PreChatPaneProps {
  /** The card as JSON text. */
  readonly survey: string;
  readonly drawCard: DrawCard;
  readonly onAnswers: (answers: SurveyAnswers) => void;
}

/**
 * The survey before the conversation. A card that cannot be drawn is asked as a plain form, and one that cannot even
 * be read is passed over: the visitor can always start.
 */
export function PreChatPane({ survey, drawCard, onAnswers }: PreChatPaneProps) {
  const messages = useMessages();
  const source = useMemo(() => {
    const card = parseCard(survey);
    return card === null ? null : { card, questions: readQuestions(card) };
  }, [survey]);
  const pane = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<DrawnCard | 'loading' | 'undrawable'>('loading');
  const answer = useRef(onAnswers);
  answer.current = onAnswers;
  const isAnswerable = source !== null && source.questions.length > 0;

  useEffect(() => {
    if (!isAnswerable || pane.current === null) return undefined;
    let isGone = false;
    const settle = (next: DrawnCard | 'undrawable'): void => {
      if (!isGone) setDrawn(next);
    };
    setDrawn('loading');
    const onSubmit = (answers: SurveyAnswers): void => answer.current(answers);
    drawCard(pane.current, { card: source.card, purpose: 'survey', onSubmit }).then(
      (result) => settle(result.ok ? result.drawn : 'undrawable'),
      () => settle('undrawable'),
    );
    return () => {
      isGone = true;
    };
  }, [source]);

  // Whoever waited in the window goes on at the first question.
  useLayoutEffect(() => {
    if (drawn === 'loading') return;
    const controls = pane.current?.querySelectorAll<HTMLElement>('input, select, textarea, button') ?? [];
    const first = Array.from(controls).find((control) => control.closest(hiddenByCard) === null);
    first?.setAttribute('data-chat-focus', '');
    const root = first?.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement?.getAttribute('role') === 'dialog') first?.focus();
  }, [drawn]);

  if (!isAnswerable) return <ReadyPane onStart={() => onAnswers({})} />;
  return (
    <div class="survey fields" ref={pane}>
      {drawn === 'loading' && <LoadingPane title={messages.momentTitle} />}
      {drawn === 'undrawable' && (
        <PlainSurvey
          text={textOf(source.card['fallbackText'])}
          questions={source.questions}
          onAnswers={onAnswers}
        />
      )}
      {typeof drawn === 'object' && <Card drawn={drawn} />}
    </div>
  );
}

function Card({ drawn }: { readonly drawn: DrawnCard }) {
  const messages = useMessages();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(drawn.element), [drawn]);
  return (
    <>
      <div ref={place} />
      {!drawn.hasSubmit && (
        <button type="button" class="button button-primary" onClick={() => drawn.submit()}>
          {messages.startChat}
        </button>
      )}
    </>
  );
}
