import { leavesOf } from '../core/conditions.ts';
import type { CompiledCondition, MissingFact, Trace } from '../core/conditions.ts';
import { factKey } from '../core/facts.ts';
import { describeMissing } from '../core/missingWords.ts';
import { operatorPhrases } from '../core/operatorDocs.ts';
import { reasonTexts } from '../core/reasons.ts';
import type { ExplainedRule } from './explain.ts';

type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold';
type Paint = (colour: Colour, text: string) => string;

const codes: Readonly<Record<Colour, readonly [on: number, off: number]>> = {
  green: [32, 39],
  red: [31, 39],
  yellow: [33, 39],
  dim: [2, 22],
  bold: [1, 22],
};

/** What came of each rule, for a terminal. */
export function describeRules(rules: readonly ExplainedRule[], coloured: boolean): string {
  const paint: Paint = (colour, text) =>
    coloured ? `\u001b[${codes[colour][0]}m${text}\u001b[${codes[colour][1]}m` : text;
  return rules.map((rule) => describeRule(rule, paint)).join('\n');
}

function describeRule(rule: ExplainedRule, paint: Paint): string {
  const { ruleId, title, trace, nearMiss, mistakes } = rule;
  const lines = [
    `${paint('bold', ruleId)}${title === null ? '' : `  ${title}`}`,
    `  ${verdict(rule, paint)}`,
  ];
  for (const mistake of mistakes) lines.push(`  ${paint('red', mistake)}`);
  if (nearMiss !== null && nearMiss.length > 0) {
    lines.push(`  ${paint('yellow', `Still missing: ${nearMiss.map(describeMissing).join(' and ')}.`)}`);
  }
  if (trace !== null) lines.push(...treeOf(trace, '  ', { rule, missing: nearMiss ?? [] }, paint));
  return `${lines.join('\n')}\n`;
}

function verdict({ kind, outcome, reason, matched }: ExplainedRule, paint: Paint): string {
  if (kind === 'suppress' && outcome === null) {
    return matched
      ? paint('yellow', 'holds: it silences others, if it is switched on and its schedule is open')
      : 'does not hold: it silences nobody';
  }
  const words = `${String(outcome)}${reason === null ? '' : ` (${reason})`}`;
  const colour = outcome === 'invited' || outcome === 'accepted' ? 'green' : 'yellow';
  return `${paint(colour, words)}${reason === null ? '' : `  ${reasonTexts[reason]}`}`;
}

interface Around {
  readonly rule: ExplainedRule;
  readonly missing: readonly MissingFact[];
}

function treeOf(trace: Trace, indent: string, around: Around, paint: Paint): readonly string[] {
  const sign = trace.matched ? paint('green', '✓') : paint('red', '✗');
  if (trace.kind !== 'leaf') {
    const head = trace.kind === 'all' ? 'all of these' : 'any of these';
    return [
      `${indent}${sign} ${head}`,
      ...(trace.children ?? []).flatMap((child) => treeOf(child, `${indent}  `, around, paint)),
    ];
  }
  const { fact = '', params } = trace;
  const rest = around.missing.find((found) => factKey(found.fact, found.params) === factKey(fact, params));
  const more = rest === undefined || trace.matched ? '' : `, ${describeMissing(rest)}`;
  const { wanted, found } = leafInWords(trace, around.rule.paths);
  return [`${indent}${sign} ${wanted}  ${paint('dim', `${found}${more}`)}`];
}

/** The paths that leaves follow, by the pointer of each as `inFile` makes it. */
export function pathsIn(
  condition: CompiledCondition,
  inFile = (pointer: string): string => pointer,
): ReadonlyMap<string, string> {
  const followed = leavesOf(condition).flatMap(({ pointer, path }) =>
    path === undefined ? [] : [[inFile(pointer), path] as const],
  );
  return new Map(followed);
}

/** What has to be otherwise for the conditions to hold: `page.path is "/cart" (is "/")`. */
export function whatFails(trace: Trace, paths: ExplainedRule['paths']): readonly string[] {
  if (trace.matched) return [];
  if (trace.kind !== 'leaf') return (trace.children ?? []).flatMap((child) => whatFails(child, paths));
  const { wanted, found } = leafInWords(trace, paths);
  return [`${wanted} (${found})`];
}

function leafInWords(
  trace: Trace,
  paths: ExplainedRule['paths'],
): { readonly wanted: string; readonly found: string } {
  const { fact = '', params, operator, wanted, actual, open, pointer } = trace;
  const path = paths.get(pointer);
  const subject = `${fact}${paramsInWords(params)}${path === undefined ? '' : ` ${path}`}`;
  const phrase = operator === undefined ? '' : operatorPhrases[operator];
  const found =
    open === true
      ? 'not asked for yet'
      : actual === undefined
        ? 'is unknown'
        : `is ${JSON.stringify(actual)}`;
  const wantedText = wanted === undefined ? 'what is unknown' : JSON.stringify(wanted);
  return { wanted: `${subject} ${phrase} ${wantedText}`, found };
}

function paramsInWords(params: Trace['params']): string {
  if (params === undefined) return '';
  const given = Object.entries(params).map(([name, value]) => `${name}: ${value}`);
  return ` (${given.join(', ')})`;
}
