import { leavesOf } from '../../core/conditions.ts';
import { factDefinition } from '../../core/facts.ts';
import type { Linted, Warn } from './warning.ts';

/** Facts that only an answer about agents tells. */
const numbers: readonly string[] = ['agent.waitMinutes', 'agent.positionInQueue'];
const LONGEST_PAGE_VIEW_SECONDS = 86_400;

/** What is asked about agents and cannot be answered, and what is not asked at all. */
export function lintAvailability({ ruleSet, compiled }: Linted, warn: Warn): void {
  const { basis = 'agents', maxWaitMinutes } = ruleSet.availability ?? {};
  if (basis === 'none') {
    warn(
      'availability_not_asked',
      '/availability/basis',
      'Visitors are invited although nobody may be there to answer.',
      'Use "agents" for signed-in visitors, or "operatingHours" for anonymous ones.',
    );
  }
  if (maxWaitMinutes !== undefined && basis !== 'agents') {
    warn(
      'wait_not_told',
      '/availability/maxWaitMinutes',
      `With the basis "${basis}" the wait is never looked at.`,
      'Use the basis "agents", or remove this.',
    );
  }
  for (const { condition } of [...compiled.rules, ...compiled.suppressing]) {
    for (const { fact, pointer, params } of leavesOf(condition)) {
      if (numbers.includes(fact) && basis === 'operatingHours') {
        warn(
          'wait_not_told',
          `${pointer}/fact`,
          `With the basis "operatingHours" "${fact}" stays unknown, so this never holds.`,
          'Use the basis "agents", or remove the condition.',
        );
      }
      const within = params?.['withinSeconds'];
      const isOfPage = factDefinition(fact).scope === 'page';
      if (isOfPage && typeof within === 'number' && within >= LONGEST_PAGE_VIEW_SECONDS) {
        warn(
          'window_outlives_page',
          `${pointer}/params/withinSeconds`,
          `"${fact}" looks at this page view only, which is not ${Math.round(within / 3600)} hours long.`,
          'Leave it out to mean the whole page view.',
        );
      }
    }
  }
}
