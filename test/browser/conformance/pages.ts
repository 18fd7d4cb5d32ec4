import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

/** What one page of a case carries besides the widget's element. */
export interface PageSetting {
  /** Further attributes of the widget's element; `null` takes one of the three mandatory ones away. */
  readonly attributes?: Readonly<Record<string, string | null>>;
  /** Runs before the widget's element, as a script of the page's own. Sees nothing of the test. */
  readonly script?: () => void;
  /** Markup of the page's own. */
  readonly body?: string;
  /** Directives of its policy beside the strictest. */
  readonly policy?: string;
  /** Files beside the tag that this page does not get. */
  readonly missingFiles?: readonly string[];
  /** The page is in a sandbox without an origin, where nothing can be stored. */
  readonly isSandboxed?: boolean;
}

/** A site with the widget on its pages: the element of Microsoft's documentation with another `src`, and nothing of ours. */
export interface Pages {
  /** The page of the case; every path that is no file shows it. */
  readonly url: string;
  close(): Promise<void>;
}

/** What the site needs to know of the service. */
export interface ServiceAddress {
  readonly url: string;
  readonly orgId: string;
  readonly appId: string;
}

const files = new Map<string, Buffer>();

/** A file of the build; each is read once. */
function built(name: string): Buffer {
  let content = files.get(name);
  if (content === undefined) {
    content = readFileSync(resolve('dist', name));
    files.set(name, content);
  }
  return content;
}

/** The strictest policy under which a site can use the widget; a real site names more. */
function policyFor({ url }: ServiceAddress): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${url} ${url.replace('http', 'ws')}`,
    `frame-src ${url}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function element({ url, orgId, appId }: ServiceAddress, more: PageSetting['attributes'] = {}): string {
  const attributes = Object.entries({
    'data-app-id': appId,
    'data-org-id': orgId,
    'data-org-url': url,
    ...more,
  })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => (value === '' ? name : `${name}="${String(value)}"`));
  return `<script id="Microsoft_Omnichannel_LCWidget" src="/proactive-chat.js" ${attributes.join(' ')}></script>`;
}

/** The text of a function, of one written as a method too. */
const sourceOf = (script: () => void): string => script.toString().replace(/^script\s*\(/, 'function (');

/** Starts the site on a free port of the loopback host. */
export async function startPages(service: ServiceAddress, setting: PageSetting): Promise<Pages> {
  const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A page</title></head>
  <body>
    <h1>A page</h1>
    <label>Search <input id="search"></label>
    ${setting.body ?? ''}
    <script src="/page.js"></script>
    ${element(service, setting.attributes)}
  </body>
</html>`;
  const script = setting.script === undefined ? '' : `(${sourceOf(setting.script)})();`;

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const [, file] = /^\/(proactive-chat[\w.-]*\.js)$/.exec(path) ?? [];
    if (file !== undefined && setting.missingFiles?.includes(file) === true) {
      response.writeHead(404).end();
      return;
    }
    const isScript = file !== undefined || path === '/page.js';
    const more = setting.policy === undefined ? '' : `; ${setting.policy}`;
    const sandbox = setting.isSandboxed === true && !isScript ? '; sandbox allow-scripts' : '';
    response.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      'Content-Security-Policy': policyFor(service) + more + sandbox,
      'X-Content-Type-Options': 'nosniff',
      // A page without an origin is a stranger to its own site.
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
    });
    response.end(file !== undefined ? built(file) : path === '/page.js' ? script : page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
