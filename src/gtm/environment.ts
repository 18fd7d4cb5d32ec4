import type { AnyNode, VariableDeclaration } from 'acorn';
import { varDeclarationsIn } from './syntaxTree.ts';

interface Binding {
  value: unknown;
  readonly isConstant: boolean;
}

/** Names in force at a place of the code, inner before outer. */
export interface Environment {
  readonly bindings: Map<string, Binding>;
  readonly parent: Environment | undefined;
}

export const createEnvironment = (parent?: Environment): Environment => ({ bindings: new Map(), parent });

const find = (environment: Environment, name: string): Binding | undefined => {
  for (let at: Environment | undefined = environment; at; at = at.parent) {
    const binding = at.bindings.get(name);
    if (binding) return binding;
  }
  return undefined;
};

/** Makes a name of this environment, or gives it its value. */
export const define = (environment: Environment, name: string, value: unknown, isConstant = false): void => {
  environment.bindings.set(name, { value, isConstant });
};

/** Whether a name is declared here or further out, whatever its value. */
export const isDeclared = (environment: Environment, name: string): boolean =>
  find(environment, name) !== undefined;

/** The value of a name; undefined, not an error, when there is none: so the sandbox has it. */
export const read = (environment: Environment, name: string): unknown => find(environment, name)?.value;

/** Assigns to a name. Throws when it is not declared; an assignment to a constant is ignored, as in the sandbox. */
export const assign = (environment: Environment, name: string, value: unknown): void => {
  const binding = find(environment, name);
  if (!binding) throw new Error(`${name} is not declared`);
  if (!binding.isConstant) binding.value = value;
};

const varNames = new WeakMap<AnyNode, readonly string[]>();

/** Names declared with `var` anywhere in a function body or program. */
export const hoistedNames = (body: AnyNode): readonly string[] => {
  const known = varNames.get(body);
  if (known) return known;
  const names = varDeclarationsIn(body).flatMap(declaredNames);
  varNames.set(body, names);
  return names;
};

export const declaredNames = (declaration: VariableDeclaration): readonly string[] =>
  declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
