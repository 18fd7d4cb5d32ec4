import { listOf, recordOf, recordsOf, textOf } from './json.ts';

export interface Validator {
  readonly type: string;
  readonly args: readonly unknown[];
}

export interface EnablingCondition {
  readonly paramName: string;
  readonly paramValue: unknown;
  readonly type: string;
}

/** A field of the template's form, with the fields below it. */
export interface Field {
  readonly type: string;
  readonly name: string;
  readonly simpleValueType: boolean;
  readonly defaultValue: unknown;
  readonly validators: readonly Validator[];
  readonly conditions: readonly EnablingCondition[];
  /** Values to choose from; undefined for fields that do not offer a choice. */
  readonly choices: readonly unknown[] | undefined;
  /** Whether a variable may be chosen instead. */
  readonly takesVariable: boolean;
  /** Whether "nothing" may be chosen. */
  readonly takesNothing: boolean;
  readonly children: readonly Field[];
}

const readField = (source: unknown): Field => {
  const field = recordOf(source);
  const items = recordsOf(field['selectItems'] ?? field['radioItems']);
  const offersChoice = field['type'] === 'SELECT' || field['type'] === 'RADIO';
  return {
    type: textOf(field['type']),
    name: textOf(field['name']),
    simpleValueType: field['simpleValueType'] === true,
    defaultValue: field['defaultValue'],
    validators: recordsOf(field['valueValidators']).map(({ type, args }) => ({
      type: textOf(type),
      args: listOf(args),
    })),
    conditions: recordsOf(field['enablingConditions']).map(({ paramName, paramValue, type }) => ({
      paramName: textOf(paramName),
      paramValue,
      type: textOf(type),
    })),
    choices: offersChoice ? items.map(({ value }) => value) : undefined,
    takesVariable: field['macrosInSelect'] === true,
    takesNothing: typeof field['notSetText'] === 'string',
    children: [
      ...listOf(field['subParams']),
      ...recordsOf(field['radioItems']).flatMap(({ subParams }) => listOf(subParams)),
    ].map(readField),
  };
};

/** The fields of `___TEMPLATE_PARAMETERS___`, as a tree. */
export const readFields = (section: unknown): readonly Field[] => listOf(section).map(readField);

/** All fields of a tree, each before the ones below it. */
export const flattenFields = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => [field, ...flattenFields(field.children)]);

/** Whether a field puts a value on `data`. */
export const hasValue = ({ type }: Field): boolean => type !== 'GROUP' && type !== 'LABEL';
