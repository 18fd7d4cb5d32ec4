import { factDefinition, factNames, isFactName } from '../../core/facts.ts';
import type { FactName } from '../../core/facts.ts';
import { suggest } from '../../core/suggest.ts';
import { formatNames, placeholdersOf } from '../../core/templates.ts';
import { at } from '../json.ts';
import { textsOf } from './lintTexts.ts';
import { quote, quotedList } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** A brace with what follows it, up to the brace that closes it, to the next one that opens, or to the end. */
const braceGroup = /\{([^{}]*)(\}?)/g;
const factFirst = /^\s*([a-z]+\.[a-z]+)(?![\w-])/i;
/** Where its closing brace is missing, the placeholder ends with the name, the format, or the sign of a fallback. */
const unclosedFact = /^\{\s*[a-z]+\.[a-z]+(?::[a-z]+)?(?:\s*\|)?/i;
/** One word, or up to three, as people name a gap to be filled. */
const words = /^\s*([\p{L}_$][\p{L}\p{N}_$.-]*(?: [\p{L}\p{N}_$.-]+){0,2})\s*$/u;

/** What is written like a placeholder and is none, so that visitors or agents would read its braces. */
export function lintBraces({ active }: Linted, warn: Warn): void {
  for (const rule of active) {
    for (const { text, pointer } of textsOf(rule)) {
      if (typeof text === 'string') lintText(text, pointer, warn);
      else
        Object.entries(text).forEach(([language, translation]) => {
          lintText(translation, at(pointer, language), warn);
        });
    }
    for (const [name, item] of Object.entries(rule.rule.context ?? {})) {
      if (!('template' in item)) continue;
      lintText(item.template, `${at(`/rules/${rule.index}/context`, name)}/template`, warn);
    }
  }
}

function lintText(text: string, pointer: string, warn: Warn): void {
  const slips = slipsIn(text);
  if (slips.length === 0) return;
  warn(
    'placeholder_not_replaced',
    pointer,
    `${quotedList(slips.map(({ raw }) => raw))} will be read as written, with braces, because no fact is put in there.`,
    slips.map(({ advice }) => advice).join(' '),
  );
}

interface Slip {
  readonly raw: string;
  /** What to write instead, in one or two sentences. */
  readonly advice: string;
}

function slipsIn(text: string): readonly Slip[] {
  const replaced = new Set(placeholdersOf(text, isFactName).map(({ start }) => start));
  const slips = new Map<string, Slip>();
  for (const { 0: group, 1: content = '', 2: close, index } of text.matchAll(braceGroup)) {
    if (replaced.has(index)) continue;
    const isClosed = close !== '';
    const fact = factFirst.exec(content)?.[1];
    if (fact !== undefined && isFactName(fact)) {
      const raw = isClosed ? group : (unclosedFact.exec(group)?.[0] ?? group);
      slips.set(raw, { raw, advice: adviceOnFact(fact, raw, isClosed) });
    } else if (isClosed) {
      const name = words.exec(content.split(/[:|]/, 1)[0] ?? '')?.[1];
      if (name !== undefined) slips.set(group, { raw: group, advice: adviceOnWords(name, group) });
    }
  }
  return [...slips.values()];
}

function adviceOnFact(fact: FactName, raw: string, isClosed: boolean): string {
  if (!isForTexts(fact)) return `A text cannot say ${quote(fact)}, nor a part of it. ${inWords}`;
  const [head = '', ...others] = raw.replace(/\}$/, '').split('|');
  const asked = head.split(':')[1]?.trim();
  const format = asked === undefined ? null : suggest(asked, formatNames);
  const fallback = others.length === 0 ? '' : `|${isClosed ? others.join('|').trim() : '…'}`;
  return `Write ${quote(`{${fact}${format === null ? '' : `:${format}`}${fallback}}`)} for ${quote(raw)}.`;
}

function adviceOnWords(name: string, raw: string): string {
  const meant = suggest(name.replace(/[\s_-]+/g, '.'), factNames().filter(isForTexts));
  return meant === null
    ? `There is no fact ${quote(name)}. ${inWords}`
    : `Did you mean ${quote(`{${meant}}`)} by ${quote(raw)}?`;
}

const inWords = 'Write words without braces there.';

/** Whether a text can say the fact: it is one value or a list, and needs no parameter. */
function isForTexts(fact: FactName): boolean {
  const { type, params = {} } = factDefinition(fact);
  return type !== 'record' && !Object.values(params).some(({ required }) => required);
}
