import { flattenFields, hasValue } from './fields.ts';
import type { Column, EnablingCondition, Field } from './fields.ts';
import { recordsOf } from './json.ts';
import type { JsonRecord } from './json.ts';
import { accepts } from './validators.ts';

/** What somebody has entered, by the name of the field: text, true and false, or the rows of a table. */
export type Entries = Readonly<Record<string, unknown>>;

/** Values of the container's variables by their names. */
export type Variables = ReadonlyMap<string, () => unknown>;

const reference = /^\{\{([^{}]+)\}\}$/;
const references = /\{\{([^{}]+)\}\}/g;

/** What a form holds before anybody has touched it. */
export const defaultEntries = (fields: readonly Field[]): Entries =>
  Object.fromEntries(
    flattenFields(fields)
      .filter(hasValue)
      .map(({ name, type, columns, defaultValue }) => [
        name,
        defaultValue ?? (columns.length > 0 ? [] : type === 'CHECKBOX' ? false : ''),
      ]),
  );

/** A row that somebody has just added to a table. */
export const newRow = ({ columns }: Field): JsonRecord =>
  Object.fromEntries(columns.map(({ name, defaultValue }) => [name, defaultValue ?? '']));

const holds = ({ paramName, paramValue, type }: EnablingCondition, entries: Entries): boolean => {
  const value = entries[paramName];
  // A table without rows is an empty text here, as an empty box is.
  const isPresent = value !== undefined && value !== false && String(value) !== '';
  switch (type) {
    case 'EQUALS':
      return value === paramValue;
    case 'NOT_EQUALS':
      return value !== paramValue;
    case 'PRESENT':
      return isPresent;
    case 'NOT_PRESENT':
      return !isPresent;
    default:
      return true;
  }
};

/** Whether the conditions of a field let it be shown: one of several is enough. */
export const isEnabled = ({ conditions }: Field, entries: Entries): boolean =>
  conditions.length === 0 || conditions.some((condition) => holds(condition, entries));

/** The value fields that are shown: those below what is disabled or not chosen are not. */
export const shownFields = (fields: readonly Field[], entries: Entries): readonly Field[] =>
  fields
    .filter((field) => isEnabled(field, entries))
    .flatMap((field) => {
      const { choices = [], name } = field;
      const ofChoices = new Set(choices.flatMap(({ children }) => children));
      const chosen = choices.find(({ value }) => value === entries[name]);
      const below = [...field.children.filter((child) => !ofChoices.has(child)), ...(chosen?.children ?? [])];
      return [...(hasValue(field) ? [field] : []), ...shownFields(below, entries)];
    });

/** A cell of a table with what the form says against it. */
export interface WrongCell {
  /** From 0. */
  readonly row: number;
  /** Name of the column. */
  readonly column: string;
  readonly objection: string;
}

/** The first cell of a table that the form objects to. */
export const wrongCell = ({ columns }: Field, entry: unknown): WrongCell | undefined => {
  const rows = recordsOf(entry);
  const sayAgainst = (column: Column, row: number): string | undefined => {
    const { name, label, isUnique } = column;
    const value = rows[row]?.[name];
    const isRepeated = isUnique && value !== '' && rows.findIndex((one) => one[name] === value) < row;
    const said = isRepeated ? 'Another row has the same.' : objectionTo(column, value);
    return said && `Row ${row + 1}, ${label}: ${said}`;
  };
  return rows
    .flatMap((_, row) =>
      columns.map((column) => ({ row, column: column.name, objection: sayAgainst(column, row) })),
    )
    .find((cell): cell is WrongCell => cell.objection !== undefined);
};

/** What the form says against the entry of a field; undefined if nothing. */
export const objectionTo = (field: Field, entry: unknown): string | undefined => {
  const { validators, isList } = field;
  const text = isList && typeof entry === 'string' ? entry.trim() : entry;
  const failing = validators.find((validator) => !accepts(validator, text));
  if (failing) return failing.errorMessage || 'This value is not allowed here.';
  return wrongCell(field, entry)?.objection;
};

const resolve = (text: string, variables: Variables): unknown => {
  const alone = reference.exec(text)?.[1];
  if (alone !== undefined) return variables.get(alone)?.();
  return text.replace(references, (_, name: string) => String(variables.get(name)?.()));
};

/** A row as the code finds it; an empty cell is an empty text. */
const toRow = (columns: readonly Column[], row: JsonRecord, variables: Variables): JsonRecord =>
  Object.fromEntries(
    columns.map(({ name }) => {
      const cell = row[name] ?? '';
      return [name, typeof cell === 'string' ? resolve(cell, variables) : cell];
    }),
  );

/**
 * What the template's code finds on `data`: an empty box or table is undefined, a reference to a variable that stands alone
 * is the variable's own value, and what is not shown is not there.
 */
export const toData = (
  fields: readonly Field[],
  entries: Entries,
  variables: Variables,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    shownFields(fields, entries).map(({ name, isList, columns }) => {
      const entry = entries[name];
      if (columns.length > 0) {
        const rows = recordsOf(entry).map((row) => toRow(columns, row, variables));
        return [name, rows.length > 0 ? rows : undefined];
      }
      if (typeof entry !== 'string') return [name, entry];
      if (entry === '') return [name, undefined];
      return [
        name,
        isList ? entry.split('\n').map((line) => resolve(line, variables)) : resolve(entry, variables),
      ];
    }),
  );
