/** What jsdom cannot know of the signals: layout, focus, the mouse, the browser's caches and its own counters. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { factTable } from '../../src/core/factTable.ts';
import { factKey } from '../../src/core/facts.ts';
import type { FactName, FactParams } from '../../src/core/facts.ts';
import { factParams } from '../fakes/factParams.ts';
import { launchBareChromium } from './bareChromium.ts';
import type { BareChromium } from './bareChromium.ts';
import { diagnose, launchChromium, startTestDemo, stopTime, untilKnown } from './harness.ts';
import type { Demo } from './harness.ts';
import { scrollThrough, traceOf } from './tracing.ts';
import type { Trace } from './tracing.ts';

interface Question {
  readonly fact: FactName;
  readonly params?: FactParams;
  /** Default: whether it is known. */
  readonly atLeast?: number;
}

/** A rule set that asks, and never invites. */
function asking(questions: readonly Question[]): string {
  const ask = questions.map(({ fact, params, atLeast }) => ({
    fact,
    ...(params === undefined ? {} : { params }),
    ...(atLeast === undefined
      ? { operator: 'isKnown', value: true }
      : { operator: 'greaterThanInclusive', value: atLeast }),
  }));
  const never = { fact: 'page.host', operator: 'equal', value: 'nowhere.example' };
  const conditions = { all: [never, { any: ask }] };
  return JSON.stringify({
    formatVersion: 1,
    id: 'asking',
    version: '1',
    availability: { basis: 'none' },
    rules: [{ id: 'asks', conditions, invitation: { message: 'Never.' } }],
  });
}

/** Every fact there is, numbers at a value that nobody reaches. */
const everything = (Object.keys(factTable) as FactName[]).map((fact): Question => {
  const { type, range } = factTable[fact] as { readonly type: string; readonly range?: readonly number[] };
  const params = factParams[fact];
  return {
    fact,
    ...(params === undefined ? {} : { params }),
    ...(type === 'number' && range !== undefined ? { atLeast: range[1] ?? 0 } : {}),
  };
});

/** What is known without anybody doing anything: something of every file. */
const atOnce = everything.filter(
  ({ fact }) =>
    /^(device[.]|errors[.]|visit[.]|page[.]|engagement[.](exitIntent|clicks|searches|formErrors|hoverSeconds|videoPercent))/.test(
      fact,
    ) && !/connection|saveData|previousPath|SinceEvent|referrer/.test(fact),
);

interface Site {
  readonly rules: string;
  /** The body of `/page`; every other page of the site has none. */
  readonly body?: string;
  readonly style?: string;
  /** Runs before the tag. */
  readonly script?: string;
  readonly head?: string;
  readonly consent?: 'ask' | 'granted';
  /** Default true; the shop's policy allows no players. */
  readonly contentSecurityPolicy?: boolean;
  /** Called when a page asks for `/is-ahead`. */
  readonly onAhead?: () => void;
}

let browser: Browser;
let context: BrowserContext;
let page: Page;
let demo: Demo;

beforeAll(async () => {
  browser = await launchChromium({ isWhole: true });
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1000, height: 600 } });
  page = await context.newPage();
});
afterEach(async () => {
  await Promise.allSettled([demo.close(), context.close()]);
});

