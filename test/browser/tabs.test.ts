import swc from '@rollup/plugin-swc';
import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { createTabs } from '../../src/page/tabs.ts';
import { launchChromium } from './harness.ts';

type Tabs = ReturnType<typeof createTabs>;

/** What a page of these tests has. */
interface TabsPage {
  readonly createTabs: typeof createTabs;
  readonly tell: (text: string) => Promise<void>;
  tabs: Tabs;
  /** Milliseconds by which the page's clock is ahead: they have passed without anybody waiting. */
  ahead: number;
  /** Ends the work that has the turn. */
  end: () => void;
  /** Resolves when the turn has been had. */
  turn: Promise<void>;
}

let script: string;
let browser: Browser;
let context: BrowserContext;
let told: string[];
let waiting: (() => void)[];

/** Resolves when these are what the pages have told, in this order. */
const toldToBe = (...expected: readonly string[]): Promise<void> =>
  new Promise((done) => {
    const look = (): void => {
      if (told.length < expected.length) return;
      waiting = waiting.filter((other) => other !== look);
      expect(told).toEqual(expected);
      done();
    };
    waiting.push(look);
    look();
  });

/** `lacks` is taken from the page before its first script, as where the browser does not have it. */
async function openPage(origin: string, lacks: readonly string[]): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript((names: readonly string[]) => {
    for (const name of names) {
      const owner = name === 'locks' ? Navigator.prototype : window;
      Reflect.deleteProperty(owner, name);
    }
  }, lacks);
  await page.goto(`${origin}/`);
  await page.evaluate(() => {
    const own = window as unknown as TabsPage;
    own.ahead = 0;
    own.tabs = own.createTabs(window, 'org/app', () => undefined, {
      now: () => Date.now() + own.ahead,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
    own.tabs.listen((message) => void own.tell(`${document.title} hears ${JSON.stringify(message)}`));
  });
  return page;
}

/** Asks for the turn; the work it is for goes on until `end`. */
function ask(page: Page, name: string): Promise<void> {
  return page.evaluate((given) => {
    const own = window as unknown as TabsPage;
    document.title = given;
    own.turn = own.tabs.exclusively(async () => {
      const ended = new Promise<void>((done) => (own.end = done));
      await own.tell(`${given} begins`);
      await ended;
      await own.tell(`${given} ends`);
    });
  }, name);
}

const end = (page: Page): Promise<void> => page.evaluate(() => (window as unknown as TabsPage).end());

beforeAll(async () => {
  const bundle = await rollup({
    input: 'src/page/tabs.ts',
    plugins: [
      nodeResolve({ extensions: ['.ts'] }),
      swc({
        swc: { configFile: false, swcrc: false, jsc: { target: 'es2021', parser: { syntax: 'typescript' } } },
      }),
    ],
  });
  const { output } = await bundle.generate({
    format: 'iife',
    name: 'ours',
    footer: 'Object.assign(window, ours);',
  });
  await bundle.close();
  script = output[0].code;
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  told = [];
  waiting = [];
  context = await browser.newContext();
  await context.exposeFunction('tell', (text: string) => {
    told.push(text);
    [...waiting].forEach((look) => look());
  });
  await context.route('**/*', (route) =>
    new URL(route.request().url()).pathname === '/tabs.js'
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><title>page</title><script src="/tabs.js"></script>',
        }),
  );
});
afterEach(() => context.close());

describe.each([
  ["the browser's own locks and channel", 'http://localhost', []],
  ['claims and the store, on plain http without a channel', 'http://shop.test', ['BroadcastChannel']],
])('two tabs by %s', (_, origin, lacks) => {
  const openOne = (): Promise<Page> => openPage(origin, lacks);

  it('have what is taken from them taken', async () => {
    const page = await openOne();
    const has = await page.evaluate(() => [
      (navigator as Partial<Navigator>).locks !== undefined,
      'BroadcastChannel' in window,
    ]);
    expect(has).toEqual([lacks.length === 0, lacks.length === 0]);
  });

  it('take turns', async () => {
    const [first, second] = [await openOne(), await openOne()];
    await ask(first, 'first');
    await toldToBe('first begins');
    await ask(second, 'second');
    await end(first);
    await toldToBe('first begins', 'first ends', 'second begins');
    await end(second);
    await second.evaluate(() => (window as unknown as TabsPage).turn);
    await toldToBe('first begins', 'first ends', 'second begins', 'second ends');
    expect(await second.evaluate(() => ({ ...localStorage }))).toEqual({});
  });

  it('hear each other and not themselves', async () => {
    const [first, second] = [await openOne(), await openOne()];
    const post = (page: Page, name: string): Promise<void> =>
      page.evaluate((from) => {
        document.title = from;
        (window as unknown as TabsPage).tabs.post({ from });
      }, name);
    await second.evaluate(() => (document.title = 'second'));
    await post(first, 'first');
    await toldToBe('second hears {"from":"first"}');
    await post(second, 'second');
    await toldToBe('second hears {"from":"first"}', 'first hears {"from":"second"}');
    expect(await second.evaluate(() => ({ ...localStorage }))).toEqual({});
  });

  it('go on when the one that has the turn is closed', async () => {
    const [first, second] = [await openOne(), await openOne()];
    await ask(first, 'first');
    await toldToBe('first begins');
    await ask(second, 'second');
    await first.close();
    await toldToBe('first begins', 'second begins');
  });

  it('go on when the one that has the turn crashes', async () => {
    const [first, second] = [await openOne(), await openOne()];
    await ask(first, 'first');
    await toldToBe('first begins');
    await ask(second, 'second');
    const crashed = first.waitForEvent('crash');
    const session = await context.newCDPSession(first);
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await second.evaluate(() => ((window as unknown as TabsPage).ahead = 11_000));
    await toldToBe('first begins', 'second begins');
  });
});
