import { isRecord } from './record.ts';

/** Nesting that a card may have; more is a mistake. */
const depthLimit = 20;

/**
 * The inputs of an Adaptive Card: what is asked, by the id under which it is answered. A question is the input's
 * label, or else its placeholder or its id.
 */
export function questionsOf(card: unknown): ReadonlyMap<string, string> {
  const questions = new Map<string, string>();
  const look = (part: unknown, depth: number): void => {
    if (depth > depthLimit || typeof part !== 'object' || part === null) return;
    if (isRecord(part) && typeof part['type'] === 'string' && part['type'].startsWith('Input.')) {
      const { id, label, placeholder } = part;
      if (typeof id === 'string' && id !== '') {
        const words = [label, placeholder].find((each) => typeof each === 'string' && each.trim() !== '');
        questions.set(id, typeof words === 'string' ? words : id);
      }
    }
    for (const inner of Object.values(part)) look(inner, depth + 1);
  };
  look(card, 0);
  return questions;
}
