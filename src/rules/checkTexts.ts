import { factDefinition, factNames, isFactName } from '../core/facts.ts';
import { formatNames, placeholdersOf } from '../core/templates.ts';
import type { Report } from './issue.ts';
import { at, isObject, jsonTypeOf } from './json.ts';

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const factGroups: ReadonlySet<string> = new Set(factNames().map((name) => name.split('.', 1)[0] ?? ''));
const dottedBraces = /\{([a-zA-Z]+)\.[a-zA-Z]+(?=[:|}])/g;

/** Checks a text for the visitor: one for all languages, or one for each with the default language among them. */
export function checkLocalizedText(
  text: unknown,
  longest: number,
  defaultLanguage: string,
  pointer: string,
  report: Report,
): void {
  if (!isObject(text)) {
    checkPlainText(text, longest, pointer, report);
    return;
  }
  for (const [language, translation] of Object.entries(text)) {
    const place = at(pointer, language);
    if (!languageTag.test(language)) report('language_tag', place, { language });
    checkPlainText(translation, longest, place, report);
  }
  if (!Object.hasOwn(text, defaultLanguage)) {
    report('missing_language', pointer, { language: defaultLanguage });
  }
}

function checkPlainText(text: unknown, longest: number, pointer: string, report: Report): void {
  if (typeof text !== 'string') {
    report('wrong_type', pointer, { expected: 'string', actual: jsonTypeOf(text) });
  } else if (text.trim() === '') {
    report('too_short', pointer, { limit: 1 });
  } else {
    if (text.length > longest) report('too_long', pointer, { limit: longest });
    checkTemplate(text, pointer, report);
  }
}

/**
 * Checks the placeholders of a text. Braces that hold no fact stay as they are, but a name that begins like a fact
 * and is none is a slip of the pen.
 */
export function checkTemplate(text: string, pointer: string, report: Report): void {
  for (const { fact, format } of placeholdersOf(text, isFactName)) {
    const { type, params } = factDefinition(fact);
    if (type === 'record') report('missing_path', pointer, { fact });
    for (const [param, { required }] of Object.entries(params ?? {})) {
      if (required) report('missing_param', pointer, { fact, param });
    }
    if (format !== undefined && !formatNames.includes(format)) {
      report('unknown_format', pointer, { format, known: formatNames });
    }
  }
  for (const [braces, group = ''] of text.matchAll(dottedBraces)) {
    const fact = braces.slice(1);
    if (!isFactName(fact) && factGroups.has(group)) report('unknown_fact', pointer, { fact });
  }
}
