import type { WidgetIdentity } from '../core/chatPort.ts';

/** The `config` of the `init` command (schemas/config.schema.json), every default filled in. */
export interface TagConfig {
  readonly widget: WidgetIdentity & { readonly source: 'auto' | 'microsoft' | 'built-in' };
  /** The rule set itself, as a value or as JSON text; `undefined` if it comes by address or there is none. */
  readonly ruleSet: unknown;
  readonly ruleSetUrl: string;
  readonly consent: { readonly default: 'ask' | 'granted'; readonly whenDenied: 'wait' | 'memory' };
  readonly dataLayer: string;
  readonly assetsUrl: string;
  readonly excludePaths: readonly string[];
  readonly debug: boolean;
}

export interface ParsedConfig {
  readonly config: TagConfig;
  /** What is wrong and how to mend it, one sentence each; a wrong member gets its default. */
  readonly problems: readonly string[];
}

const rootNames = [
  'widget',
  'ruleSet',
  'ruleSetUrl',
  'consent',
  'analytics',
  'assetsUrl',
  'excludePaths',
  'debug',
] as const;

type Members = Readonly<Record<string, unknown>>;

/** Reads what the page has given. Never throws; whatever cannot be used is named and replaced by the default. */
export function parseConfig(input: unknown): ParsedConfig {
  const problems: string[] = [];
  const root = membersOf(input);
  const widget = membersOf(root['widget']);
  const consent = membersOf(root['consent']);
  const analytics = membersOf(root['analytics']);

  const known = (members: Members, path: string, names: readonly string[]): void => {
    for (const name of Object.keys(members)) {
      if (!names.includes(name)) {
        problems.push(`config.${path}${name} is not known and has no effect; known are ${names.join(', ')}.`);
      }
    }
  };
  known(root, '', rootNames);
  known(widget, 'widget.', ['source', 'appId', 'orgId', 'orgUrl']);
  known(consent, 'consent.', ['default', 'whenDenied']);
  known(analytics, 'analytics.', ['dataLayer']);

  const text = (members: Members, path: string, name: string, fallback = ''): string => {
    const value = members[name] ?? fallback;
    if (typeof value === 'string') return value;
    problems.push(`config.${path}${name} must be a text, but is ${typeof value}.`);
    return fallback;
  };
  const choice = <Choice extends string>(
    members: Members,
    path: string,
    name: string,
    choices: readonly [Choice, ...Choice[]],
  ): Choice => {
    const value = members[name] ?? choices[0];
    const found = choices.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    problems.push(
      `config.${path}${name} must be one of ${choices.join(', ')}; "${String(value)}" is taken as ${choices[0]}.`,
    );
    return choices[0];
  };

  const excludePaths = root['excludePaths'] ?? [];
  const isListOfTexts =
    Array.isArray(excludePaths) && excludePaths.every((path): path is string => typeof path === 'string');
  if (!isListOfTexts) problems.push('config.excludePaths must be a list of paths such as "/checkout/**".');

  const config: TagConfig = {
    widget: {
      source: choice(widget, 'widget.', 'source', ['auto', 'microsoft', 'built-in']),
      appId: text(widget, 'widget.', 'appId'),
      orgId: text(widget, 'widget.', 'orgId'),
      orgUrl: text(widget, 'widget.', 'orgUrl').replace(/\/+$/, ''),
    },
    ruleSet: root['ruleSet'],
    ruleSetUrl: text(root, '', 'ruleSetUrl'),
    consent: {
      default: choice(consent, 'consent.', 'default', ['ask', 'granted']),
      whenDenied: choice(consent, 'consent.', 'whenDenied', ['wait', 'memory']),
    },
    dataLayer: text(analytics, 'analytics.', 'dataLayer', 'dataLayer'),
    assetsUrl: text(root, '', 'assetsUrl'),
    excludePaths: isListOfTexts ? excludePaths : [],
    debug: root['debug'] === true,
  };
  problems.push(...contradictions(config));
  return { config, problems };
}

function contradictions({ widget, ruleSet, ruleSetUrl }: TagConfig): readonly string[] {
  const problems: string[] = [];
  if (ruleSet !== undefined && ruleSetUrl !== '') {
    problems.push('config.ruleSet and config.ruleSetUrl are both given; the address is ignored.');
  }
  if (widget.source !== 'built-in') return problems;
  for (const name of ['appId', 'orgId', 'orgUrl'] as const) {
    if (widget[name] === '') problems.push(`config.widget.${name} is missing; the built-in widget needs it.`);
  }
  return problems;
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}
