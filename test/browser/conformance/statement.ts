import type { Stage } from './stage.ts';

/**
 * Where a statement comes from. `documented`: Microsoft's own pages say so. `settled`: they are silent or disagree, and
 * the contract (ARCHITECTURE.md, live chat SDK) has chosen. `observed`: the shipped widget does so, and pages may count
 * on it.
 */
export type Origin = 'documented' | 'settled' | 'observed';

interface About {
  /** Name of the group and a number, `startChat-3`; never used for another statement. */
  readonly id: string;
  /** What is promised to a page, in our own words; starts in lower case, for it follows the id. */
  readonly says: string;
  readonly origin: Origin;
  /** Section of the contract. */
  readonly section: string;
  /** Numbers of the checks of section 9.1 that this one is part of. */
  readonly checks?: readonly number[];
}

/** A statement with its case. */
export interface TestedStatement extends About {
  /** Acts on a stage of its own; what it expects fails by throwing. */
  readonly test: (stage: Stage) => Promise<void>;
}

/** A statement without a case, said openly. */
export interface UntestedStatement extends About {
  readonly result: 'not met' | 'not testable here';
  readonly why: string;
}

export type Statement = TestedStatement | UntestedStatement;

/** The statements about one method, event or subject. */
export interface StatementGroup {
  readonly title: string;
  readonly statements: readonly Statement[];
}

export const isTested = (statement: Statement): statement is TestedStatement => 'test' in statement;
