import { decodeFactRows } from './factRows.ts';
import { factRows } from './generated/factRows.ts';
import type { factTable } from './factTable.ts';

/**
 * What a fact's value is: `text`, `number`, `boolean`, `list` (of texts), `record` (its members are reached by `path`)
 * or `any` (text, number or boolean, as it comes).
 */
export type FactType = 'text' | 'number' | 'boolean' | 'list' | 'record' | 'any';

export type FactUnit = 'seconds' | 'percent' | 'milliseconds' | 'minutes' | 'days' | 'pixels';

/** How long a value lives: one page view, one visit, or as long as the visitor is remembered. */
export type FactScope = 'page' | 'visit' | 'visitor';

/** The consent purpose needed before the fact may be stored or read back; `none` is never stored. */
export type ConsentPurpose = 'none' | 'functionality' | 'personalization' | 'analytics';

/** A parameter a condition may give, and whether it must. */
export interface FactParam {
  readonly type: 'text' | 'number';
  readonly required: boolean;
  /** Closed list of a text's values. */
  readonly values?: readonly string[];
}

export interface FactDefinition {
  readonly type: FactType;
  /** The unit, where the value has one; also the last word of the name. */
  readonly unit?: FactUnit;
  /** Inclusive bounds of a number. */
  readonly range?: readonly [min: number, max: number];
  /** Closed list of the values of a text. */
  readonly values?: readonly string[];
  /** Type of a record's members; default `text`. */
  readonly members?: 'any';
  readonly scope: FactScope;
  readonly purpose: ConsentPurpose;
  readonly owner: FactOwner;
  /** True if the value never falls within its scope, so that waiting can make a missing condition true. */
  readonly grows: boolean;
  readonly params?: Readonly<Record<string, FactParam>>;
}

export type FactName = keyof typeof factTable;

/**
 * Who publishes the fact: `<chunk>/<signal>` for a signal in a file beside the tag, else a part of the tag itself.
 */
export type FactOwner = (typeof factTable)[FactName]['owner'];

/** A value a fact can have. `undefined` (unknown) is never stored: an unknown fact is absent from the snapshot. */
export type FactValue =
  string | number | boolean | readonly string[] | Readonly<Record<string, string | number | boolean>>;

export type FactParams = Readonly<Record<string, string | number>>;

/** Name and parameters of a fact as one text, the key of a snapshot. Parameter order does not matter. */
export type FactKey = string;

export interface FactReference {
  readonly fact: FactName;
  readonly params?: FactParams;
}

/** Facts at one instant. A key that is absent is unknown. */
export type FactSnapshot = ReadonlyMap<FactKey, FactValue>;

const definitions = /* @__PURE__ */ decodeFactRows(factRows);

/** Every fact, in the order of the table. */
export function factNames(): readonly FactName[] {
  return [...definitions.keys()] as FactName[];
}

export function isFactName(name: string): name is FactName {
  return definitions.has(name);
}

export function factDefinition(name: FactName): FactDefinition {
  return definitions.get(name) as FactDefinition;
}

export function factKey(fact: string, params?: FactParams): FactKey {
  if (params === undefined) return fact;
  const names = Object.keys(params).sort();
  if (names.length === 0) return fact;
  return `${fact}?${names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(params[name]))}`).join('&')}`;
}
