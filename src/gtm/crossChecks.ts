import { readCodeUse } from './codeUse.ts';
import type { CodeUse } from './codeUse.ts';
import { checkCompletion } from './completionCheck.ts';
import { checkDialect, testFunctions } from './dialect.ts';
import { checkFields } from './fieldChecks.ts';
import { flattenFields, hasValue } from './fields.ts';
import { checkInfo } from './infoChecks.ts';
import { textsOf } from './json.ts';
import { checkPermissions } from './permissionChecks.ts';
import type { Problem } from './problem.ts';
import type { Template } from './template.ts';
import { checkUrlInput } from './urlInputCheck.ts';

export interface CheckOptions {
  /** Version of the engine's package; every versioned address in code and permissions must name it. */
  readonly engineVersion?: string;
  /** Fields that the code need not read. */
  readonly unreadFields?: readonly string[];
}

const checkFieldUse = (
  template: Template,
  { fieldsRead, readsAnyField }: CodeUse,
  allowed: readonly string[],
): readonly Problem[] => {
  const fields = flattenFields(template.fields).filter(hasValue);
  const names = new Set(fields.map(({ name }) => name));
  const unknown = [...fieldsRead]
    .filter(([name]) => !names.has(name) && !name.startsWith('gtm'))
    .map(([name, line]) => ({ rule: 'field-unknown', message: `data.${name} is not a field`, line }));
  const unread = [...names]
    .filter((name) => !readsAnyField && !fieldsRead.has(name) && !allowed.includes(name))
    .map((name) => ({ rule: 'field-unread', message: `field ${name}: the code never reads it` }));
  return [...unknown, ...unread];
};

/** Who waits with it for something asks without a pause, again and again. */
const checkDelays = ({ calls }: CodeUse): readonly Problem[] =>
  calls
    .filter(({ api, args }) => api === 'callLater' && args.length > 1)
    .map(({ line }) => ({
      rule: 'no-delay',
      message: 'callLater takes a function only and calls it in the next turn; the sandbox has no delay',
      line,
    }));

/** Letters, digits, spaces, hyphens and underscores: the editor has been seen to lose scenarios with others. */
const plainName = /^[A-Za-z0-9 _-]+$/;

const checkTests = ({ scenarios, setup }: Template): readonly Problem[] => {
  const inSetup = checkDialect(setup, testFunctions).problems.map(({ rule, message, line }) => ({
    rule,
    message: `setup line ${line ?? 1}: ${message}`,
  }));
  const setupLines = setup === '' ? 0 : setup.split('\n').length;
  const names = new Set<string>();
  const inScenarios = scenarios.flatMap(({ name, code }, index) => {
    const problems: Problem[] = [];
    const report = (rule: string, message: string): void =>
      void problems.push({ rule, message: `scenario ${name || index + 1}: ${message}` });
    if (name === '') report('scenario-name', 'it has no name');
    else if (!plainName.test(name))
      report('scenario-name', 'its name has characters that the editor may refuse');
    if (name !== '' && names.has(name)) report('scenario-name', 'another scenario has the same name');
    names.add(name);
    // Setup and scenario share one scope; what is wrong with the setup is reported once, above.
    const source = setupLines === 0 ? code : `${setup}\n${code}`;
    for (const { rule, message, line = 1 } of checkDialect(source, testFunctions).problems) {
      if (line > setupLines) report(rule, `line ${line - setupLines}: ${message}`);
    }
    return problems;
  });
  return [...inSetup, ...inScenarios];
};

const versioned = /^https:\/\/[^?#]*@([^/@]+)\//;

const checkVersions = (
  template: Template,
  texts: ReadonlySet<string>,
  version: string,
): readonly Problem[] => {
  const patterns = template.permissions.flatMap(({ settings }) => textsOf(settings['urls']));
  const versionsIn = (addresses: Iterable<string>): readonly string[] =>
    [...addresses].flatMap((address) => versioned.exec(address)?.[1] ?? []);
  const places = [
    { place: 'the code', found: versionsIn(texts) },
    { place: 'the permissions', found: versionsIn(patterns) },
  ];
  return places.flatMap(({ place, found }) => {
    if (found.length === 0) return [{ rule: 'engine-version', message: `${place} names no engine version` }];
    return found
      .filter((other) => other !== version)
      .map((other) => ({
        rule: 'engine-version',
        message: `${place} names engine ${other}; the package is ${version}`,
      }));
  });
};

/**
 * Every static check of a template: description, form, dialect of code and tests, permissions against use, fields
 * against use, completion, engine version. Problems of the code carry the line in the file. An empty list is a sound
 * template.
 */
export const checkTemplate = (template: Template, options: CheckOptions = {}): readonly Problem[] => {
  const { problems, program, scopes } = checkDialect(template.code);
  const inCode: Problem[] = [...problems];
  const versions: Problem[] = [];
  if (program && scopes) {
    const use = readCodeUse(program, scopes);
    inCode.push(...checkPermissions(template.permissions, use));
    inCode.push(...checkUrlInput(program, scopes));
    inCode.push(...checkDelays(use));
    inCode.push(...checkFieldUse(template, use, options.unreadFields ?? []));
    if (template.info['type'] === 'TAG') inCode.push(...checkCompletion(program, scopes));
    if (options.engineVersion !== undefined) {
      versions.push(...checkVersions(template, use.texts, options.engineVersion));
    }
  }
  const placed = inCode.map(({ line, ...problem }) =>
    line === undefined ? problem : { ...problem, line: line + template.codeLine - 1 },
  );
  return [
    ...checkInfo(template.info),
    ...checkFields(template.fields),
    ...placed,
    ...versions,
    ...checkTests(template),
  ];
};
