import type { ConsentPurpose, FactDefinition, FactScope, FactValue } from '../facts.ts';

/** What a person reads about a fact: in the schema, in an editor, in docs/facts.md. */
export interface FactDoc {
  readonly description: string;
  readonly example: FactValue;
  /** What each parameter means, for a fact that takes any. */
  readonly meanings?: Readonly<Record<string, string>>;
}

/** What all facts of one signal have in common. */
export interface Common<Owner extends string> {
  readonly owner: Owner;
  readonly scope: FactScope;
  readonly purpose: ConsentPurpose;
}

type Own = Omit<FactDefinition, 'owner' | 'scope' | 'purpose' | 'grows'> &
  FactDoc & {
    /** Default false. */
    readonly grows?: boolean;
  };

/** A fact with everything that is said about it. */
export type DescribedFact<Owner extends string = string> = Own &
  Common<Owner> & {
    readonly grows: boolean;
  };

/** The facts of one signal. */
export function define<const Owner extends string, Name extends string>(
  common: Common<Owner>,
  own: Readonly<Record<Name, Own>>,
): Readonly<Record<Name, DescribedFact<Owner>>> {
  const names = Object.keys(own) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, { grows: false, ...own[name], ...common }]),
  ) as unknown as Readonly<Record<Name, DescribedFact<Owner>>>;
}

/** Bounds that are the same wherever the unit is. A day, for what is counted in seconds on a page. */
export const DAY: readonly [number, number] = [0, 86_400];
export const COUNT: readonly [number, number] = [0, 1e6];
export const FROM_ONE: readonly [number, number] = [1, 1e6];
/** Ninety days: nothing that is stored is older. */
export const STORED_DAYS: readonly [number, number] = [0, 90];
/** Ninety days in seconds, rounded up. */
export const STORED_SECONDS: readonly [number, number] = [0, 8_000_000];
