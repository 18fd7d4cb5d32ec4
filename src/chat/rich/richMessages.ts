import type { CardAnswer, SurveyAnswers } from '../../core/chatPort.ts';
import type { ChatEntry } from '../../core/chatWindow.ts';
import type { CardResult, SubmitAction } from '../cards.ts';
import type { Times } from '../times.ts';
import type { AnsweredCards } from './answeredCards.ts';

/**
 * The seam between the chat window and the chunk `rich-messages`, which loads beside it. Types only: neither side carries
 * the other.
 */

/** What the chunk says by itself, in the language of the window. */
export interface RichWords {
  readonly showMore: string;
  readonly showLess: string;
  readonly suggestions: string;
  /** Stands for a card that cannot be drawn and says nothing itself. */
  readonly cardUnreadable: string;
  /** Stands for an answer to a card without words of its own. */
  readonly answered: string;
  readonly unsent: string;
  readonly you: string;
  readonly agent: string;
  readonly bot: string;
}

/** What the visitor has chosen: what is seen of it, and what goes to the other side in its place. */
export type Choose = (text: string, answer?: CardAnswer) => void;

export interface RichRequest {
  readonly entry: Pick<ChatEntry, 'role' | 'text'>;
  /** Draws an Adaptive Card; rejects if what draws cards cannot be loaded. */
  readonly drawCard: (
    card: object,
    onSubmit: (answers: SurveyAnswers, by: SubmitAction | null) => void,
  ) => Promise<CardResult>;
  readonly onChoose: Choose;
}

/** Draws messages that are more than plain text; all of it as nodes. */
export interface RichMessages {
  /** Style sheet that belongs around every drawn message; uses the design tokens. */
  readonly styles: string;
  /** The content of one message. Never throws. */
  draw(request: RichRequest): HTMLElement;
  /** The suggested answers of a message as buttons; `null` if it suggests nothing. */
  drawSuggestions(request: Pick<RichRequest, 'entry' | 'onChoose'>): HTMLElement | null;
  /**
   * The cards of a message that was drawn here can only be read from now on; with `places` those at these places, which
   * show what they got.
   */
  freeze(drawn: Element, places?: ReadonlyMap<number, unknown>): void;
  /** Which cards the visitor has answered, in this tab or before. */
  answeredCards(entries: readonly ChatEntry[]): AnsweredCards;
  /** Has the browser save what was said as a text file. */
  save(conversation: SavedConversation): void;
}

export interface SavedConversation {
  readonly title: string;
  readonly entries: readonly ChatEntry[];
  readonly times: Pick<Times, 'day' | 'time'>;
}

/** The one export of the `rich-messages` chunk. */
export type RichMessagesFactory = (document: Document, words: RichWords) => RichMessages;