async function serve({
  rules,
  body = '',
  style = '',
  script = '',
  head = '',
  consent = 'granted',
  contentSecurityPolicy = true,
  onAhead = () => undefined,
}: Site): Promise<void> {
  const html = (content: string): { contentType: string; body: string } => ({
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><title>Page</title><link rel="stylesheet" href="/page.css">${head}
      <script src="/config.js"></script><script src="/tag/proactive-chat.js"></script>${content}</html>`,
  });
  let config = '';
  demo = await startTestDemo({
    contentSecurityPolicy,
    routes: {
      '/page': html(body),
      '/other': html('<main>Other</main>'),
      '/rules.json': { contentType: 'application/json', body: rules },
      '/page.css': { contentType: 'text/css', body: style },
      '/announces-page': {
        contentType: 'text/html',
        body: `<!doctype html><title>Before</title><script type="speculationrules">
          { "prerender": [{ "urls": ["/page"], "eagerness": "immediate" }] }</script>`,
      },
      '/is-ahead': {
        contentType: 'text/plain',
        get body() {
          onAhead();
          return '';
        },
      },
      '/around-page': {
        contentType: 'text/html',
        body: '<!doctype html><iframe src="/page" width="400" height="300" style="border: 0"></iframe>',
      },
      '/frame': { contentType: 'text/html', body: '<!doctype html><p>Frame</p>' },
      '/config.js': {
        contentType: 'text/javascript',
        get body() {
          return config;
        },
      },
    },
  });
  const { url, appId, orgId } = demo.emulator;
  const settings = {
    widget: { source: 'built-in', appId, orgId, orgUrl: url },
    ruleSetUrl: '/rules.json',
    consent: { default: consent },
  };
  config = `${script};(window.lcwProactiveChat = window.lcwProactiveChat || []).push(
    { command: 'init', protocol: 1, config: ${JSON.stringify(settings)} });`;
}

async function open(site: Site): Promise<void> {
  await serve(site);
  await page.goto(`${demo.shop.url}/page`);
}

/** A sound of so many seconds in which nothing is to be heard. */
function silence(seconds: number): string {
  const rate = 8000;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + seconds * rate, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(seconds * rate, 40);
  const wave = Buffer.concat([header, Buffer.alloc(seconds * rate, 128)]);
  return `data:audio/wav;base64,${wave.toString('base64')}`;
}

const factOf = async (fact: FactName, params?: FactParams): Promise<unknown> =>
  (await diagnose(page)).facts[factKey(fact, params)];

type Test = readonly ['is' | 'at least' | 'below', unknown];

/** Resolves as soon as a fact is what it should be. */
async function untilFact(fact: FactName, test: Test, params?: FactParams): Promise<void> {
  await page.waitForFunction(
    ([key, how, wanted]) => {
      const { lcwProactiveChat } = window as unknown as { lcwProactiveChat: object[] };
      let holds = false;
      const callback = ({ facts }: { facts: Record<string, unknown> }): void => {
        const value = facts[key];
        if (how === 'is') holds = value === wanted;
        else holds = how === 'below' ? Number(value) < Number(wanted) : Number(value) >= Number(wanted);
      };
      lcwProactiveChat.push({ command: 'diagnose', callback });
      return holds;
    },
    [factKey(fact, params), ...test] as const,
    { polling: 50 },
  );
}
const until = (fact: FactName, expected: unknown, params?: FactParams): Promise<void> =>
  untilFact(fact, ['is', expected], params);
const known = (fact: FactName, params?: FactParams): Promise<void> => untilKnown(page, factKey(fact, params));

/** Every signal that `everything` asks for has started. */
async function untilAllRun(): Promise<void> {
  await Promise.all(atOnce.map(({ fact, params }) => known(fact, params)));
  await page.waitForLoadState('networkidle');
}

async function push(entry: object): Promise<void> {
  await page.evaluate((given) => {
    (window as unknown as { lcwProactiveChat: object[] }).lcwProactiveChat.push(given);
  }, entry);
}

describe('scrolling', () => {
  const SCROLL = 'engagement.scrollPercent';
  const rules = asking([{ fact: SCROLL, atLeast: 55 }]);
  const tall = '<main></main>';

  it.each([
    ['an ordinary page', 'main { height: 4000px }', tall, 'window'],
    [
      'a page whose root is as high as the window',
      'html, body { height: 100%; margin: 0 } main { height: 4000px }',
      tall,
      'window',
    ],
    [
      'a page that scrolls inside an element',
      'html, body { height: 100%; margin: 0; overflow: hidden } main { height: 100%; overflow: auto } p { height: 4000px }',
      '<main><p></p></main>',
      'main',
    ],
  ])('of %s is told as it crosses a threshold', async (_, style, body, scroller) => {
    await open({ rules, style, body });
    await known(SCROLL);
    const scrollTo = (share: number): Promise<void> =>
      page.evaluate(
        ([which, part]) => {
          const element = which === 'window' ? document.documentElement : document.querySelector('main');
          element?.scrollTo(0, (element.scrollHeight - element.clientHeight) * part);
        },
        [scroller, share] as const,
      );
    await scrollTo(0.2);
    await untilFact(SCROLL, ['below', 55]);
    await scrollTo(1);
    await untilFact(SCROLL, ['at least', 55]);
  });

  it('of a page shorter than the window is complete; of one that grows it is not, before anybody scrolls', async () => {
    await open({ rules, style: 'main { height: 100px }', body: tall });
    await until(SCROLL, 100);
    await page.evaluate(() => {
      const main = document.querySelector('main');
      if (main !== null) main.style.height = '5000px';
    });
    await untilFact(SCROLL, ['below', 55]);
  });

  it('forces no layout and no style, and asks for none that the page would not have had anyway', async () => {
    const style = 'main { height: 20000px }';
    // The page makes its layout stale in every scroll event: whoever reads it then forces it.
    const script = `window.scrollCount = 0; window.forceLayout = () => document.documentElement.scrollHeight;
      addEventListener('scroll', () => { document.documentElement.style.paddingTop = (scrollCount++ % 2) + 'px'; })`;
    const questions: readonly Question[] = [
      { fact: SCROLL, atLeast: 55 },
      { fact: 'page.elementVisible', params: { selector: 'main' } },
      { fact: 'page.elementExists', params: { selector: 'main' } },
      { fact: 'engagement.dwellSeconds', atLeast: 1000 },
      { fact: 'engagement.engagedSeconds', atLeast: 1000 },
      { fact: 'engagement.idleSeconds', atLeast: 1000 },
      { fact: 'engagement.hoverSeconds', params: { selector: 'main' } },
      { fact: 'engagement.exitIntent' },
      { fact: 'device.viewportWidth' },
    ];
    const scrollWith = async (asked: readonly Question[]): Promise<Trace> => {
      await open({ rules: asking(asked), style, body: tall, script });
      const atOnce = asked.filter(({ atLeast }) => atLeast !== 1000);
      await Promise.all(atOnce.map(({ fact, params }) => known(fact, params)));
      await page.waitForLoadState('networkidle');
      const trace = await traceOf(browser, page, () => scrollThrough(page));
      await demo.close();
      return trace;
    };
    const without = await scrollWith([{ fact: 'page.language' }]);
    const all = await scrollWith(questions);
    expect(all.forced(/proactive-chat/)).toBe(0);
    // As many in each frame; the browser does not draw as many frames each time.
    expect(all.layouts() / all.frames()).toBeLessThan(without.layouts() / without.frames() + 0.2);
    expect(all.frames()).toBeGreaterThan(20);

    // Somebody who does force it is found.
    await open({ rules, style, body: tall, script });
    const forced = await traceOf(browser, page, () =>
      page.evaluate(() => {
        document.documentElement.style.paddingTop = '9px';
        (window as unknown as { forceLayout: () => void }).forceLayout();
      }),
    );
    expect(forced.forced(/config\.js/)).toBeGreaterThan(0);
  });
});

it('an element that comes later is seen when it comes into view', async () => {
  const params = { selector: '#offer', percent: 50, seconds: 0.2 };
  await open({
    rules: asking([{ fact: 'page.elementVisible', params }]),
    style: 'main { height: 3000px } #offer { height: 200px }',
    body: '<main></main>',
  });
  await until('page.elementVisible', false, params);
  await page.evaluate(() => {
    const offer = document.createElement('section');
    offer.id = 'offer';
    document.body.append(offer);
  });
  await page.evaluate(() => document.querySelector('#offer')?.scrollIntoView());
  await until('page.elementVisible', true, params);
});

it('an element is seen once it is drawn in the window: not before, as a dialog is kept, nor beside it, as a menu is', async () => {
  const ids = ['dialog', 'faded', 'menu', 'text'] as const;
  const paramsOf = (id: string): FactParams => ({ selector: `#${id}` });
  await open({
    rules: asking(ids.map((id) => ({ fact: 'page.elementVisible', params: paramsOf(id) }))),
    style: `#dialog, #menu { position: fixed; top: 0; left: 0; width: 300px; height: 500px }
      #dialog { visibility: hidden } #menu { transform: translateX(-100%) }
      #faded { opacity: 0; transition: opacity 0.2s } .shown #faded { opacity: 1 }
      .shown #dialog { visibility: visible } .shown #menu { transform: none }`,
    body: '<p id="text">Text</p><p id="faded">Faded</p><div id="dialog">Dialog</div><nav id="menu">Menu</nav>',
  });
  await until('page.elementVisible', true, paramsOf('text'));
  const unseen = ids.filter((id) => id !== 'text');
  for (const id of unseen) expect(await factOf('page.elementVisible', paramsOf(id))).toBe(false);
  await page.evaluate(() => document.documentElement.classList.add('shown'));
  for (const id of unseen) await until('page.elementVisible', true, paramsOf(id));
});

it('an element of the page before is none of the next, whose content comes a moment after its address', async () => {
  const params = { selector: '#price' };
  await open({
    rules: asking([
      { fact: 'page.elementVisible', params },
      { fact: 'engagement.dwellSeconds', atLeast: 2 },
    ]),
    body: '<main><p id="price">9.99</p></main>',
  });
  await until('page.elementVisible', true, params);
  await page.evaluate(() => {
    history.pushState(null, '', '/next');
    requestAnimationFrame(() => {
      requestAnimationFrame(() => document.querySelector('main')?.replaceChildren('Next'));
    });
  });
  await until('page.path', '/next');
  await untilFact('engagement.dwellSeconds', ['at least', 2]);
  expect(await factOf('page.elementVisible', params)).toBe(false);
});

it('a hundred thousand changes of the document are looked at a few times a second', async () => {
  const params = { selector: '#never' };
  await open({
    rules: asking([
      { fact: 'page.elementVisible', params },
      { fact: 'page.title' },
      { fact: 'engagement.formErrors' },
      { fact: 'engagement.deadClicks' },
    ]),
    body: '<main></main>',
    script: `const { querySelector } = Document.prototype; window.looks = 0;
      Document.prototype.querySelector = function (selector) { window.looks += selector === '#never'; return querySelector.call(this, selector); }`,
  });
  await until('page.elementVisible', false, params);
  const [looks, seconds] = await page.evaluate(async () => {
    const counted = window as unknown as { looks: number };
    const before = counted.looks;
    const begun = performance.now();
    const main = document.body;
    for (let batch = 0; batch < 100; batch += 1) {
      for (let change = 0; change < 1000; change += 1) {
        main.setAttribute('data-change', String(change));
      }
      await new Promise((next) => setTimeout(next, 10));
    }
    return [counted.looks - before, (performance.now() - begun) / 1000] as const;
  });
  expect(looks).toBeLessThanOrEqual(2 * seconds + 2);
});

describe('exit intent by the mouse', () => {
  const EXIT = 'engagement.exitIntent';
  const rules = asking([{ fact: EXIT }]);
  const body = '<iframe src="/frame" title="Frame"></iframe><main><select><option>One</select></main>';
  const style =
    'body { margin: 0 } iframe { display: block; width: 100%; height: 60px; border: 0 } main { height: 3000px; padding: 20px }';

  /** The page's own clock is wound on, so that nobody waits for the signal to be armed. */
  async function openArmed(): Promise<void> {
    await page.clock.install();
    await open({ rules, body, style });
    await until(EXIT, false);
    await page.clock.runFor(4000);
    await stopTime(page);
  }
  /** A movement in steps, each of so many milliseconds of the page's time, in which nothing else passes. */
  async function move(places: readonly (readonly [number, number])[], ms: number): Promise<void> {
    for (const [x, y] of places) {
      await page.mouse.move(x, y);
      await page.clock.runFor(ms);
    }
  }

  /** Resolves when what the signal asks the browser at the end has its answer. */
  async function untilLaidOut(): Promise<void> {
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const observer = new IntersectionObserver(() => {
            observer.disconnect();
            done();
          });
          observer.observe(document.documentElement);
        }),
    );
  }

  it('is a fast way out through the top', async () => {
    await openArmed();
    await move(
      [
        [500, 400],
        [505, 250],
        [510, 100],
        [512, -10],
      ],
      30,
    );
    await page.clock.runFor(400);
    await until(EXIT, true);
  });

  it.each([
    [
      'slow',
      [
        [500, 400],
        [500, 300],
        [500, 200],
        [500, 100],
        [500, 70],
        [500, -10],
      ],
      900,
    ],
    [
      'into a frame at the top',
      [
        [500, 400],
        [500, 200],
        [500, 100],
        [500, 30],
      ],
      30,
    ],
    [
      'out through the side',
      [
        [500, 400],
        [700, 390],
        [900, 380],
        [1010, 370],
      ],
      30,
    ],
    [
      'out through the bottom',
      [
        [500, 200],
        [500, 400],
        [500, 590],
        [500, 620],
      ],
      30,
    ],
    [
      'out and back at once',
      [
        [500, 400],
        [500, 200],
        [500, 100],
        [500, -10],
        [500, 100],
      ],
      30,
    ],
  ] as const)('is not a movement that goes %s', async (_, places, ms) => {
    await openArmed();
    await move(places, ms);
    await page.clock.runFor(1000);
    await untilLaidOut();
    expect(await factOf(EXIT)).toBe(false);
  });

  it('is not a movement to the menu of a select', async () => {
    await openArmed();
    await page.locator('select').focus();
    await move(
      [
        [500, 400],
        [500, 200],
        [500, 100],
        [500, -10],
      ],
      30,
    );
    await page.clock.runFor(1000);
    await untilLaidOut();
    expect(await factOf(EXIT)).toBe(false);
  });
});

