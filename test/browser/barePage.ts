import type { ShopOptions } from '../../src/emulator/shopServer.ts';
import type { Demo, Visit } from './harness.ts';
import { startTestDemo } from './harness.ts';

/** A rule set of these rules that asks nobody whether an agent is there. */
export const ruleSet = (rules: readonly unknown[], change: object = {}): string =>
  JSON.stringify({
    formatVersion: 1,
    id: 'test',
    version: '1',
    availability: { basis: 'none' },
    rules,
    ...change,
  });

/** A rule that holds on the bare page. */
export const rule = (id: string, change: object = {}): object => ({
  id,
  conditions: { all: [{ fact: 'page.path', operator: 'equal', value: '/page' }] },
  invitation: { message: `Invited by ${id}` },
  ...change,
});

export interface PageOptions {
  readonly config?: object;
  /** Text of the rule set, or what gives it each time it is asked for. */
  readonly rules?: string | (() => string);
  /** Address of the tag; default: the shop's own. */
  readonly tag?: string;
  readonly scripts?: string;
  /** Of the tag's element, and of the one that configures it. */
  readonly nonce?: string;
  /** Further files of the site, by path. */
  readonly routes?: NonNullable<ShopOptions['routes']>;
}

/** A bare page with the tag, under the shop's strict policy unless the tag comes from elsewhere. */
export async function openBarePage(
  { page }: Visit,
  { config = {}, rules = ruleSet([rule('only')]), tag, scripts = '', nonce = '', routes = {} }: PageOptions,
): Promise<Demo> {
  const settings = (url: string, appId: string, orgId: string): object => ({
    widget: { source: 'built-in', appId, orgId, orgUrl: url },
    ruleSetUrl: '/rules.json',
    consent: { default: 'granted' },
    ...config,
  });
  const html = `<!doctype html><html lang="en"><title>Page</title>${scripts}
    <script nonce="${nonce}" src="/config.js"></script>
    <script nonce="${nonce}" src="${tag ?? '/tag/proactive-chat.js'}"></script>
    <main><h1>Page</h1></main></html>`;
  let configScript = '';
  const demo = await startTestDemo({
    contentSecurityPolicy: tag === undefined,
    routes: {
      ...routes,
      '/page': { contentType: 'text/html; charset=utf-8', body: html },
      '/rules.json': {
        contentType: 'application/json',
        get body() {
          return typeof rules === 'string' ? rules : rules();
        },
      },
      '/config.js': {
        contentType: 'text/javascript',
        get body() {
          return configScript;
        },
      },
    },
  });
  const { url, appId, orgId } = demo.emulator;
  configScript = `window.lcwProactiveChat = [{ command: 'init', protocol: 1, config: ${JSON.stringify(
    settings(url, appId, orgId),
  )} }];`;
  await page.goto(`${demo.shop.url}/page`);
  return demo;
}
