import { fitsOperator, isOperatorName } from '../core/operators.ts';
import { checkFact } from './checkFact.ts';
import { checkValue } from './checkValue.ts';
import type { Report } from './issue.ts';
import { at, isObject, jsonTypeOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** What has to be known of a condition besides its mistakes. */
export interface ConditionSize {
  /** Leaves. */
  count: number;
  /** Levels; a leaf is one. */
  depth: number;
  /** The named conditions it uses, with the level and the place of each. */
  readonly uses: { readonly name: string; readonly level: number; readonly pointer: string }[];
}

const forms = ['all', 'any', 'not', 'condition', 'fact'] as const;

/** Checks a condition and everything below it. Whether the names it uses exist is for {@link resolveNamed}. */
export function checkCondition(condition: unknown, pointer: string, report: Report): ConditionSize {
  const size: ConditionSize = { count: 0, depth: 0, uses: [] };
  visit(condition, pointer, 1, size, report);
  return size;
}

function visit(
  condition: unknown,
  pointer: string,
  level: number,
  size: ConditionSize,
  report: Report,
): void {
  size.depth = Math.max(size.depth, level);
  if (!isObject(condition)) {
    report('wrong_type', pointer, { expected: 'object', actual: jsonTypeOf(condition) });
    return;
  }
  const present = forms.filter((form) => Object.hasOwn(condition, form));
  const form = present[0];
  if (form === undefined) {
    report('condition_form', pointer, { keys: Object.keys(condition) });
    return;
  }
  if (present.length > 1) {
    report('condition_mixed', pointer, { keys: present });
    return;
  }
  const allowed = form === 'fact' ? ['fact', 'operator', 'value', 'params', 'path'] : [form];
  for (const key of Object.keys(condition)) {
    if (allowed.includes(key)) continue;
    report(key === 'priority' ? 'condition_priority' : 'unknown_key', at(pointer, key), { key });
  }
  const inner = condition[form];
  const innerPointer = at(pointer, form);
  switch (form) {
    case 'fact':
      size.count += 1;
      checkLeaf(condition, pointer, report);
      return;
    case 'not':
      visit(inner, innerPointer, level + 1, size, report);
      return;
    case 'condition':
      if (typeof inner === 'string') size.uses.push({ name: inner, level, pointer: innerPointer });
      else report('wrong_type', innerPointer, { expected: 'string', actual: jsonTypeOf(inner) });
      return;
    default:
      if (!Array.isArray(inner)) {
        report('wrong_type', innerPointer, { expected: 'array', actual: jsonTypeOf(inner) });
        return;
      }
      if (inner.length === 0) report('empty_list', innerPointer, { key: form });
      inner.forEach((child: unknown, index) => {
        visit(child, at(innerPointer, index), level + 1, size, report);
      });
  }
}

function checkLeaf(condition: JsonObject, pointer: string, report: Report): void {
  const { operator, value } = condition;
  const fact = checkFact(condition, pointer, report);
  const hasValue = Object.hasOwn(condition, 'value');
  for (const key of ['operator', 'value']) {
    if (!Object.hasOwn(condition, key)) report('missing_key', pointer, { key });
  }
  if (operator === undefined) return;
  const operatorPointer = at(pointer, 'operator');
  if (typeof operator !== 'string') {
    report('wrong_type', operatorPointer, { expected: 'string', actual: jsonTypeOf(operator) });
  } else if (operator.includes(':')) {
    report('operator_decorator', operatorPointer, { operator });
  } else if (!isOperatorName(operator)) {
    report('unknown_operator', operatorPointer, { operator });
  } else if (fact !== null) {
    if (fact.type === 'record' && operator !== 'isKnown') {
      report('missing_path', pointer, { fact: fact.name });
    } else if (!fitsOperator(fact.type, operator)) {
      report('operator_type', operatorPointer, { fact: fact.name, operator, type: fact.type });
    } else if (hasValue) {
      checkValue(fact, operator, value, at(pointer, 'value'), report);
    }
  }
}
