import { isEnabled, objectionTo, shownFields } from '../../../gtm/filledForm.ts';
import type { Entries } from '../../../gtm/filledForm.ts';
import type { Choice, Field } from '../../../gtm/fields.ts';
import { make } from '../elements.ts';

export interface FormView {
  readonly element: HTMLElement;
  entries(): Entries;
  /** Says what is wrong beside each field that is shown, and goes to the first; whether the form may be used. */
  validate(): boolean;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface ShownField {
  readonly field: Field;
  readonly control: HTMLElement;
  readonly error: HTMLElement;
}

/**
 * Builds the form that a template describes.
 *
 * @param variableNames - variables that a text may name in double braces and a choice may offer.
 * @param onChange - called after every change, with all entries.
 */
export function createFormView(
  fields: readonly Field[],
  initial: Entries,
  variableNames: readonly string[],
  onChange: (entries: Entries) => void,
): FormView {
  const entries: Record<string, unknown> = { ...initial };
  const refreshes: (() => void)[] = [];
  const shown = new Map<string, ShownField>();
  const references = variableNames.map((name) => `{{${name}}}`);
  const suggestions = make('datalist', '', ...references.map((value) => new Option(value, value)));
  suggestions.id = 'variables';

  const refresh = (): void => refreshes.forEach((run) => run());
  const enter = (name: string, value: unknown): void => {
    entries[name] = value;
    say(name, undefined);
    refresh();
    onChange(entries);
  };

  const say = (name: string, objection: string | undefined): void => {
    const place = shown.get(name);
    if (place === undefined) return;
    place.error.textContent = objection ?? '';
    place.error.hidden = objection === undefined;
    if (objection === undefined) place.control.removeAttribute('aria-invalid');
    else place.control.setAttribute('aria-invalid', 'true');
  };

  /** Puts what belongs to a field around its control: help below, and the place for an objection. */
  const surround = (field: Field, control: HTMLElement, ...inside: readonly HTMLElement[]): HTMLElement => {
    const help = make('p', 'field__help', field.help);
    help.id = `help-${field.name}`;
    help.hidden = field.help === '';
    const error = make('p', 'field__error');
    error.id = `error-${field.name}`;
    error.hidden = true;
    const described = [field.help === '' ? '' : help.id, error.id].filter((id) => id !== '');
    control.setAttribute('aria-describedby', described.join(' '));
    shown.set(field.name, { field, control, error });
    return make('div', 'field', ...inside, error, help);
  };

  const labelled = (field: Field, control: Control): HTMLElement => {
    control.id = `field-${field.name}`;
    control.name = field.name;
    const label = make('label', 'field__label', field.label);
    label.htmlFor = control.id;
    return surround(field, control, label, control);
  };

  const buildText = (field: Field): HTMLElement => {
    const box = field.lines > 1 ? document.createElement('textarea') : document.createElement('input');
    if (box instanceof HTMLTextAreaElement) box.rows = field.lines;
    else box.setAttribute('list', suggestions.id);
    box.placeholder = field.hint;
    box.spellcheck = false;
    box.autocomplete = 'off';
    box.value = String(entries[field.name] ?? '');
    box.addEventListener('input', () => enter(field.name, box.value));
    return labelled(field, box);
  };

  const buildSelect = (field: Field): HTMLElement => {
    const box = document.createElement('select');
    const choices = field.choices ?? [];
    const values: readonly unknown[] = [
      ...(field.notSetText === undefined ? [] : ['']),
      ...choices.map(({ value }) => value),
      ...(field.takesVariable ? references : []),
    ];
    const textOf = (value: unknown): string =>
      choices.find((choice) => choice.value === value)?.label ??
      (value === '' ? (field.notSetText ?? '') : String(value));
    values.forEach((value, index) => box.add(new Option(textOf(value), String(index))));
    box.selectedIndex = Math.max(0, values.indexOf(entries[field.name]));
    box.addEventListener('change', () => enter(field.name, values[box.selectedIndex]));
    return labelled(field, box);
  };

  const buildRadio = (field: Field): HTMLElement => {
    const legend = make('legend', 'field__label', field.label);
    const control = make('fieldset', 'field__radios', legend);
    (field.choices ?? []).forEach((choice, index) => {
      const button = document.createElement('input');
      button.type = 'radio';
      button.name = field.name;
      button.id = `field-${field.name}-${index}`;
      button.checked = entries[field.name] === choice.value;
      button.addEventListener('change', () => enter(field.name, choice.value));
      const label = make('label', 'field__choice', button, choice.label);
      control.append(label, ...buildBelow(field, choice));
    });
    return surround(field, control, control);
  };

  const buildBelow = (field: Field, choice: Choice): readonly HTMLElement[] => {
    if (choice.children.length === 0) return [];
    const below = make('div', 'field__below', ...choice.children.map(build));
    refreshes.push(() => {
      below.hidden = entries[field.name] !== choice.value;
    });
    return [below];
  };

  const buildCheckbox = (field: Field): HTMLElement => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.id = `field-${field.name}`;
    box.checked = entries[field.name] === true;
    box.addEventListener('change', () => enter(field.name, box.checked));
    return surround(field, box, make('label', 'field__choice', box, field.label));
  };

  const buildGroup = (field: Field): HTMLElement => {
    const children = field.children.map(build);
    if (field.groupStyle === 'NO_ZIPPY') return make('div', 'group', ...children);
    const group = make('details', 'zippy', make('summary', 'zippy__head', field.label), ...children);
    group.open = field.groupStyle !== 'ZIPPY_CLOSED';
    return group;
  };

  const buildPlain = (field: Field): HTMLElement => {
    switch (field.type) {
      case 'GROUP':
        return buildGroup(field);
      case 'TEXT':
        return buildText(field);
      case 'SELECT':
        return buildSelect(field);
      case 'RADIO':
        return buildRadio(field);
      case 'CHECKBOX':
        return buildCheckbox(field);
      default:
        return make('p', 'field__help', field.label);
    }
  };

  const build = (field: Field): HTMLElement => {
    const element = buildPlain(field);
    if (field.conditions.length > 0) {
      refreshes.push(() => {
        element.hidden = !isEnabled(field, entries);
      });
    }
    return element;
  };

  const element = make('div', 'form', ...fields.map(build), suggestions);
  refresh();

  return {
    element,
    entries: () => ({ ...entries }),
    validate: () => {
      const wrong = shownFields(fields, entries).filter((field) => {
        const objection = objectionTo(field, entries[field.name]);
        say(field.name, objection);
        return objection !== undefined;
      });
      const first = shown.get(wrong[0]?.name ?? '')?.control;
      const group = first?.closest('details');
      if (group) group.open = true;
      first?.focus();
      return wrong.length === 0;
    },
  };
}
