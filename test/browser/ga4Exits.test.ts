/** Pages that are left at the moment something happens: what was told is counted, and once. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { installContainer, startCollector } from './ga4.ts';
import type { Collector } from './ga4.ts';
import { launchChromium, startTestDemo } from './harness.ts';
import type { Demo } from './harness.ts';

let browser: Browser;
let demo: Demo;
let collector: Collector;

/** Events at which the page is left, the first of its kind; a click is one on a button of the invitation. */
const moments = [
  'lcw:ready',
  'proactive-chat:waiting',
  'proactive-chat:invited',
  'click Chat now',
  'proactive-chat:accepted',
  'lcw:startChat',
  'lcw:onMaximize',
  'lcw:chatQueued',
  'click No thanks',
  'proactive-chat:declined',
] as const;
type Moment = (typeof moments)[number];
const ways = ['closes the tab', 'goes elsewhere', 'reloads', 'closes the tab and comes back'] as const;
type Way = (typeof ways)[number];
/** How long after it: in the same task, after it, at the next frame, or so many milliseconds later. */
const delays = ['at once', 'next task', 'next frame', 15, 60] as const;
type Delay = (typeof delays)[number];

interface Exit {
  readonly moment: Moment;
  readonly way: Way;
  readonly delay: Delay;
}

const exits: readonly Exit[] = moments.flatMap((moment) =>
  ways.flatMap((way) => delays.map((delay) => ({ moment, way, delay }))),
);

const ruleSet = {
  formatVersion: 1,
  id: 'test',
  version: '1',
  availability: { basis: 'none' },
  limits: { max: [{ count: 1, per: 'visit' }] },
  rules: [
    {
      id: 'only',
      conditions: { all: [{ fact: 'page.path', operator: 'equal', value: '/page' }] },
      invitation: { message: 'May we help?' },
    },
  ],
};

/** Runs in the page: leaves it when the moment has come; only the first page load of a visitor is left. */
function leaveAt({ moment, way, delay }: Exit): void {
  if (location.pathname !== '/page' || performance.getEntriesByType('navigation').length === 0) return;
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (entry?.type === 'reload' || location.search !== '') return;
  const { leaveMe } = window as unknown as { leaveMe: () => void };
  const act = (): void => {
    if (way === 'reloads') location.reload();
    else if (way === 'goes elsewhere') location.href = '/elsewhere';
    else leaveMe();
  };
  let isLeft = false;
  const leave = (): void => {
    if (isLeft) return;
    isLeft = true;
    if (delay === 'at once') act();
    else if (delay === 'next task') setTimeout(act);
    else if (delay === 'next frame') requestAnimationFrame(act);
    else setTimeout(act, delay);
  };
  if (!moment.startsWith('click')) {
    window.addEventListener(moment, leave);
    return;
  }
  window.addEventListener('click', leave, { capture: true });
}

const toPress: Readonly<Partial<Record<Moment, string>>> = {
  'click No thanks': 'No thanks',
  'proactive-chat:declined': 'No thanks',
  'click Chat now': 'Chat now',
  'proactive-chat:accepted': 'Chat now',
  'lcw:startChat': 'Chat now',
  'lcw:onMaximize': 'Chat now',
  'lcw:chatQueued': 'Chat now',
};

interface Remembered {
  readonly invitationId: string;
  readonly outcome: string;
}

/** What the tag has written down of its invitations. */
const history = (page: Page): Promise<readonly Remembered[]> =>
  page.evaluate(() => {
    const text = localStorage.getItem('lcw-proactive-chat.history');
    return text === null ? [] : (JSON.parse(text) as { readonly value: readonly Remembered[] }).value;
  });

async function visitAndLeave(exit: Exit): Promise<readonly Remembered[]> {
  const context: BrowserContext = await browser.newContext();
  try {
    await installContainer(context, collector);
    const page = await context.newPage();
    const isLeft = new Promise<void>((done) => {
      void page.exposeFunction('leaveMe', () => done());
    });
    await page.addInitScript(leaveAt, exit);
    const isElsewhere = page.waitForURL('**/elsewhere', { waitUntil: 'commit' }).catch(() => undefined);
    const isReloaded = new Promise<void>((done) => {
      let loads = 0;
      page.on('domcontentloaded', () => {
        loads += 1;
        if (loads === 2) done();
      });
    });
    await page.goto(`${demo.shop.url}/page`, { waitUntil: 'commit' });
    const name = toPress[exit.moment];
    if (name !== undefined) {
      const pressing = page.getByRole('button', { name, exact: true }).click({ noWaitAfter: true });
      await pressing.catch(() => undefined);
    }
    if (exit.way === 'goes elsewhere') {
      await isElsewhere;
      return await history(page);
    }
    if (exit.way === 'reloads') {
      await isReloaded;
      return await settledAgain(page);
    }
    await isLeft;
    await page.close();
    const other = await context.newPage();
    if (exit.way === 'closes the tab') {
      await other.goto(`${demo.shop.url}/elsewhere`, { waitUntil: 'commit' });
      return await history(other);
    }
    await other.goto(`${demo.shop.url}/page?again`);
    return await settledAgain(other);
  } finally {
    await context.close();
  }
}

/** Resolves when the tag has made up its mind about the visitor who has come back. */
async function settledAgain(page: Page): Promise<readonly Remembered[]> {
  await page.waitForFunction(() =>
    (window as unknown as { dataLayer: { event?: string }[] }).dataLayer.some(({ event }) =>
      /suppressed|invited/.test(event ?? ''),
    ),
  );
  return history(page);
}

beforeAll(async () => {
  browser = await launchChromium();
  collector = await startCollector();
  demo = await startTestDemo({
    contentSecurityPolicy: false,
    routes: {
      '/page': {
        contentType: 'text/html; charset=utf-8',
        body: '<!doctype html><html lang="en"><title>Page</title><script src="/config.js"></script><script src="/tag/proactive-chat.js"></script><h1>Page</h1>',
      },
      '/elsewhere': { contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Else</title>' },
      '/config.js': {
        contentType: 'text/javascript',
        get body() {
          const { url, appId, orgId } = demo.emulator;
          const config = {
            widget: { source: 'built-in', appId, orgId, orgUrl: url },
            ruleSet,
            consent: { default: 'granted' },
          };
          return `window.lcwProactiveChat = [${JSON.stringify({ command: 'init', config })}];`;
        },
      },
    },
  });
});
afterAll(async () => {
  await Promise.allSettled([browser.close(), demo.close(), collector.close()]);
});

it(`of ${exits.length} exits none loses an event, and none tells one twice`, async () => {
  expect(exits).toHaveLength(200);
  const remembered: Remembered[] = [];
  const waiting = [...exits];
  const failed: string[] = [];
  const workers = Array.from({ length: 6 }, async () => {
    for (let exit = waiting.pop(); exit !== undefined; exit = waiting.pop()) {
      try {
        remembered.push(...(await visitAndLeave(exit)));
      } catch (error) {
        failed.push(`${JSON.stringify(exit)} ${String(error)}`);
      }
    }
  });
  await Promise.all(workers);
  expect(failed).toEqual([]);
  const { hits, heard } = collector;
  console.log(hits.length, heard.length, remembered.length, demo.emulator.conversations().length);
});
