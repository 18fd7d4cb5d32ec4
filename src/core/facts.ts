/**
 * The fact table: every name a rule may ask for, with its type, unit, scope and owner. The TypeScript types,
 * the JSON Schema, the checks and the documentation come from this table and from nowhere else. What a person reads
 * about a fact stands beside it in factDocs.ts, which no visitor has to load.
 */

/** What a fact's value is: `text`, `number`, `boolean`, `list` (of texts) or `record` (text to text, reached by `path`). */
export type FactType = 'text' | 'number' | 'boolean' | 'list' | 'record';

/** How long a value lives: one page view, one visit, or as long as the visitor is remembered. */
export type FactScope = 'page' | 'visit' | 'visitor';

/** The consent purpose needed before the fact may be stored or read back; `none` is never stored. */
export type ConsentPurpose = 'none' | 'functionality' | 'personalization' | 'analytics';

/** The signal (or other part) that publishes the fact. */
export type FactOwner =
  | 'url'
  | 'dwell'
  | 'engagement'
  | 'scroll'
  | 'exitIntent'
  | 'visits'
  | 'device'
  | 'vitals'
  | 'dataLayer'
  | 'chat'
  | 'availability';

export interface FactDefinition {
  readonly type: FactType;
  /** The unit, where the value has one; also the last word of the name. */
  readonly unit?: 'seconds' | 'percent' | 'milliseconds' | 'minutes';
  /** Inclusive bounds of a number. */
  readonly range?: readonly [min: number, max: number];
  /** Closed list of the values of a text. */
  readonly values?: readonly string[];
  readonly scope: FactScope;
  readonly purpose: ConsentPurpose;
  readonly owner: FactOwner;
  /** True if the value never falls within its scope, so that waiting can make a missing condition true. */
  readonly grows: boolean;
  /** Parameters a condition may give, and whether it must. */
  readonly params?: Readonly<
    Record<string, { readonly type: 'text' | 'number'; readonly required: boolean }>
  >;
}

const define = <const T extends Readonly<Record<string, FactDefinition>>>(table: T): T => table;

export const factTable = /* @__PURE__ */ define({
  'page.url': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
  },
  'page.path': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
  },
  'page.host': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
  },
  'page.query': {
    type: 'record',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
  },
  'page.hash': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
  },
  'page.title': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
  },
  'page.referrer': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
  },
  'engagement.dwellSeconds': {
    type: 'number',
    unit: 'seconds',
    range: [0, 86400],
    scope: 'page',
    purpose: 'none',
    owner: 'dwell',
    grows: true,
  },
  'engagement.engagedSeconds': {
    type: 'number',
    unit: 'seconds',
    range: [0, 86400],
    scope: 'page',
    purpose: 'none',
    owner: 'engagement',
    grows: true,
  },
  'engagement.scrollPercent': {
    type: 'number',
    unit: 'percent',
    range: [0, 100],
    scope: 'page',
    purpose: 'none',
    owner: 'scroll',
    grows: true,
  },
  'engagement.exitIntent': {
    type: 'boolean',
    scope: 'page',
    purpose: 'none',
    owner: 'exitIntent',
    grows: false,
  },
  'visit.pageViews': {
    type: 'number',
    range: [1, 100000],
    scope: 'visit',
    purpose: 'personalization',
    owner: 'visits',
    grows: true,
  },
  'visitor.visits': {
    type: 'number',
    range: [1, 100000],
    scope: 'visitor',
    purpose: 'personalization',
    owner: 'visits',
    grows: true,
  },
  'visitor.returning': {
    type: 'boolean',
    scope: 'visitor',
    purpose: 'personalization',
    owner: 'visits',
    grows: false,
  },
  'device.type': {
    type: 'text',
    values: ['desktop', 'mobile', 'tablet', 'smarttv', 'console', 'wearable', 'embedded', 'xr'],
    scope: 'visitor',
    purpose: 'none',
    owner: 'device',
    grows: false,
  },
  'device.os': {
    type: 'text',
    scope: 'visitor',
    purpose: 'none',
    owner: 'device',
    grows: false,
  },
  'device.browser': {
    type: 'text',
    scope: 'visitor',
    purpose: 'none',
    owner: 'device',
    grows: false,
  },
  'vitals.lcpMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: true,
  },
  'vitals.inpMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: false,
  },
  'vitals.cls': {
    type: 'number',
    range: [0, 100],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: true,
  },
  'vitals.fcpMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: false,
  },
  'vitals.ttfbMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: false,
  },
  'cart.value': {
    type: 'number',
    range: [0, 1e12],
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
  },
  'cart.currency': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
  },
  'cart.quantity': {
    type: 'number',
    range: [0, 1e6],
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
  },
  'cart.itemIds': {
    type: 'list',
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
  },
  'event.count': {
    type: 'number',
    range: [0, 1e6],
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: true,
    params: { name: { type: 'text', required: true } },
  },
  'chat.state': {
    type: 'text',
    values: ['closed', 'proactive', 'loading', 'active', 'inactive', 'outOfOffice', 'error'],
    scope: 'page',
    purpose: 'none',
    owner: 'chat',
    grows: false,
  },
  'agent.available': {
    type: 'boolean',
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
  },
  'agent.queueOpen': {
    type: 'boolean',
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
  },
  'agent.waitMinutes': {
    type: 'number',
    unit: 'minutes',
    range: [0, 10000],
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
  },
  'agent.positionInQueue': {
    type: 'number',
    range: [0, 100000],
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
  },
});

export type FactName = keyof typeof factTable;

/** A value a fact can have. `undefined` (unknown) is never stored: an unknown fact is absent from the snapshot. */
export type FactValue = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

export type FactParams = Readonly<Record<string, string | number>>;

/** Name and parameters of a fact as one text, the key of a snapshot. Parameter order does not matter. */
export type FactKey = string;

export interface FactReference {
  readonly fact: FactName;
  readonly params?: FactParams;
}

/** Facts at one instant. A key that is absent is unknown. */
export type FactSnapshot = ReadonlyMap<FactKey, FactValue>;

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(factTable, name);
}

export function factDefinition(name: FactName): FactDefinition {
  return factTable[name];
}

export function factKey(fact: string, params?: FactParams): FactKey {
  if (params === undefined) return fact;
  const names = Object.keys(params).sort();
  if (names.length === 0) return fact;
  return `${fact}?${names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(params[name]))}`).join('&')}`;
}
