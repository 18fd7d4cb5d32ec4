import type { Json } from './cardSource.ts';
import { isJson, textOf } from './cardSource.ts';

/** One input of a card, as the plain form asks for it. */
export interface Question {
  readonly id: string;
  readonly label: string;
  /** `hidden`: the card gives the answer itself. */
  readonly control:
    | 'hidden'
    | 'textarea'
    | 'select'
    | 'checkbox'
    | 'text'
    | 'email'
    | 'tel'
    | 'url'
    | 'number'
    | 'date'
    | 'time';
  readonly isRequired: boolean;
  readonly isMultiple: boolean;
  /** What is there before the visitor has answered. */
  readonly value: string;
  /** Words below a required question without an answer; may be empty. */
  readonly errorMessage: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  /** Answers of a checkbox. */
  readonly on: string;
  readonly off: string;
}

const textControls = ['email', 'tel', 'url'] as const;

function controlOf(input: Json): Question['control'] | null {
  if (textOf(input['type']).startsWith('Input.') && input['isVisible'] === false) return 'hidden';
  switch (input['type']) {
    case 'Input.Text': {
      const style = textOf(input['style']).toLowerCase();
      return (
        textControls.find((control) => control === style) ??
        (input['isMultiline'] === true ? 'textarea' : 'text')
      );
    }
    case 'Input.Number':
      return 'number';
    case 'Input.Date':
      return 'date';
    case 'Input.Time':
      return 'time';
    case 'Input.Toggle':
      return 'checkbox';
    case 'Input.ChoiceSet':
      return 'select';
    default:
      return null;
  }
}

function questionOf(input: Json, above: string): Question | null {
  const control = controlOf(input);
  const id = textOf(input['id']);
  if (control === null || id === '') return null;
  const choices = Array.isArray(input['choices']) ? input['choices'].filter(isJson) : [];
  const value = input['value'];
  return {
    id,
    label: [input['label'], input['title'], above, input['placeholder']].map(textOf).find(Boolean) ?? id,
    control,
    isRequired: input['isRequired'] === true && control !== 'hidden',
    isMultiple: input['isMultiSelect'] === true,
    value: typeof value === 'number' ? String(value) : textOf(value),
    errorMessage: textOf(input['errorMessage']),
    choices: choices.map(({ title, value: answer }) => ({
      title: textOf(title) || textOf(answer),
      value: textOf(answer),
    })),
    on: textOf(input['valueOn']) || 'true',
    off: textOf(input['valueOff']) || 'false',
  };
}

/** The questions of a card in their order, wherever in it they stand; those without an id cannot be answered. */
export function readQuestions(card: Json): readonly Question[] {
  const questions: Question[] = [];
  const visit = (value: unknown, above: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item, place) => {
        const before: unknown = value[place - 1];
        visit(item, isJson(before) && before['type'] === 'TextBlock' ? textOf(before['text']) : '');
      });
    } else if (isJson(value)) {
      const question = questionOf(value, above);
      if (question === null) ['body', 'items', 'columns'].forEach((name) => visit(value[name], ''));
      else questions.push(question);
    }
  };
  visit(card, '');
  return questions;
}