describe('exit intent by touch', () => {
  const EXIT = 'engagement.exitIntent';

  it('is a flick that throws the page back, and forces no layout', async () => {
    // The page makes its layout stale in every event: whoever reads it then forces it.
    const script = `let turn = 0; window.thrown = () => document.documentElement.hasAttribute('data-thrown');
      for (const type of ['touchstart', 'touchend', 'scroll'])
        addEventListener(type, () => { document.documentElement.style.paddingTop = (turn++ % 2) + 'px' }, true);
      addEventListener('scrollend', () => { if (scrollY < 3000) document.documentElement.setAttribute('data-thrown', '') })`;
    await page.clock.install();
    await open({
      rules: asking([{ fact: EXIT }]),
      style: 'main { height: 9000px }',
      body: '<main></main>',
      script,
    });
    await until(EXIT, false);
    await page.clock.runFor(4000);
    await page.evaluate(() => window.scrollTo(0, 4000));
    const cdp = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number): Promise<unknown> =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 500, y }] });
    const trace = await traceOf(browser, page, async () => {
      // However long it takes to tell the browser of it, the finger is fast.
      await stopTime(page);
      await touch('touchStart', 50);
      for (const y of [150, 250, 350, 450, 550]) await touch('touchMove', y);
      await touch('touchEnd');
      await page.clock.resume();
      await until(EXIT, true);
    });
    expect(trace.scriptCalls(/proactive-chat/)).toBeGreaterThan(0);
    expect(trace.forced(/proactive-chat/)).toBe(0);
  });
});

