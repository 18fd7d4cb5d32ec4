import type { Input } from 'adaptivecards/lib/card-elements';
import { ChoiceSetInput, TextInput, ToggleInput } from 'adaptivecards/lib/card-elements';
import { InputTextStyle } from 'adaptivecards/lib/enums';

/** Fields of the visitor's own data, by what a browser fills in (WCAG 1.3.5). */
const autocompleteOf: Partial<Record<InputTextStyle, string>> = {
  [InputTextStyle.Email]: 'email',
  [InputTextStyle.Tel]: 'tel',
  [InputTextStyle.Url]: 'url',
};

const controlsOf = (element: HTMLElement): HTMLElement[] =>
  Array.from(element.querySelectorAll<HTMLElement>('input, select, textarea'));

/** Adds what the library leaves out: groups of choices as groups, and what a browser may fill in. */
export function completeAccessibility(input: Input): void {
  const { renderedElement: element } = input;
  if (element === undefined) return;
  if (input instanceof TextInput) {
    const fill = autocompleteOf[input.style];
    if (fill !== undefined) controlsOf(element)[0]?.setAttribute('autocomplete', fill);
  }
  if (input instanceof ToggleInput && input.isRequired && !input.label) {
    const cue = element.ownerDocument.createElement('span');
    // What stands first in a label that is a box of its own loses a plain space.
    cue.textContent = '\u00a0*';
    cue.ariaHidden = 'true';
    element.querySelector('label')?.append(cue);
  }
  const group = element.querySelector('.ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect');
  if (!(input instanceof ChoiceSetInput) || group === null) return;
  const isRadio = !input.isMultiSelect;
  group.setAttribute('role', isRadio ? 'radiogroup' : 'group');
  const name = input.labelledBy ?? element.querySelector('.ac-richTextBlock')?.id;
  if (name !== undefined) group.setAttribute('aria-labelledby', name);
  if (isRadio && input.isRequired) group.setAttribute('aria-required', 'true');
  // Required is the choice, not each of its answers.
  for (const control of controlsOf(element)) control.removeAttribute('aria-required');
}

/** Marks the controls of an input as wrong or right, and ties them to the words below that say what is wrong. */
export function showMistake(element: HTMLElement | undefined, isValid: boolean): void {
  if (element === undefined) return;
  const words = element.lastElementChild;
  const hasWords = !isValid && words !== null && !words.classList.contains('ac-input-container');
  for (const control of controlsOf(element)) {
    control.toggleAttribute('aria-invalid', false);
    control.removeAttribute('aria-describedby');
    if (isValid) continue;
    control.setAttribute('aria-invalid', 'true');
    if (!hasWords) continue;
    control.setAttribute('aria-describedby', words.id);
    // The library makes the words a part of the name.
    const names = (control.getAttribute('aria-labelledby') ?? '').split(' ');
    control.setAttribute('aria-labelledby', names.filter((name) => name !== words.id).join(' '));
  }
}
