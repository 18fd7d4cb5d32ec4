import type { UnknownCause } from '../core/availability.ts';
import type { WidgetIdentity } from '../core/chatPort.ts';
import { toHex } from './hex.ts';
import { defaultLocale } from './locales.ts';
import { clientAgent, serviceBase } from './serviceAddress.ts';

/** Longest wait for an answer, in milliseconds. Nobody is invited before it is known who is there. */
export const answerDeadline = 3000;

/** What Microsoft's client says of itself; kept at the versions in package-lock.json by a test. */
export const microsoftAgent = 'omnichannel-chat-sdk/1.11.8 ocsdk/0.5.21';

export type Answer = { readonly body: unknown } | { readonly cause: UnknownCause };

/** Sends what can be asked before a conversation, as one client: the requests share an id and a locale. */
export interface ServiceRequests {
  readonly identity: WidgetIdentity;
  /** Organisation and widget, as in a path. */
  readonly widget: string;
  readonly requestId: string;
  /** The service's default until the widget's configuration has been read, as in Microsoft's client. */
  locale: string;
  /** `path` below `/livechatconnector/`. Answers within `answerDeadline`; never rejects. */
  send(path: string, init: RequestInit): Promise<Answer>;
}

/** `fetch` stands in for the global one, in tests. */
export function createServiceRequests(
  identity: WidgetIdentity,
  options: { readonly fetch?: typeof fetch } = {},
): ServiceRequests {
  const requestId = uuid();

  const send = async (path: string, init: RequestInit, signal: AbortSignal): Promise<Answer> => {
    const request = options.fetch ?? fetch;
    const response = await request(`${serviceBase(identity)}/livechatconnector/${path}`, {
      ...init,
      headers: {
        Accept: 'application/json, text/plain, */*',
        'Ms-Oc-User-Agent': `${clientAgent} ${microsoftAgent}`,
        'x-ms-client-request-id': requestId,
        ...init.headers,
      },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    if (!response.ok) return { cause: response.status === 429 ? 'rate_limited' : 'refused' };
    const text = await response.text();
    try {
      return { body: JSON.parse(text) as unknown };
    } catch {
      return { cause: 'malformed' };
    }
  };

  return {
    identity,
    widget: `${encodeURIComponent(identity.orgId)}/${encodeURIComponent(identity.appId)}`,
    requestId,
    locale: defaultLocale,
    send: (path, init) => beforeDeadline((signal) => send(path, init, signal)),
  };
}

/** Runs `work` until the deadline. A `fetch` that does not heed its signal cannot hold the answer back. */
function beforeDeadline(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  return new Promise((resolve) => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      resolve({ cause: 'timeout' });
      abort.abort();
    }, answerDeadline);
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    work(abort.signal).then(finish, () => finish({ cause: 'network' }));
  });
}

/** Version 4 UUID. `crypto.randomUUID` is missing on plain http. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = toHex(bytes);
  const variant = '89ab'.charAt((bytes[8] ?? 0) & 3);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ].join('-');
}