it('the size of the window is that of the page it is asked in, also in a frame', async () => {
  const facts = ['device.viewportWidth', 'device.viewportHeight'] as const;
  await serve({ rules: asking(facts.map((fact) => ({ fact }))), contentSecurityPolicy: false });
  await page.goto(`${demo.shop.url}/around-page`);
  const frame = page.frames().find((one) => one !== page.mainFrame());
  await frame?.waitForFunction(
    (names) => {
      const { lcwProactiveChat } = window as unknown as { lcwProactiveChat?: object[] };
      let sizes: readonly unknown[] = [];
      const callback = ({ facts }: { facts: Record<string, unknown> }): void => {
        sizes = names.map((name) => facts[name]);
      };
      lcwProactiveChat?.push({ command: 'diagnose', callback });
      return sizes[0] === 400 && sizes[1] === 300;
    },
    facts,
    { polling: 50 },
  );
  expect(frame).toBeDefined();
});

describe('navigation', () => {
  const rules = asking([
    { fact: 'page.path' },
    { fact: 'page.hash' },
    { fact: 'page.previousPath' },
    { fact: 'visit.pageViews' },
    { fact: 'page.title' },
    { fact: 'engagement.clicks', params: { selector: 'main' } },
  ]);
  const clicks = { selector: 'main' };

  it.each([
    ['the Navigation API', ''],
    ['history alone', 'delete Window.prototype.navigation; delete window.navigation'],
  ])('by soft navigation is seen by %s: page facts begin anew, the visit goes on', async (_, script) => {
    await open({ rules, body: '<main>Page</main>', script });
    await known('visit.pageViews');
    if (script !== '') expect(await page.evaluate(() => 'navigation' in window)).toBe(false);
    await until('engagement.clicks', 0, clicks);
    await page.locator('main').click();
    await until('engagement.clicks', 1, clicks);
    if (script !== '') {
      await page.waitForFunction(() => Object.hasOwn(history, 'pushState'));
    }
    await page.evaluate(() => {
      history.pushState(null, '', '/soft?x=1');
      document.title = 'Soft';
    });
    await until('visit.pageViews', 2);
    await until('engagement.clicks', 0, clicks);
    await until('page.path', '/soft');
    await until('page.previousPath', '/page');
    await until('page.title', 'Soft');
    await page.evaluate(() => (location.hash = '#faq'));
    await until('page.hash', '#faq');
    expect(await factOf('visit.pageViews')).toBe(2);
    await push({ command: 'destroy' });
    expect(await page.evaluate(() => Object.hasOwn(history, 'pushState'))).toBe(false);
  });

  it.each([
    ['the Navigation API', ''],
    ['history alone', 'delete Window.prototype.navigation; delete window.navigation'],
  ])('that notes something in its address begins no page view, by %s', async (_, script) => {
    await open({ rules: asking([{ fact: 'visit.pageViews' }, { fact: 'page.hash' }]), script });
    await until('visit.pageViews', 1);
    if (script !== '') await page.waitForFunction(() => Object.hasOwn(history, 'replaceState'));
    await page.evaluate(() => {
      for (const url of ['?page=2', '?page=3', location.pathname, '#end'])
        history.replaceState(null, '', url);
    });
    await until('page.hash', '#end');
    expect(await factOf('visit.pageViews')).toBe(1);
    await page.evaluate(() => history.replaceState(null, '', '/home'));
    await until('visit.pageViews', 2);
  });

  it('back to a page in the cache is a new page view: facts of the page begin anew', async () => {
    // The shop tells browsers to store nothing; a page that is served so is not kept for going back to either.
    await page.route(/\/page$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'max-age=0' } });
    });
    await open({ rules, body: '<main>Page</main>' });
    await until('engagement.clicks', 0, clicks);
    await page.locator('main').click();
    await until('engagement.clicks', 1, clicks);
    await page.evaluate(() => Object.assign(window, { isSame: true }));
    await page.evaluate(() => location.assign('/other'));
    await page.waitForURL('**/other');
    await until('visit.pageViews', 2);
    await until('page.previousPath', '/page');
    await page.evaluate(() => history.back());
    await page.waitForURL('**/page', { waitUntil: 'commit' });
    await page.waitForFunction(() => (window as unknown as { isSame?: boolean }).isSame === true);
    await until('visit.pageViews', 3);
    await until('engagement.clicks', 0, clicks);
    expect(await factOf('page.previousPath')).toBeUndefined();
    await page.locator('main').click();
    await until('engagement.clicks', 1, clicks);
  });
});

