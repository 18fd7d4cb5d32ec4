import type { Program } from 'acorn';
import { findApi } from './apiCatalogue.ts';
import { toSandbox } from './boundary.ts';
import { checkDialect } from './dialect.ts';
import { runProgram } from './interpreter.ts';
import { createLoadApis } from './loadApis.ts';
import { createPageApis } from './pageApis.ts';
import { createPermissions } from './permissions.ts';
import type { ApiImplementation, Apis, Demand, SandboxPage } from './sandboxPage.ts';
import type { Template } from './template.ts';
import { createValueApis } from './valueApis.ts';
import { createRecord, isFunction } from './values.ts';
import type { SandboxFunction } from './values.ts';
import { createWindowApis } from './windowApis.ts';

export type Completion = 'success' | 'failure';

/** One firing of a tag. */
export interface Run {
  /** Every completion call in order, also ones that come later; a sound template makes exactly one. */
  readonly completions: readonly Completion[];
  /** What ended the code early; Tag Manager counts that as a failure. */
  readonly error?: Error;
  /** What the code returned; a variable template's value. */
  readonly returned: unknown;
}

/** Calls of one function of the sandbox: the arguments of each, as sandbox values. */
export type Calls = readonly (readonly unknown[])[];

/** A template on a page: template storage and loaded scripts live as long as this. */
export interface InstalledTemplate {
  /** Runs the code with these field values; `onCompletion` hears of each completion call as it comes. */
  readonly fire: (data: unknown, onCompletion?: (completion: Completion) => void) => Run;
  /** Calls so far by name: `injectScript`, `localStorage.getItem`, `gtmOnSuccess`. */
  readonly callsOf: (name: string) => Calls;
  /** Replaces what `require` gives under a name, in code that requires it from now on. */
  readonly mock: (name: string, implementation: ApiImplementation) => void;
  readonly mocks: ReadonlyMap<string, ApiImplementation>;
  /** Names of mocks that code has required. */
  readonly usedMocks: ReadonlySet<string>;
  /** Permissions that a call has asked for and got, other than by a mock. */
  readonly usedPermissions: ReadonlySet<string>;
  /** The `require` of this template, for test code beside it. */
  readonly require: SandboxFunction;
}

/**
 * Makes the template's code ready to run on a page with the permissions it declares. Throws when the code uses syntax
 * that the sandbox does not have; names that do not exist are found when they are used, as in the sandbox.
 */
export const installTemplate = (template: Template, page: SandboxPage): InstalledTemplate => {
  const { problems, program } = checkDialect(template.code);
  const broken = problems.find(({ rule }) => rule === 'dialect-syntax');
  if (!program || broken) throw new Error(`template line ${broken?.line ?? 1}: ${broken?.message ?? ''}`);
  return createInstalled(template, program, page);
};

const createInstalled = (template: Template, program: Program, page: SandboxPage): InstalledTemplate => {
  const permissions = createPermissions(template.permissions);
  const calls = new Map<string, (readonly unknown[])[]>();
  const mocks = new Map<string, ApiImplementation>();
  const usedMocks = new Set<string>();
  const usedPermissions = new Set<string>();

  const demand: Demand = (permission, action, ...details) => {
    if (!permissions.declared.some(({ publicId }) => publicId === permission)) {
      throw new Error(`${action}: the permission ${permission} is not configured`);
    }
    if (!permissions.allows(permission, ...details)) throw new Error(`${action} (${permission})`);
    usedPermissions.add(permission);
  };

  const apis: Apis = {
    ...createValueApis(page),
    ...createWindowApis(page, demand),
    ...createLoadApis(page, demand, new Map()),
    ...createPageApis(page, demand, new Map()),
    queryPermission: (permission, ...details) => permissions.allows(String(permission), ...details),
  };

  const record = (name: string, args: readonly unknown[]): void => {
    const known = calls.get(name);
    if (known) known.push(args);
    else calls.set(name, [args]);
  };

  const recorded =
    (name: string, call: SandboxFunction): SandboxFunction =>
    (...args) => {
      record(name, args);
      return call(...args);
    };

  const provide = (name: string, implementation: ApiImplementation): unknown => {
    if (isFunction(implementation)) return recorded(name, implementation);
    const members = Object.entries(implementation).map(
      ([member, call]) => [member, isFunction(call) ? recorded(`${name}.${member}`, call) : call] as const,
    );
    return createRecord(Object.fromEntries(members));
  };

  const require: SandboxFunction = (rawName) => {
    const name = String(rawName);
    const mocked = mocks.get(name);
    if (mocked) {
      usedMocks.add(name);
      return provide(name, mocked);
    }
    const real = findApi(name) && Object.hasOwn(apis, name) ? apis[name] : undefined;
    if (!real) throw new Error(`require does not know ${name}`);
    return provide(name, real);
  };

  const fire: InstalledTemplate['fire'] = (data, onCompletion) => {
    const completions: Completion[] = [];
    const complete =
      (completion: Completion, name: string): SandboxFunction =>
      () => {
        completions.push(completion);
        record(name, []);
        onCompletion?.(completion);
      };
    const values = createRecord({
      ...(toSandbox(data) as Record<string, unknown> | undefined),
      gtmOnSuccess: complete('success', 'gtmOnSuccess'),
      gtmOnFailure: complete('failure', 'gtmOnFailure'),
    });
    try {
      const returned = runProgram(program, { name: 'template', globals: { require, data: values } });
      return { completions, returned };
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      return { completions, returned: undefined, error: reason };
    }
  };

  return {
    fire,
    callsOf: (name) => calls.get(name) ?? [],
    mock: (name, implementation) => mocks.set(name, implementation),
    mocks,
    usedMocks,
    usedPermissions,
    require,
  };
};
