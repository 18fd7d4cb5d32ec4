import { dataLayerName, GOAL_EVENT, outcomeEvent } from '../core/analyticsNames.ts';
import { outcomes } from '../core/reasons.ts';
import { sdkEventNames } from '../core/sdkEvents.ts';
import { suggest } from '../core/suggest.ts';
import { configNames, parseConfig } from './config.ts';
import type { ScriptData } from './config.ts';

type Members = Readonly<Record<string, unknown>>;

/** The options of the built-in widget and what each may be: `flag` (true or false), `text`, or one of some words. */
const widgetOptions: Readonly<Record<string, 'flag' | 'text' | readonly string[]>> = {
  hideChatButton: 'flag',
  hideMinimizeButton: 'flag',
  renderMobile: 'flag',
  silentToken: 'flag',
  colorOverride: 'text',
  fontFamilyOverride: 'text',
  openInWindow: 'flag',
  customCloseButtonText: 'text',
  suggestedActionLayout: ['stacked'],
  language: 'text',
  position: ['bottom-end', 'bottom-start'],
  colorScheme: ['auto', 'light', 'dark'],
  whenContextFails: ['start', 'stop'],
};

/** What is pushed to the data layer, by its own name. */
const eventNames = [
  ...outcomes.filter((outcome) => outcome !== 'waiting').map(outcomeEvent),
  GOAL_EVENT,
  ...sdkEventNames.map(dataLayerName),
];

/** The attributes of the script element that say the same as the configuration. */
const idAttributes = { appId: 'data-app-id', orgId: 'data-org-id', orgUrl: 'data-org-url' } as const;

/**
 * What is wrong with the configuration of the `init` command and how to mend it, one sentence each.
 *
 * @param isMicrosoft - whether the widget turned out to be Microsoft's, which knows its ids if it is on the page.
 * @param scriptData - the data attributes of the tag's own element, which may say what the configuration does not.
 * @param globals - the page's, of which one is the data layer.
 */
export function describeConfigProblems(
  input: unknown,
  isMicrosoft: boolean,
  scriptData: ScriptData = {},
  globals: object = {},
): readonly string[] {
  const problems: string[] = [];
  const say = (problem: string): void => void problems.push(problem);
  const membersOf = (value: unknown, path: string, names: readonly string[]): Members => {
    if (value == null) return {};
    if (typeof value !== 'object' || Array.isArray(value)) {
      say(`${path} must be an object with ${names.join(', ')}; ${show(value)} has no effect.`);
      return {};
    }
    for (const name of Object.keys(value)) {
      if (!names.includes(name)) say(describeUnknownMember(path, name, names));
    }
    return value as Members;
  };
  const text = (members: Members, path: string, name: string): void => {
    const value = members[name];
    if (value != null && typeof value !== 'string') {
      say(`${path}.${name} must be a text; ${show(value)} has no effect.`);
    }
  };
  const flag = (members: Members, path: string, name: string): void => {
    const value = members[name];
    if (value != null && typeof value !== 'boolean') {
      say(`${path}.${name} must be true or false; ${show(value)} has no effect.`);
    }
  };
  const choice = (members: Members, path: string, name: string, choices: readonly string[]): void => {
    const value = members[name];
    if (value == null || choices.includes(value as string)) return;
    say(
      `${path}.${name} must be one of ${choices.join(', ')}; ${show(value)} is taken as ${choices[0] ?? ''}.`,
    );
  };
  const options = (value: unknown): void => {
    const path = 'config.widget.options';
    const members = membersOf(value, path, Object.keys(widgetOptions));
    for (const [name, kind] of Object.entries(widgetOptions)) {
      const given = members[name];
      // As in an attribute, the word does as well.
      if (kind === 'flag' && typeof given === 'string' && /^(true|false|)$/i.test(given)) continue;
      if (kind === 'flag') flag(members, path, name);
      else if (kind === 'text') text(members, path, name);
      else if (given != null && !kind.includes(given as string)) {
        const words = kind.map(show).join(' or ');
        say(`${path}.${name} must be ${words}; ${show(given)} has no effect.`);
      }
    }
  };

  const events = (value: unknown): void => {
    const path = 'config.analytics.events';
    for (const [event, names] of Object.entries(membersOf(value, path, eventNames))) {
      if (names == null || [names].flat().every(isEventName)) continue;
      say(`${path}.${event} must be a name that GA4 takes or a list; ${show(names)} is none.`);
    }
  };

  if (input == null) say('The command init has no config.');
  const root = membersOf(input, 'config', configNames.root);
  const widget = membersOf(root['widget'], 'config.widget', configNames.widget);
  const consent = membersOf(root['consent'], 'config.consent', configNames.consent);
  const analytics = membersOf(root['analytics'], 'config.analytics', configNames.analytics);
  choice(widget, 'config.widget', 'source', ['auto', 'microsoft', 'built-in']);
  choice(consent, 'config.consent', 'default', ['ask', 'granted']);
  choice(consent, 'config.consent', 'whenDenied', ['wait', 'memory']);
  for (const name of ['appId', 'orgId', 'orgUrl', 'scriptUrl']) text(widget, 'config.widget', name);
  options(widget['options']);
  for (const name of ['ruleSetUrl', 'assetsUrl']) text(root, 'config', name);
  text(analytics, 'config.analytics', 'dataLayer');
  events(analytics['events']);

  const { excludePaths } = root;
  const isTextList = Array.isArray(excludePaths) && excludePaths.every((path) => typeof path === 'string');
  if (excludePaths != null && !isTextList) {
    say('config.excludePaths must be a list of paths such as "/checkout/**".');
  }
  flag(root, 'config', 'debug');
  return [
    ...problems,
    ...missingDataLayer(input, globals),
    ...contradictions(input, isMicrosoft, scriptData),
  ];
}

