import type { CompiledRule } from '../../core/compile.ts';
import { isFactName } from '../../core/facts.ts';
import type { FactName } from '../../core/facts.ts';
import type { InvitationTexts, LocalizedText } from '../../core/ruleSet.ts';
import { placeholdersOf } from '../../core/templates.ts';
import { isAlwaysKnown, leavesThatMustHold } from './satisfiable.ts';
import { quote, quotedList } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** A text of an invitation with its place. */
export interface PlacedText {
  readonly text: LocalizedText;
  readonly pointer: string;
  readonly rule: CompiledRule;
}

/** What visitors would read in a language that is not theirs, or with a gap in it. */
export function lintTexts({ ruleSet, active }: Linted, warn: Warn): void {
  const texts = active.flatMap(textsOf);
  const languages = new Set<string>();
  for (const { text } of texts) {
    if (typeof text !== 'string') Object.keys(text).forEach((language) => languages.add(language));
  }
  for (const { text, pointer, rule } of texts) {
    const written = typeof text === 'string' ? { '': text } : text;
    const missing = [...languages].filter((language) => !covers(Object.keys(written), language));
    if (missing.length > 0 && !pointer.endsWith('agentPictureUrl') && !pointer.endsWith('agentName')) {
      warn(
        'language_gap',
        pointer,
        `Other texts of the rule set are there in ${quotedList(missing)}, and this one is not.`,
        'Add the translation, so that the invitation is in one language.',
      );
    }
    for (const [language, translation] of Object.entries(written)) {
      const place = language === '' ? pointer : `${pointer}/${language}`;
      const main = language.split('-', 1)[0] ?? '';
      if (language.includes('-') && !Object.hasOwn(written, main) && main !== ruleSet.defaultLanguage) {
        warn(
          'region_only',
          place,
          `Only visitors of the region get this text, others with ${quote(main)} the default language.`,
          `Name it ${quote(main)} to have it for all of them.`,
        );
      }
      lintPlaceholders(translation, place, rule, warn);
    }
  }
}

/** Whether one of the languages a text is written in serves for another. */
function covers(written: readonly string[], language: string): boolean {
  return written.includes(language) || written.includes(language.split('-', 1)[0] ?? '');
}

/** The texts of a rule's invitation and of its variants. */
export function textsOf(rule: CompiledRule): readonly PlacedText[] {
  const { invitation } = rule.rule;
  const pointer = `/rules/${rule.index}/invitation`;
  const placed = (texts: Partial<InvitationTexts>, parent: string): readonly PlacedText[] =>
    (['message', 'title', 'agentName', 'agentPictureUrl'] as const).flatMap((name) => {
      const text = texts[name];
      return text === undefined ? [] : [{ text, pointer: `${parent}/${name}`, rule }];
    });
  return [
    ...placed(invitation, pointer),
    ...(invitation.variants ?? []).flatMap((variant, index) =>
      placed(variant, `${pointer}/variants/${index}`),
    ),
  ];
}

function lintPlaceholders(text: string, pointer: string, { condition }: CompiledRule, warn: Warn): void {
  const asked = new Set<FactName>(leavesThatMustHold(condition).map(({ fact }) => fact));
  for (const { fact, raw, fallback } of placeholdersOf(text, isFactName)) {
    if (fallback !== undefined || asked.has(fact) || isAlwaysKnown(fact)) continue;
    warn(
      'no_fallback',
      pointer,
      `${quote(fact)} may be unknown when the invitation appears, and ${quote(raw)} leaves a gap then.`,
      `Write ${quote(`${raw.slice(0, -1)}|…}`)} with what should stand there instead.`,
    );
  }
}
