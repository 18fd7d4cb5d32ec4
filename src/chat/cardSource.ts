import type { CardRequest } from './cards.ts';
import { safeAddress } from './rich/links.ts';

/** What a member of a card may be; cards come from the service as JSON, so nothing about them is certain. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The card in a JSON text; `null` if there is none. */
export function parseCard(text: string): Json | null {
  try {
    const card: unknown = JSON.parse(text);
    return isJson(card) && card['type'] === 'AdaptiveCard' ? card : null;
  } catch {
    return null;
  }
}

export const isWebAddress = (value: unknown): boolean =>
  /^http/i.test(textOf(value)) && safeAddress(textOf(value)) !== null;

/** What a card is for: see `CardRequest`. */
export type CardPurpose = CardRequest['purpose'];

/** The actions a card can have; all others have nothing to act on here. */
const isKnownAction = ({ type, url, card, targetElements }: Json): boolean =>
  type === 'Action.Submit' ||
  (type === 'Action.OpenUrl' && isWebAddress(url)) ||
  (type === 'Action.ShowCard' && isJson(card)) ||
  (type === 'Action.ToggleVisibility' && Array.isArray(targetElements));

/** Members that would reach past the window, or paint over its colours. */
const droppedMembers = new Set(['authentication', 'backgroundImage', 'choices.data', 'maxLines', 'refresh']);

const isPattern = (value: unknown): boolean => {
  try {
    new RegExp(textOf(value));
    return true;
  } catch {
    return false;
  }
};

function isKept(value: unknown): boolean {
  if (!isJson(value)) return true;
  const type = textOf(value['type']);
  return type !== 'Media' && (!type.startsWith('Action.') || isKnownAction(value));
}

/** A picture of a message is not fetched, which would tell its owner of the visitor: what it shows is a link. */
function linkOfPicture({ url, altText, selectAction }: Json): Json | null {
  const words = textOf(altText).replace(/[[\]]/g, '');
  const isAddress = isWebAddress(url) && !/[\s()]/.test(textOf(url));
  if (!isAddress && words === '') return null;
  return {
    type: 'TextBlock',
    wrap: true,
    text: isAddress ? `[${words || textOf(url)}](${textOf(url)})` : words,
    ...(isJson(selectAction) && { selectAction }),
  };
}

/** The members of a picture, or of a set of them, in a message: links. */
function linksOfPictures(value: Json): readonly Json[] {
  const pictures: unknown = value['type'] === 'Image' ? [value] : value['images'];
  const known: readonly Json[] = Array.isArray(pictures) ? pictures.filter(isJson) : [];
  return known.map(linkOfPicture).filter((link) => link !== null);
}

/** How the members of one card are prepared. */
interface Preparation {
  readonly purpose: CardPurpose;
  /** Stands before every id of the card: it is not the only one in the window. */
  readonly idPrefix: string;
}

function prepareMember(value: unknown, how: Preparation): unknown {
  const isPicture = (each: unknown): each is Json =>
    how.purpose === 'message' && isJson(each) && (each['type'] === 'Image' || each['type'] === 'ImageSet');
  if (Array.isArray(value)) {
    const members: readonly unknown[] = value;
    return members
      .filter(isKept)
      .flatMap((each): readonly unknown[] =>
        isPicture(each) ? linksOfPictures(each) : [prepareMember(each, how)],
      );
  }
  if (!isJson(value)) return value;
  const members = Object.entries(value).filter(
    ([name, member]) =>
      !droppedMembers.has(name) &&
      isKept(member) &&
      !isPicture(member) &&
      (name !== 'iconUrl' || how.purpose === 'survey') &&
      (name !== 'regex' || isPattern(member)),
  );
  const type = textOf(value['type']);
  return {
    ...Object.fromEntries(members.map(([name, member]) => [name, prepareNamed(name, member, how)])),
    // A text that is cut off cannot be read in a window this narrow.
    ...(type === 'TextBlock' || type.startsWith('Input.') ? { wrap: true } : {}),
    ...(type.startsWith('Action.') ? { mode: 'primary' } : {}),
    // What goes back with the answers is nobody else's.
    ...(type === 'Action.Submit' && 'data' in value ? { data: value['data'] } : {}),
    // The library does not tie the label of this kind to its field.
    ...(type === 'Input.ChoiceSet' && value['style'] === 'filtered' ? { style: 'compact' } : {}),
  };
}

function prepareNamed(name: string, member: unknown, how: Preparation): unknown {
  const own = (id: unknown): unknown => (textOf(id) === '' ? id : how.idPrefix + textOf(id));
  if (name === 'id' || name === 'elementId') return own(member);
  return name === 'targetElements' && Array.isArray(member)
    ? member.map((target) => (isJson(target) ? prepareMember(target, how) : own(target)))
    : prepareMember(member, how);
}

/**
 * The card as it is drawn: without what the window has no use for, and without what stands for the whole of it when the
 * library does not know one of its elements, since then none of its questions would be asked. Its ids are its own in the
 * window.
 */
export function prepareCard(card: Json, purpose: CardPurpose, idPrefix: string): object {
  return { ...(prepareMember(card, { purpose, idPrefix }) as Json), fallback: undefined };
}
