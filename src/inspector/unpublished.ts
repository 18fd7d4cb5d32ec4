const LARGEST = 256 * 1024;
const DEADLINE_MS = 5000;

/** What a link offers to try, before anything of it is looked at. */
export type Offer =
  | { readonly kind: 'address'; readonly address: string; readonly from: string }
  | { readonly kind: 'text'; readonly text: string; readonly from: string }
  | { readonly kind: 'refused'; readonly why: string };

/** The value of `lcw-preview` in a fragment, as it stands there; `null` if it has none. */
export function offerIn(hash: string): string | null {
  const value = /[#?&]lcw-preview=([^&]+)/.exec(hash)?.[1];
  if (value === undefined) return null;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The address of the page without the inspector's part of the fragment, so that it is passed on to nobody. */
export function withoutPreview(href: string): string {
  const [page = '', ...fragment] = href.split('#');
  const rest = fragment.join('#').replace(/(^|[?&])lcw-preview(?:=[^&]*)?(?=&|$)&?/g, '$1');
  const trimmed = rest.replace(/[?&]$/, '');
  return trimmed === '' ? page : `${page}#${trimmed}`;
}

/**
 * Says what is offered and where it comes from. An address may be one of this site, or any under https.
 *
 * @param page - address of the page.
 */
export function readOffer(offer: string, page: string): Offer {
  if (/^[\w-]+=*$/.test(offer)) {
    const text = fromBase64Url(offer);
    return text === null
      ? { kind: 'refused', why: 'The link is damaged: it is neither an address nor a rule set as base64url.' }
      : { kind: 'text', text, from: 'the link itself, so whoever has made the link' };
  }
  try {
    const { href, origin, protocol } = new URL(offer, page);
    const own = new URL(page);
    const isOwn = origin === own.origin && protocol === own.protocol;
    if (!isOwn && protocol !== 'https:') {
      return { kind: 'refused', why: 'An address of another site has to begin with https://.' };
    }
    return { kind: 'address', address: href, from: isOwn ? `this site, ${href}` : href };
  } catch {
    return { kind: 'refused', why: 'The link is damaged: its address is none.' };
  }
}

function fromBase64Url(encoded: string): string | null {
  try {
    const binary = atob(encoded.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The rule set an offer stands for, made ready for being tried. Nothing is fetched before.
 *
 * @throws a sentence for a person.
 */
export async function fetchOffer(
  offer: Exclude<Offer, { readonly kind: 'refused' }>,
  fetch: Window['fetch'],
): Promise<string> {
  return prepare(offer.kind === 'text' ? offer.text : await fetchText(offer.address, fetch));
}

async function fetchText(address: string, fetch: Window['fetch']): Promise<string> {
  let response: Response;
  try {
    response = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch {
    throw new Error(
      `${address} could not be read. The policy of this page has to allow it in connect-src, and its server has to allow this site (CORS).`,
    );
  }
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response.text();
}

/**
 * What is tried says in every decision that it is not published, and brings no picture: only plain text of it is shown.
 *
 * @throws a sentence for a person.
 */
export function prepare(text: string): string {
  if (text.length > LARGEST) throw new Error('The rule set is larger than 256 kB.');
  let document: unknown;
  try {
    document = JSON.parse(text, (key, value: unknown) => (key === 'agentPictureUrl' ? undefined : value));
  } catch (error) {
    throw new Error(`The rule set is no JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new Error('The rule set is no JSON object.');
  }
  const { version } = document as { readonly version?: unknown };
  const marked = typeof version === 'string' ? `${version.slice(0, 50)} unpublished` : version;
  return JSON.stringify({ ...document, version: marked }, null, 2);
}
