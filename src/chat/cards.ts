import type { SurveyAnswers } from '../core/chatPort.ts';

/**
 * The seam between the chat window and the chunk `cards`, which loads as a file of its own when a card comes. Types
 * only: neither side carries the other.
 */

/** What a card says by itself, in the language of the window. */
export interface CardWords {
  /** Below a required question without an answer, if the card has no words for it. */
  readonly required: string;
  /** Below an answer that is not of the kind asked for. */
  readonly invalid: string;
  /** Names a field that carries no label and no hint. */
  readonly yourAnswer: string;
  /** Stands in a list to choose from as long as nothing is chosen. */
  readonly choose: string;
}

export interface CardRequest {
  /** A survey has to ask something; a message may only show. */
  readonly purpose: 'survey' | 'message';
  /** The card as parsed JSON. */
  readonly card: unknown;
  /** The size of the text around the card, in CSS pixels; everything is drawn in proportion to it. */
  readonly fontSizePx: number;
  readonly words: CardWords;
  /** The visitor submits the card with valid answers; questions without an answer are left out. */
  readonly onSubmit: (answers: SurveyAnswers, by: SubmitAction | null) => void;
}

/** The button that has submitted a card. */
export interface SubmitAction {
  readonly title: string;
  /** What the card wants back with the answers. */
  readonly data: unknown;
}

/** A card that has been drawn. */
export interface DrawnCard {
  /** To be put into the page by the caller. */
  readonly element: HTMLElement;
  /** False: the card has no button that submits it, so its surroundings have to offer one. */
  readonly hasSubmit: boolean;
  /** Submits the card if every answer is valid; otherwise the mistakes are shown and the first one has the focus. */
  submit(): void;
  /**
   * It can only be read from now on; what it shows on demand it goes on showing.
   *
   * @param answer what it got, as far as that is known: its questions show the answers
   */
  freeze(answer?: unknown): void;
}

export type CardResult =
  | { readonly ok: true; readonly drawn: DrawnCard }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Draws Adaptive Cards. */
export interface CardRenderer {
  /** Style sheet that belongs around every drawn card; uses the design tokens. */
  readonly styles: string;
  /** Never throws. */
  draw(request: CardRequest): CardResult;
}

/** The one export of the `cards` chunk. */
export type CardRendererFactory = () => CardRenderer;
