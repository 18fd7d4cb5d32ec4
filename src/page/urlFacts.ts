import type { FactKey, FactValue } from '../core/facts.ts';

/** Address and referrer of the page view. */
export function readUrlFacts(window: Window): ReadonlyMap<FactKey, FactValue> {
  const { href, pathname, hostname, search, hash } = window.location;
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(search)) query[name] ??= value;
  return new Map<FactKey, FactValue>([
    ['page.url', href],
    ['page.path', pathname],
    ['page.host', hostname],
    ['page.query', query],
    ['page.hash', hash],
    ['page.referrer', window.document.referrer],
  ]);
}
