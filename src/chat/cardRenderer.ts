import {
  AdaptiveCard,
  ChoiceSetInput,
  Container,
  DateInput,
  NumberInput,
  OpenUrlAction,
  ShowCardAction,
  SubmitAction,
  TextBlock,
  TextInput,
  TimeInput,
  ToggleInput,
} from 'adaptivecards/lib/card-elements';
import type { Action, CardElement, Input } from 'adaptivecards/lib/card-elements';
import { Spacing } from 'adaptivecards/lib/enums';
import { GlobalSettings } from 'adaptivecards/lib/shared';
import { completeAccessibility, showMistake } from './cardAccessibility.ts';
import { followOpening, isShown, prepareDisclosures } from './cardDisclosure.ts';
import { createHostConfig } from './cardHostConfig.ts';
import type { CardRenderer, CardRequest, CardResult, CardWords } from './cards.ts';
import { isJson, isWebAddress, prepareCard } from './cardSource.ts';
import { cardStyles } from './cardStyles.ts';
import { formatCardText } from './cardText.ts';

/** What the library does with HTML strings is switched off: all its texts are text. */
function keepToText(): void {
  // Without a function of its own it would take the Markdown parser of the page, if it finds one.
  AdaptiveCard.onProcessMarkdown = () => undefined;
  GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
  GlobalSettings.useAdvancedTextBlockTruncation = false;
  GlobalSettings.setTabIndexAtCardRoot = false;
}

/** The hint in an empty field. */
function placeholderOf(input: Input): string | undefined {
  return input instanceof TextInput ||
    input instanceof NumberInput ||
    input instanceof DateInput ||
    input instanceof TimeInput ||
    input instanceof ChoiceSetInput
    ? input.placeholder
    : undefined;
}

/** Gives an input without a label the words above it as its name, or a label. */
function nameInput(input: Input, ownId: string, words: CardWords): void {
  if (input.label || (input instanceof ToggleInput && input.title)) return;
  const { parent } = input;
  const above = parent instanceof Container ? parent.getItemAt(parent.indexOf(input) - 1) : undefined;
  if (above instanceof TextBlock && above.text) {
    above.id ??= ownId;
    input.labelledBy = above.id;
    input.spacing = Spacing.Small;
  } else {
    input.label = placeholderOf(input) || words.yourAnswer;
  }
}

function openAddress(address: string | undefined): void {
  if (isWebAddress(address)) window.open(address, '_blank', 'noopener,noreferrer');
}

/**
 * Draws a card, and those that it opens, which the library would draw when it opens them. It takes the page's own
 * `onclick` for a kind of choice that is switched off here.
 */
function renderCards(cards: readonly AdaptiveCard[]): readonly HTMLElement[] {
  const { onclick } = document;
  try {
    return cards.map((card) => card.render()).filter((drawn) => drawn !== undefined);
  } finally {
    document.onclick = onclick;
  }
}

/** The actions of a card and of those it opens, of which the library says nothing; some it names twice. */
function actionsOf(card: AdaptiveCard, known = new Set<Action>()): ReadonlySet<Action> {
  for (const action of card.getAllActions()) {
    if (known.has(action)) continue;
    known.add(action);
    if (action instanceof ShowCardAction) actionsOf(action.card, known);
  }
  return known;
}

/** What a button submits: the questions of the card it stands in and of those that one was opened from. */
function askedBy(by: SubmitAction | null, card: AdaptiveCard): ReadonlySet<Input> {
  const asked = new Set<Input>();
  for (let at: CardElement | undefined = by?.parent ?? card; at !== undefined; at = at.parent)
    for (const input of at.getAllInputs(false)) asked.add(input);
  return asked;
}

/** True if the answer will do; otherwise the field says what is wrong. */
function checkAnswer(input: Input, words: CardWords, ownMessages: ReadonlySet<Input>): boolean {
  const isAnswered = input.isSet();
  if (!ownMessages.has(input)) input.errorMessage = isAnswered ? words.invalid : words.required;
  // The library finds a number that may be left out too small.
  const isValid = !isShown(input) || (!isAnswered && !input.isRequired) || input.validateValue();
  showMistake(input.renderedElement, isValid);
  return isValid;
}

/** Shows what was answered; nothing where the question was passed over. */
function showAnswer(input: Input, answer: string): void {
  const chosen = input instanceof ChoiceSetInput && input.isMultiSelect ? answer.split(',') : [answer];
  const controls = input.renderedElement?.querySelectorAll<HTMLInputElement>('input, select, textarea') ?? [];
  for (const control of controls) {
    if (!/^(checkbox|radio)$/.test(control.type)) control.value = answer;
    else if (input instanceof ToggleInput) control.checked = answer === input.valueOn;
    else control.checked = chosen.includes(control.value);
  }
}

