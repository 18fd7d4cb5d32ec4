import type { UnknownCause } from '../core/availability.ts';
import type { AvailabilityPort, WidgetConfig, WidgetIdentity } from '../core/chatPort.ts';
import { readAvailability } from './availabilityAnswer.ts';
import { availabilityCacheKey } from './cacheKey.ts';
import { contextPayload } from './contextPayload.ts';
import { asFlag, asText, fieldReader } from './fields.ts';
import { toHex } from './hex.ts';
import { defaultLocale, localeFromId } from './locales.ts';
import { clientAgent, serviceBase } from './serviceAddress.ts';

/** Longest wait for an answer, in milliseconds. Whoever is asked about is not invited before it is known. */
export const availabilityDeadline = 3000;

/** What Microsoft's client says of itself; kept at the versions in package-lock.json by a test. */
export const microsoftAgent = 'omnichannel-chat-sdk/1.11.8 ocsdk/0.5.21';

type Answer = { readonly body: unknown } | { readonly cause: UnknownCause };

/**
 * Asks a Dynamics 365 organisation whether somebody is there and what the widget's configuration says, with one
 * request each, the same on the wire as Microsoft's own client but without loading it: that one retries for up to
 * a minute, never answers an empty reply, and is ten times the size of the tag. No call ever rejects.
 *
 * `fetch` stands in for the global one, in tests.
 */
export function createAvailabilityPort(
  identity: WidgetIdentity,
  options: { readonly fetch?: typeof fetch } = {},
): AvailabilityPort {
  const requestId = uuid();
  const base = `${serviceBase(identity)}/livechatconnector`;
  const widget = `${encodeURIComponent(identity.orgId)}/${encodeURIComponent(identity.appId)}`;
  /** The service's default until the widget's configuration has been read, as in Microsoft's client. */
  let locale = defaultLocale;

  const send = async (path: string, init: RequestInit, signal: AbortSignal): Promise<Answer> => {
    const request = options.fetch ?? fetch;
    const response = await request(`${base}/${path}`, {
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
    async getAvailability(customContext) {
      const answer = await beforeDeadline(async (signal) => {
        const customContextData = contextPayload(customContext);
        const cacheKey = await availabilityCacheKey(identity, customContextData);
        // The path says "auth" for visitors who are not signed in, too.
        return send(
          `auth/getagentavailability/${widget}/${requestId}?channelId=lcw`,
          {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ locale, customContextData, cacheKey }),
          },
          signal,
        );
      });
      if ('cause' in answer) return { ok: false, cause: answer.cause };
      const detail = readAvailability(answer.body);
      return detail === null ? { ok: false, cause: 'malformed' } : { ok: true, detail };
    },

    async readConfig() {
      const answer = await beforeDeadline((signal) =>
        send(`config/${widget}?requestId=${requestId}&channelId=lcw`, { method: 'GET' }, signal),
      );
      const read = 'body' in answer ? fieldReader(answer.body) : null;
      if (read === null) return { operatingHours: 'unknown' };
      const localeId = fieldReader(read('ChatWidgetLanguage'))?.('msdyn_localeid');
      locale = localeFromId(String(localeId));
      return {
        ...widgetConfig(read('LiveWSAndLiveChatEngJoin')),
        // Its content is for the service; that there is any makes Microsoft's client ask for a token.
        ...(read('LiveChatConfigAuthSettings') !== undefined && { requiresAuthentication: true }),
      };
    },
  };
}

function widgetConfig(settings: unknown): WidgetConfig {
  const read = fieldReader(settings);
  const closed = asFlag(read?.('OutOfOperatingHours'));
  const title = asText(read?.('msdyn_widgettitle'))?.trim();
  return {
    operatingHours: closed === undefined ? 'unknown' : closed ? 'closed' : 'open',
    ...(title ? { title } : {}),
  };
}

/** Runs `work` until the deadline. A `fetch` that does not heed its signal cannot hold the answer back. */
function beforeDeadline(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  return new Promise((resolve) => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      resolve({ cause: 'timeout' });
      abort.abort();
    }, availabilityDeadline);
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
