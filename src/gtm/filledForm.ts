import { flattenFields, hasValue } from './fields.ts';
import type { EnablingCondition, Field } from './fields.ts';
import { accepts } from './validators.ts';

/** What somebody has entered, by the name of the field: text, or true and false. */
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
      .map(({ name, type, defaultValue }) => [name, defaultValue ?? (type === 'CHECKBOX' ? false : '')]),
  );

const holds = ({ paramName, paramValue, type }: EnablingCondition, entries: Entries): boolean => {
  const value = entries[paramName];
  const isPresent = value !== undefined && value !== '' && value !== false;
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

/** What the form says against the entry of a field; undefined if nothing. */
export const objectionTo = ({ validators, isList }: Field, entry: unknown): string | undefined => {
  const text = isList && typeof entry === 'string' ? entry.trim() : entry;
  const failing = validators.find((validator) => !accepts(validator, text));
  return failing && (failing.errorMessage || 'This value is not allowed here.');
};

const resolve = (text: string, variables: Variables): unknown => {
  const alone = reference.exec(text)?.[1];
  if (alone !== undefined) return variables.get(alone)?.();
  return text.replace(references, (_, name: string) => String(variables.get(name)?.()));
};

/**
 * What the template's code finds on `data`: an empty box is undefined, a reference to a variable that stands alone is the
 * variable's own value, and what is not shown is not there.
 */
export const toData = (
  fields: readonly Field[],
  entries: Entries,
  variables: Variables,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    shownFields(fields, entries).map(({ name, isList }) => {
      const entry = entries[name];
      if (typeof entry !== 'string') return [name, entry];
      if (entry === '') return [name, undefined];
      return [
        name,
        isList ? entry.split('\n').map((line) => resolve(line, variables)) : resolve(entry, variables),
      ];
    }),
  );