function prepareAction(action: Action, submit: (by: SubmitAction) => void): void {
  if (action instanceof SubmitAction) {
    // What is submitted is checked here, all of it, in one way.
    action.associatedInputs = 'none';
    action.disabledUnlessAssociatedInputsChange = false;
    // After each action the library would enable again what the card is frozen with.
    action.updateEnabledState = () => undefined;
    action.onExecute = () => submit(action);
  } else if (action instanceof OpenUrlAction) {
    action.onExecute = () => openAddress(action.url);
  }
}

let cardsDrawn = 0;

function draw({ card: source, purpose, fontSizePx, words, onSubmit }: CardRequest): CardResult {
  if (!isJson(source)) return { ok: false, problems: ['The card is not a JSON object.'] };
  const card = new AdaptiveCard();
  card.hostConfig = createHostConfig(fontSizePx);
  const idPrefix = `card-${(cardsDrawn += 1)}-`;
  card.parse(prepareCard(source, purpose, idPrefix));
  const inputs = card.getAllInputs().filter(({ id }) => id !== undefined && id !== '');
  if (inputs.length === 0 && purpose === 'survey') return { ok: false, problems: ['The card asks nothing.'] };
  for (const [place, input] of inputs.entries()) {
    nameInput(input, `${idPrefix}${place}`, words);
    if (input instanceof ChoiceSetInput) input.placeholder ||= words.choose;
  }
  const ownMessages = new Set(inputs.filter(({ errorMessage }) => errorMessage));

  function submit(by: SubmitAction | null): void {
    const asked = askedBy(by, card);
    const answered = inputs.filter((input) => asked.has(input));
    const wrong = answered.filter((input) => !checkAnswer(input, words, ownMessages));
    if (wrong.length > 0) {
      wrong[0]?.focus();
      return;
    }
    const answers = answered
      .filter((input) => input.isSet())
      .map(({ id, value }) => [id?.slice(idPrefix.length), String(value)]);
    onSubmit(
      Object.fromEntries(answers) as Record<string, string>,
      by && { title: by.title ?? '', data: by.data },
    );
  }

  const actions = [...actionsOf(card)];
  for (const action of actions) prepareAction(action, submit);
  const submits = actions.filter((action) => action instanceof SubmitAction);
  if (purpose === 'survey' && submits[0] !== undefined && !submits.some(({ isPrimary }) => isPrimary))
    submits[0].isPrimary = true;

  const opened = actions.filter((action) => action instanceof ShowCardAction);
  const parts = renderCards([card, ...opened.map((action) => action.card)]);
  const [drawn] = parts;
  if (drawn === undefined) return { ok: false, problems: ['The card shows nothing.'] };
  for (const input of inputs) {
    completeAccessibility(input);
    input.onValueChanged = ({ renderedElement }) =>
      showMistake(renderedElement, renderedElement?.querySelector('.ac-input-validation-failed') === null);
  }
  for (const part of parts) {
    // What comes with a message is read out with it, and what a button opens comes after the button.
    part.removeAttribute('aria-live');
    for (const text of part.querySelectorAll<HTMLElement>('div.ac-textBlock')) formatCardText(text);
    for (const button of part.querySelectorAll('button')) button.removeAttribute('title');
  }
  const disclosures = prepareDisclosures(actions);

  const element = document.createElement('div');
  element.className = 'survey-card';
  element.lang = card.lang ?? '';
  element.append(drawn);
  return {
    ok: true,
    drawn: {
      element,
      hasSubmit: submits.length > 0,
      submit: () => submit(null),
      freeze(answer) {
        if (isJson(answer))
          for (const input of inputs)
            showAnswer(input, String(answer[input.id?.slice(idPrefix.length) ?? ''] ?? ''));
        for (const part of parts) {
          const controls = part.querySelectorAll<HTMLButtonElement>('button, input, select, textarea');
          for (const control of controls) control.disabled = !disclosures.has(control);
        }
      },
    },
  };
}

export function createCardRenderer(): CardRenderer {
  keepToText();
  AdaptiveCard.onInlineCardExpanded = followOpening;
  return {
    styles: cardStyles,
    draw(request) {
      try {
        return draw(request);
      } catch (cause) {
        return { ok: false, problems: [String(cause)] };
      }
    },
  };
}
