import type { WidgetIdentity } from '../core/chatPort.ts';
import type { CustomContextItem } from '../core/customContext.ts';
import { toHex } from './hex.ts';

/**
 * The key under which the service keeps an availability answer: SHA-256 (hexadecimal) over organisation, widget and
 * the context sorted by upper-cased name. `undefined` where the page has no `crypto.subtle`, which is every page on
 * plain http that is not on a loopback host; the service then answers without its cache.
 */
export async function availabilityCacheKey(
  identity: WidgetIdentity,
  context: Readonly<Record<string, CustomContextItem>>,
): Promise<string | undefined> {
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (subtle === undefined) return undefined;
  const customContext = Object.entries(context)
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => compare(a.key.toUpperCase(), b.key.toUpperCase()));
  const text = JSON.stringify({ orgId: identity.orgId, widgetId: identity.appId, customContext });
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return toHex(new Uint8Array(digest));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
