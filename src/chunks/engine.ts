import { awaitQuietMoment } from '../page/quietMoment.ts';
import { createRulesEngine } from '../rules/engine.ts';
import type { RulesEngine } from '../rules/engine.ts';

/** What it takes to go from a candidate to an invitation. */
export interface EngineChunk extends RulesEngine {
  readonly awaitQuietMoment: typeof awaitQuietMoment;
}

/** Entry of the chunk that holds json-rules-engine, and what finds the moment in which a visitor may be interrupted. */
export function install(): EngineChunk {
  return { ...createRulesEngine(), awaitQuietMoment };
}
