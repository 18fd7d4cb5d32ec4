import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import type { Decision } from '../../src/core/decision.ts';
import { openBarePage, rule, ruleSet } from './barePage.ts';
import type { PageOptions } from './barePage.ts';
import {
  diagnose,
  launchChromium,
  newVisitor,
  readDist,
  startTestDemo,
  untilEngagementCounts,
  untilKnown,
} from './harness.ts';
import type { Demo, Visit } from './harness.ts';

let browser: Browser;
let demo: Demo | null = null;
let visit: Visit;

async function open(options: PageOptions): Promise<void> {
  demo = await openBarePage(visit, options);
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

it.each<readonly [string, PageOptions, string | null]>([
  ['is there', {}, null],
  ['has no rules', { rules: '{}' }, 'invalid_rule'],
  ['does not come', { config: { ruleSetUrl: '/nowhere.json' } }, 'assets_unavailable'],
])('whoever asks is told when the rule set %s, each time', async (_, options, failure) => {
  await open(options);
  const whenLoaded = (): Promise<unknown> =>
    visit.page.evaluate(
      () =>
        new Promise((answer) =>
          (window as unknown as { lcwProactiveChat: object[] }).lcwProactiveChat.push({
            command: 'whenLoaded',
            callback: (told: unknown) => {
              answer(told);
              throw new Error('of the page');
            },
          }),
        ),
    );
  expect([await whenLoaded(), await whenLoaded()]).toEqual([failure, failure]);
  expect(visit.told.troubles).toEqual([]);
});

it('an init without its configuration is told in the console', async () => {
  const body = `window.lcwProactiveChat = [{ command: 'init' }];`;
  await visit.page.route('**/config.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  const told = visit.page.waitForEvent('console', (message) => message.text().includes('init'));
  await open({});
  expect((await told).text()).toContain('The command init has no config.');
  expect(visit.told.troubles).toEqual([]);
});

describe('files that do not come', () => {
  it('the engine: engine_unavailable, and nobody is invited', async () => {
    await visit.page.route('**/proactive-chat.engine.js', (route) => route.abort());
    await open({});
    expect((await visit.told.whenDecision(suppressed)).reason).toBe('engine_unavailable');
    expect(await visit.page.getByRole('button', { name: 'Chat now' }).count()).toBe(0);
    expect(visit.told.troubles).toEqual([]);
  });

  it('a signal: the rule that asks for it says assets_unavailable, the others invite; the next page view tries again', async () => {
    const conditions = { fact: 'device.type', operator: 'equal', value: 'desktop' };
    const file = '**/proactive-chat.device.js';
    await visit.page.route(file, (route) => route.abort());
    await open({ rules: ruleSet([rule('asks', { conditions, priority: 5 }), rule('other')]) });
    const told = await visit.told.whenDecision(
      ({ ruleId, outcome }) => ruleId === 'asks' && outcome === 'suppressed',
    );
    expect(told.reason).toBe('assets_unavailable');
    expect((await visit.told.whenDecision(invited)).ruleId).toBe('other');
    await visit.page.unroute(file);
    await visit.page.evaluate(() => history.pushState(null, '', '?again'));
    await untilKnown(visit.page, 'device.type');
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

  it('under names that are not known is no consent, and the console says so', async () => {
    const warnings: string[] = [];
    visit.page.on('console', (message) => warnings.push(message.text()));
    await open({ config: { consent: { default: 'ask' } } });
    await command({ command: 'consent', purposes: { functionality: true, marketing: true } });
    expect(warnings).toEqual([]);
    await command({ command: 'consent', purposes: { marketing: true } });
    await command({ command: 'consent', functionality: true });
    await visit.told.whenDecision(invited);
    expect(warnings).toEqual([
      expect.stringMatching(/consent.*functionality, personalization, analytics/),
      expect.stringMatching(/consent.*functionality, personalization, analytics/),
    ]);
  });

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
    const counting = untilEngagementCounts(visit.page);
    await open({
      config: { consent: { default: 'ask' } },
      rules: ruleSet([rule('patient', { conditions: { all: [conditions] } })]),
    });
    await visit.told.whenDecision(({ reason }) => reason === 'needs_more');
    await counting;
    await visit.passTime(2);
    await command({ command: 'consent', purposes: { functionality: true, analytics: false } });
    await command({ command: 'consent', purposes: { functionality: true, analytics: false } });
    await visit.passTime(1.2);
    await visit.told.whenDecision(invited);
  });

  it('withdrawn for personalization takes the facts under it out of play', async () => {
    const conditions = { all: [{ fact: 'visitor.visits', operator: 'greaterThan', value: 5 }] };
    await open({ rules: ruleSet([rule('regular', { conditions })]) });
    await untilKnown(visit.page, 'visitor.visits');
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

describe("a script element with the attributes of Microsoft's", () => {
  /** More of what the tag answers to `diagnose`. */
  interface TagState {
    readonly config: { readonly widget: unknown };
    readonly gates: { readonly sdk: string; readonly paused: boolean };
  }
  interface Ids {
    readonly appId: string;
    readonly orgId: string;
    readonly url: string;
  }
  const element = ({ appId, orgId, url }: Ids): string =>
    `<script id="Microsoft_Omnichannel_LCWidget" src="/tag/proactive-chat.js"
       data-app-id="${appId}" data-org-id="${orgId}" data-org-url="${url}"></script>`;
  const state = async (): Promise<TagState> => (await diagnose(visit.page)) as unknown as TagState;

  /** A page with nothing but this, and what it has queued before. */
  async function openDropIn(scripts: (ids: Ids) => string, queue?: readonly object[]): Promise<Ids> {
    let body = '';
    demo = await startTestDemo({
      contentSecurityPolicy: true,
      routes: {
        '/page': {
          contentType: 'text/html; charset=utf-8',
          get body() {
            return body;
          },
        },
        '/rules.json': { contentType: 'application/json', body: ruleSet([rule('only')]) },
        '/queue.js': {
          contentType: 'text/javascript',
          body: `window.lcwProactiveChat = ${JSON.stringify(queue)};`,
        },
      },
    });
    const { emulator, shop } = demo;
    body = `<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1></main>
      ${queue === undefined ? '' : '<script src="/queue.js"></script>'}${scripts(emulator)}</html>`;
    await visit.page.goto(`${shop.url}/page`);
    return emulator;
  }

  it('is the chat widget, with nothing else on the page: ready, asked for nothing, nothing stored', async () => {
    const { appId, orgId, url } = await openDropIn(element);
    await visit.told.whenEvent('lcw:ready');
    expect((await state()).config.widget).toMatchObject({ source: 'built-in', appId, orgId, orgUrl: url });
    expect(await visit.page.getByRole('button').count()).toBe(1);
    expect(await visit.page.evaluate(() => ({ ...localStorage }))).toEqual({});
    expect(visit.told.events.map(({ type }) => type)).toEqual(['lcw:ready']);
    expect(visit.told.troubles).toEqual([]);
  });

  it('takes the init that is queued by then, and from the element the ids that it leaves out', async () => {
    const config = { ruleSetUrl: '/rules.json', consent: { default: 'granted' } };
    const { appId, orgId } = await openDropIn(element, [{ command: 'init', protocol: 1, config }]);
    await visit.told.whenDecision(invited);
    expect((await state()).config.widget).toMatchObject({ source: 'auto', appId, orgId });
    expect(visit.told.troubles).toEqual([]);
  });

  it('leaves an init alone that comes later', async () => {
    await openDropIn(element, [{ command: 'pause' }]);
    await visit.told.whenEvent('lcw:ready');
    const before = await state();
    expect(before.gates.paused).toBe(true);
    await visit.page.evaluate(() => {
      const { lcwProactiveChat } = window as unknown as { lcwProactiveChat: object[] };
      lcwProactiveChat.push({ command: 'init', config: { excludePaths: ['/page'], debug: true } });
    });
    expect((await state()).config).toEqual(before.config);
  });

  it('stands on the page twice, and beside a plain tag: there is one widget', async () => {
    await openDropIn(
      (ids) => `${element(ids)}${element(ids)}<script src="/tag/proactive-chat.js?2"></script>`,
    );
    await visit.told.whenEvent('lcw:ready');
    await diagnose(visit.page);
    expect(await visit.page.getByRole('button').count()).toBe(1);
    expect(visit.told.events.map(({ type }) => type)).toEqual(['lcw:ready']);
  });

  it("whose widget does not come says so as Microsoft's loader does, once, and is never ready", async () => {
    await visit.page.route('**/proactive-chat.sdk.js', (route) => route.abort());
    await openDropIn(element);
    expect(await visit.told.whenEvent('lcw:error')).toEqual({
      type: 'lcw:error',
      detail: {
        errorCode: 7,
        errorDescription: 'Live chat widget scripts failed to load',
        errorDetail: expect.stringContaining('proactive-chat.sdk.js') as unknown,
      },
    });
    expect((await state()).gates).toMatchObject({ sdk: 'failed' });
    expect(visit.told.events.map(({ type }) => type)).toEqual(['lcw:error']);
    expect(visit.told.troubles).toEqual([]);
  });

  it('without all of its ids tells in the console which one is missing', async () => {
    const warned = visit.page.waitForEvent('console', (message) => message.text().includes('data-org-id'));
    await openDropIn((ids) => element({ ...ids, orgId: '' }));
    expect((await warned).text()).toContain(
      'config.widget.orgId (or data-org-id of the script element) is missing',
    );
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
      [
        'availability',
        'device',
        'engine',
        'invitation-request',
        'rules-check',
        'sdk',
        'signals-visit',
        'vitals',
      ]
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

  it.each(["'nonce-a'", "'nonce-a' 'strict-dynamic'"])(
    'needs no place in a policy with %s, if its element has the nonce',
    async (sources) => {
      const { port } = cdn.address() as AddressInfo;
      const policy = `<meta http-equiv="Content-Security-Policy" content="script-src ${sources}">`;
      await open({ tag: `http://127.0.0.1:${port}/proactive-chat.js`, scripts: policy, nonce: 'a' });
      await visit.told.whenDecision(invited);
      await visit.page.getByRole('button', { name: 'Chat now' }).click();
      await visit.told.whenEvent('lcw:chatQueued');
      expect(visit.told.troubles).toEqual([]);
    },
  );
});
