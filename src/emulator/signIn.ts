import { verify } from 'node:crypto';
import type { AuthKey } from './authKeys.ts';
import { isRecord } from './record.ts';
import { readClaims } from './tokens.ts';

/** A visitor who is signed in on the page. */
export interface SignedIn {
  readonly subject: string;
  readonly name: string | null;
  /** The custom context that the page's server vouches for: the claim `lwicontexts`. */
  readonly customContext: Readonly<Record<string, unknown>>;
}

/**
 * Reads the token with which a page says who its visitor is: three parts, with the claims `sub` and `exp`, and signed
 * with RS256 for one of `keys` if there are any. `null` if it is anything else, is not good yet, or has expired.
 *
 * @param now epoch milliseconds
 */
export function readSignIn(
  token: string | undefined,
  now: number,
  keys: readonly AuthKey[] | null = null,
): SignedIn | null {
  const [header, payload, signature, more] = (token ?? '').split('.');
  if (!header || !payload || !signature || more !== undefined) return null;
  const claims = readClaims(payload);
  if (claims === null || typeof claims['sub'] !== 'string' || claims['sub'] === '') return null;
  if (typeof claims['exp'] !== 'number' || claims['exp'] * 1000 <= now) return null;
  if (typeof claims['nbf'] === 'number' && claims['nbf'] * 1000 > now) return null;
  if (keys !== null && !isSigned(`${header}.${payload}`, readClaims(header), signature, keys)) return null;
  const customContext = readContexts(claims['lwicontexts']);
  if (customContext === null) return null;
  return {
    subject: claims['sub'],
    name: typeof claims['name'] === 'string' ? claims['name'] : null,
    customContext,
  };
}

function isSigned(
  text: string,
  header: Readonly<Record<string, unknown>> | null,
  signature: string,
  keys: readonly AuthKey[],
): boolean {
  if (header?.['alg'] !== 'RS256') return false;
  const named = keys.filter(({ kid }) => kid !== null && kid === header['kid']);
  const bytes = Buffer.from(signature, 'base64url');
  return (
    named.length > 0 ? named : keys.filter(({ kid }) => kid === null || header['kid'] === undefined)
  ).some(({ pem }) => verify('RSA-SHA256', Buffer.from(text), pem, bytes));
}

/** A JSON text of names and primitives, as items of a custom context; empty if there is none, `null` for a broken one. */
function readContexts(claim: unknown): Readonly<Record<string, unknown>> | null {
  if (claim === undefined) return {};
  try {
    const contexts: unknown = JSON.parse(String(claim));
    if (!isRecord(contexts)) return null;
    const entries = Object.entries(contexts);
    if (!entries.every(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))) return null;
    return Object.fromEntries(entries.map(([name, value]) => [name, { value, isDisplayable: true }]));
  } catch {
    return null;
  }
}
