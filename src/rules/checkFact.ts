import { factDefinition, isFactName } from '../core/facts.ts';
import type { FactName, FactType } from '../core/facts.ts';
import { parsePath } from '../core/path.ts';
import type { Report } from './issue.ts';
import { at, isObject, jsonTypeOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** A fact as a document names it: known, and of this type once its path has been followed. */
export interface CheckedFact {
  readonly name: FactName;
  readonly type: FactType;
}

/**
 * Checks `fact`, `params` and `path` of a condition, operand or context item; `null` if the fact is unknown, so
 * that nothing more can be said about its value.
 */
export function checkFact(holder: JsonObject, pointer: string, report: Report): CheckedFact | null {
  const { fact, params, path } = holder;
  if (typeof fact !== 'string') {
    report('wrong_type', at(pointer, 'fact'), { expected: 'string', actual: jsonTypeOf(fact) });
    return null;
  }
  if (!isFactName(fact)) {
    report('unknown_fact', at(pointer, 'fact'), { fact });
    return null;
  }
  checkParams(fact, params, pointer, report);
  const { type, members = 'text' } = factDefinition(fact);
  if (path === undefined) return { name: fact, type };
  const pathPointer = at(pointer, 'path');
  if (typeof path !== 'string') {
    report('wrong_type', pathPointer, { expected: 'string', actual: jsonTypeOf(path) });
  } else if (type !== 'record') {
    report('path_not_here', pathPointer, { fact });
  } else if (parsePath(path) === null) {
    report('unsafe_path', pathPointer, { path });
  }
  return { name: fact, type: type === 'record' ? members : type };
}

/** As {@link checkFact}, for places that need one plain value: a record has to be asked for one member. */
export function checkPlainFact(holder: JsonObject, pointer: string, report: Report): CheckedFact | null {
  const fact = checkFact(holder, pointer, report);
  if (fact?.type === 'record') report('missing_path', pointer, { fact: fact.name });
  return fact;
}

function checkParams(fact: FactName, given: unknown, pointer: string, report: Report): void {
  const known = factDefinition(fact).params ?? {};
  const paramsPointer = at(pointer, 'params');
  if (given !== undefined && !isObject(given)) {
    report('wrong_type', paramsPointer, { expected: 'object', actual: jsonTypeOf(given) });
    return;
  }
  const params = given ?? {};
  for (const [param, { type, required, values }] of Object.entries(known)) {
    const value = params[param];
    const expected = type === 'text' ? 'string' : 'number';
    if (value === undefined) {
      if (required) report('missing_param', pointer, { fact, param });
    } else if (typeof value !== expected) {
      report('wrong_type', at(paramsPointer, param), { expected, actual: jsonTypeOf(value) });
    } else if (value === '') {
      report('too_short', at(paramsPointer, param), { limit: 1 });
    } else if (values?.includes(value as string) === false) {
      report('not_allowed', at(paramsPointer, param), { allowed: values, value: String(value) });
    }
  }
  for (const param of Object.keys(params)) {
    if (!Object.hasOwn(known, param)) {
      report('unknown_param', at(paramsPointer, param), { fact, param, known: Object.keys(known) });
    }
  }
  if (given !== undefined && Object.keys(known).length === 0 && Object.keys(params).length === 0) {
    report('unknown_param', paramsPointer, { fact, param: '', known: [] });
  }
}
