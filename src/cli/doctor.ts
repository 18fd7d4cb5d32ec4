import type { AvailabilityResult, WidgetConfig, WidgetIdentity } from '../core/chatPort.ts';
import type { ChunkName } from '../core/chunks.ts';
import { chunkFile, chunkNames } from '../core/chunks.ts';
import { isRecord } from '../emulator/record.ts';
import { askAgentAvailability } from '../omnichannel/agentAvailability.ts';
import { createServiceRequests } from '../omnichannel/serviceRequests.ts';
import { readWidgetConfig } from '../omnichannel/widgetConfig.ts';
import type { ConsentOnPage } from './consentOnPage.ts';
import { findConsent } from './consentOnPage.ts';
import type { Policy } from './contentSecurityPolicy.ts';
import { forbiddenBy, nonceMissing, readPolicies } from './contentSecurityPolicy.ts';
import { htmlAttribute } from './htmlAttribute.ts';
import type { Exchange } from './recording.ts';
import { createRecorder } from './recording.ts';

export interface DoctorOptions {
  readonly identity: WidgetIdentity;
  /** Address of a page that carries the tag; null: no page is looked at. */
  readonly page: string | null;
  /** Directory the tag's files are in; null: where the page's script element has the tag. */
  readonly assets: string | null;
  readonly fetch: typeof fetch;
}

/** What the doctor has found out; `exchanges` is all that passed, in order. */
export interface Findings {
  readonly identity: WidgetIdentity;
  readonly config: WidgetConfig;
  readonly configExchange: Exchange | undefined;
  /** False: there was no answer, or it is no configuration of a widget. */
  readonly isConfigRead: boolean;
  /** What is asked without a token. */
  readonly availability: AvailabilityResult;
  readonly availabilityExchange: Exchange | undefined;
  readonly page: PageFindings | null;
  readonly exchanges: readonly Exchange[];
}

export interface PageFindings {
  readonly url: string;
  /** Null: it could not be had. */
  readonly status: number | null;
  readonly policies: readonly Policy[];
  /** Directory of the tag's files; null: the page has no script element of the tag, and no directory was given. */
  readonly assets: string | null;
  readonly forbidden: readonly {
    readonly directive: string;
    readonly address: string;
    readonly what: string;
  }[];
  readonly unreachable: readonly { readonly file: string; readonly why: string }[];
  /** Null: no script of the page says it. */
  readonly consent: ConsentOnPage | null;
}

const pageDeadline = 10_000;
const tagFile = 'proactive-chat.js';

/** Asks the organisation what the tag would ask, and the page what it would allow. Creates no conversation; never rejects. */
export async function examine({ identity, page, assets, fetch: request }: DoctorOptions): Promise<Findings> {
  const { fetch: recorded, exchanges } = createRecorder(request);
  const service = createServiceRequests(identity, { fetch: recorded });
  const config = await readWidgetConfig(service);
  const availability = await askAgentAvailability(service, {});
  const pageFindings = page === null ? null : await examinePage(page, assets, identity, recorded);
  const all = await exchanges();
  const about = (part: string): Exchange | undefined =>
    all.find(({ url }) => url.includes(`/livechatconnector/${part}/`));
  const configExchange = about('config');
  return {
    identity,
    config,
    configExchange,
    isConfigRead: configExchange?.status === 200 && isConfig(configExchange.responseBody),
    availability,
    availabilityExchange: about('auth/getagentavailability'),
    page: pageFindings,
    exchanges: all,
  };
}

/** Whether it is what a widget is configured by; any address may answer with something. */
function isConfig(body: string): boolean {
  try {
    const config: unknown = JSON.parse(body);
    return isRecord(config) && isRecord(config['LiveWSAndLiveChatEngJoin']);
  } catch {
    return false;
  }
}

async function examinePage(
  url: string,
  given: string | null,
  identity: WidgetIdentity,
  request: typeof fetch,
): Promise<PageFindings> {
  const response = await get(request, url);
  if (response === null) {
    return { url, status: null, policies: [], assets: null, forbidden: [], unreachable: [], consent: null };
  }
  const html = await response.text();
  const policies = readPolicies(response.headers.get('content-security-policy'), html);
  const element = tagElement(html, url);
  const assets = given ?? element?.directory ?? null;
  return {
    url,
    status: response.status,
    policies,
    assets,
    forbidden: forbiddenOn(url, policies, assets, element, identity),
    unreachable: assets === null ? [] : await unreachableFiles(assets, url, request),
    consent: await findConsent(html, url, async (script) => {
      const found = await get(request, script);
      return found?.status === 200 ? found.text() : null;
    }),
  };
}

