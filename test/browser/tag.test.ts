import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import type { Decision } from '../../src/core/decision.ts';
import { diagnose, launchChromium, newVisitor, readDist, startTestDemo } from './harness.ts';
import type { Demo, Visit } from './harness.ts';

const ruleSet = (rules: readonly unknown[]): string =>
  JSON.stringify({
    formatVersion: 1,
    id: 'test',
    version: '1',
    availability: { basis: 'none' },
    rules,
  });
const rule = (id: string, change: object = {}): object => ({
  id,
  conditions: { all: [{ fact: 'page.path', operator: 'equal', value: '/page' }] },
  invitation: { message: `Invited by ${id}` },
  ...change,
});
const json = (body: string): { contentType: string; body: string } => ({
  contentType: 'application/json',
  body,
});

let browser: Browser;
let demo: Demo | null = null;
let visit: Visit;

interface PageOptions {
  readonly config?: object;
  readonly rules?: string;
  /** Address of the tag; default: the shop's own. */
  readonly tag?: string;
  readonly scripts?: string;
}

/** A bare page with the tag, under the shop's strict policy unless the tag comes from elsewhere. */
async function open({
  config = {},
  rules = ruleSet([rule('only')]),
  tag,
  scripts = '',
}: PageOptions): Promise<void> {
  const settings = (url: string, appId: string, orgId: string): object => ({
    widget: { source: 'built-in', appId, orgId, orgUrl: url },
    ruleSetUrl: '/rules.json',
    consent: { default: 'granted' },
    ...config,
  });
  const page = `<!doctype html><html lang="en"><title>Page</title>${scripts}
    <script src="/config.js"></script><script src="${tag ?? '/tag/proactive-chat.js'}"></script>
    <main><h1>Page</h1></main></html>`;
  let configScript = '';
  demo = await startTestDemo({
    contentSecurityPolicy: tag === undefined,
    routes: {
      '/page': { contentType: 'text/html; charset=utf-8', body: page },
      '/rules.json': json(rules),
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
  await visit.page.goto(`${demo.shop.url}/page`);
}

const invited = ({ outcome }: Decision): boolean => outcome === 'invited';
const suppressed = ({ outcome }: Decision): boolean => outcome === 'suppressed';

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  visit = await newVisitor(browser);
});
afterEach(async () => {
  await Promise.allSettled([demo?.close(), visit.context.close()]);
});

describe('rule sets with mistakes', () => {
  it('one bad rule is left out and named; the good one invites', async () => {
    const warnings: string[] = [];
    visit.page.on('console', (message) => warnings.push(message.text()));
    const bad = rule('bad', { conditions: { any: [] } });
    await open({ rules: ruleSet([bad, rule('good')]) });
    expect((await visit.told.whenDecision(invited)).ruleId).toBe('good');
    const told = await visit.told.whenDecision(({ ruleId }) => ruleId === 'bad');
    expect(told).toMatchObject({ outcome: 'suppressed', reason: 'invalid_rule' });
    expect(warnings.join('\n')).toMatch(/rules\.json:1:\d+ \/rules\/0\/conditions\/any /);
    expect(visit.told.troubles).toEqual([]);
  });

  it.each([
    ['is not JSON', '{ "formatVersion": 1, '],
    ['has no rules', '{ "formatVersion": 1, "id": "x", "version": "1" }'],
  ])('a document that %s invites nobody and says so', async (_, rules) => {
    await open({ rules });
    const decision = await visit.told.whenDecision(suppressed);
    expect(decision).toMatchObject({ ruleId: '', reason: 'invalid_rule' });
    expect(visit.told.troubles).toEqual([]);
  });

  it('an address that does not answer is told as assets_unavailable', async () => {
    await open({ config: { ruleSetUrl: '/nowhere.json' } });
    expect((await visit.told.whenDecision(suppressed)).reason).toBe('assets_unavailable');
  });
});

describe('files that do not come', () => {
  it('the engine: engine_unavailable, and nobody is invited', async () => {
    await visit.page.route('**/proactive-chat.engine.js', (route) => route.abort());
    await open({});
    expect((await visit.told.whenDecision(suppressed)).reason).toBe('engine_unavailable');
    expect(await visit.page.getByRole('button', { name: 'Chat now' }).count()).toBe(0);
    expect(visit.told.troubles).toEqual([]);
  });

  it('the widget: assets_unavailable', async () => {
    await visit.page.route('**/proactive-chat.sdk.js', (route) => route.abort());
    await open({});
    expect((await visit.told.whenDecision(suppressed)).reason).toBe('assets_unavailable');
    expect(visit.told.troubles).toEqual([]);
  });
});

describe('consent', () => {
  const stored = (): Promise<readonly string[]> =>
    visit.page.evaluate(() =>
      Object.keys({ ...localStorage }).filter((key) => key.startsWith('lcw-proactive')),
    );
  const command = (entry: object): Promise<void> =>
    visit.page.evaluate((given) => {
      (window as unknown as { lcwProactiveChat: object[] }).lcwProactiveChat.push(given);
    }, entry);

  it('before it, nobody is invited and nothing stored; when it comes, the invitation does; withdrawal erases', async () => {
    await open({ config: { consent: { default: 'ask' } } });
    expect((await visit.told.whenDecision(suppressed)).reason).toBe('no_consent');
    expect(await stored()).toEqual([]);
    await command({ command: 'consent', purposes: { functionality: true } });
    await visit.told.whenDecision(invited);
    expect(await stored()).toEqual(
      expect.arrayContaining(['lcw-proactive-chat.history', 'lcw-proactive-chat.visit']),
    );
    await command({ command: 'consent', purposes: { functionality: false } });
    const withdrawn = await visit.told.whenDecision(({ outcome }) => outcome === 'withdrawn');
    expect(withdrawn.reason).toBe('no_consent');
    expect(await stored()).toEqual([]);
    expect(await visit.page.getByRole('button', { name: 'Chat now' }).count()).toBe(0);
  });

  it('that comes late, and again and again, does not cost the visitor what they have read', async () => {
    const conditions = { fact: 'engagement.engagedSeconds', operator: 'greaterThanInclusive', value: 3 };
    await open({
      config: { consent: { default: 'ask' } },
      rules: ruleSet([rule('patient', { conditions: { all: [conditions] } })]),
    });
    await visit.told.whenDecision(({ reason }) => reason === 'needs_more');
    await visit.passTime(2);
    await command({ command: 'consent', purposes: { functionality: true, analytics: false } });
    await command({ command: 'consent', purposes: { functionality: true, analytics: false } });
    await visit.passTime(1.2);
    await visit.told.whenDecision(invited);
  });

  it('withdrawn for personalization takes the facts under it out of play', async () => {
    const conditions = { all: [{ fact: 'visitor.visits', operator: 'greaterThan', value: 5 }] };
    await open({ rules: ruleSet([rule('regular', { conditions })]) });
    await visit.told.whenDecision(({ outcome }) => outcome === 'waiting');
    expect((await diagnose(visit.page)).facts['visitor.visits']).toBe(1);
    await command({ command: 'consent', purposes: { personalization: false } });
    await visit.told.whenDecision(({ reason }) => reason === 'no_consent');
    expect((await diagnose(visit.page)).facts['visitor.visits']).toBeUndefined();
  });
});

describe('the page it lives on', () => {
  it('has one tag, however often it is loaded, and one invitation', async () => {
    await open({ scripts: '<script src="/tag/proactive-chat.js" async></script>'.repeat(3) });
    await visit.told.whenDecision(invited);
    await diagnose(visit.page);
    expect(visit.told.events.filter(({ type }) => type === 'proactive-chat:invited')).toHaveLength(1);
    expect(await visit.page.getByRole('button', { name: 'Chat now' }).count()).toBe(1);
  });

  it('gets everything back with destroy: no nodes, no global SDK, an ordinary queue', async () => {
    await open({});
    await visit.told.whenDecision(invited);
    const left = await visit.page.evaluate(() => {
      const globals = window as unknown as { lcwProactiveChat: object[]; Microsoft?: unknown };
      globals.lcwProactiveChat.push({ command: 'destroy' });
      return {
        nodes: [...document.body.children].map(({ localName }) => localName),
        sdk: globals.Microsoft !== undefined,
        queue: Object.hasOwn(globals.lcwProactiveChat, 'push'),
      };
    });
    expect(left).toEqual({ nodes: ['main'], sdk: false, queue: false });
  });

  it('may be left to a soft navigation: the invitation goes when its rule no longer holds', async () => {
    await open({});
    await visit.told.whenDecision(invited);
    await visit.page.evaluate(() => history.pushState(null, '', '/elsewhere'));
    const decision = await visit.told.whenDecision(({ outcome }) => outcome === 'withdrawn');
    expect(decision.reason).toBe('navigated_away');
    expect(await visit.page.getByRole('button', { name: 'Chat now' }).count()).toBe(0);
  });

  it('may be excluded', async () => {
    await open({ config: { excludePaths: ['/page'] } });
    expect((await visit.told.whenDecision(suppressed)).reason).toBe('excluded_page');
  });
});

describe('signals in their own files', () => {
  it('device and web vitals load because a rule asks, and only those', async () => {
    await visit.context.close();
    visit = await newVisitor(browser, { realTime: true });
    const loaded: string[] = [];
    visit.page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    const conditions = {
      all: [
        { fact: 'device.type', operator: 'equal', value: 'desktop' },
        { fact: 'vitals.ttfbMs', operator: 'greaterThanInclusive', value: 0 },
        { fact: 'visit.pageViews', operator: 'equal', value: 1 },
      ],
    };
    await open({ rules: ruleSet([rule('asks', { conditions })]) });
    const { trace } = await visit.told.whenDecision(invited);
    expect(trace?.children?.map(({ fact, matched }) => [fact, matched])).toEqual([
      ['device.type', true],
      ['vitals.ttfbMs', true],
      ['visit.pageViews', true],
    ]);
    const chunks = loaded.filter((path) => path.startsWith('/tag/')).sort();
    expect(chunks).toEqual(
      ['device', 'engine', 'rules-check', 'sdk', 'vitals']
        .map((name) => `/tag/proactive-chat.${name}.js`)
        .concat('/tag/proactive-chat.js')
        .sort(),
    );
  });
});

describe('a tag from another origin', () => {
  let cdn: Server;

  beforeEach(async () => {
    cdn = createServer((request, response) => {
      const file = new URL(request.url ?? '/', 'http://cdn').pathname.slice(1);
      response.writeHead(200, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' });
      response.end(readDist(file));
    });
    await new Promise<void>((ready) => cdn.listen(0, '127.0.0.1', ready));
  });
  afterEach(() => cdn.close());

  it('finds its files beside itself, and invites', async () => {
    const { port } = cdn.address() as AddressInfo;
    await open({ tag: `http://127.0.0.1:${port}/proactive-chat.js` });
    expect((await visit.told.whenDecision(invited)).ruleId).toBe('only');
    expect(visit.told.troubles).toEqual([]);
  });
});
