import type { Field } from '../../../gtm/fields.ts';

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Id of the list of variables that a box of one line suggests. */
export const suggestionsId = 'variables';

/**
 * The box or drop-down of a field, or of a table's cell.
 *
 * @param references - variables in double braces, for a choice that takes one.
 */
export function makeControl(
  field: Field,
  value: unknown,
  references: readonly string[],
  enter: (value: unknown) => void,
): Control {
  return field.type === 'SELECT' ? makeSelect(field, value, references, enter) : makeBox(field, value, enter);
}

function makeBox(field: Field, value: unknown, enter: (value: unknown) => void): Control {
  const box = document.createElement(field.lines > 1 ? 'textarea' : 'input');
  if (box instanceof HTMLTextAreaElement) box.rows = field.lines;
  else box.setAttribute('list', suggestionsId);
  box.placeholder = field.hint;
  box.spellcheck = false;
  box.autocomplete = 'off';
  box.value = String(value ?? '');
  box.addEventListener('input', () => enter(box.value));
  return box;
}

function makeSelect(
  field: Field,
  value: unknown,
  references: readonly string[],
  enter: (value: unknown) => void,
): Control {
  const box = document.createElement('select');
  const choices = field.choices ?? [];
  const values: readonly unknown[] = [
    ...(field.notSetText === undefined ? [] : ['']),
    ...choices.map((choice) => choice.value),
    ...(field.takesVariable ? references : []),
  ];
  const textOf = (offered: unknown): string =>
    choices.find((choice) => choice.value === offered)?.label ??
    (offered === '' ? (field.notSetText ?? '') : String(offered));
  values.forEach((offered, index) => box.add(new Option(textOf(offered), String(index))));
  box.selectedIndex = Math.max(0, values.indexOf(value));
  box.addEventListener('change', () => enter(values[box.selectedIndex]));
  return box;
}
