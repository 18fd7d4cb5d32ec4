import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { listenOnLoopback } from './listen.ts';
import { isForLoopbackHost, loopbackOrigin } from './loopback.ts';
import { createStaticFiles } from './staticFiles.ts';

export interface ShopOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Directory of the shop's pages, styles, pictures and bundled scripts. */
  readonly assetsDir: string;
  /** Directory of the built tag; only `proactive-chat*.js` and their maps are served, below `/tag/`. */
  readonly distDir: string;
  /** Directory of the rule sets; its `.json` files are served below `/rules/`. */
  readonly rulesDir: string;
  /** The embedded Omnichannel service that the tag talks to, and the page where its agents sit. */
  readonly service: {
    readonly url: string;
    readonly consoleUrl: string;
    readonly orgId: string;
    readonly appId: string;
  };
  /** Default true; false leaves the header out, to show what a page without one does. */
  readonly contentSecurityPolicy?: boolean;
  /** Default `/rules/pricing-hesitation.json`. */
  readonly ruleSetUrl?: string;
  /** Answers from memory, by path; they go before everything else. */
  readonly routes?: Readonly<Record<string, { readonly contentType: string; readonly body: string }>>;
}

export interface RunningShop {
  /** Origin of the shop, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const script = 'text/javascript; charset=utf-8';
const json = 'application/json';

/** Address of a page and the file it is in. */
const pages: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/pricing': 'pricing.html',
  '/cart': 'cart.html',
  '/facts': 'facts.html',
  '/tag-manager': 'tagManager.html',
  '/product/avocet': 'product/avocet.html',
  '/product/knot': 'product/knot.html',
};

const assets = /^\/(?:images\/[\w-]+\.svg|[\w-]+\.(?:css|js|tpl)(?:\.map)?)$/;
const tagFiles = /^\/tag\/(proactive-chat[\w.-]*\.js(?:\.map)?)$/;
const ruleSets = /^\/rules\/([\w-][\w.-]*\.json)$/;

/**
 * Serves the demo shop on 127.0.0.1, under loopback names only: its pages carry the tag as a customer's would, under a
 * Content Security Policy that allows no inline script or style and no other origin than the service's.
 *
 * @throws a sentence naming the port and how to choose another, if the port is in use.
 */
export async function startShop(options: ShopOptions): Promise<RunningShop> {
  const answer = createAnswers(options);
  const common = commonHeaders(options);
  const server = createServer((request, response) => {
    void respond(request, response, answer, common);
  });

  const port = await listenOnLoopback(server, options.port, '--port N');

  return {
    url: loopbackOrigin(port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the server says for a path; `null` where it has nothing. */
function createAnswers(options: ShopOptions): (path: string) => Promise<Reply | null> {
  const shopFile = fileReader(options.assetsDir);
  const tagFile = fileReader(options.distDir);
  const ruleFile = fileReader(options.rulesDir);
  const routes = new Map(Object.entries(options.routes ?? {}));
  const config = configScript(options);
  const { appId, orgId, url: orgUrl } = options.service;
  const widget = JSON.stringify({ appId, orgId, orgUrl });

  return async (path) => {
    const route = routes.get(path);
    if (route) return { status: 200, headers: { 'Content-Type': route.contentType }, body: route.body };
    if (path === '/shop-config.js') return { status: 200, headers: { 'Content-Type': script }, body: config };
    if (path === '/widget.json') return { status: 200, headers: { 'Content-Type': json }, body: widget };
    if (path === '/console') return redirect(options.service.consoleUrl);

    const page = pages[path];
    if (page !== undefined) return shopFile(page);
    const trimmed = withoutSlashesAtEnd(path);
    if (pages[trimmed] !== undefined) return redirect(trimmed);

    const tagName = tagFiles.exec(path)?.[1];
    if (tagName !== undefined) return tagFile(tagName);
    const ruleName = ruleSets.exec(path)?.[1];
    if (ruleName !== undefined) return ruleFile(ruleName);
    if (assets.test(path)) return shopFile(path);

    // A page that is missing looks like the shop; a file that is missing need not.
    const missing = /\.\w+$/.test(path) ? null : await shopFile('404.html');
    return missing && { ...missing, status: 404 };
  };
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function fileReader(directory: string): (path: string) => Promise<Reply | null> {
  const read = createStaticFiles(directory, { 'Cache-Control': 'no-store' });
  return async (path) => {
    const found = await read(path);
    return found?.bytes ? { status: 200, headers: found.headers ?? {}, body: found.bytes } : null;
  };
}

function redirect(to: string): Reply {
  return { status: 302, headers: { Location: to, 'Content-Type': 'text/plain; charset=utf-8' }, body: '' };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (path: string) => Promise<Reply | null>,
  common: Readonly<Record<string, string>>,
): Promise<void> {
  const reply = await replyTo(request, answer);
  response.writeHead(reply.status, {
    ...common,
    ...reply.headers,
    'Content-Length': String(Buffer.byteLength(reply.body)),
  });
  response.end(request.method === 'HEAD' ? undefined : reply.body);
}

async function replyTo(
  request: IncomingMessage,
  answer: (path: string) => Promise<Reply | null>,
): Promise<Reply> {
  const plain = { 'Content-Type': 'text/plain; charset=utf-8' };
  if (!isForLoopbackHost(request)) {
    return { status: 403, headers: plain, body: 'The shop answers only under its loopback address.' };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, headers: { ...plain, Allow: 'GET, HEAD' }, body: 'Only GET and HEAD.' };
  }
  try {
    // The raw path: the URL parser would fold `..` away before anyone could refuse it.
    const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    return (await answer(path)) ?? { status: 404, headers: plain, body: 'Nothing here.' };
  } catch {
    return { status: 500, headers: plain, body: 'The shop could not read a file.' };
  }
}

function commonHeaders({
  service,
  contentSecurityPolicy = true,
}: ShopOptions): Readonly<Record<string, string>> {
  const headers = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
  };
  if (!contentSecurityPolicy) return headers;
  const { origin } = new URL(service.url);
  const directives = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${origin} ${origin.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return { ...headers, 'Content-Security-Policy': directives.join('; ') };
}

/** What a customer writes into the page, as a file of its own: the page's policy allows no inline script. */
function configScript({ service, ruleSetUrl = '/rules/pricing-hesitation.json' }: ShopOptions): string {
  const init = {
    command: 'init',
    protocol: 1,
    config: {
      widget: { source: 'built-in', appId: service.appId, orgId: service.orgId, orgUrl: service.url },
      ruleSetUrl,
      consent: { default: 'granted' },
      analytics: { dataLayer: 'dataLayer' },
    },
  };
  return [
    'window.dataLayer = window.dataLayer || [];',
    'window.lcwProactiveChat = window.lcwProactiveChat || [];',
    `window.lcwProactiveChat.push(${JSON.stringify(init, null, 2)});`,
    '',
  ].join('\n');
}
