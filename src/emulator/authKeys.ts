import type { JsonWebKey } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { isRecord } from './record.ts';

/** A key that sign-in tokens are checked with. */
export interface AuthKey {
  /** The tokens that name it; null: those that name none, or no other. */
  readonly kid: string | null;
  readonly pem: string;
}

/** One key (PEM or JWK) or a list of them with their ids; `undefined` for anything else. */
export function parseAuthKeys(value: unknown): readonly AuthKey[] | undefined {
  const entries = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const keys = entries.map((entry) =>
    isRecord(entry) && entry['publicKey'] !== undefined
      ? parseKey(entry['publicKey'], entry['kid'])
      : parseKey(entry, isRecord(entry) ? entry['kid'] : undefined),
  );
  return keys.length > 0 && keys.every((key) => key !== undefined) ? keys : undefined;
}

function parseKey(value: unknown, kid: unknown): AuthKey | undefined {
  try {
    const key =
      typeof value === 'string'
        ? createPublicKey(value.includes('-----') ? value : toPem(value))
        : createPublicKey({ key: value as JsonWebKey, format: 'jwk' });
    if (key.asymmetricKeyType !== 'rsa') return undefined;
    return {
      kid: typeof kid === 'string' ? kid : null,
      pem: key.export({ type: 'spki', format: 'pem' }).toString(),
    };
  } catch {
    return undefined;
  }
}

/** The body of a PEM alone, as public key addresses publish it. */
function toPem(base64: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----`;
}
