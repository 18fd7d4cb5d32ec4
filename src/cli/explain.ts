import { compileRuleSet } from '../core/compile.ts';
import type { CompiledRuleSet } from '../core/compile.ts';
import { evaluateCondition, nearMiss } from '../core/conditions.ts';
import type { CompiledCondition, MissingFact, Trace } from '../core/conditions.ts';
import type { FactName, FactValue } from '../core/facts.ts';
import type { Outcome, Reason } from '../core/reasons.ts';
import type { RuleTest } from '../core/ruleSet.ts';
import { openFacts } from '../core/ruleStatus.ts';
import { lastAbout, playCase } from '../core/simulate.ts';
import { checkRegex } from '../rules/checkRegex.ts';
import { checkTest } from '../rules/checkTest.ts';
import { codeFrame } from '../rules/codeFrame.ts';
import { createRulesEngine } from '../rules/engine.ts';
import type { Issue } from '../rules/issue.ts';
import { isObject } from '../rules/json.ts';
import { placesIn } from '../rules/locate.ts';
import { describeIssue } from '../rules/messages.ts';
import { parseRuleSet } from '../rules/parse.ts';
import { placeOfRule, pointersInDocument } from '../rules/rulePlaces.ts';
import { describeRules, pathsIn } from './explanation.ts';
import { readText } from './ruleFiles.ts';

export interface ExplainIo {
  /** Takes one line of the report, or several joined by line breaks. */
  readonly out: (text: string) => void;
  /** The text of a file; default: from disk. */
  readonly read?: (file: string) => Promise<string>;
  /** Whether the report may be coloured. */
  readonly coloured?: boolean;
}

/** What came of one rule, and why. */
export interface ExplainedRule {
  readonly ruleId: string;
  readonly title: string | null;
  readonly kind: 'invite' | 'suppress';
  /** Absent for a rule of kind `suppress` that is used, of which `matched` says it all. */
  readonly outcome: Outcome | null;
  readonly reason: Reason | null;
  /** Whether the conditions hold. */
  readonly matched: boolean;
  /** With pointers into the file. */
  readonly trace: Trace | null;
  /** What is still missing, where waiting can bring it. */
  readonly nearMiss: readonly MissingFact[] | null;
  /** By the pointer of a leaf, the path it follows. */
  readonly paths: ReadonlyMap<string, string>;
  /** Why the rule was left out. */
  readonly mistakes: readonly string[];
}

/** A rule that was left out, as far as it can be told. */
type BrokenRule = Pick<ExplainedRule, 'ruleId' | 'title' | 'kind' | 'mistakes'>;

type Case = Pick<RuleTest, 'given' | 'then'>;

/**
 * Explains what each rule of a rule set does in a situation: outcome, reason, the tree of conditions with wanted and
 * actual values, and what is still missing. The situation is the `given` of a test, with its `then` if there is one, or
 * facts alone.
 *
 * @returns the exit code: 0 if it could be explained, 1 if a file cannot be read or has a mistake in it.
 */
export async function explainRules(
  rulesFile: string,
  givenFile: string | null,
  io: ExplainIo,
  json = false,
): Promise<number> {
  const rulesText = await read(rulesFile, io);
  if (rulesText === null) return 1;
  // As on a page, which does not look at the tests: a mistake in one takes no rule away.
  const { ruleSet, issues, invalid } = parseRuleSet(rulesText, undefined, checkRegex);
  if (ruleSet === null) {
    issues.forEach((issue) => tellMistake(issue, issue.pointer, rulesFile, rulesText, io));
    return 1;
  }
  const situation = givenFile === null ? { given: {} } : await readCase(givenFile, io);
  if (situation === null) return 1;
  const written = JSON.parse(rulesText) as { readonly rules: readonly unknown[] };
  const broken = invalid.map(({ ruleId, issues: own }): BrokenRule => {
    const place = own.map(({ pointer }) => placeOfRule(pointer)).find((found) => found !== null);
    const rule = written.rules[place ?? -1];
    const { title, kind } = isObject(rule) ? rule : {};
    return {
      ruleId,
      title: typeof title === 'string' ? title : null,
      kind: kind === 'suppress' ? kind : 'invite',
      mistakes: own.map((issue) => describeIssue(issue, rulesText)),
    };
  });
  const inFile = pointersInDocument(ruleSet.rules.length, issues);
  const explained = await explainCase(compileRuleSet(ruleSet), situation, broken, inFile);
  if (json) {
    const rules = explained.map(({ paths: _paths, ...rule }) => rule);
    io.out(JSON.stringify({ ruleSetId: ruleSet.id, ruleSetVersion: ruleSet.version, rules }, null, 2));
  } else {
    io.out(describeRules(explained, io.coloured === true));
  }
  return 0;
}

