import type { AnyNode, CallExpression, Expression, Program } from 'acorn';
import type { Problem } from './problem.ts';
import type { Scopes } from './scopes.ts';
import { childrenOf, isFunctionNode, lineOf } from './syntaxTree.ts';

/** How often a piece of code may have completed the tag when it is over; 2 stands for more than once. */
type Counts = ReadonlySet<number>;

const none: Counts = new Set([0]);

const either = (...all: readonly Counts[]): Counts => new Set(all.flatMap((counts) => [...counts]));
const both = (left: Counts, right: Counts): Counts =>
  new Set([...left].flatMap((first) => [...right].map((second) => Math.min(2, first + second))));
const repeated = (counts: Counts): Counts => either(none, counts, both(counts, counts));
const completes = (counts: Counts): boolean => counts.has(1) || counts.has(2);

interface Flow {
  /** Counts where control goes on behind the code; empty when it never does. */
  readonly open: Counts;
  /** Counts at each `return`. */
  readonly returned: readonly { readonly counts: Counts; readonly line: number }[];
  /** Counts where a `break` leaves the code. */
  readonly broken: Counts;
}

const never: Counts = new Set();

const completionNames = new Set<unknown>(['gtmOnSuccess', 'gtmOnFailure']);

/** These call exactly one of their second and third arguments. */
const loaders = new Set(['injectScript', 'sendPixel']);

/** What these make hands a message to the page, which calls a function in it once. */
const queues = new Set(['createQueue', 'createArgumentsQueue']);

/**
 * Checks that every way through the code completes the tag exactly once, by `data.gtmOnSuccess` or `data.gtmOnFailure`,
 * also by way of functions of the template and of callbacks. Conditions are taken as independent of each other, which
 * suits linear code; a template that completes by correlated conditions may be reported wrongly.
 */
