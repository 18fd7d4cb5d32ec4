import type { Field } from '../../../gtm/fields.ts';
import { newRow, wrongCell } from '../../../gtm/filledForm.ts';
import { recordsOf } from '../../../gtm/json.ts';
import type { JsonRecord } from '../../../gtm/json.ts';
import { make, makeButton } from '../elements.ts';
import { makeControl } from './controls.ts';

export interface TableView {
  readonly element: HTMLElement;
  /** Marks the first cell that the form objects to, and only that; gives it, to go to. */
  markWrong(): HTMLElement | undefined;
}

/**
 * A table of the form: a row for each of its rows, a button that takes it away, and one that adds another.
 *
 * @param references - variables in double braces, for a column that takes one.
 * @param enter - takes all rows after every change.
 */
export function createTableView(
  field: Field,
  initial: unknown,
  references: readonly string[],
  enter: (rows: readonly JsonRecord[]) => void,
): TableView {
  const { columns } = field;
  let rows = recordsOf(initial);
  /** By row, the controls in the order of the columns. */
  let controls: (readonly HTMLElement[])[] = [];
  const unmark = (): void => controls.flat().forEach((control) => control.removeAttribute('aria-invalid'));
  const change = (next: readonly JsonRecord[]): void => {
    rows = next;
    unmark();
    enter(rows);
  };

  const makeCell = (column: Field, row: number): HTMLElement => {
    const control = makeControl(column, rows[row]?.[column.name], references, (value) => {
      change(rows.map((one, index) => (index === row ? { ...one, [column.name]: value } : one)));
    });
    control.setAttribute('aria-label', `${column.label}, row ${row + 1}`);
    return control;
  };
  const makeRow = (_: JsonRecord, row: number): HTMLElement => {
    const cells = columns.map((column) => makeCell(column, row));
    controls.push(cells);
    const remove = makeButton('rows__remove', '×', () => {
      change(rows.filter((_one, index) => index !== row));
      show();
      add.focus();
    });
    remove.setAttribute('aria-label', `Remove row ${row + 1}`);
    const places = cells.map((control, index) => {
      const place = make('td', '', control);
      place.dataset['label'] = columns[index]?.label;
      return place;
    });
    return make('tr', '', ...places, make('td', '', remove));
  };

  const headings = columns.map(({ label }) => {
    const heading = make('th', '', label);
    heading.scope = 'col';
    return heading;
  });
  const body = make('tbody', '');
  const head = make('thead', '', make('tr', '', ...headings, make('td', '')));
  const table = make('table', 'rows', head, body);
  const show = (): void => {
    controls = [];
    body.replaceChildren(...rows.map(makeRow));
    table.hidden = rows.length === 0;
  };
  const add = makeButton('textual', field.newRowText || 'Add row', () => {
    change([...rows, newRow(field)]);
    show();
    controls.at(-1)?.[0]?.focus();
  });
  show();

  return {
    element: make('fieldset', 'field__radios', make('legend', 'field__label', field.label), table, add),
    markWrong: () => {
      unmark();
      const wrong = wrongCell(field, rows);
      const column = columns.findIndex(({ name }) => name === wrong?.column);
      const control = wrong && controls[wrong.row]?.[column];
      control?.setAttribute('aria-invalid', 'true');
      return control;
    },
  };
}
