import { suggest } from '../core/suggest.ts';
import { apiCatalogue, findApi } from './apiCatalogue.ts';
import { checkDialect, testFunctions } from './dialect.ts';
import { runProgram } from './interpreter.ts';
import { assertCalls, assertThat } from './matchers.ts';
import { createPretendPage } from './pretendPage.ts';
import type { PretendPageOptions } from './pretendPage.ts';
import { installTemplate } from './sandboxRun.ts';
import type { InstalledTemplate, Run } from './sandboxRun.ts';
import type { Scenario, Template } from './template.ts';
import { isFunction, isObject, toText } from './values.ts';
import type { SandboxFunction } from './values.ts';

export interface ScenarioResult {
  readonly name: string;
  /** Why it failed, with the line; undefined when it passed. */
  readonly failure?: string;
  /** Completion calls of each `runCode`; anything but one each deserves a look. */
  readonly completions: readonly number[];
  /** Mocks that no code required: a sign of a stale scenario. */
  readonly unusedMocks: readonly string[];
  /** Permissions that something not mocked has needed; only those are proven by the scenario. */
  readonly usedPermissions: readonly string[];
}

/** What else can be asserted about besides the functions of the sandbox. */
const completions: readonly string[] = ['gtmOnSuccess', 'gtmOnFailure'];

/** In the editor a scenario's real loads reach the network; here everything arrives. */
const scenarioPage: PretendPageOptions = { outcomeOf: () => true };

/** Whose calls an assertion is about: of an object, those of all its members. Throws for a name that nothing has. */
const callNames = (name: string): readonly string[] => {
  if (completions.includes(name)) return [name];
  const [objectName = '', member = ''] = name.split('.');
  const api = findApi(objectName);
  const { members } = api ?? {};
  if (name === objectName && api) return members?.map((each) => `${name}.${each}`) ?? [name];
  if (members?.includes(member)) return [name];
  const names = [
    ...completions,
    ...Object.keys(apiCatalogue),
    ...(members ?? []).map((each) => `${objectName}.${each}`),
  ];
  const meant = suggest(name, names);
  throw new Error(
    `there is nothing named ${name} to assert about; ${meant === null ? 'it is no function of the sandbox' : `is ${meant} meant?`}`,
  );
};

const createTestGlobals = (installed: InstalledTemplate, runs: Run[]): Record<string, SandboxFunction> => {
  const knownName = (rawName: unknown): string => {
    const name = toText(rawName);
    if (!findApi(name))
      throw new Error(`there is nothing named ${name} to mock; it is no function of the sandbox`);
    return name;
  };
  return {
    require: installed.require,
    runCode: (data) => {
      const run = installed.fire(data);
      runs.push(run);
      if (run.error) throw run.error;
      return run.returned;
    },
    mock: (name, value) => installed.mock(knownName(name), isFunction(value) ? value : () => value),
    mockObject: (name, members) => {
      if (!isObject(members)) throw new Error('mockObject takes an object');
      installed.mock(knownName(name), members as Record<string, SandboxFunction>);
    },
    assertApi: (rawName) => {
      const name = toText(rawName);
      const names = callNames(name);
      return assertCalls(name, () => names.flatMap(installed.callsOf));
    },
    assertThat,
    fail: (message) => {
      throw new Error(message === undefined ? 'failed' : toText(message));
    },
  };
};

/** `line 7 of setup` or `line 3` of the scenario's own code, for a line of the two joined. */
const placeOf = (line: number, setupLines: number): string =>
  line <= setupLines ? `setup line ${line}` : `line ${line - setupLines}`;

const runScenario = (
  template: Template,
  { name, code }: Scenario,
  options: PretendPageOptions,
): ScenarioResult => {
  const runs: Run[] = [];
  const setupLines = template.setup === '' ? 0 : template.setup.split('\n').length;
  const source = setupLines === 0 ? code : `${template.setup}\n${code}`;
  let installed: InstalledTemplate | undefined;
  let failure: string | undefined;
  try {
    const { problems, program } = checkDialect(source, testFunctions);
    const broken = problems.find(({ rule }) => rule === 'dialect-syntax');
    if (!program || broken) throw new Error(`scenario line ${broken?.line ?? 1}: ${broken?.message ?? ''}`);
    const page = createPretendPage(options);
    installed = installTemplate(template, page);
    runProgram(program, { name: 'scenario', globals: createTestGlobals(installed, runs) });
    page.flush();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    failure = message.replace(/scenario line (\d+)/, (_, line: string) => placeOf(Number(line), setupLines));
  }
  const { mocks, usedMocks, usedPermissions } = installed ?? {
    mocks: new Map<string, unknown>(),
    usedMocks: new Set<string>(),
    usedPermissions: new Set<string>(),
  };
  return {
    name,
    ...(failure === undefined ? {} : { failure }),
    completions: runs.map(({ completions }) => completions.length),
    unusedMocks: [...mocks.keys()].filter((mocked) => !usedMocks.has(mocked)),
    usedPermissions: [...usedPermissions],
  };
};

/**
 * Runs the scenarios of a template's tests section, each on a fresh page with fresh mocks and call logs. What a scenario
 * does not mock runs for real against the page, with the template's permissions.
 */
export const runScenarios = (
  template: Template,
  options: PretendPageOptions = scenarioPage,
): readonly ScenarioResult[] =>
  template.scenarios.map((scenario) => runScenario(template, scenario, options));