async function explainCase(
  compiled: CompiledRuleSet,
  situation: Case,
  broken: readonly BrokenRule[],
  inFile: (pointer: string) => string,
): Promise<readonly ExplainedRule[]> {
  const invalidRuleIds = broken.map(({ ruleId }) => ruleId);
  const played = await playCase(compiled, situation, createRulesEngine(), invalidRuleIds);
  // What is given about agents is known once they have been asked, and of no use to a reader before.
  const facts = new Map([...played.state.facts, ...agentFactsOf(situation)]);
  const open = new Set<FactName>(openFacts.filter((fact) => !facts.has(fact)));
  const conditionOf = (
    condition: CompiledCondition,
  ): Pick<ExplainedRule, 'matched' | 'trace' | 'paths' | 'mistakes'> => {
    const trace = withPointers(evaluateCondition(condition, facts, open), inFile);
    return { matched: trace.matched, trace, paths: pathsIn(condition, inFile), mistakes: [] };
  };
  return [
    ...compiled.rules.map(({ rule, condition }): ExplainedRule => {
      const { outcome = 'waiting', reason = null } = lastAbout(rule.id, played) ?? {};
      return {
        ruleId: rule.id,
        title: rule.title ?? null,
        kind: 'invite',
        outcome,
        reason,
        ...conditionOf(condition),
        nearMiss: reason === 'needs_more' ? nearMiss(condition, facts, open) : null,
      };
    }),
    ...compiled.suppressing.map(({ rule, condition }): ExplainedRule => ({
      ruleId: rule.id,
      title: rule.title ?? null,
      kind: 'suppress',
      outcome: null,
      reason: null,
      ...conditionOf(condition),
      nearMiss: null,
    })),
    ...broken.map((rule): ExplainedRule => ({
      ...rule,
      outcome: 'suppressed',
      reason: 'invalid_rule',
      matched: false,
      trace: null,
      nearMiss: null,
      paths: new Map(),
    })),
  ];
}

function withPointers({ children, ...trace }: Trace, inFile: (pointer: string) => string): Trace {
  return {
    ...trace,
    pointer: inFile(trace.pointer),
    ...(children === undefined ? {} : { children: children.map((child) => withPointers(child, inFile)) }),
  };
}

function agentFactsOf({ given, then = [] }: Case): readonly (readonly [string, FactValue])[] {
  return [given, ...then].flatMap(({ facts = {} }) =>
    Object.entries(facts).filter(([key]) => key.startsWith('agent.')),
  );
}

async function read(file: string, { out, read: readFile = readText }: ExplainIo): Promise<string | null> {
  try {
    return await readFile(file);
  } catch (error) {
    out(`${file}: cannot be read. ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** Reads a situation: a test, the `given` of one, or facts alone. */
async function readCase(file: string, io: ExplainIo): Promise<Case | null> {
  const text = await read(file, io);
  if (text === null) return null;
  const { syntax } = placesIn(text);
  if (syntax !== null) {
    io.out(`${file}:${syntax.place.line}:${syntax.place.column}\n  ${syntax.message}`);
    return null;
  }
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) {
    io.out(
      `${file}:1:1\n  This must be an object in braces, such as { "facts": { "page.path": "/pricing" } }.`,
    );
    return null;
  }
  const isTest = Object.hasOwn(document, 'given');
  const isFacts = Object.keys(document).some((key) => key.includes('.'));
  const given = isTest ? document.given : isFacts ? { facts: document } : document;
  const then = isTest && Object.hasOwn(document, 'then') ? { then: document.then } : {};
  const around = isTest ? '' : isFacts ? '/given/facts' : '/given';
  const mistakes: Issue[] = [];
  const test = { name: 'explained', given, ...then, expect: 'waiting' };
  checkTest(test, '', (code, pointer, params = {}) => {
    mistakes.push({ code, pointer, params });
  });
  mistakes.forEach((issue) => tellMistake(issue, issue.pointer.slice(around.length), file, text, io));
  // Its shape has just been checked.
  return mistakes.length > 0 ? null : (test as unknown as Case);
}

function tellMistake(issue: Issue, pointer: string, file: string, text: string, { out }: ExplainIo): void {
  const place = placesIn(text).place(pointer, /\/facts\/|\.[a-z]/i.test(pointer) ? 'key' : 'value');
  const frame = codeFrame(text, place).replace(/^/gm, '  ');
  out(
    `${file}:${place.line}:${place.column}${pointer === '' ? '' : ` ${pointer}`}\n  ${describeIssue(issue, text)}\n\n${frame}\n`,
  );
}
