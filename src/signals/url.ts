import type { FactKey, FactValue } from '../core/facts.ts';
import type { Signal } from './signal.ts';

/** Address, title and referrer of the page view. */
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
    ['page.title', window.document.title],
    ['page.referrer', window.document.referrer],
  ]);
}

/** Publishes the address facts as they stand at the start of the page view, and again the title before an invitation. */
export const urlSignal: Signal = {
  owner: 'url',
  start: (host) => {
    host.publish(readUrlFacts(host.window));
    return {
      refresh: () => host.publish(new Map([['page.title', host.window.document.title]])),
      stop: () => undefined,
    };
  },
};
