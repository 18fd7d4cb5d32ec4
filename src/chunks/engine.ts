import { createRulesEngine } from '../rules/engine.ts';
import type { RulesEngine } from '../rules/engine.ts';

/** Entry of the chunk that holds json-rules-engine. */
export function install(): RulesEngine {
  return createRulesEngine();
}