interface TagElement {
  readonly directory: string;
  /** Empty: it has none. */
  readonly nonce: string;
  /** Whether a hash in the policy may stand for a nonce. */
  readonly isHashed: boolean;
}

/** The script element of the tag that stands in the page. */
function tagElement(html: string, page: string): TagElement | null {
  const base = htmlAttribute(/<base\b[^>]*>/i.exec(html)?.[0] ?? '', 'href') ?? '';
  const around = URL.canParse(base, page) ? new URL(base, page) : page;
  for (const [element] of html.matchAll(/<script\b[^>]*>/gi)) {
    const source = htmlAttribute(element, 'src') ?? '';
    if (/(^|\/)proactive-chat\.js([?#]|$)/.test(source) && URL.canParse(source, around)) {
      return {
        directory: new URL('.', new URL(source, around)).href,
        nonce: htmlAttribute(element, 'nonce') ?? '',
        isHashed: (htmlAttribute(element, 'integrity') ?? '') !== '',
      };
    }
  }
  return null;
}

function forbiddenOn(
  page: string,
  policies: readonly Policy[],
  assets: string | null,
  element: TagElement | null,
  { orgUrl }: WidgetIdentity,
): PageFindings['forbidden'] {
  const nonce = element?.nonce ?? '';
  const missing = element === null || element.isHashed ? null : nonceMissing(policies, nonce);
  const wanted: { kind: 'script-src' | 'connect-src'; address: string; what: string }[] = [];
  if (assets !== null) {
    wanted.push({ kind: 'script-src', address: new URL(tagFile, assets).href, what: 'the tag' });
    wanted.push({
      kind: 'script-src',
      address: new URL(chunkFile('engine'), assets).href,
      what: 'the files beside the tag: list the directory',
    });
  }
  if (URL.canParse(orgUrl)) {
    wanted.push({ kind: 'connect-src', address: new URL('/', orgUrl).href, what: 'the service' });
    const messages = new URL('/', orgUrl);
    // The embedded service has its sockets at its own address; where a real one has them, only a conversation tells.
    if (messages.protocol === 'http:') {
      messages.protocol = 'ws:';
      wanted.push({ kind: 'connect-src', address: messages.href, what: 'realtime of the embedded service' });
    }
  }
  const lacking = wanted.flatMap(({ kind, address, what }) => {
    const directive = forbiddenBy(policies, kind, address, page, nonce);
    return directive === null ? [] : [{ directive, address, what }];
  });
  if (missing === null) return lacking;
  const what = "the tag: with 'strict-dynamic' its script element needs the nonce of the policy";
  const address = new URL(tagFile, element?.directory).href;
  return [{ directive: missing, address, what }, ...lacking];
}

async function unreachableFiles(
  assets: string,
  page: string,
  request: typeof fetch,
): Promise<PageFindings['unreachable']> {
  const isForeign = new URL(assets).origin !== new URL(page).origin;
  const problems: { file: string; why: string }[] = [];
  for (const file of [tagFile, ...chunkNames.map((name: ChunkName) => chunkFile(name))]) {
    const response = await get(request, new URL(file, assets).href, {
      Origin: new URL(page).origin,
    });
    const why = response === null ? 'no answer' : whyNot(response, isForeign && file !== tagFile, page);
    if (why !== null) problems.push({ file, why });
  }
  return problems;
}

function whyNot({ status, headers }: Response, needsCors: boolean, page: string): string | null {
  if (status !== 200) return `status ${String(status)}`;
  const type = headers.get('content-type') ?? 'none';
  if (!/\b(java|ecma)script\b/i.test(type))
    return `Content-Type is ${type}, and a browser runs only JavaScript`;
  const allowed = headers.get('access-control-allow-origin');
  return needsCors && allowed !== '*' && allowed !== new URL(page).origin
    ? 'Access-Control-Allow-Origin does not name the page’s origin, which a module on another origin needs'
    : null;
}

async function get(
  request: typeof fetch,
  url: string,
  headers: Record<string, string> = {},
): Promise<Response | null> {
  try {
    return await request(url, { headers, signal: AbortSignal.timeout(pageDeadline) });
  } catch {
    return null;
  }
}
