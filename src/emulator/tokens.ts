import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isRecord } from './record.ts';

/** Whose token it is. */
export interface TokenSubject {
  readonly conversationId: string;
  readonly visitorId: string;
}

/** Issues and checks the tokens of the message service. */
export interface Tokens {
  readonly lifetimeSeconds: number;
  issue(subject: TokenSubject): string;
  /** `null` if the token is not ours, was altered or has expired. */
  check(token: string | undefined): TokenSubject | null;
}

/**
 * Tokens are good for twelve hours: the client does not renew them, and its timer overflows on
 * lifetimes of more than about 24 days.
 */
const lifetimeSeconds = 12 * 60 * 60;

/** The secret lives as long as the process: a restart makes all tokens void. */
export function createTokens(now: () => number, secret: Buffer = randomBytes(32)): Tokens {
  const sign = (signed: string): Buffer => createHmac('sha256', secret).update(signed).digest();
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  return {
    lifetimeSeconds,

    issue({ conversationId, visitorId }) {
      const issuedAt = Math.floor(now() / 1000);
      const payload = {
        skypeid: visitorId.replace(/^8:/, ''),
        visitorId,
        conversationId,
        resourceId: 'embedded-omnichannel',
        scp: 1792,
        iat: issuedAt,
        exp: issuedAt + lifetimeSeconds,
      };
      const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
      return `${signed}.${sign(signed).toString('base64url')}`;
    },

    check(token) {
      const [header, payload, signature, more] = (token ?? '').split('.');
      if (header === undefined || payload === undefined || signature === undefined || more !== undefined) {
        return null;
      }
      const expected = sign(`${header}.${payload}`);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const claims = readClaims(payload);
      if (claims === null || typeof claims['exp'] !== 'number' || claims['exp'] * 1000 <= now()) return null;
      const { conversationId, visitorId } = claims;
      return typeof conversationId === 'string' && typeof visitorId === 'string'
        ? { conversationId, visitorId }
        : null;
    },
  };
}

/** One part of a token, decoded; `null` if it is no object. */
export function readClaims(payload: string): Record<string, unknown> | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isRecord(claims) ? claims : null;
  } catch {
    return null;
  }
}
