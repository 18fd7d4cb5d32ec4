import { factDefinition, isFactName } from '../core/facts.ts';
import { checkShape } from './checkShape.ts';
import { checkLiteral } from './checkValue.ts';
import { shape } from './generated/ruleTestShape.ts';
import type { Report } from './issue.ts';
import { at, isObject } from './json.ts';

/**
 * Checks one of the `tests` of a rule: its shape, and the facts it gives, which stand there under their names or,
 * with parameters, under their keys (`event.count?name=purchase`).
 */
export function checkTest(test: unknown, pointer: string, report: Report): void {
  checkShape(shape, test, pointer, report);
  if (!isObject(test)) return;
  checkFacts(test.given, `${pointer}/given`, report);
  if (!Array.isArray(test.then)) return;
  test.then.forEach((step: unknown, index) => checkFacts(step, `${pointer}/then/${index}`, report));
}

/** Checks the `facts` of a case, or of one of its later steps. */
export function checkFacts(holder: unknown, pointer: string, report: Report): void {
  if (!isObject(holder) || !isObject(holder.facts)) return;
  for (const [key, value] of Object.entries(holder.facts)) {
    const place = at(`${pointer}/facts`, key);
    const name = key.split('?', 1)[0] ?? '';
    if (!isFactName(name)) {
      report('unknown_fact', place, { fact: name });
      continue;
    }
    const { type, params = {} } = factDefinition(name);
    const needed = Object.keys(params).find(
      (param) =>
        params[param]?.required === true && !key.includes(`?${param}=`) && !key.includes(`&${param}=`),
    );
    if (needed !== undefined) {
      report('missing_param', place, { fact: name, param: needed });
    } else {
      checkLiteral({ name, type }, '', value, place, report);
    }
  }
}
