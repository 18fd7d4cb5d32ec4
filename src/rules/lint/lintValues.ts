import type { CompiledLeaf } from '../../core/conditions.ts';
import { clickIds } from '../../core/clickIds.ts';
import { factDefinition } from '../../core/facts.ts';
import type { FactName } from '../../core/facts.ts';
import { operatorTests } from '../../core/operatorTests.ts';
import { suggest } from '../../core/suggest.ts';
import { allLeaves, textsOf } from './allLeaves.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** Values a fact never has, or hardly ever exactly, and facts that are compared with themselves. */
export function lintValues({ compiled }: Linted, warn: Warn): void {
  for (const leaf of allLeaves(compiled)) {
    lintItself(leaf, warn);
    lintMeasured(leaf, warn);
    for (const [text, pointer] of textsOf(leaf)) lintName(leaf, text, pointer, warn);
  }
}

function lintItself({ key, path, fact, operator, operand, pointer }: CompiledLeaf, warn: Warn): void {
  if (operand?.key !== key || operand.path !== path) return;
  const holds = [1, 'a'].some((value) => operatorTests[operator](value, value));
  warn(
    'compares_itself',
    `${pointer}/value`,
    `${quote(fact)} is compared with itself, so this ${holds ? 'holds whenever it is known' : 'never holds'}.`,
    'Write a value, or another fact.',
  );
}

/** Seconds and percents come with fractions and are not looked at every moment. The least and the most are met. */
function lintMeasured({ fact, operator, value, pointer }: CompiledLeaf, warn: Warn): void {
  const { unit, range = [0, 0] } = factDefinition(fact);
  if ((unit !== 'seconds' && unit !== 'percent') || (operator !== 'equal' && operator !== 'in')) return;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const exact = values.find((entry) => typeof entry === 'number' && !range.includes(entry));
  if (exact === undefined) return;
  warn(
    'measured_exactly',
    `${pointer}/operator`,
    `${quote(fact)} is measured, so it is hardly ever exactly ${quote(exact)}.`,
    'Use "greaterThanInclusive", or "between" for a range.',
  );
}

interface Vocabulary {
  /** The names as they come; those that people know, since there are many more. */
  readonly names: readonly string[];
  /** What people write instead, in small letters. */
  readonly others: Readonly<Record<string, string>>;
}

/** As ua-parser-js tells them. */
const vocabularies: Readonly<Partial<Record<FactName, Vocabulary>>> = {
  'device.os': {
    names: ['iOS', 'Android', 'Windows', 'Mac OS', 'Linux', 'Ubuntu', 'Chromium OS', 'HarmonyOS'],
    others: {
      iphone: 'iOS',
      ipad: 'iOS',
      ipados: 'iOS',
      mac: 'Mac OS',
      macos: 'Mac OS',
      'mac os x': 'Mac OS',
      osx: 'Mac OS',
      chromeos: 'Chromium OS',
      'chrome os': 'Chromium OS',
    },
  },
  'device.browser': {
    names: ['Chrome', 'Safari', 'Mobile Safari', 'Edge', 'Firefox', 'Opera', 'Samsung Internet', 'IE'],
    others: {
      'google chrome': 'Chrome',
      'microsoft edge': 'Edge',
      'internet explorer': 'IE',
      'samsung browser': 'Samsung Internet',
    },
  },
};

const currencySigns: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' };

function lintName({ fact, operator }: CompiledLeaf, text: string, pointer: string, warn: Warn): void {
  const isWhole = ['equal', 'notEqual', 'in', 'notIn'].includes(operator);
  const vocabulary = vocabularies[fact];
  if (vocabulary !== undefined && isWhole) {
    const word = text.trim().toLowerCase();
    const { names, others } = vocabulary;
    const name =
      names.find((known) => known.toLowerCase() === word) ?? new Map(Object.entries(others)).get(word);
    if (name === undefined || name === text) return;
    warn(
      'name_form',
      pointer,
      `${quote(fact)} is never ${quote(text)}: capital and small letters count.`,
      `Write ${quote(name)}.`,
    );
  } else if (fact === 'cart.currency' && isWhole && !/^[A-Z]{3}$/.test(text)) {
    const code = currencySigns[text] ?? (/^[a-z]{3}$/i.test(text) ? text.toUpperCase() : null);
    warn(
      'name_form',
      pointer,
      `Currencies come as three capital letters, so it is never ${quote(text)}.`,
      code === null ? 'Write the code, such as "EUR" for the euro.' : `Write ${quote(code)}.`,
    );
  } else if (fact === 'visitor.timeZone' && isWhole) {
    lintTimeZone(text, pointer, warn);
  } else if (fact === 'page.title' && isWhole && text !== text.trim().replace(/\s+/g, ' ')) {
    warn(
      'name_form',
      pointer,
      `A title comes without white space at its ends and with single spaces in it, so it is never ${quote(text)}.`,
      `Write ${quote(text.trim().replace(/\s+/g, ' '))}.`,
    );
  } else if (fact === 'campaign.clickId' && (isWhole || /^(s|doesNotS)tart/.test(operator))) {
    lintClickId(text, isWhole, pointer, warn);
  }
}

function lintClickId(text: string, isWhole: boolean, pointer: string, warn: Warn): void {
  const isPossible = clickIds.some(
    (name) => text.startsWith(`${name}=`) || (!isWhole && name.startsWith(text)),
  );
  if (isPossible) return;
  const [given = ''] = text.split('=', 1);
  const name = clickIds.find((known) => known === given.toLowerCase()) ?? suggest(given, clickIds);
  warn(
    'name_form',
    pointer,
    `A click id comes as its parameter and value, such as "gclid=EAIaIQ", so it never ${isWhole ? 'is' : 'begins with'} ${quote(text)}.`,
    name === null
      ? 'Use "startsWith" with the parameter, such as "gclid=", or "isKnown" for any.'
      : `Use "startsWith" with ${quote(`${name}=`)}.`,
  );
}

function lintTimeZone(text: string, pointer: string, warn: Warn): void {
  const name = nameOfZone(text);
  if (name === text) return;
  const meant = name ?? suggest(text, Intl.supportedValuesOf('timeZone'));
  warn(
    'time_zone_form',
    pointer,
    `Browsers know no time zone ${quote(text)}.`,
    meant === null ? 'Write a name such as "Europe/Amsterdam".' : `Did you mean ${quote(meant)}?`,
  );
}

/** The zone in the capital and small letters it comes in; `null`: there is none of that name. */
function nameOfZone(text: string): string | null {
  if (!/^[a-z]/i.test(text)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    // An older name of a zone is told as the newer one.
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch {
    return null;
  }
}
