import type { CardAnswer } from '../../core/chatPort.ts';
import { safeAddress } from './links.ts';

/** Something the visitor can press. */
export interface Choice {
  readonly title: string;
  readonly act:
    | { readonly open: string }
    | { readonly say: string }
    | { readonly say: string; readonly answer: CardAnswer };
}

/** A part of a message below its text. */
export type Attachment =
  | { readonly kind: 'adaptive'; readonly card: Json }
  | {
      readonly kind: 'plain';
      readonly title: string;
      readonly text: string;
      readonly links: readonly { readonly address: string; readonly words: string }[];
      readonly choices: readonly Choice[];
    };

export interface Content {
  /** Markdown. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly suggestions: readonly Choice[];
}

export type Json = Readonly<Record<string, unknown>>;

/** Longest JSON that is read as a card; the service takes a little more than half of it. */
const maxJson = 64 * 1024;
const maxAttachments = 10;
const maxChoices = 20;
const maxTitle = 200;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** An action of the Bot Framework; `null` for what nobody could do anything with here. */
function choiceOf({ type, title, value, text, displayText }: Json): Choice | null {
  const name = (textOf(title) || textOf(value) || textOf(text)).slice(0, maxTitle);
  if (name === '') return null;
  switch (type) {
    case 'openUrl':
    case 'signin':
    case 'call':
    case 'downloadFile': {
      const open = safeAddress(textOf(value));
      return open === null ? null : { title: name, act: { open } };
    }
    case 'imBack':
      return { title: name, act: { say: textOf(value) || name } };
    case 'postBack':
      if (typeof value === 'string') return { title: name, act: { say: name, answer: { text: value } } };
      return value === undefined ? null : { title: name, act: { say: name, answer: { value } } };
    case 'messageBack': {
      const answer = {
        ...(value !== undefined && { value }),
        ...(textOf(text) !== '' && { text: textOf(text) }),
      };
      return { title: name, act: { say: textOf(displayText) || name, answer } };
    }
    default:
      return null;
  }
}

const choicesOf = (value: unknown): readonly Choice[] =>
  listOf(value)
    .slice(0, maxChoices)
    .map(choiceOf)
    .filter((choice) => choice !== null);

/** Pictures and sounds are not fetched, which a strict page would refuse: they are links. */
function linksOf(content: Json): readonly { readonly address: string; readonly words: string }[] {
  const media = [...listOf(content['images']), ...listOf(content['media']), content['image']].filter(isJson);
  return media.slice(0, maxAttachments).flatMap(({ url, alt }) => {
    const address = safeAddress(textOf(url));
    return address === null ? [] : [{ address, words: textOf(alt).slice(0, maxTitle) || address }];
  });
}

function parse(value: unknown): Json | null {
  if (isJson(value)) return value;
  if (typeof value !== 'string' || value.length > maxJson) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isJson(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function attachmentOf({ contentType, content: given, contentUrl, name }: Json): Attachment | null {
  const kind = /^application\/vnd\.microsoft\.card\.(\w+)$/.exec(textOf(contentType))?.[1];
  const content = parse(given);
  if (content !== null && (kind === 'adaptive' || content['type'] === 'AdaptiveCard')) {
    return { kind: 'adaptive', card: content };
  }
  if (kind !== undefined && content !== null) {
    return {
      kind: 'plain',
      title: textOf(content['title']),
      text: [content['subtitle'], content['text']].map(textOf).filter(Boolean).join('\n\n'),
      links: linksOf(content),
      choices: choicesOf(content['buttons']),
    };
  }
  const address = safeAddress(textOf(contentUrl));
  if (address === null) return null;
  const words = textOf(name).slice(0, maxTitle) || address;
  return { kind: 'plain', title: '', text: '', links: [{ address, words }], choices: [] };
}

/**
 * What an agent or a bot has sent: Markdown, or JSON with attachments or suggestions as the Bot Framework writes it. JSON
 * that is none of these was written by somebody, and is text.
 */
export function readContent(text: string): Content {
  const plain: Content = { text, attachments: [], suggestions: [] };
  if (!/^\s*\{/.test(text)) return plain;
  const message = parse(text);
  if (message === null) return plain;
  if (message['type'] === 'AdaptiveCard') {
    return { text: '', attachments: [{ kind: 'adaptive', card: message }], suggestions: [] };
  }
  const given = message['suggestedActions'];
  const suggested = isJson(given) ? given['actions'] : undefined;
  if (!Array.isArray(message['attachments']) && !Array.isArray(suggested)) return plain;
  const attachments = listOf(message['attachments'])
    .slice(0, maxAttachments)
    .map(attachmentOf)
    .filter((attachment) => attachment !== null);
  return { text: textOf(message['text']), attachments, suggestions: choicesOf(suggested) };
}

/** The words of a card, for whoever cannot have it drawn. */
export function wordsOfCard(card: object): string {
  const fallback = isJson(card) ? textOf(card['fallbackText']) : '';
  if (fallback !== '') return fallback;
  const words: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > maxTitle || typeof value !== 'object' || value === null) return;
    if (isJson(value) && value['type'] === 'TextBlock' && textOf(value['text']))
      words.push(textOf(value['text']));
    for (const member of Object.values(value)) visit(member, depth + 1);
  };
  visit(card, 0);
  return words.join('\n\n');
}
