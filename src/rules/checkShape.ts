import type { Issue, Report } from './issue.ts';
import { at, jsonTypeOf, valueAt } from './json.ts';

/** Keys of the format that a later version acts on. To accept them now would promise what does not happen. */
const laterKeys: readonly string[] = [
  'schedule',
  'samplePercent',
  'holdoutPercent',
  'rolloutPercent',
  'variants',
  'group',
  'goal',
  'kind',
];

/** A mistake as the compiled validator tells it. */
interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A validator compiled ahead of time; it keeps the mistakes of its last call. */
export interface ShapeValidator {
  (document: unknown): boolean;
  errors?: readonly unknown[] | null;
}

/**
 * Reports the mistakes a validator finds in the shape of a value: members, types, lengths and bounds. Facts and
 * operators are for the table-driven checks.
 */
export function checkShape(validate: ShapeValidator, value: unknown, pointer: string, report: Report): void {
  if (validate(value)) return;
  for (const error of (validate.errors ?? []) as readonly ShapeError[]) {
    const { code, pointer: place, params } = toIssue(error, value);
    report(code, pointer + place, params);
  }
}

function toIssue({ instancePath, keyword, params }: ShapeError, document: unknown): Issue {
  const issue = (code: Issue['code'], values: Issue['params'] = {}): Issue => ({
    code,
    pointer: instancePath,
    params: values,
  });
  const limit = Number(params.limit);
  switch (keyword) {
    case 'required':
      return issue('missing_key', { key: String(params.missingProperty) });
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const code = laterKeys.includes(key) ? 'unsupported_key' : 'unknown_key';
      return { code, pointer: at(instancePath, key), params: { key } };
    }
    case 'type': {
      const expected = String(params.type);
      return issue('wrong_type', { expected, actual: jsonTypeOf(valueAt(document, instancePath)) });
    }
    case 'const':
      return issue('format_version');
    case 'minimum':
    case 'maximum':
      return issue('out_of_range', { [keyword === 'minimum' ? 'min' : 'max']: limit });
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return issue('too_short', { limit });
    case 'maxLength':
      return issue('too_long', { limit });
    case 'pattern': {
      // The generator writes a closed list of words as a pattern, which takes less room than `enum`.
      const words = /^\^\(([\w|]+)\)\$$/.exec(String(params.pattern))?.[1];
      return words === undefined
        ? issue('wrong_form', { pattern: String(params.pattern) })
        : issue('not_allowed', { allowed: words.split('|'), value: String(valueAt(document, instancePath)) });
    }
    default:
      return issue('too_many', { limit });
  }
}
