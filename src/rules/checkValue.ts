import { isFactOperand } from '../core/conditions.ts';
import { factDefinition } from '../core/facts.ts';
import type { FactType } from '../core/facts.ts';
import { operators } from '../core/operators.ts';
import type { OperatorName, OperatorValueType } from '../core/operators.ts';
import { checkPlainFact } from './checkFact.ts';
import type { CheckedFact } from './checkFact.ts';
import type { Report } from './issue.ts';
import { at, isObject, jsonTypeOf } from './json.ts';
import { limits } from './limits.ts';

const jsonTypes: Readonly<Record<FactType, string>> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
  record: 'object',
  any: 'string,number,boolean',
};

/** Checks the `value` of a condition against what its operator and its fact ask for. */
export function checkValue(
  fact: CheckedFact,
  operator: OperatorName,
  value: unknown,
  pointer: string,
  report: Report,
): void {
  const { valueType } = operators[operator];
  if (isObject(value)) {
    checkOperand(fact, operator, valueType, value, pointer, report);
    return;
  }
  switch (valueType) {
    case 'boolean':
      expectType('boolean', value, pointer, report, fact, operator);
      return;
    case 'list':
    case 'range':
      checkList(fact, operator, valueType, value, pointer, report);
      return;
    case 'text':
    case 'pattern':
    case 'regex':
      if (expectType('string', value, pointer, report, fact, operator)) {
        checkText(fact, valueType, String(value), pointer, report);
      }
      return;
    case 'number':
      checkLiteral(asNumber(fact), operator, value, pointer, report);
      return;
    default:
      checkLiteral(fact, operator, value, pointer, report);
  }
}

/** What may be anything is a number where its operator asks for one. */
function asNumber(fact: CheckedFact): CheckedFact {
  return { ...fact, type: 'number' };
}

/** A plain value of the fact's own type, within its range or its closed list. */
export function checkLiteral(
  fact: CheckedFact,
  operator: OperatorName | '',
  value: unknown,
  pointer: string,
  report: Report,
): void {
  if (!expectType(jsonTypes[fact.type], value, pointer, report, fact, operator)) return;
  const { range, values } = factDefinition(fact.name);
  if (typeof value === 'number' && range !== undefined) {
    const [min, max] = range;
    // More than the most, or less than the least, is written correctly and can never be true.
    const isImpossible =
      (operator === 'greaterThan' && value === max) || (operator === 'lessThan' && value === min);
    if (value < min || value > max || isImpossible) {
      report('value_range', pointer, { fact: fact.name, operator, min, max, value });
    }
  }
  if (typeof value !== 'string') return;
  if (values !== undefined && !values.includes(value)) {
    report('value_list', pointer, { fact: fact.name, allowed: values, value });
  }
  if (value.length > limits.value) report('too_long', pointer, { limit: limits.value });
}

function checkOperand(
  fact: CheckedFact,
  operator: OperatorName,
  valueType: OperatorValueType,
  value: Readonly<Record<string, unknown>>,
  pointer: string,
  report: Report,
): void {
  const wanted = operandType(fact.type, valueType);
  if (wanted === null || !isFactOperand(value)) {
    const expected = valueType === 'same' ? jsonTypes[fact.type] : expectedJsonType(valueType);
    report('value_type', pointer, { fact: fact.name, operator, expected, actual: 'object' });
    return;
  }
  for (const key of Object.keys(value)) {
    if (!['fact', 'params', 'path'].includes(key)) report('unknown_key', at(pointer, key), { key });
  }
  const operand = checkPlainFact(value as Readonly<Record<string, unknown>>, pointer, report);
  if (operand !== null && operand.type !== 'record' && !fitsOperand(operand.type, wanted)) {
    const { name, type } = operand;
    report('operand_type', pointer, {
      fact: fact.name,
      operator,
      operand: name,
      expected: wanted,
      actual: type,
    });
  }
}

/** The type another fact must have to stand in for the value; `null` where no fact can. */
export function operandType(factType: FactType, valueType: OperatorValueType): FactType | null {
  switch (valueType) {
    case 'same':
      return factType;
    case 'number':
    case 'text':
      return valueType;
    case 'list':
      return factType === 'text' || factType === 'any' ? 'list' : null;
    default:
      return null;
  }
}

function fitsOperand(type: FactType, wanted: FactType): boolean {
  return type === wanted || type === 'any' || (wanted === 'any' && type !== 'list');
}

function expectedJsonType(valueType: OperatorValueType): string {
  if (valueType === 'list' || valueType === 'range') return 'array';
  return valueType === 'number' || valueType === 'boolean' ? valueType : 'string';
}

function checkList(
  fact: CheckedFact,
  operator: OperatorName,
  valueType: 'list' | 'range',
  value: unknown,
  pointer: string,
  report: Report,
): void {
  if (!expectType('array', value, pointer, report, fact, operator)) return;
  const entries = value as readonly unknown[];
  if (valueType === 'range' && entries.length !== 2) {
    report('value_type', pointer, { fact: fact.name, operator, expected: 'range', actual: 'array' });
    return;
  }
  if (entries.length === 0) report('empty_list', pointer, { key: 'value' });
  if (entries.length > limits.listEntries) report('too_many', pointer, { limit: limits.listEntries });
  const entryFact = valueType === 'range' ? asNumber(fact) : fact;
  entries.forEach((entry, index) => {
    checkLiteral(entryFact, operator, entry, at(pointer, index), report);
  });
  const [from, to] = entries;
  if (valueType === 'range' && typeof from === 'number' && typeof to === 'number' && from > to) {
    report('range_order', pointer, { from, to });
  }
}

function checkText(
  fact: CheckedFact,
  valueType: 'text' | 'pattern' | 'regex',
  value: string,
  pointer: string,
  report: Report,
): void {
  const limit = valueType === 'text' ? limits.value : limits.pattern;
  // Every text contains, starts and ends with the empty one.
  if (value === '') report('empty_text', pointer);
  else if (value.length > limit) report('too_long', pointer, { limit });
  else if (valueType === 'regex') report('unsafe_regex', pointer, { value });
  else if (valueType === 'pattern' && fact.name === 'page.path' && !/^[/*]/.test(value)) {
    report('path_pattern', pointer, { value });
  }
}

function expectType(
  expected: string,
  value: unknown,
  pointer: string,
  report: Report,
  fact: CheckedFact,
  operator: OperatorName | '',
): boolean {
  const actual = jsonTypeOf(value);
  if (expected.split(',').includes(actual)) return true;
  report('value_type', pointer, { fact: fact.name, operator, expected, actual });
  return false;
}