describe('in a browser that is not set up for tests', () => {
  let bare: BareChromium;
  beforeAll(async () => {
    bare = await launchBareChromium();
  });
  afterAll(() => bare.close());

  /** An expression that is true once the tag knows a fact. */
  const isKnown = (key: string): string =>
    `(() => { let known = false; lcwProactiveChat.push({ command: 'diagnose',
      callback: ({ facts }) => { known = facts[${JSON.stringify(key)}] !== undefined } }); return known })()`;

  it('hidden time is no dwell time', async () => {
    const seconds = 1.5;
    // The page's own watch: how long it was visible, how long hidden, and what it said when the fact became known.
    const script = `window.watch = { visible: 0, hidden: 0 }; let last = performance.now();
      const look = () => { const now = performance.now(); watch[state] += now - last; last = now; state = document.visibilityState };
      let state = document.visibilityState; document.addEventListener('visibilitychange', look);
      setInterval(() => { look(); if (watch.told === undefined && ${isKnown('engagement.dwellSeconds')}) watch.told = watch.visible }, 20)`;
    await serve({
      rules: asking([
        { fact: 'engagement.dwellSeconds', atLeast: seconds },
        { fact: 'engagement.exitIntent' },
      ]),
      script,
    });
    const tab = await bare.open(`${demo.shop.url}/page`);
    await tab.until(`window.watch !== undefined && ${isKnown('engagement.exitIntent')}`);
    const other = await bare.open('about:blank');
    await tab.until(`document.visibilityState === 'hidden' && watch.hidden > ${2000 * seconds}`);
    expect(await other.evaluate('document.visibilityState')).toBe('visible');
    await tab.bringToFront();
    await tab.until(`document.visibilityState === 'visible' && watch.told !== undefined`);
    expect(Number(await tab.evaluate('watch.told'))).toBeGreaterThan(seconds * 1000 - 200);
  });

  it('nobody hesitates in a field that the page gave the focus to before they have pressed anything', async () => {
    await serve({
      rules: asking([
        { fact: 'engagement.hesitationSeconds', atLeast: 0.2 },
        { fact: 'engagement.dwellSeconds', atLeast: 1 },
      ]),
      body: '<input autofocus aria-label="Search">',
    });
    const tab = await bare.open(`${demo.shop.url}/page`);
    await tab.until(
      `document.activeElement?.tagName === 'INPUT' && ${isKnown('engagement.hesitationSeconds')}`,
    );
    await tab.until(isKnown('engagement.dwellSeconds'));
    const seconds = await tab.evaluate(`(() => { let seconds; lcwProactiveChat.push({ command: 'diagnose',
      callback: ({ facts }) => { seconds = facts['engagement.hesitationSeconds'] } }); return seconds })()`);
    expect(seconds).toBe(0);
  });

  it('a page that is rendered ahead does nothing until somebody looks at it', async () => {
    let isAhead: () => void = () => undefined;
    const ahead = new Promise<void>((resolve) => {
      isAhead = resolve;
    });
    await serve({
      rules: asking([{ fact: 'visit.pageViews' }]),
      script: `if (document.prerendering) addEventListener('load', () => setTimeout(() => fetch('/is-ahead'), 500))`,
      contentSecurityPolicy: false,
      onAhead: () => isAhead(),
    });
    const tab = await bare.open(`${demo.shop.url}/announces-page`, ahead);
    expect(await tab.evaluate('Object.keys(localStorage)')).toEqual([]);
    await tab.evaluate(`void setTimeout(() => location.assign('/page'))`);
    await tab.until(`location.pathname === '/page' && ${isKnown('visit.pageViews')}`);
    const ours = (await tab.evaluate(`(() => {
      const [{ activationStart }] = performance.getEntriesByType('navigation');
      const asked = performance.getEntriesByType('resource').filter(({ name }) => /rules\\.json|proactive-chat\\./.test(name));
      return { activationStart, asked: asked.map(({ name, startTime }) =>
        [new URL(name).pathname, startTime < activationStart ? 'ahead' : 'after']) };
    })()`)) as { readonly activationStart: number; readonly asked: readonly (readonly [string, string])[] };
    expect(ours.activationStart).toBeGreaterThan(0);
    expect(ours.asked.filter(([, when]) => when === 'ahead')).toEqual([['/tag/proactive-chat.js', 'ahead']]);
    expect(ours.asked).toContainEqual(['/rules.json', 'after']);
  });
});

describe('attention', () => {
  it('engaged time stands still while another page has the focus, and dwell does not', async () => {
    const cdp = await context.newCDPSession(page);
    await page.clock.install();
    await open({
      rules: asking([
        { fact: 'engagement.engagedSeconds', atLeast: 25 },
        { fact: 'engagement.dwellSeconds', atLeast: 25 },
        { fact: 'engagement.exitIntent' },
      ]),
    });
    await known('engagement.exitIntent');
    await page.waitForLoadState('networkidle');
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    const other = await context.newPage();
    await other.bringToFront();
    await page.waitForFunction(() => !document.hasFocus(), undefined, { polling: 50 });
    await page.clock.runFor(26_000);
    await untilFact('engagement.dwellSeconds', ['at least', 25]);
    expect(await factOf('engagement.engagedSeconds')).toBeUndefined();
    await page.bringToFront();
    await page.waitForFunction(() => document.hasFocus(), undefined, { polling: 50 });
    // Half a minute without a sign of life is no engaged time.
    await page.mouse.move(300, 300);
    await page.clock.runFor(26_000);
    await known('engagement.engagedSeconds');
  });
});

