import { configNames, parseConfig } from './config.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * What is wrong with the configuration of the `init` command and how to mend it, one sentence each.
 *
 * @param hasMicrosoftWidget - whether the page carries Microsoft's widget, so that `auto` needs no ids.
 */
export function describeConfigProblems(input: unknown, hasMicrosoftWidget: boolean): readonly string[] {
  const problems: string[] = [];
  const say = (problem: string): void => void problems.push(problem);
  const membersOf = (value: unknown, path: string, names: readonly string[]): Members => {
    if (value == null) return {};
    if (typeof value !== 'object' || Array.isArray(value)) {
      say(`${path} must be an object with ${names.join(', ')}; ${show(value)} has no effect.`);
      return {};
    }
    for (const name of Object.keys(value)) {
      if (names.includes(name)) continue;
      say(`${path}.${name} is not known and has no effect; known are ${names.join(', ')}.`);
    }
    return value as Members;
  };
  const text = (members: Members, path: string, name: string): void => {
    const value = members[name];
    if (value != null && typeof value !== 'string') {
      say(`${path}.${name} must be a text; ${show(value)} has no effect.`);
    }
  };
  const choice = (members: Members, path: string, name: string, choices: readonly string[]): void => {
    const value = members[name];
    if (value == null || choices.includes(value as string)) return;
    say(
      `${path}.${name} must be one of ${choices.join(', ')}; ${show(value)} is taken as ${choices[0] ?? ''}.`,
    );
  };

  if (input == null) say('The command init has no config.');
  const root = membersOf(input, 'config', configNames.root);
  const widget = membersOf(root['widget'], 'config.widget', configNames.widget);
  const consent = membersOf(root['consent'], 'config.consent', configNames.consent);
  const analytics = membersOf(root['analytics'], 'config.analytics', configNames.analytics);
  choice(widget, 'config.widget', 'source', ['auto', 'microsoft', 'built-in']);
  choice(consent, 'config.consent', 'default', ['ask', 'granted']);
  choice(consent, 'config.consent', 'whenDenied', ['wait', 'memory']);
  for (const name of ['appId', 'orgId', 'orgUrl']) text(widget, 'config.widget', name);
  for (const name of ['ruleSetUrl', 'assetsUrl']) text(root, 'config', name);
  text(analytics, 'config.analytics', 'dataLayer');

  const { excludePaths, debug } = root;
  const isTextList = Array.isArray(excludePaths) && excludePaths.every((path) => typeof path === 'string');
  if (excludePaths != null && !isTextList) {
    say('config.excludePaths must be a list of paths such as "/checkout/**".');
  }
  if (debug != null && typeof debug !== 'boolean') {
    say(`config.debug must be true or false; ${show(debug)} has no effect.`);
  }
  return [...problems, ...contradictions(input, hasMicrosoftWidget)];
}

function contradictions(input: unknown, hasMicrosoftWidget: boolean): readonly string[] {
  const { widget, ruleSet, ruleSetUrl } = parseConfig(input).config;
  const problems: string[] = [];
  if (ruleSet !== undefined && ruleSetUrl !== '') {
    problems.push('config.ruleSet and config.ruleSetUrl are both given; the address is ignored.');
  }
  const isBuiltIn = widget.source === 'built-in' || (widget.source === 'auto' && !hasMicrosoftWidget);
  if (!isBuiltIn) return problems;
  for (const name of ['appId', 'orgId', 'orgUrl'] as const) {
    if (widget[name] === '') problems.push(`config.widget.${name} is missing; the built-in widget needs it.`);
  }
  if (widget.orgUrl !== '' && !/^https?:\/\/[^/]/.test(widget.orgUrl)) {
    problems.push(
      `config.widget.orgUrl must be an address such as "https://…"; ${show(widget.orgUrl)} is none.`,
    );
  }
  return problems;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
