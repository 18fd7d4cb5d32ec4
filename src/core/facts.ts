/**
 * The fact table: every name a rule may ask for, with its type, unit, scope and owner. The TypeScript types,
 * the JSON Schema, the checks and the documentation come from this table and from nowhere else.
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
    Record<
      string,
      { readonly type: 'text' | 'number'; readonly required: boolean; readonly description: string }
    >
  >;
  readonly description: string;
  readonly example: string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
}

const define = <const T extends Readonly<Record<string, FactDefinition>>>(table: T): T => table;

export const factTable = define({
  'page.url': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
    description: 'Full address of the page view.',
    example: 'https://shop.example/pricing?plan=pro#faq',
  },
  'page.path': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
    description: 'Path of the address, without query and hash.',
    example: '/pricing',
  },
  'page.host': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
    description: 'Host name of the address.',
    example: 'shop.example',
  },
  'page.query': {
    type: 'record',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
    description:
      'Query parameters; ask for one with `path`, for example `$.plan`. The first value of a repeated parameter counts.',
    example: { plan: 'pro' },
  },
  'page.hash': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
    description: 'Fragment of the address with its #, or empty.',
    example: '#faq',
  },
  'page.title': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
    description: 'Title of the document when the page view began.',
    example: 'Plans and pricing',
  },
  'page.referrer': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'url',
    grows: false,
    description: 'Address of the page that linked here, or empty.',
    example: 'https://search.example/',
  },
  'engagement.dwellSeconds': {
    type: 'number',
    unit: 'seconds',
    range: [0, 86400],
    scope: 'page',
    purpose: 'none',
    owner: 'dwell',
    grows: true,
    description: 'Time on this page view while the tab was visible.',
    example: 20,
  },
  'engagement.engagedSeconds': {
    type: 'number',
    unit: 'seconds',
    range: [0, 86400],
    scope: 'page',
    purpose: 'none',
    owner: 'engagement',
    grows: true,
    description:
      'Time on this page view while the tab was visible and focused and the visitor recently active.',
    example: 20,
  },
  'engagement.scrollPercent': {
    type: 'number',
    unit: 'percent',
    range: [0, 100],
    scope: 'page',
    purpose: 'none',
    owner: 'scroll',
    grows: true,
    description: 'Deepest point of the page that has been in view; 100 on a page shorter than the window.',
    example: 60,
  },
  'engagement.exitIntent': {
    type: 'boolean',
    scope: 'page',
    purpose: 'none',
    owner: 'exitIntent',
    grows: false,
    description:
      'True from the moment the pointer left the page through its top edge, for the rest of the page view.',
    example: true,
  },
  'visit.pageViews': {
    type: 'number',
    range: [1, 100000],
    scope: 'visit',
    purpose: 'personalization',
    owner: 'visits',
    grows: true,
    description: 'Page views in this visit, this one included. A visit ends after 30 minutes without one.',
    example: 3,
  },
  'visitor.visits': {
    type: 'number',
    range: [1, 100000],
    scope: 'visitor',
    purpose: 'personalization',
    owner: 'visits',
    grows: true,
    description: 'Visits of this visitor, this one included.',
    example: 2,
  },
  'visitor.returning': {
    type: 'boolean',
    scope: 'visitor',
    purpose: 'personalization',
    owner: 'visits',
    grows: false,
    description: 'True from the second visit on.',
    example: true,
  },
  'device.type': {
    type: 'text',
    values: ['desktop', 'mobile', 'tablet', 'smarttv', 'console', 'wearable', 'embedded', 'xr'],
    scope: 'visitor',
    purpose: 'none',
    owner: 'device',
    grows: false,
    description: 'Kind of device, as ua-parser-js tells it; desktop where it names none.',
    example: 'mobile',
  },
  'device.os': {
    type: 'text',
    scope: 'visitor',
    purpose: 'none',
    owner: 'device',
    grows: false,
    description: 'Name of the operating system, as ua-parser-js tells it.',
    example: 'Android',
  },
  'device.browser': {
    type: 'text',
    scope: 'visitor',
    purpose: 'none',
    owner: 'device',
    grows: false,
    description: 'Name of the browser, as ua-parser-js tells it.',
    example: 'Firefox',
  },
  'vitals.lcpMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: true,
    description: 'Largest contentful paint.',
    example: 2500,
  },
  'vitals.inpMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: false,
    description: 'Interaction to next paint.',
    example: 200,
  },
  'vitals.cls': {
    type: 'number',
    range: [0, 100],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: true,
    description: 'Cumulative layout shift.',
    example: 0.1,
  },
  'vitals.fcpMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: false,
    description: 'First contentful paint.',
    example: 1800,
  },
  'vitals.ttfbMs': {
    type: 'number',
    unit: 'milliseconds',
    range: [0, 600000],
    scope: 'page',
    purpose: 'none',
    owner: 'vitals',
    grows: false,
    description: 'Time to first byte.',
    example: 800,
  },
  'cart.value': {
    type: 'number',
    range: [0, 1e12],
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
    description: 'Value of the cart, from the GA4 ecommerce pushes of the page.',
    example: 129.9,
  },
  'cart.currency': {
    type: 'text',
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
    description: 'Currency of the cart (ISO 4217), from the GA4 ecommerce pushes of the page.',
    example: 'EUR',
  },
  'cart.quantity': {
    type: 'number',
    range: [0, 1e6],
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
    description: 'Number of pieces in the cart, from the GA4 ecommerce pushes of the page.',
    example: 2,
  },
  'cart.itemIds': {
    type: 'list',
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: false,
    description: 'Ids of the items in the cart, from the GA4 ecommerce pushes of the page.',
    example: ['mug-1', 'mug-2'],
  },
  'event.count': {
    type: 'number',
    range: [0, 1e6],
    scope: 'page',
    purpose: 'none',
    owner: 'dataLayer',
    grows: true,
    params: { name: { type: 'text', required: true, description: 'Name of the data layer event.' } },
    description: 'How often an event of this name was pushed to the data layer in this page view.',
    example: 1,
  },
  'chat.state': {
    type: 'text',
    values: ['closed', 'proactive', 'loading', 'active', 'inactive', 'outOfOffice', 'error'],
    scope: 'page',
    purpose: 'none',
    owner: 'chat',
    grows: false,
    description: 'State of the chat widget.',
    example: 'closed',
  },
  'agent.available': {
    type: 'boolean',
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
    description:
      'Whether an agent can take the chat now. Open until availability has been asked, which happens last.',
    example: true,
  },
  'agent.queueOpen': {
    type: 'boolean',
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
    description: 'Whether the queue is within its operating hours.',
    example: true,
  },
  'agent.waitMinutes': {
    type: 'number',
    unit: 'minutes',
    range: [0, 10000],
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
    description: 'Average wait for an agent.',
    example: 2,
  },
  'agent.positionInQueue': {
    type: 'number',
    range: [0, 100000],
    scope: 'page',
    purpose: 'none',
    owner: 'availability',
    grows: false,
    description: 'Position behind others who wait.',
    example: 0,
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
