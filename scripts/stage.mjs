/**
 * The page on which the widget is looked at: `test/browser/looks/stage.html` with the built files, served to one browser
 * context without a server, under the Content Security Policy of a careful site.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const origin = 'http://stage.test';
/** A survey is at an address of its own, which has to be a safe one. */
const ours = /^https?:\/\/stage\.test\//;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; connect-src 'self'; trusted-types 'none'; require-trusted-types-for 'script'";

/** Answers what the pages of this context ask of the stage. */
export async function serveStage(context) {
  await context.route(ours, (route) => {
    const { pathname } = new URL(route.request().url());
    const file = /^\/(dist|rules)\//.test(pathname) ? pathname.slice(1) : `test/browser/looks${pathname}`;
    const path = join(root, file);
    if (!existsSync(path)) return route.fulfill({ status: 404 });
    return route.fulfill({ path, headers: { 'Content-Security-Policy': policy } });
  });
}

/** Opens the stage on a page; resolves when the widget is ready and its texts are there. */
export async function openStage(
  page,
  { lang = 'en', dir = 'ltr', night = false, css = '', options = {} } = {},
) {
  const query = new URLSearchParams({
    lang,
    dir,
    css,
    options: JSON.stringify(options),
    ...(night && { night: '' }),
  });
  await page.goto(`${origin}/stage.html?${query}`);
  const texts = options.language ?? lang;
  await page.waitForFunction(
    (name) => window.stage?.isReady && window.stage.root.host.lang === name,
    /^(nl|de|ar)/.exec(texts)?.[0] ?? 'en',
  );
}
