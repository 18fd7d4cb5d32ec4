import type { CustomContext, CustomContextItem } from '../core/customContext.ts';

export const maxVariables = 100;
export const maxNameLength = 100;
export const maxValueLength = 4000;

export interface NormalizedContext {
  readonly context: CustomContext;
  /** One sentence for each thing that was left out or cut, for the console of the page. */
  readonly problems: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Cuts a text without leaving half of a surrogate pair behind. */
const cut = (text: string): string => text.slice(0, maxValueLength).replace(/[\uD800-\uDBFF]$/, '');

/**
 * Brings what a page gave as custom context into the form the service takes: a bare primitive becomes an item that
 * is not displayed, empty items go, and the limits of the service are kept (100 variables in the order given, names
 * of 100 characters, values of 4,000). The page's object is only read; what cannot be read is left out. Never throws.
 */
export function normalizeContext(given: unknown): NormalizedContext {
  try {
    return normalize(given);
  } catch {
    return { context: {}, problems: ['The custom context could not be read.'] };
  }
}

function normalize(given: unknown): NormalizedContext {
  const problems: string[] = [];
  const items: [string, CustomContextItem][] = [];
  if (!isRecord(given)) {
    const isNone = given === undefined || given === null;
    return { context: {}, problems: isNone ? [] : ['The custom context is not an object.'] };
  }
  if (typeof given['then'] === 'function') {
    return { context: {}, problems: ['The custom context is a promise; it has to be given at once.'] };
  }

  for (const name of Object.keys(given)) {
    const item = given[name];
    const value: unknown = isRecord(item) ? (item['value'] ?? item['Value']) : item;
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      problems.push(`"${name}" was left out: only text, numbers and booleans can be sent.`);
    } else if (typeof value === 'number' && !Number.isFinite(value)) {
      problems.push(`"${name}" was left out: it is not a finite number.`);
    } else if (name === '' || name.length > maxNameLength) {
      problems.push(`"${name.slice(0, 40)}" was left out: a name has 1 to ${maxNameLength} characters.`);
    } else if (items.length === maxVariables) {
      problems.push(`"${name}" and what follows was left out: a chat takes ${maxVariables} variables.`);
      break;
    } else {
      const isDisplayable = isRecord(item) && item['isDisplayable'] === true;
      const tooLong = typeof value === 'string' && value.length > maxValueLength;
      if (tooLong) problems.push(`"${name}" was cut to ${maxValueLength} characters.`);
      items.push([name, { value: tooLong ? cut(value) : value, isDisplayable }]);
    }
  }
  // fromEntries makes own members only, also of a variable that is called `__proto__`.
  return { context: Object.fromEntries(items), problems };
}