describe('web vitals', () => {
  const rules = asking([
    { fact: 'vitals.lcpMs' },
    { fact: 'vitals.cls' },
    { fact: 'vitals.ttfbMs' },
    { fact: 'vitals.fcpMs' },
    { fact: 'page.title' },
    { fact: 'page.path' },
  ]);
  const body = '<main><h1>A page with a text that can be the largest</h1><button>More</button></main>';

  it('are known for the load, and not told of another page view that they are not about', async () => {
    await open({ rules, body });
    await known('vitals.lcpMs');
    await known('vitals.fcpMs');
    expect(Number(await factOf('vitals.ttfbMs'))).toBeGreaterThanOrEqual(0);
    await page.evaluate(() => {
      document.title = 'Soft';
      history.pushState(null, '', '/soft');
    });
    await until('page.title', 'Soft');
    expect(await factOf('vitals.lcpMs')).toBeUndefined();
    expect(await factOf('vitals.ttfbMs')).toBeUndefined();
  });

  it('of a page that came back from the cache are not those of a page view after it', async () => {
    await page.route(/\/page$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'max-age=0' } });
    });
    await open({ rules, body });
    await known('vitals.lcpMs');
    await page.evaluate(() => Object.assign(window, { isSame: true }));
    await page.goto(`${demo.shop.url}/other`);
    await page.evaluate(() => history.back());
    await page.waitForURL('**/page', { waitUntil: 'commit' });
    await page.waitForFunction(() => (window as unknown as { isSame?: boolean }).isSame === true);
    await known('vitals.cls');
    await page.evaluate(() => {
      history.pushState(null, '', '/soft');
      document.title = 'Soft';
    });
    await until('page.title', 'Soft');
    // The page moves, which the library tells.
    await page.evaluate(
      () =>
        new Promise<void>((moved) => {
          new PerformanceObserver(() => moved()).observe({ type: 'layout-shift' });
          document.querySelector('main')?.style.setProperty('margin-top', '300px');
        }),
    );
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    expect(await factOf('vitals.cls')).toBeUndefined();
  });

  it('of a soft navigation that the visitor has brought about are those of its own content', async () => {
    await open({ rules, body });
    await known('vitals.lcpMs');
    await page.evaluate(() => {
      document.querySelector('button')?.addEventListener('click', () => {
        history.pushState(null, '', '/soft');
        const later = document.createElement('h2');
        later.textContent = 'Another text, that is the largest of the page it belongs to, and comes later';
        setTimeout(() => document.querySelector('main')?.replaceChildren(later), 100);
      });
    });
    await page.getByRole('button', { name: 'More' }).click();
    await until('page.path', '/soft');
    await untilFact('vitals.lcpMs', ['at least', 50]);
    // Nothing was requested, so there was no first byte.
    expect(await factOf('vitals.ttfbMs')).toBeUndefined();
  });
});

it('what the mouse rests on is told while it rests, by the browser’s own mouse', async () => {
  const params = { selector: '.price' };
  await open({
    rules: asking([{ fact: 'engagement.hoverSeconds', params, atLeast: 0.3 }]),
    style: 'p { height: 100px } main { height: 3000px }',
    body: '<p>Words</p><p class="price"><b>12</b> a month</p><main></main>',
  });
  await until('engagement.hoverSeconds', 0, params);
  await page.mouse.move(20, 60);
  await page.locator('b').hover();
  await untilFact('engagement.hoverSeconds', ['at least', 0.3], params);
});

it('a player is told as far as it has been played', async () => {
  const params = { selector: 'video' };
  await open({
    rules: asking([{ fact: 'engagement.videoPercent', params, atLeast: 90 }]),
    body: `<video muted src="${silence(1)}"></video>`,
    contentSecurityPolicy: false,
  });
  await until('engagement.videoPercent', 0, params);
  await page.evaluate(() => {
    const video = document.querySelector('video');
    if (video === null) return;
    video.currentTime = 0.5;
    void video.play();
  });
  await page.waitForFunction(() => document.querySelector('video')?.ended === true);
  expect(await factOf('engagement.videoPercent', params)).toBeLessThan(90);
  await page.evaluate(() => document.querySelector('video')?.play());
  await untilFact('engagement.videoPercent', ['at least', 90], params);
});

it('a form that is begun and left is known on the next page, and one that is sent is not left', async () => {
  const params = { selector: '#order' };
  await open({
    rules: asking([
      { fact: 'engagement.formSubmits', params },
      { fact: 'engagement.formAbandonedSeconds', params, atLeast: 0.2 },
      { fact: 'visit.formSubmits', params },
      { fact: 'visit.formsAbandoned', params },
      { fact: 'visit.eventCount', params: { name: 'order' } },
    ]),
    body: '<form id="order" action="/other"><input name="name" aria-label="Name"><button>Send</button></form>',
  });
  await until('visit.formsAbandoned', 0, params);
  await until('engagement.formSubmits', 0, params);
  await page.getByRole('textbox').pressSequentially('Robin');
  await untilFact('engagement.formAbandonedSeconds', ['at least', 0.2], params);
  await page.reload();
  await until('visit.formsAbandoned', 1, params);
  await until('visit.formSubmits', 0, params);
  await page.getByRole('textbox').pressSequentially('Robin');
  await push({ command: 'event', name: 'order' });
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL('**/other*');
  await until('visit.formSubmits', 1, params);
  await until('visit.formsAbandoned', 1, params);
  await until('visit.eventCount', 1, { name: 'order' });
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Robin');
});

it('clicks that help nobody, forms that are wrong, scripts that fail and requests that do are counted', async () => {
  const agreed = { selector: 'label' };
  await page.clock.install();
  await open({
    rules: asking([
      { fact: 'engagement.rageClicks' },
      { fact: 'engagement.deadClicks' },
      { fact: 'engagement.clicks', params: agreed },
      { fact: 'engagement.formErrors' },
      { fact: 'errors.scripts' },
      { fact: 'errors.failedRequests' },
    ]),
    body: `<main><h1>Title</h1><p>Press here</p><label><input type="checkbox"> Agree</label>
      <form><input required aria-label="Name"><input aria-label="Mail"><button>Send</button></form></main>`,
    script: `addEventListener('input', () => document.querySelector('form').checkValidity())`,
  });
  for (const fact of ['engagement.rageClicks', 'engagement.deadClicks', 'errors.failedRequests'] as const) {
    await until(fact, 0);
  }
  // The widget's own button is a change of the document.
  await known('chat.state');
  await page.locator('p').click();
  await until('engagement.deadClicks', 1);
  // To select the paragraph, and to have something else of the site.
  await page.locator('p').click({ clickCount: 3 });
  await page.locator('label').dblclick();
  expect(await page.evaluate(() => String(getSelection()).trim())).toBe('Press here');
  // A browser tells each of the two as one of the label and one of its box.
  await until('engagement.clicks', 2, agreed);
  expect(await factOf('engagement.rageClicks')).toBe(0);
  await page.evaluate(() => getSelection()?.removeAllRanges());
  // However long it takes to tell the browser of it, the four are fast.
  await stopTime(page);
  await page.locator('h1').click({ clickCount: 4 });
  await page.clock.resume();
  await until('engagement.rageClicks', 1);
  // The page asks the browser what is wrong at every letter, and shows nothing of it.
  await page.getByLabel('Mail').pressSequentially('robin');
  expect(await factOf('engagement.formErrors')).toBe(0);
  await page.getByRole('button', { name: 'Send' }).click();
  await until('engagement.formErrors', 1);
  await page.evaluate(() => {
    queueMicrotask(() => {
      throw new Error('of the page');
    });
    void fetch('/nowhere.json').then((response) => response.text());
  });
  await until('errors.scripts', 1);
  await until('errors.failedRequests', 1);
});

