import { isEnabled, objectionTo, shownFields } from '../../../gtm/filledForm.ts';
import type { Entries } from '../../../gtm/filledForm.ts';
import type { Choice, Field } from '../../../gtm/fields.ts';
import { make } from '../elements.ts';
import { makeControl, suggestionsId } from './controls.ts';
import type { Control } from './controls.ts';
import { createTableView } from './tableView.ts';

export interface FormView {
  readonly element: HTMLElement;
  entries(): Entries;
  /** Says what is wrong beside each field that is shown, and goes to the first; whether the form may be used. */
  validate(): boolean;
}

interface ShownField {
  readonly control: HTMLElement;
  readonly error: HTMLElement;
  /** Where to go when the form objects, if that is not the control itself; marks the place. */
  readonly markWrong?: () => HTMLElement | undefined;
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
  suggestions.id = suggestionsId;

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
  const surround = (
    field: Field,
    control: HTMLElement,
    inside: readonly HTMLElement[] = [control],
    markWrong?: ShownField['markWrong'],
  ): HTMLElement => {
    const help = make('p', 'field__help', field.help);
    help.id = `help-${field.name}`;
    help.hidden = field.help === '';
    const error = make('p', 'field__error');
    error.id = `error-${field.name}`;
    error.hidden = true;
    const described = [field.help === '' ? '' : help.id, error.id].filter((id) => id !== '');
    control.setAttribute('aria-describedby', described.join(' '));
    shown.set(field.name, { control, error, ...(markWrong && { markWrong }) });
    return make('div', 'field', ...inside, error, help);
  };

  const labelled = (field: Field, control: Control): HTMLElement => {
    control.id = `field-${field.name}`;
    control.name = field.name;
    const label = make('label', 'field__label', field.label);
    label.htmlFor = control.id;
    return surround(field, control, [label, control]);
  };

  const buildControl = (field: Field): HTMLElement =>
    labelled(
      field,
      makeControl(field, entries[field.name], references, (value) => enter(field.name, value)),
    );

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
    return surround(field, control);
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
    return surround(field, box, [make('label', 'field__choice', box, field.label)]);
  };

  const buildTable = (field: Field): HTMLElement => {
    const { element, markWrong } = createTableView(field, entries[field.name], references, (rows) =>
      enter(field.name, rows),
    );
    return surround(field, element, [element], markWrong);
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
      case 'SELECT':
        return buildControl(field);
      case 'RADIO':
        return buildRadio(field);
      case 'CHECKBOX':
        return buildCheckbox(field);
      case 'SIMPLE_TABLE':
      case 'PARAM_TABLE':
        return buildTable(field);
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
      const place = shown.get(wrong[0]?.name ?? '');
      const first = place?.markWrong?.() ?? place?.control;
      const group = first?.closest('details');
      if (group) group.open = true;
      first?.focus();
      return wrong.length === 0;
    },
  };
}
