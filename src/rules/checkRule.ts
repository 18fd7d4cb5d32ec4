import { checkCondition } from './checkCondition.ts';
import { checkPlainFact } from './checkFact.ts';
import { checkLocalizedText, checkTemplate } from './checkTexts.ts';
import type { Report } from './issue.ts';
import { at, isObject, jsonTypeOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { limits } from './limits.ts';
import type { NamedConditions } from './namedConditions.ts';

/**
 * Checks what the shape of a rule does not say: conditions, texts and context. Takes any value, also one
 * whose shape is wrong. Gives the number of leaves of its conditions, names put in place.
 */
export function checkRule(
  rule: JsonObject,
  pointer: string,
  named: NamedConditions,
  defaultLanguage: string,
  report: Report,
): number {
  let count = 0;
  for (const key of ['conditions', 'withdrawWhen']) {
    const condition = rule[key];
    if (condition === undefined) continue;
    const place = at(pointer, key);
    count += named.measure(checkCondition(condition, place, report), place, report);
  }
  if (isObject(rule.schedule)) checkTimeZone(rule.schedule.timeZone, `${pointer}/schedule/timeZone`, report);
  if (rule.kind === 'suppress') {
    for (const key of Object.keys(rule)) {
      if (!suppressingKeys.includes(key)) report('suppressing_key', at(pointer, key), { key });
    }
    return count;
  }
  if (rule.invitation === undefined) report('missing_key', pointer, { key: 'invitation' });
  checkLimits(rule.limits, at(pointer, 'limits'), report);
  if (isObject(rule.invitation))
    checkInvitation(rule.invitation, `${pointer}/invitation`, defaultLanguage, report);
  if (isObject(rule.context)) {
    for (const [name, item] of Object.entries(rule.context)) {
      checkContextItem(name, item, `${pointer}/context`, report);
    }
  }
  return count;
}

const suppressingKeys: readonly string[] = [
  'kind',
  'id',
  'title',
  'description',
  'enabled',
  'conditions',
  'schedule',
  'group',
];

function checkTimeZone(timeZone: unknown, pointer: string, report: Report): void {
  if (typeof timeZone !== 'string' || timeZone === 'visitor') return;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    report('time_zone', pointer, { timeZone });
  }
}

function checkInvitation(
  invitation: JsonObject,
  pointer: string,
  defaultLanguage: string,
  report: Report,
): void {
  const variants = Array.isArray(invitation.variants) ? (invitation.variants as readonly unknown[]) : [];
  for (const [index, texts] of [invitation, ...variants].entries()) {
    if (!isObject(texts)) continue;
    const place = index === 0 ? pointer : `${pointer}/variants/${index - 1}`;
    for (const key of ['message', 'title', 'agentName', 'agentPictureUrl'] as const) {
      const text = texts[key];
      if (text !== undefined) checkLocalizedText(text, limits[key], defaultLanguage, at(place, key), report);
    }
    const { id } = texts;
    const isRepeated = variants.slice(0, index - 1).some((other) => isObject(other) && other.id === id);
    if (index > 0 && isRepeated) report('duplicate_id', at(place, 'id'), { id: String(id) });
  }
}

/** Checks that every limit counts per page, visit or visitor, or over days, and not both. */
export function checkLimits(given: unknown, pointer: string, report: Report): void {
  if (!isObject(given) || !Array.isArray(given.max)) return;
  given.max.forEach((limit: unknown, index) => {
    if (!isObject(limit)) return;
    if (Object.hasOwn(limit, 'per') === Object.hasOwn(limit, 'perDays')) {
      report('limit_form', `${pointer}/max/${index}`);
    }
  });
}

const contextForms = ['value', 'fact', 'template'] as const;

function checkContextItem(name: string, item: unknown, parent: string, report: Report): void {
  const pointer = at(parent, name);
  if (name.trim() === '' || name.length > limits.contextName) {
    report('context_name', pointer, { limit: limits.contextName });
  }
  if (!isObject(item)) {
    report('wrong_type', pointer, { expected: 'object', actual: jsonTypeOf(item) });
    return;
  }
  const present = contextForms.filter((form) => Object.hasOwn(item, form));
  const form = present[0];
  if (form === undefined || present.length > 1) {
    report('context_form', pointer, { keys: present });
    return;
  }
  const allowed = {
    value: ['value', 'isDisplayable'],
    fact: ['fact', 'params', 'path', 'whenMissing', 'isDisplayable', 'allowsPersonalData'],
    template: ['template', 'whenMissing', 'isDisplayable', 'allowsPersonalData'],
  }[form];
  for (const [key, member] of Object.entries(item)) {
    const place = at(pointer, key);
    if (!allowed.includes(key)) report('unknown_key', place, { key });
    else if (key === 'isDisplayable' || key === 'allowsPersonalData') {
      expectType('boolean', member, place, report);
    } else if (key === 'whenMissing' && member !== 'omit' && member !== 'empty') {
      report('not_allowed', place, { allowed: ['omit', 'empty'], value: String(member) });
    }
  }
  if (form === 'fact') {
    checkPlainFact(item, pointer, report);
    return;
  }
  const place = at(pointer, form);
  const content = item[form];
  if (form === 'value' && (typeof content === 'number' || typeof content === 'boolean')) return;
  if (!expectType('string', content, place, report)) return;
  const text = String(content);
  if (text.length > limits.contextValue) report('too_long', place, { limit: limits.contextValue });
  if (form === 'template') {
    if (text === '') report('too_short', place, { limit: 1 });
    checkTemplate(text, place, report);
  }
}

function expectType(expected: string, value: unknown, pointer: string, report: Report): boolean {
  const actual = jsonTypeOf(value);
  if (actual !== expected) report('wrong_type', pointer, { expected, actual });
  return actual === expected;
}