it('consent that comes on the same page is taken up in place; a withdrawal erases at once, and stops what asked for it', async () => {
  const stored = (): Promise<readonly string[]> => page.evaluate(() => Object.keys({ ...localStorage }));
  const params = { path: '/**' };
  await open({
    rules: asking([
      { fact: 'visit.pageViews' },
      { fact: 'visit.pathViews', params },
      { fact: 'engagement.exitIntent' },
    ]),
    consent: 'ask',
  });
  await known('engagement.exitIntent');
  await page.evaluate(() => history.pushState(null, '', '/second'));
  await known('engagement.exitIntent');
  expect([await stored(), await factOf('visit.pageViews')]).toEqual([[], undefined]);
  await push({ command: 'consent', purposes: { functionality: true, personalization: true } });
  await until('visit.pageViews', 2);
  await until('visit.pathViews', 2, params);
  expect((await stored()).filter((key) => key.includes('journey') || key.includes('visitor'))).toHaveLength(
    2,
  );
  await push({ command: 'consent', purposes: { functionality: false, personalization: false } });
  expect(await stored()).toEqual([]);
  expect(await factOf('visit.pageViews')).toBeUndefined();
  await page.evaluate(() => history.pushState(null, '', '/third'));
  await known('engagement.exitIntent');
  expect(await stored()).toEqual([]);
});

it.each([
  ['goes on while they press something now and then', 'press', 2],
  ['goes on while they do nothing but read on, by the wheel', 'scroll', 2],
  ['is over after half an hour in which they did nothing', '', 1],
] as const)('a visit of somebody who stays on one page %s', async (_, does, views) => {
  await page.clock.install();
  await open({
    rules: asking([{ fact: 'visit.pageViews' }]),
    body: '<main></main>',
    style: 'main { height: 9000px }',
    script: `window.scrollsEnded = 0; document.addEventListener('scrollend', () => { scrollsEnded += 1 })`,
  });
  await until('visit.pageViews', 1);
  for (let part = 0; part < 2; part += 1) {
    await page.clock.fastForward('20:00');
    if (does === 'press') await page.mouse.click(500, 300);
    if (does !== 'scroll') continue;
    await page.mouse.move(500, 300);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(
      (before) => (window as unknown as { scrollsEnded: number }).scrollsEnded > before,
      part,
      { polling: 50 },
    );
  }
  await page.evaluate(() => history.pushState(null, '', '/second'));
  await until('page.path', '/second');
  await until('visit.pageViews', views);
});

it('results of a search that are seen again are no new search: by a reload, by going back, with a load or without', async () => {
  const asked = ['engagement.searches', 'engagement.repeatedSearches', 'page.title'] as const;
  await open({
    rules: asking(asked.map((fact) => ({ fact }))),
    // The site tells what it shows, whenever it shows it.
    script: `dataLayer = []; const show = () => { const term = new URLSearchParams(location.search).get('q');
      if (term !== null) dataLayer.push({ event: 'view_search_results', search_term: term }) };
      show(); addEventListener('popstate', show)`,
    body: '<main>Page</main>',
  });
  const told = async (): Promise<readonly unknown[]> => [
    await factOf('engagement.searches'),
    await factOf('engagement.repeatedSearches'),
  ];
  const settled = async (): Promise<void> => {
    await known('engagement.searches');
    await known('page.title');
  };
  const search = (term: string): Promise<unknown> => page.goto(`${demo.shop.url}/page?q=${term}`);
  await search('lamp');
  await until('engagement.searches', 1);
  await page.reload();
  await settled();
  expect(await told()).toEqual([1, 0]);
  await page.goto(`${demo.shop.url}/other`);
  await settled();
  await page.goBack();
  await settled();
  expect(await told()).toEqual([1, 0]);
  await page.evaluate(() => history.pushState(null, '', '/product'));
  await until('page.path', '/product');
  await settled();
  await page.evaluate(() => history.back());
  await until('page.path', '/page');
  await settled();
  expect(await told()).toEqual([1, 0]);
  await search('rope');
  await until('engagement.searches', 2);
  await search('lamp');
  await until('engagement.searches', 3);
  expect(await told()).toEqual([3, 1]);
});