/** GA4 takes no other, none longer than 40 characters, and keeps three beginnings to itself. */
function isEventName(name: unknown): boolean {
  return typeof name === 'string' && /^(?!(firebase|ga|google)_)[a-z]\w{0,39}$/i.test(name);
}

function describeUnknownMember(path: string, name: string, names: readonly string[]): string {
  const suggestion = suggest(name, names);
  const hint = suggestion === null ? `Known are ${names.join(', ')}.` : `Did you mean ${suggestion}?`;
  return `${path}.${name} is not known and has no effect. ${hint}`;
}

/** Events that cannot be pushed are lost without a sound; nothing else stops for want of them. */
function missingDataLayer(input: unknown, globals: object): readonly string[] {
  const { dataLayer } = parseConfig(input).config;
  const layer: unknown = Reflect.get(globals, dataLayer);
  if (layer == null || Array.isArray(layer)) return [];
  return [
    `window.${dataLayer} is not an array, so no event is pushed; config.analytics.dataLayer names another.`,
  ];
}

function contradictions(input: unknown, isMicrosoft: boolean, scriptData: ScriptData): readonly string[] {
  const { widget, ruleSet, ruleSetUrl, assetsUrl } = parseConfig(input, scriptData).config;
  const { scriptUrl, options, orgUrl } = widget;
  const problems: string[] = [];
  if (ruleSet !== undefined && ruleSetUrl !== '') {
    problems.push('config.ruleSet and config.ruleSetUrl are both given; the address is ignored.');
  }
  if (assetsUrl !== '' && !isAddress(assetsUrl)) {
    problems.push(`config.assetsUrl must be an address; ${show(assetsUrl)} has no effect.`);
  }
  if (scriptUrl !== '' && widget.source !== 'microsoft') {
    problems.push('config.widget.scriptUrl has an effect only with config.widget.source "microsoft".');
  }
  if (options !== undefined && isMicrosoft) {
    problems.push("config.widget.options are the built-in widget's; Microsoft's widget does not read them.");
  }
  if (isMicrosoft && scriptUrl === '') return problems;
  const whose = isMicrosoft ? "Microsoft's" : 'the built-in';
  for (const [name, attribute] of Object.entries(idAttributes)) {
    if (widget[name as keyof typeof idAttributes] === '') {
      const place = `config.widget.${name} (or ${attribute} of the script element)`;
      problems.push(`${place} is missing; ${whose} widget needs it.`);
    }
  }
  if (orgUrl !== '' && !/^https?:\/\/[^/]/.test(orgUrl)) {
    problems.push(`config.widget.orgUrl must be an address such as "https://…"; ${show(orgUrl)} is none.`);
  }
  return problems;
}

/** Whether a page could load something from there; where the page itself is does not matter. */
function isAddress(url: string): boolean {
  try {
    return new URL(url, 'https://page.invalid').href !== '';
  } catch {
    return false;
  }
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
