import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';

const pagesDir = resolve('test/browser/scenarios/pages');
const distDir = resolve('dist');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The pages that links lead through: each is at the addresses that begin like this. */
const referringPages = '/plans/';
/** The shop page is at an address of its own, which one of its rules asks for. */
const addresses: Readonly<Record<string, string>> = { '/shop/cart': 'commerce.html' };

export interface SiteOptions {
  /** What stands in the pages for `%NAME%`; put in as it is. */
  readonly values: Readonly<Record<string, string>>;
  /** Origin of the service the pages may talk to. */
  readonly serviceUrl: string;
}

export interface Site {
  /** Origin of the site, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** A customer's site with a strict policy: its pages, the chat script where the site has put it, and a geocoder. */
export async function startSite({ values, serviceUrl }: SiteOptions): Promise<Site> {
  const headers = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${serviceUrl} ${serviceUrl.replace(/^http/, 'ws')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    if (pathname === '/reverse-geocode') {
      response.writeHead(200, { ...headers, 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ country: countryAt(Number(searchParams.get('latitude'))) }));
      return;
    }
    const found = read(pathname, values);
    response.writeHead(found === null ? 404 : 200, {
      ...headers,
      'Content-Type': found?.type ?? 'text/plain',
    });
    response.end(found?.body ?? 'Nothing here.');
  };
  const server = createServer(answer);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function read(
  pathname: string,
  values: SiteOptions['values'],
): { readonly type: string; readonly body: string } | null {
  const chatFile = /^\/chat\/([\w.-]+\.js)$/.exec(pathname)?.[1];
  const pageFile = pathname.startsWith(referringPages)
    ? 'referring.html'
    : (addresses[pathname] ?? /^\/([\w-]+\.(?:html|js|css))$/.exec(pathname)?.[1]);
  const file = chatFile === undefined ? pageFile && `${pagesDir}/${pageFile}` : `${distDir}/${chatFile}`;
  if (file === undefined) return null;
  const type = types[extname(file)] ?? 'text/plain';
  try {
    const text = readFileSync(file, 'utf8');
    const isPage = extname(file) === '.html';
    return {
      type,
      body: isPage ? text.replaceAll(/%([A-Z_]+)%/g, (_, name: string) => values[name] ?? '') : text,
    };
  } catch {
    return null;
  }
}

/** Two countries are enough. */
function countryAt(latitude: number): string {
  return latitude > 57.8 ? 'Norway' : 'Denmark';
}
