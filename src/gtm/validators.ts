import type { Validator } from './fields.ts';

/** The expression of a validator's pattern, which has to match the whole value; undefined if it is none. */
export const compilePattern = (pattern: unknown): RegExp | undefined => {
  try {
    return typeof pattern === 'string' ? new RegExp(`^(?:${pattern})$`) : undefined;
  } catch {
    return undefined;
  }
};

/** Whether a value passes a validator of the form. Validators that are not known pass everything. */
export const accepts = ({ type, args }: Validator, value: unknown): boolean => {
  const text = value === undefined || value === null ? '' : String(value);
  switch (type) {
    case 'NON_EMPTY':
      return text !== '';
    case 'REGEX':
      return text === '' || (compilePattern(args[0])?.test(text) ?? true);
    case 'STRING_LENGTH':
      return text.length >= Number(args[0]) && text.length <= Number(args[1] ?? Infinity);
    case 'NUMBER':
      return text !== '' && Number.isFinite(Number(text));
    case 'POSITIVE_NUMBER':
      return Number(text) > 0;
    case 'NON_NEGATIVE_NUMBER':
      return text !== '' && Number(text) >= 0;
    case 'TABLE_ROW_COUNT': {
      const lines = text === '' ? 0 : text.split('\n').length;
      const rows = Array.isArray(value) ? value.length : lines;
      return rows >= Number(args[0]) && rows <= Number(args[1] ?? Infinity);
    }
    default:
      return true;
  }
};
