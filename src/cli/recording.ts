import { isRecord } from '../emulator/record.ts';

/** One request and what came back, without anything that would let somebody in. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | null;
  /** Null: no answer came. */
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  /** Milliseconds until the whole answer was there. */
  readonly took: number;
}

/** What `doctor --record` writes. */
export interface Recording {
  readonly recordingVersion: 1;
  readonly exchanges: readonly Exchange[];
}

const secretHeaders =
  /^(authorization|authenticatedusertoken|authcodenonce|cookie|set-cookie|x-skypetoken)$/i;
const bodyLimit = 1_000_000;

/** A `fetch` that keeps what passes through it. */
export function createRecorder(request: typeof fetch): {
  readonly fetch: typeof fetch;
  readonly exchanges: () => readonly Exchange[];
} {
  const exchanges: Exchange[] = [];
  const recording: typeof fetch = async (input, init = {}) => {
    const started = performance.now();
    const sent = {
      method: init.method ?? 'GET',
      url: String(input),
      requestHeaders: plainHeaders(new Headers(init.headers)),
      requestBody: typeof init.body === 'string' ? withoutTokens(init.body) : null,
    };
    const keep = (status: number | null, headers: Headers, body: string): void => {
      exchanges.push({
        ...sent,
        status,
        responseHeaders: plainHeaders(headers),
        responseBody: isOwnFile(sent.url) ? '' : withoutTokens(body.slice(0, bodyLimit)),
        took: Math.round(performance.now() - started),
      });
    };
    try {
      const response = await request(input, init);
      const text = await response.text();
      keep(response.status, response.headers, text);
      return replyOf(response.status, response.headers, text);
    } catch (error) {
      keep(null, new Headers(), String(error));
      throw error;
    }
  };
  return { fetch: recording, exchanges: () => exchanges };
}

/**
 * A `fetch` that answers from a recording, each exchange once and in order for its method and path; it rejects for what
 * was not recorded, and for what had no answer then. The id of a request, which is new every time, does not count.
 */
export function replayRecording({ exchanges }: Recording): typeof fetch {
  const left = [...exchanges];
  return (input, init = {}) => {
    const wanted = [init.method ?? 'GET', withoutRequestId(String(input))].join();
    const index = left.findIndex(({ method, url }) => [method, withoutRequestId(url)].join() === wanted);
    const [exchange] = index < 0 ? [] : left.splice(index, 1);
    if (exchange?.status == null) return Promise.reject(new TypeError(`Nothing was recorded for ${wanted}.`));
    const { status, responseHeaders, responseBody } = exchange;
    return Promise.resolve(replyOf(status, new Headers(responseHeaders), responseBody));
  };
}

/** Throws an `Error` with a sentence if it is no recording. */
export function parseRecording(input: unknown): Recording {
  if (!isRecord(input) || input['recordingVersion'] !== 1 || !Array.isArray(input['exchanges'])) {
    throw new Error('This file is no recording of the doctor.');
  }
  return input as unknown as Recording;
}

function replyOf(status: number, headers: Headers, text: string): Response {
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : text, { status, headers });
}

/** Our own files are the same for everybody. */
function isOwnFile(url: string): boolean {
  return /\/proactive-chat[\w.-]*\.js([?#]|$)/.test(url);
}

function plainHeaders(headers: Headers): Readonly<Record<string, string>> {
  // What describes the body on the wire does not describe the text that is kept.
  const left = [...headers].filter(
    ([name]) => !/^(content-encoding|content-length|transfer-encoding)$/.test(name),
  );
  return Object.fromEntries(
    left.map(([name, value]) => [name, secretHeaders.test(name) ? '[left out]' : withoutTokens(value)]),
  );
}

function withoutTokens(text: string): string {
  return text.replace(/eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, '[token left out]');
}

function withoutRequestId(url: string): string {
  return url.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'ID');
}