describe('with a rule for everything there is', () => {
  const body = `<main><button>Press</button><video></video><section id="offer">Offer</section>
    <form><input required aria-label="Name"><button type="button">Check</button></form></main>`;
  it('no layout is forced by what the visitor does', async () => {
    // The page makes its layout stale in every event: whoever reads it then forces it.
    const script = `let turn = 0; window.stale = () => { document.documentElement.style.paddingTop = (turn++ % 2) + 'px' };
      for (const type of ['pointermove', 'mousemove', 'pointerover', 'mouseout', 'pointerdown', 'click', 'keydown', 'input', 'change',
        'focusin', 'focusout', 'invalid', 'submit', 'scroll', 'scrollend', 'wheel', 'resize', 'blur', 'focus'])
        addEventListener(type, stale, true)`;
    await open({ rules: asking(everything), body, script });
    await untilAllRun();
    const trace = await traceOf(browser, page, async () => {
      await page.mouse.move(300, 300);
      await page.mouse.move(300, 200, { steps: 5 });
      await page.locator('main > button').click({ clickCount: 2 });
      await page.getByRole('textbox').pressSequentially('Robin');
      await page.getByRole('button', { name: 'Check' }).click();
      await page.evaluate(() => document.querySelector('form')?.reportValidity());
      await page.setViewportSize({ width: 900, height: 500 });
      await page.evaluate(() => {
        const { lcwProactiveChat, dataLayer } = window as unknown as Record<string, object[]>;
        dataLayer?.push({ event: 'search', search_term: 'lamp' });
        lcwProactiveChat?.push({ command: 'event', name: 'purchase' });
      });
      await until('device.viewportWidth', 900);
    });
    expect(trace.scriptCalls(/proactive-chat/)).toBeGreaterThan(20);
    expect(trace.forced(/proactive-chat/)).toBe(0);
  });

  it('nothing wakes more than twice a minute while the visitor does nothing', async () => {
    // What the tag has set, and what of it has run; the page's own clock runs on all of it.
    const script = `window.wakes = []; window.intervals = 0; window.watched = 0;
      const isOurs = () => /proactive-chat/.test(new Error().stack);
      for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
        const set = window[name];
        window[name] = (run, ...rest) => {
          const ours = isOurs();
          if (ours && name === 'setInterval') intervals += 1;
          return set.call(window, (...given) => { if (ours) wakes.push(Date.now()); return run(...given) }, ...rest);
        };
      }
      for (const name of ['MutationObserver', 'IntersectionObserver', 'PerformanceObserver', 'ResizeObserver']) {
        const Observer = window[name];
        window[name] = class extends Observer {
          constructor(run, ...rest) {
            const ours = isOurs();
            super((...given) => { if (ours) watched += 1; return run(...given) }, ...rest);
          }
        };
      }`;
    await page.clock.install();
    await open({ rules: asking(everything), body, script });
    await untilAllRun();
    // What began with the page is over. Ten minutes are exactly ten, for what wakes does so twice a minute.
    await page.clock.runFor(120_000);
    await stopTime(page);
    const [wakes, seen, intervals] = await page.evaluate(async () => {
      const counted = window as unknown as { wakes: number[]; watched: number; intervals: number };
      counted.wakes = [];
      counted.watched = 0;
      return [counted.wakes, counted.watched, counted.intervals] as const;
    });
    expect([wakes, seen, intervals]).toEqual([[], 0, 0]);
    await page.clock.runFor(600_000);
    const after = await page.evaluate(() => {
      const counted = window as unknown as { wakes: readonly number[]; watched: number; intervals: number };
      return [counted.wakes.length, counted.watched, counted.intervals] as const;
    });
    expect(after[0]).toBeLessThanOrEqual(20);
    expect(after.slice(1)).toEqual([0, 0]);
    // The time of this page view and of this visit is looked at once a minute: the count counts.
    expect(after[0]).toBeGreaterThanOrEqual(10);
  });
});

describe('with destroy, by the browser’s own count', () => {
  // web-vitals cannot be told to stop.
  const stoppable = everything.filter(({ fact }) => !fact.startsWith('vitals.'));
  const body = '<main>Page</main>';

  interface Counters {
    readonly nodes: number;
    readonly jsEventListeners: number;
  }
  let cdp: CDPSession;

  async function count(): Promise<Counters> {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Memory.getDOMCounters')) as Counters;
  }

  /** The count with what one collection of garbage leaves to the next, such as the document before, gone. */
  async function countAtRest(): Promise<Counters> {
    let counted = await count();
    for (let isAtRest = false; !isAtRest;) {
      const before = counted;
      await page.evaluate(() => new Promise(requestAnimationFrame));
      counted = await count();
      isAtRest = counted.nodes === before.nodes && counted.jsEventListeners === before.jsEventListeners;
    }
    return counted;
  }

  // Not by `page.waitForFunction` and what uses it: it leaves listeners of its own in the page.
  async function untilAllKnown(questions: readonly Question[]): Promise<void> {
    const keys = questions.map(({ fact, params }) => factKey(fact, params));
    const areKnown = async (): Promise<boolean> => {
      const { facts } = await diagnose(page);
      return keys.every((key) => facts[key] !== undefined);
    };
    while (!(await areKnown())) await page.waitForTimeout(50);
    await page.waitForLoadState('networkidle');
  }

  beforeEach(async () => {
    cdp = await context.newCDPSession(page);
  });

  it('leaves no node and no listener behind, whatever has run', async () => {
    await open({ rules: asking([{ fact: 'page.path' }]), body });
    await untilAllKnown([{ fact: 'page.path' }]);
    await push({ command: 'destroy' });
    const bare = await countAtRest();
    expect(bare.jsEventListeners).toBe(0);
    await demo.close();

    await open({ rules: asking(stoppable), body });
    await untilAllKnown(atOnce);
    expect((await count()).jsEventListeners).toBeGreaterThan(20);
    await push({ command: 'destroy' });
    expect(await countAtRest()).toEqual(bare);
  });

  it('leaves nothing behind of files that come after it', async () => {
    let go = (): void => undefined;
    const isDestroyed = new Promise<void>((resolve) => {
      go = resolve;
    });
    await page.route('**/tag/proactive-chat.signals-*.js', async (route) => {
      await isDestroyed;
      await route.continue();
    });
    const files: string[] = [];
    page.on('requestfinished', (request) => files.push(request.url()));
    await serve({ rules: asking(stoppable), body });
    const isAsked = page.waitForRequest('**/tag/proactive-chat.signals-*.js');
    await page.goto(`${demo.shop.url}/page`);
    await isAsked;
    await push({ command: 'destroy' });
    go();
    await page.waitForLoadState('networkidle');
    expect(files).toContainEqual(expect.stringContaining('/tag/proactive-chat.signals-'));
    expect((await countAtRest()).jsEventListeners).toBe(0);
  });
});
