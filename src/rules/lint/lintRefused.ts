import { leavesOf } from '../../core/conditions.ts';
import type { CompiledLeaf } from '../../core/conditions.ts';
import { operatorTests } from '../../core/operatorTests.ts';
import type { AvailabilityPolicy } from '../../core/ruleSet.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** Conditions that hold only where nobody is invited, whatever a rule says. */
export function lintRefused({ ruleSet, compiled }: Linted, warn: Warn): void {
  for (const leaf of compiled.rules.flatMap(({ condition }) => leavesOf(condition))) {
    const allowed = allowedBy(leaf, ruleSet.availability);
    if (allowed === null) continue;
    const [values, words, suggestion] = allowed;
    if (leaf.operand !== undefined || values.some((value) => operatorTests[leaf.operator](value, leaf.value)))
      continue;
    warn('refused_anyway', leaf.pointer, `Nobody is ever invited ${words}, so this cannot help.`, suggestion);
  }
}

type Allowed = readonly [values: readonly (string | number | boolean)[], unless: string, suggestion: string];

/** The values of a fact under which somebody can be invited; `null`: any. */
function allowedBy(
  { fact, operator, value }: CompiledLeaf,
  { basis = 'agents', maxWaitMinutes }: Partial<AvailabilityPolicy> = {},
): Allowed | null {
  const remove = 'Remove the condition.';
  if (fact === 'chat.state') return [['closed'], 'unless the chat is closed', remove];
  if (basis === 'none' || operator === 'isKnown') return null;
  const other = 'Remove the condition, or use the basis "none" of "availability".';
  if (fact === 'agent.queueOpen') return [[true], 'while the queue is closed', other];
  if (fact === 'agent.available') return [[true], 'while no agent is available', other];
  if (fact !== 'agent.waitMinutes' || basis !== 'agents' || maxWaitMinutes === undefined) return null;
  const bounds = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(
    (bound): bound is number => typeof bound === 'number',
  );
  // Whatever holds between two bounds holds beside one of them.
  const near = bounds.flatMap((bound) => [bound - 0.01, bound, bound + 0.01]);
  return [
    [0, maxWaitMinutes, ...near].filter((minutes) => minutes >= 0 && minutes <= maxWaitMinutes),
    `when the wait is longer than ${quote(maxWaitMinutes)} minutes`,
    'Raise "maxWaitMinutes" of "availability", or remove the condition.',
  ];
}
