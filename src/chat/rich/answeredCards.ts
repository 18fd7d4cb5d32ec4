import type { ChatEntry } from '../../core/chatWindow.ts';
import type { Json } from './content.ts';
import { isJson, readContent } from './content.ts';

/**
 * The cards of messages that have been answered, by the key of the entry: what each got (JSON, or undefined where it is
 * not known), by its place among the attachments.
 */
export type AnsweredCards = ReadonlyMap<string, ReadonlyMap<number, unknown>>;

/** A card that waits for its answer. */
interface OpenCard {
  readonly key: string;
  readonly place: number;
  readonly questions: ReadonlySet<string>;
  /** What each of its buttons adds to the answer. */
  readonly data: readonly unknown[];
}

function openCard(card: Json, key: string, place: number): OpenCard {
  const questions = new Set<string>();
  const data: unknown[] = [];
  JSON.stringify(card, (_, part: unknown) => {
    if (!isJson(part)) return part;
    if (/^Input\./.test(String(part['type']))) questions.add(String(part['id']));
    if (part['type'] === 'Action.Submit') data.push(part['data'] ?? {});
    return part;
  });
  return { key, place, questions, data };
}

function fits({ questions, data }: OpenCard, { text, answersCard, answer }: ChatEntry): boolean {
  return data.some((added) => {
    // Such a button has the visitor say it.
    if (typeof added === 'string' || !answersCard) return added === text;
    if (answer === undefined) return true;
    const own = Object(added) as Json;
    const given = Object(answer) as Json;
    return Object.keys({ ...own, ...given }).every(
      (name) => questions.has(name) || JSON.stringify(own[name]) === JSON.stringify(given[name]),
    );
  });
}

/**
 * Which cards the visitor has answered. An answer does not say to what: it is that of the last card before it whose
 * questions and buttons it fits.
 */
export function findAnsweredCards(entries: readonly ChatEntry[]): AnsweredCards {
  const answered = new Map<string, Map<number, unknown>>();
  const open: OpenCard[] = [];
  for (const entry of entries) {
    if (entry.role === 'visitor') {
      const found = open.findIndex((card) => fits(card, entry));
      for (const { key, place } of found < 0 ? [] : open.splice(found, 1)) {
        answered.set(key, (answered.get(key) ?? new Map<number, unknown>()).set(place, entry.answer));
      }
      continue;
    }
    for (const [place, attachment] of readContent(entry.text).attachments.entries()) {
      if (attachment.kind === 'adaptive') open.unshift(openCard(attachment.card, entry.key, place));
    }
  }
  return answered;
}
