import type { Availability } from './availability.ts';
import type { CompiledRule } from './compile.ts';
import { leavesOf } from './conditions.ts';
import type { FactKey, FactName, FactValue } from './facts.ts';
import { openFacts } from './ruleStatus.ts';

/** Whether the rule can be confirmed only when it is known who is there. */
export function asksAboutAgents(rule: CompiledRule): boolean {
  return leavesOf(rule.condition).some(({ fact }) => (openFacts as readonly FactName[]).includes(fact));
}

/** What an answer about availability says in the words of the rules; what it leaves open becomes unknown. */
export function agentFacts(availability: Availability): ReadonlyMap<FactKey, FactValue | undefined> {
  const known = availability.status !== 'unknown';
  return new Map<FactName, FactValue | undefined>([
    ['agent.available', known ? availability.status === 'available' : undefined],
    [
      'agent.queueOpen',
      known ? availability.status === 'available' || availability.reason !== 'queue_closed' : undefined,
    ],
    ['agent.waitMinutes', known ? availability.waitMinutes : undefined],
    ['agent.positionInQueue', known ? availability.positionInQueue : undefined],
  ]);
}
