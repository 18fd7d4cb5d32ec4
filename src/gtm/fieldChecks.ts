import { flattenFields, hasValue } from './fields.ts';
import type { EnablingCondition, Field, Validator } from './fields.ts';
import type { Problem } from './problem.ts';
import { accepts, compilePattern } from './validators.ts';

const fieldTypes = new Set([
  'TEXT',
  'SELECT',
  'CHECKBOX',
  'RADIO',
  'GROUP',
  'LABEL',
  'SIMPLE_TABLE',
  'PARAM_TABLE',
]);

/** What a column of a simple table may be; one of the other kind may be any field. */
const columnTypes = new Set(['TEXT', 'SELECT']);

/** Fields whose exports always carry `simpleValueType`. */
const simpleTypes = new Set(['TEXT', 'SELECT', 'CHECKBOX', 'RADIO']);

/** Validators whose stored names are known; the editor has more. */
const validatorTypes = new Set([
  'NON_EMPTY',
  'REGEX',
  'STRING_LENGTH',
  'NUMBER',
  'POSITIVE_NUMBER',
  'NON_NEGATIVE_NUMBER',
  'TABLE_ROW_COUNT',
]);

const variableReference = '{{Some variable}}';

const objectionToType = ({ type }: Field, types: ReadonlySet<string>): string | undefined => {
  if (types.has(type)) return undefined;
  return `${type === '' ? 'it has no type' : `unknown type ${type}`}; known are ${[...types].join(', ')}`;
};

const objectionToDefault = (field: Field): string | undefined => {
  const value = field.defaultValue;
  if (value === undefined) return undefined;
  if (field.choices) {
    const isOffered =
      field.choices.some((choice) => choice.value === value) ||
      field.takesVariable ||
      (field.notSetText !== undefined && value === '');
    return isOffered ? undefined : `its default ${JSON.stringify(value)} is not among its choices`;
  }
  if (field.type === 'CHECKBOX') {
    return typeof value === 'boolean' ? undefined : 'its default is not true or false';
  }
  const failing = field.validators.find((validator) => !accepts(validator, value));
  return failing && `its default ${JSON.stringify(value)} fails its own validator ${failing.type}`;
};

const objectionToPattern = ({ type, args }: Validator): string | undefined => {
  if (type !== 'REGEX') return undefined;
  const pattern = compilePattern(args[0]);
  if (!pattern) return `the pattern ${String(args[0])} is not a regular expression`;
  return pattern.test(variableReference)
    ? undefined
    : `the pattern ${String(args[0])} refuses a variable such as ${variableReference}`;
};

const objectionToCondition = (
  { paramName, paramValue, type }: EnablingCondition,
  fields: readonly Field[],
): string | undefined => {
  const target = fields.find(({ name }) => name === paramName);
  if (!target || !hasValue(target)) return `its condition names ${paramName}, which is not a field`;
  if (type === 'PRESENT' || type === 'NOT_PRESENT') return undefined;
  if (type !== 'EQUALS' && type !== 'NOT_EQUALS') return `its condition is of unknown type ${type}`;
  const possible = target.type === 'CHECKBOX' ? [true, false] : target.choices?.map(({ value }) => value);
  if (!possible || target.takesVariable || possible.includes(paramValue)) return undefined;
  return `its condition compares ${paramName} with ${JSON.stringify(paramValue)}, which it never is`;
};

type Report = (rule: string, objection: string | undefined) => void;

/** What holds for a field of the form and for a column of a table alike. */
const checkValue = (field: Field, report: Report): void => {
  report('field-default', objectionToDefault(field));
  for (const validator of field.validators) {
    const isKnown = validatorTypes.has(validator.type);
    report('field-validator', isKnown ? undefined : `its validator is of unknown type ${validator.type}`);
    report('field-pattern', objectionToPattern(validator));
  }
};

const checkColumns = ({ type, columns }: Field, report: Report): void => {
  const isTable = type === 'SIMPLE_TABLE' || type === 'PARAM_TABLE';
  report('field-columns', isTable && columns.length === 0 ? 'a table without columns' : undefined);
  const seen = new Set<string>();
  for (const column of columns) {
    const reportColumn: Report = (rule, objection) =>
      report(rule, objection && `column ${column.name}: ${objection}`);
    reportColumn('field-name', seen.has(column.name) ? 'another column has the same name' : undefined);
    seen.add(column.name);
    const types = type === 'SIMPLE_TABLE' ? columnTypes : fieldTypes;
    reportColumn('field-type', objectionToType(column, types));
    // In exports, an empty text is the default of every cell that has none.
    checkValue(column.defaultValue === '' ? { ...column, defaultValue: undefined } : column, reportColumn);
  }
};

/** Checks a form: names, types, defaults, patterns, conditions, columns. */
export const checkFields = (tree: readonly Field[]): readonly Problem[] => {
  const fields = flattenFields(tree);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const field of fields) {
    const report: Report = (rule, objection) => {
      if (objection !== undefined) problems.push({ rule, message: `field ${field.name}: ${objection}` });
    };
    report('field-name', seen.has(field.name) ? 'another field has the same name' : undefined);
    seen.add(field.name);
    report('field-type', objectionToType(field, fieldTypes));
    report(
      'field-simple',
      simpleTypes.has(field.type) && !field.simpleValueType ? 'simpleValueType is missing' : undefined,
    );
    checkValue(field, report);
    checkColumns(field, report);
    field.conditions.forEach((condition) =>
      report('field-condition', objectionToCondition(condition, fields)),
    );
  }
  return problems;
};
