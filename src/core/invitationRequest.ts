import type { CustomContext, CustomContextItem } from './customContext.ts';
import { factKey } from './facts.ts';
import type { FactParams, FactSnapshot, FactValue } from './facts.ts';
import { resolvePath } from './path.ts';
import { withoutPersonalData } from './personalData.ts';
import { renderTemplate } from './render.ts';
import type { ContextIds, ContextItem, InvitingRule, LocalizedText, RuleSet, Variant } from './ruleSet.ts';

/** Everything `startProactiveChat` needs for one invitation. */
export interface InvitationRequest {
  readonly ruleId: string;
  readonly message: string;
  readonly title: string | null;
  readonly agentName: string | null;
  readonly agentPictureUrl: string | null;
  readonly showPrechat: boolean;
  readonly inNewWindow: boolean;
  /** `null` = stays until answered. */
  readonly closeAfterSeconds: number | null;
  readonly context: CustomContext;
}

/** What an invitation is computed from. */
export interface InvitationPlan {
  readonly rule: InvitingRule;
  readonly ruleSet: RuleSet;
  /** The one of the rule's variants that the visitor gets. */
  readonly variant: Variant | null;
  readonly facts: FactSnapshot;
  /** BCP 47, of the page. */
  readonly language: string;
}

export function toInvitationRequest({
  rule,
  ruleSet,
  variant,
  facts,
  language,
}: InvitationPlan): InvitationRequest {
  const { showPrechat = false, inNewWindow = false, closeAfterSeconds = null } = rule.invitation;
  const say = (name: 'title' | 'agentName' | 'agentPictureUrl' | 'message'): string | null => {
    const text = variant?.[name] ?? rule.invitation[name];
    return text === undefined
      ? null
      : renderTemplate(pickText(text, language, ruleSet.defaultLanguage), facts, language).text;
  };
  return {
    ruleId: rule.id,
    message: say('message') ?? '',
    title: say('title'),
    agentName: say('agentName'),
    agentPictureUrl: say('agentPictureUrl'),
    showPrechat,
    inNewWindow,
    closeAfterSeconds,
    context: {
      ...computeContext(rule.context ?? {}, facts, language),
      ...idsInContext(ruleSet.contextIds ?? {}, {
        ruleSet: ruleSet.id,
        version: ruleSet.version,
        rule: rule.id,
        variant: variant?.id,
      }),
    },
  };
}

function idsInContext(
  names: ContextIds,
  ids: Readonly<Record<keyof ContextIds, string | undefined>>,
): CustomContext {
  const context: Record<string, CustomContextItem> = {};
  for (const [key, name] of Object.entries(names) as [keyof ContextIds, string][]) {
    const value = ids[key];
    if (value !== undefined) context[name] = { value, isDisplayable: true };
  }
  return context;
}

/** The text for `language` (`nl-BE`, then `nl`), else the default language, else the first one given. */
export function pickText(text: LocalizedText, language: string, defaultLanguage: string | undefined): string {
  if (typeof text === 'string') return text;
  const wanted = [language, language.split('-')[0] ?? language, defaultLanguage ?? ''];
  for (const tag of wanted) {
    const found = Object.keys(text).find((key) => key.toLowerCase() === tag.toLowerCase());
    if (found !== undefined) return text[found] ?? '';
  }
  return Object.values(text)[0] ?? '';
}

/**
 * The custom context of a rule: only what the rule lists. An item whose fact is unknown is left out unless it asks for
 * ''. Personal data is struck out of what is computed unless the item allows it; what the author wrote stays.
 */
export function computeContext(
  items: Readonly<Record<string, ContextItem>>,
  facts: FactSnapshot,
  language: string,
): CustomContext {
  const context: Record<string, CustomContextItem> = {};
  for (const [name, item] of Object.entries(items)) {
    const computed = contextValue(item, facts, language);
    const isWritten = 'value' in item || item.allowsPersonalData === true;
    const value = isWritten || typeof computed !== 'string' ? computed : withoutPersonalData(computed);
    if (value !== undefined) context[name] = { value, isDisplayable: item.isDisplayable ?? false };
  }
  return context;
}

function contextValue(
  item: ContextItem,
  facts: FactSnapshot,
  language: string,
): string | number | boolean | undefined {
  if ('value' in item) return item.value;
  const whenMissing = item.whenMissing === 'empty' ? '' : undefined;
  if ('template' in item) {
    const rendered = renderTemplate(item.template, facts, language);
    return rendered.missing ? whenMissing : rendered.text;
  }
  const value = toPrimitive(readFact(facts, item.fact, item.params, item.path)) ?? whenMissing;
  // Nobody reads thousandths of a second.
  return typeof value === 'number' && item.fact.endsWith('Seconds') ? Math.round(value) : value;
}

function readFact(
  facts: FactSnapshot,
  fact: string,
  params: FactParams | undefined,
  path: string | undefined,
): FactValue | undefined {
  const value = facts.get(factKey(fact, params));
  return path === undefined || value === undefined ? value : resolvePath(value, path);
}

function toPrimitive(value: FactValue | undefined): string | number | boolean | undefined {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return Math.round(value * 1000) / 1000;
  return typeof value === 'object' ? JSON.stringify(value) : (value as string | boolean | undefined);
}
