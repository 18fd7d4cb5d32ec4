/** Longest address that becomes a link. */
const maxAddress = 2048;

/**
 * Control and format characters, white space and backslashes: what a browser would silently leave out of an address or
 * turn into something else, and what hides from the eye where a link leads.
 */
const unfit = /[\s\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * The address if a visitor can be sent there, as the browser understands it: http(s) without a user name, `mailto:` or
 * `tel:`. `null` for everything else; it stays text.
 */
export function safeAddress(text: string): string | null {
  if (text.length > maxAddress || unfit.test(text)) return null;
  if (/^mailto:[^@?]+@[^@?]+(\?|$)/i.test(text) || /^tel:\+?[\d(][\d().-]*$/i.test(text)) return text;
  if (!/^https?:\/\/[^/]/i.test(text)) return null;
  try {
    const { href, protocol, username, password } = new URL(text);
    const isWeb = protocol === 'https:' || protocol === 'http:';
    return isWeb && username === '' && password === '' ? href : null;
  } catch {
    return null;
  }
}

const start = /(?<![\p{L}\p{N}_])(?:https?:\/\/|mailto:|tel:)/iuy;
const rest = /[^\s<>"`[\]\p{Cc}\p{Cf}]*/uy;

/** What looks like an address in running text. */
export interface FoundAddress {
  /** `null`: no visitor can be sent there. */
  readonly address: string | null;
  /** Place behind it in the text. */
  readonly end: number;
}

/** The address that begins at this place of a text, without the punctuation of the sentence around it. */
export function addressAt(text: string, at: number): FoundAddress | null {
  start.lastIndex = at;
  if (!start.test(text)) return null;
  rest.lastIndex = at;
  rest.test(text);
  let end = rest.lastIndex;
  if (end - at > maxAddress) return { address: null, end };
  let unclosed = 0;
  for (let place = at; place < end; place += 1) {
    if (text[place] === '(') unclosed += 1;
    else if (text[place] === ')') unclosed -= 1;
  }
  for (; end > at; end -= 1) {
    const last = text[end - 1] ?? '';
    if (last === ')' && unclosed < 0) unclosed += 1;
    else if (!".,:;!?'*_~|]}".includes(last)) break;
  }
  return { address: safeAddress(text.slice(at, end)), end };
}

const hostInWords = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?![\p{L}\p{N}@-])/iu;

/** True if words that look like an address name another host than the link leads to. */
export function isMisleading(words: string, address: string): boolean {
  const named = hostInWords.exec(words.slice(0, maxAddress))?.[1];
  if (named === undefined || !/^https?:/i.test(address)) return false;
  try {
    const bare = (host: string): string => host.replace(/^www\./, '');
    return bare(new URL(`https://${named}`).hostname) !== bare(new URL(address).hostname);
  } catch {
    return true;
  }
}