export const checkCompletion = (program: Program, { references }: Scopes): readonly Problem[] => {
  const active = new Set<AnyNode>();

  const initOf = (node: AnyNode): AnyNode => {
    const declaration = node.type === 'Identifier' ? references.get(node) : undefined;
    return declaration?.kind === 'const' && declaration.init ? declaration.init : node;
  };

  const isMember = (node: AnyNode): boolean => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false;
    const { object, property, computed } = node;
    const name = property.type === 'Identifier' && !computed ? property.name : undefined;
    return object.name === 'data' && completionNames.has(property.type === 'Literal' ? property.value : name);
  };

  /** `data.gtmOnSuccess`, `data['gtmOnSuccess']`, a constant that is one, also with something to fall back on. */
  const isCompletion = (value: AnyNode): boolean => {
    const node = initOf(value);
    return isMember(node.type === 'LogicalExpression' && node.operator === '||' ? node.left : node);
  };

  /** Counts of calling a value. */
  const countCalled = (value: AnyNode): Counts => {
    if (isCompletion(value)) return new Set([1]);
    if (value.type === 'ConditionalExpression') {
      return either(countCalled(value.consequent), countCalled(value.alternate));
    }
    const callee = initOf(value);
    if (!isFunctionNode(callee) || active.has(callee)) return none;
    active.add(callee);
    const { body } = callee;
    let counts: Counts;
    if (body.type === 'BlockStatement') {
      const { open, returned } = followAll(body.body, none);
      counts = either(open, ...returned.map((at) => at.counts));
    } else counts = count(body);
    active.delete(callee);
    return counts;
  };

  const requiredName = (callee: AnyNode): string | undefined => {
    const init = initOf(callee);
    if (init.type !== 'CallExpression' || init.callee.type !== 'Identifier') return undefined;
    const [name] = init.arguments;
    if (init.callee.name !== 'require' || name?.type !== 'Literal') return undefined;
    return String(name.value);
  };

  const isQueue = (callee: AnyNode): boolean => {
    const made = initOf(callee);
    return made.type === 'CallExpression' && queues.has(requiredName(made.callee) ?? '');
  };

  const countCall = (node: CallExpression): Counts => {
    const before = node.arguments.map((argument) => count(argument)).reduce(both, count(node.callee));
    const api = requiredName(node.callee);
    if (isQueue(node.callee)) {
      return node.arguments.flatMap(membersOf).map(countCalled).filter(completes).reduce(both, before);
    }
    const callbacks = node.arguments.map((argument) => countCalled(argument));
    if (!callbacks.some(completes)) return both(before, countCalled(node.callee));
    if (api !== undefined && loaders.has(api)) {
      return both(before, either(callbacks[1] ?? none, callbacks[2] ?? none));
    }
    const handed = callbacks.filter(completes).reduce(both, none);
    // The sandbox calls such a callback once; a function of the template or of a list may do so at will.
    return both(before, api === undefined ? repeated(handed) : handed);
  };

  const count = (node: AnyNode): Counts => {
    if (isFunctionNode(node)) return none;
    switch (node.type) {
      case 'CallExpression':
        return countCall(node);
      case 'ConditionalExpression':
        return both(count(node.test), either(count(node.consequent), count(node.alternate)));
      case 'LogicalExpression':
        return both(count(node.left), either(none, count(node.right)));
      default:
        return childrenOf(node).map(count).reduce(both, none);
    }
  };

  const followAll = (statements: readonly AnyNode[], start: Counts): Flow => {
    let open = start;
    let broken = never;
    const returned: Flow['returned'][number][] = [];
    for (const statement of statements) {
      const flow = follow(statement, open);
      returned.push(...flow.returned);
      broken = either(broken, flow.broken);
      open = flow.open;
    }
    return { open, returned, broken };
  };

  const goOn = (open: Counts): Flow => ({ open, returned: [], broken: never });

  const followLoop = (body: AnyNode, start: Counts): Flow => {
    const { open, broken, returned } = follow(body, none);
    const rounds = both(start, repeated(either(open, broken)));
    return {
      open: rounds,
      broken: never,
      returned: returned.map((at) => ({ ...at, counts: both(rounds, at.counts) })),
    };
  };

  const follow = (node: AnyNode, start: Counts): Flow => {
    if (start.size === 0) return goOn(never);
    switch (node.type) {
      case 'ReturnStatement': {
        const counts = node.argument ? both(start, count(node.argument)) : start;
        return { open: never, broken: never, returned: [{ counts, line: lineOf(node) }] };
      }
      case 'IfStatement': {
        const tested = both(start, count(node.test));
        const yes = follow(node.consequent, tested);
        const no = node.alternate ? follow(node.alternate, tested) : goOn(tested);
        return {
          open: either(yes.open, no.open),
          broken: either(yes.broken, no.broken),
          returned: [...yes.returned, ...no.returned],
        };
      }
      case 'BlockStatement':
        return followAll(node.body, start);
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return followLoop(node.body, start);
      case 'SwitchStatement': {
        const tested = both(start, count(node.discriminant));
        const ways = node.cases.map((_, index) =>
          followAll(
            node.cases.slice(index).flatMap(({ consequent }) => consequent),
            tested,
          ),
        );
        const hasDefault = node.cases.some(({ test }) => !test);
        return {
          open: either(hasDefault ? never : tested, ...ways.flatMap(({ open, broken }) => [open, broken])),
          broken: never,
          returned: ways.flatMap(({ returned }) => returned),
        };
      }
      case 'BreakStatement':
      case 'ContinueStatement':
        return { open: never, returned: [], broken: start };
      default:
        return goOn(both(start, count(node as Expression)));
    }
  };

  const { open, returned } = followAll(program.body, none);
  const ends = [...returned, { counts: open, line: program.loc?.end.line ?? 1 }];
  const problems = ends.flatMap(({ counts, line }): Problem[] => [
    ...(counts.has(0)
      ? [
          {
            rule: 'completion-missing',
            message: 'a way through the code ends here without data.gtmOnSuccess() or data.gtmOnFailure()',
            line,
          },
        ]
      : []),
    ...(counts.has(2)
      ? [
          {
            rule: 'completion-twice',
            message:
              'a way through the code ends here after more than one completion; Tag Manager takes the first',
            line,
          },
        ]
      : []),
  ]);
  // A statement that several cases of a switch reach is followed more than once.
  return problems.filter(
    ({ rule, line }, index) =>
      problems.findIndex((other) => other.rule === rule && other.line === line) === index,
  );
};

/** What is in a message: the values of an object that is written out, or the value itself. */
const membersOf = (message: AnyNode): readonly AnyNode[] =>
  message.type === 'ObjectExpression'
    ? message.properties.flatMap((property) => (property.type === 'Property' ? [property.value] : []))
    : [message];
