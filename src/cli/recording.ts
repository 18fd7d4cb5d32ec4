import { isRecord } from '../emulator/record.ts';
import { answerDeadline } from '../omnichannel/serviceRequests.ts';

/** One request and what came back, without anything that would let somebody in. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | null;
  /** Null: no answer came. */
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Why, where no answer came. */
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
  /** All that was asked so far, in order; waits for what is still under way. */
  readonly exchanges: () => Promise<readonly Exchange[]>;
} {
  const exchanges: Promise<Exchange>[] = [];
  const recording: typeof fetch = (input, init = {}) => {
    const started = performance.now();
    const answer = request(input, init).then(async (response) => ({ response, text: await response.text() }));
    const keep = (status: number | null, headers: Headers, body: string): Exchange => ({
      method: init.method ?? 'GET',
      url: String(input),
      requestHeaders: plainHeaders(new Headers(init.headers)),
      requestBody: typeof init.body === 'string' ? withoutTokens(init.body) : null,
      status,
      responseHeaders: plainHeaders(headers),
      responseBody: isOwnFile(String(input)) ? '' : withoutTokens(body.slice(0, bodyLimit)),
      took: Math.round(performance.now() - started),
    });
    exchanges.push(
      answer.then(
        ({ response, text }) => keep(response.status, response.headers, text),
        (error: unknown) => keep(null, new Headers(), reasonOf(error)),
      ),
    );
    return answer.then(({ response, text }) => replyOf(response.status, response.headers, text));
  };
  return { fetch: recording, exchanges: () => Promise.all(exchanges) };
}

/** The code of what went wrong below, such as ENOTFOUND or that of a certificate, where there is one. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = Object(error) as Readonly<Record<string, unknown>>;
  if (name === 'AbortError' || name === 'TimeoutError') return 'given up';
  const { code } = Object(cause) as Readonly<Record<string, unknown>>;
  return typeof code === 'string' ? code : String(message ?? error);
}

/**
 * A `fetch` that answers from a recording, each exchange once and in order for its method and path; it rejects for what
 * was not recorded, and for what had no answer then: if that was waited for, as late as it is given up again. The id of
 * a request, which is new every time, does not count.
 */
export function replayRecording({ exchanges }: Recording): typeof fetch {
  const left = [...exchanges];
  return (input, init = {}) => {
    const wanted = [init.method ?? 'GET', withoutRequestId(String(input))].join();
    const index = left.findIndex(({ method, url }) => [method, withoutRequestId(url)].join() === wanted);
    const [exchange] = index < 0 ? [] : left.splice(index, 1);
    if (exchange === undefined) return Promise.reject(new TypeError(`Nothing was recorded for ${wanted}.`));
    const { status, responseHeaders, responseBody, took } = exchange;
    if (status !== null) return Promise.resolve(replyOf(status, new Headers(responseHeaders), responseBody));
    return new Promise((_, reject) => {
      const fail = (): void => reject(new TypeError(responseBody));
      if (took < answerDeadline) fail();
      else init.signal?.addEventListener('abort', fail);
    });
  };
}

/** Throws an `Error` with a sentence if it is no recording. */
export function parseRecording(input: unknown): Recording {
  const exchanges: unknown = isRecord(input) && input['recordingVersion'] === 1 ? input['exchanges'] : null;
  if (!Array.isArray(exchanges)) throw new Error('This file is no recording of the doctor.');
  const broken = exchanges.findIndex((each) => !isExchange(each));
  if (broken >= 0) throw new Error(`This recording is damaged: /exchanges/${String(broken)} is no exchange.`);
  return { recordingVersion: 1, exchanges: exchanges as readonly Exchange[] };
}

function isExchange(value: unknown): value is Exchange {
  if (!isRecord(value)) return false;
  const isText = (each: unknown): boolean => typeof each === 'string';
  const areTexts = (each: unknown): boolean => isRecord(each) && Object.values(each).every(isText);
  const { method, url, requestHeaders, requestBody, status, responseHeaders, responseBody, took } = value;
  return (
    [method, url, responseBody].every(isText) &&
    [requestHeaders, responseHeaders].every(areTexts) &&
    (requestBody === null || isText(requestBody)) &&
    (status === null || (Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599)) &&
    typeof took === 'number'
  );
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
