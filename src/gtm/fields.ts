import { listOf, recordOf, recordsOf, textOf } from './json.ts';
import type { JsonRecord } from './json.ts';

export interface Validator {
  readonly type: string;
  readonly args: readonly unknown[];
  /** What the form says when the value does not pass; empty if the template leaves it to the editor. */
  readonly errorMessage: string;
}

export interface EnablingCondition {
  readonly paramName: string;
  readonly paramValue: unknown;
  readonly type: string;
}

/** One of the values that a field offers. */
export interface Choice {
  readonly value: unknown;
  readonly label: string;
  /** Fields that belong to this value and are shown with it only. */
  readonly children: readonly Field[];
}

/** A field of the template's form, with the fields below it. */
export interface Field {
  readonly type: string;
  readonly name: string;
  /** What the form calls it. */
  readonly label: string;
  readonly help: string;
  /** An example that stands in the empty box. */
  readonly hint: string;
  /** Height of the box. */
  readonly lines: number;
  /** Whether the value is a list with an item for each line. */
  readonly isList: boolean;
  /** For a group: whether it can be closed, and is at first. */
  readonly groupStyle: string;
  readonly simpleValueType: boolean;
  readonly defaultValue: unknown;
  readonly validators: readonly Validator[];
  readonly conditions: readonly EnablingCondition[];
  /** Values to choose from; undefined for fields that do not offer a choice. */
  readonly choices: readonly Choice[] | undefined;
  /** Whether a variable may be chosen instead. */
  readonly takesVariable: boolean;
  /** What stands for "nothing" among the choices; undefined if one of them has to be chosen. */
  readonly notSetText: string | undefined;
  /** All fields below this one, those of its choices included. */
  readonly children: readonly Field[];
  /** For a table: what a row has. */
  readonly columns: readonly Column[];
  /** For a table: what the button says that adds a row. */
  readonly newRowText: string;
}

/** A column of a table, a field whose values are under its name in each row. */
export interface Column extends Field {
  /** Whether no two rows may have the same value. */
  readonly isUnique: boolean;
}

const readField = (source: unknown): Field => {
  const field = recordOf(source);
  const offersChoice = field['type'] === 'SELECT' || field['type'] === 'RADIO';
  const choices = recordsOf(field['selectItems'] ?? field['radioItems']).map(
    ({ value, displayValue, subParams }): Choice => ({
      value,
      label: textOf(displayValue),
      children: listOf(subParams).map(readField),
    }),
  );
  const { notSetText } = field;
  return {
    type: textOf(field['type']),
    name: textOf(field['name']),
    label: textOf(field['displayName']) || textOf(field['checkboxText']),
    help: textOf(field['help']),
    hint: textOf(field['valueHint']),
    lines: Number(field['lineCount'] ?? 1),
    isList: field['textAsList'] === true,
    groupStyle: textOf(field['groupStyle']),
    simpleValueType: field['simpleValueType'] === true,
    defaultValue: field['defaultValue'],
    validators: recordsOf(field['valueValidators']).map(({ type, args, errorMessage }) => ({
      type: textOf(type),
      args: listOf(args),
      errorMessage: textOf(errorMessage),
    })),
    conditions: recordsOf(field['enablingConditions']).map(({ paramName, paramValue, type }) => ({
      paramName: textOf(paramName),
      paramValue,
      type: textOf(type),
    })),
    choices: offersChoice ? choices : undefined,
    takesVariable: field['macrosInSelect'] === true,
    notSetText: typeof notSetText === 'string' ? notSetText : undefined,
    children: [...listOf(field['subParams']).map(readField), ...choices.flatMap(({ children }) => children)],
    columns: [...recordsOf(field['simpleTableColumns']), ...recordsOf(field['paramTableColumns'])].map(
      readColumn,
    ),
    newRowText: textOf(field['newRowButtonText']),
  };
};

/** The columns of a simple table are fields themselves, those of the other kind hold one. */
const readColumn = (column: JsonRecord): Column => ({
  ...readField(column['param'] ?? column),
  isUnique: column['isUnique'] === true,
});

/** The fields of `___TEMPLATE_PARAMETERS___`, as a tree. */
export const readFields = (section: unknown): readonly Field[] => listOf(section).map(readField);

/** All fields of a tree, each before the ones below it. */
export const flattenFields = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => [field, ...flattenFields(field.children)]);

/** Whether a field puts a value on `data`. */
export const hasValue = ({ type }: Field): boolean => type !== 'GROUP' && type !== 'LABEL';
