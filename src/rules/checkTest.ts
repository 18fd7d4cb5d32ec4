import { factDefinition, isFactName } from '../core/facts.ts';
import { checkShape } from './checkShape.ts';
import { checkLiteral } from './checkValue.ts';
import { validate as validateTest } from './generated/ruleTestShape.js';
import type { Report } from './issue.ts';
import { at, isObject } from './json.ts';

/**
 * Checks one of the `tests` of a rule: its shape, and the facts it gives, which stand there under their names or,
 * with parameters, under their keys (`event.count?name=purchase`).
 */
export function checkTest(test: unknown, pointer: string, report: Report): void {
  checkShape(validateTest, test, pointer, report);
  if (!isObject(test) || !isObject(test.given) || !isObject(test.given.facts)) return;
  for (const [key, value] of Object.entries(test.given.facts)) {
    const place = at(`${pointer}/given/facts`, key);
    const name = key.split('?', 1)[0] ?? '';
    if (!isFactName(name)) {
      report('unknown_fact', place, { fact: name });
      continue;
    }
    const { type, params = {} } = factDefinition(name);
    const needed = Object.keys(params).find((param) => params[param]?.required === true);
    if (needed !== undefined && !key.includes(`?${needed}=`) && !key.includes(`&${needed}=`)) {
      report('missing_param', place, { fact: name, param: needed });
    } else {
      checkLiteral({ name, type }, '', value, place, report);
    }
  }
}
