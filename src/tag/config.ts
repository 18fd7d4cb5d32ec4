import type { WidgetIdentity } from '../core/chatPort.ts';

/** The `config` of the `init` command (schemas/config.schema.json), every default filled in. */
export interface TagConfig {
  readonly widget: WidgetIdentity & {
    readonly source: 'auto' | 'microsoft' | 'built-in';
    /** Address of Microsoft's loader; empty if its script element is on the page already. */
    readonly scriptUrl: string;
    /** Looks and ways of the built-in widget, which reads them itself; `undefined` if there are none. */
    readonly options: unknown;
  };
  /** The rule set itself, as a value or as JSON text; `undefined` if it comes by address or there is none. */
  readonly ruleSet: unknown;
  readonly ruleSetUrl: string;
  readonly consent: { readonly default: 'ask' | 'granted'; readonly whenDenied: 'wait' | 'memory' };
  readonly dataLayer: string;
  /** Under which name, or list of names, an event is pushed to it instead of its own; by its own. */
  readonly events: Readonly<Record<string, unknown>>;
  /** Empty = beside the tag; else with a slash at its end. */
  readonly assetsUrl: string;
  readonly excludePaths: readonly string[];
  readonly debug: boolean;
}

export interface ParsedConfig {
  readonly config: TagConfig;
  /** False if something could not be used; configProblems.ts says what, in a file that loads only then. */
  readonly isSound: boolean;
}

type Members = Readonly<Record<string, unknown>>;

/** The data attributes of the tag's own script element, by the names of `dataset`. */
export type ScriptData = Readonly<Record<string, string | undefined>>;

/**
 * Reads what the page has given. Never throws; whatever cannot be used is replaced by the default.
 *
 * @param scriptData - says which widget it is where the configuration does not.
 */
export function parseConfig(input: unknown, scriptData: ScriptData = {}): ParsedConfig {
  let isSound = true;
  const use = <Value>(value: unknown, fits: (value: unknown) => value is Value, fallback: Value): Value => {
    if (value == null) return fallback;
    if (fits(value)) return value;
    isSound = false;
    return fallback;
  };
  const text = (value: unknown, fallback = ''): string => use(value, isText, fallback);
  const choice = <Choice extends string>(value: unknown, choices: readonly [Choice, ...Choice[]]): Choice =>
    use(value, (given): given is Choice => choices.includes(given as Choice), choices[0]);
  const objects: Record<string, unknown>[] = [];
  const members = (value: unknown): Record<string, unknown> => {
    const found = { ...use(value, isObject, {}) };
    objects.push(found);
    return found;
  };
  /** What is left in the end is not known. */
  const take = (from: Record<string, unknown>, name: string): unknown => {
    const value = from[name];
    delete from[name];
    return value;
  };

  const root = members(input);
  const widget = members(take(root, 'widget'));
  const consent = members(take(root, 'consent'));
  const analytics = members(take(root, 'analytics'));
  const id = (name: keyof WidgetIdentity): string => text(take(widget, name)) || (scriptData[name] ?? '');
  const config: TagConfig = {
    widget: {
      source: choice(take(widget, 'source'), ['auto', 'microsoft', 'built-in']),
      appId: id('appId'),
      orgId: id('orgId'),
      orgUrl: id('orgUrl').replace(/\/+$/, ''),
      scriptUrl: text(take(widget, 'scriptUrl')),
      options: take(widget, 'options') ?? undefined,
    },
    ruleSet: take(root, 'ruleSet') ?? undefined,
    ruleSetUrl: text(take(root, 'ruleSetUrl')),
    consent: {
      default: choice(take(consent, 'default'), ['ask', 'granted']),
      whenDenied: choice(take(consent, 'whenDenied'), ['wait', 'memory']),
    },
    dataLayer: text(take(analytics, 'dataLayer'), 'dataLayer'),
    events: use(take(analytics, 'events'), isObject, {}),
    assetsUrl: text(take(root, 'assetsUrl')).replace(/[^/]$/, '$&/'),
    excludePaths: use(take(root, 'excludePaths'), isTextList, []),
    debug: use(take(root, 'debug'), (value) => typeof value === 'boolean', false),
  };
  if (objects.some((rest) => Object.keys(rest).length > 0)) isSound = false;
  if (config.ruleSet !== undefined && config.ruleSetUrl !== '') isSound = false;
  const { source, scriptUrl } = config.widget;
  const isMicrosoft = source === 'microsoft';
  // Microsoft's widget on the page knows its ids; one that is to be put there does not.
  if (!(isMicrosoft && scriptUrl === '') && !isComplete(config.widget)) isSound = false;
  if (!isMicrosoft && scriptUrl !== '') isSound = false;
  return { config, isSound };
}

/** Every name the configuration knows, by the object it stands in. */
export const configNames = {
  root: ['widget', 'ruleSet', 'ruleSetUrl', 'consent', 'analytics', 'assetsUrl', 'excludePaths', 'debug'],
  widget: ['source', 'appId', 'orgId', 'orgUrl', 'scriptUrl', 'options'],
  consent: ['default', 'whenDenied'],
  analytics: ['dataLayer', 'events'],
} as const;

/** Whether the built-in widget can work with these. */
export function isComplete({ appId, orgId, orgUrl }: WidgetIdentity): boolean {
  return appId !== '' && orgId !== '' && /^https?:\/\/[^/]/.test(orgUrl);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && !Array.isArray(value);
}
