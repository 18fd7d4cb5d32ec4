/** Pages that are left at the moment something happens: what was told is counted, and once. */
import type { Browser, Page } from 'playwright-core';
import { dataLayerName } from '../../src/core/analyticsNames.ts';
import type { SdkEventName } from '../../src/core/sdkEvents.ts';
import { eventually } from './conformance/eventually.ts';
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
/** How long after the moment: in the same task, after it, at the next frame, or so many milliseconds later. */
const delays = ['at once', 'next task', 'next frame', 5, 15, 30, 60, 120] as const;
type Delay = (typeof delays)[number];
/** Who comes back costs as much as three who do not. */
const ways: Readonly<Record<string, readonly Delay[]>> = {
  'closes the tab': delays,
  'goes elsewhere': delays,
  reloads: ['at once', 'next frame'],
  'closes the tab and comes back': ['at once', 15],
};

interface Exit {
  readonly moment: Moment;
  readonly way: string;
  readonly delay: Delay;
}

const exits: readonly Exit[] = moments.flatMap((moment) =>
  Object.entries(ways).flatMap(([way, after]) => after.map((delay) => ({ moment, way, delay }))),
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

/** What is pressed so that the moment comes. */
const toPress: Readonly<Partial<Record<Moment, string>>> = {
  'click No thanks': 'No thanks',
  'proactive-chat:declined': 'No thanks',
  'click Chat now': 'Chat now',
  'proactive-chat:accepted': 'Chat now',
  'lcw:startChat': 'Chat now',
  'lcw:onMaximize': 'Chat now',
  'lcw:chatQueued': 'Chat now',
};

/**
 * Runs in the page: makes a new visitor of the one before, and leaves the page when the moment has come that its address
 * tells. Only the first page load of a visitor is left.
 */
function leaveAt(): void {
  // Four windows at once keep a busy machine busier: however long a file takes, it is not too late.
  const { setTimeout: after } = window;
  const deadline = 4000;
  Object.assign(window, {
    setTimeout: (run: () => void, ms = 0): unknown => after(run, ms < deadline ? ms : 100 * deadline),
  });
  const told = new URLSearchParams(location.search).get('exit');
  const own = window as unknown as { closeTab(): void; tellKept(text: string): void };
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (told === null || entry?.type === 'reload') return;
  own.tellKept(localStorage.getItem('lcw-proactive-chat.history') ?? '');
  localStorage.clear();
  const { moment, way, delay, press } = JSON.parse(told) as Exit & { readonly press?: string };
  const act = (): void => {
    if (way === 'reloads') location.reload();
    else if (way === 'goes elsewhere') location.href = '/elsewhere';
    else own.closeTab();
  };
  const leave = (): void => {
    if (delay === 'at once') act();
    else if (delay === 'next task') setTimeout(act);
    else if (delay === 'next frame') requestAnimationFrame(act);
    else setTimeout(act, delay);
  };
  const isClick = moment.startsWith('click');
  window.addEventListener(isClick ? 'click' : moment, leave, { capture: true, once: true });
  if (press === undefined) return;
  const look = (): void => {
    const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const buttons = roots.flatMap((root) => [...root.querySelectorAll('button')]);
    const button = buttons.find(({ textContent }) => textContent.trim() === press);
    if (button === undefined) requestAnimationFrame(look);
    else button.click();
  };
  window.addEventListener('proactive-chat:invited', look, { once: true });
}

interface Remembered {
  readonly invitationId: string;
  readonly outcome: string;
}

/** Resolves when the tag has made up its mind about the visitor who has come back. */
async function untilDecided(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    (window as unknown as { dataLayer?: { event?: string }[] }).dataLayer?.some(({ event }) =>
      /suppressed|invited/.test(event ?? ''),
    ),
  );
}

/** One after another, visitors of one browser window: each comes with nothing kept, and leaves as told. */
async function visitAndLeave(waiting: Exit[]): Promise<readonly Remembered[]> {
  const remembered: Remembered[] = [];
  const context = await browser.newContext();
  await installContainer(context, collector);
  let closeTab = (): void => undefined;
  await context.exposeFunction('closeTab', () => closeTab());
  await context.exposeFunction('tellKept', (text: string) => {
    if (text !== '') remembered.push(...(JSON.parse(text) as { readonly value: Remembered[] }).value);
  });
  await context.addInitScript(leaveAt);
  let page = await context.newPage();
  const carryOut = async (exit: Exit): Promise<void> => {
    const { moment, way } = exit;
    const isClosed = new Promise<void>((done) => (closeTab = done));
    const told = encodeURIComponent(JSON.stringify({ ...exit, press: toPress[moment] }));
    await page.goto(`${demo.shop.url}/page?exit=${told}`, { waitUntil: 'commit' });
    if (way === 'goes elsewhere') {
      await page.waitForURL('**/elsewhere', { waitUntil: 'commit' });
    } else if (way === 'reloads') {
      await page.waitForFunction(
        () =>
          (performance.getEntriesByType('navigation') as PerformanceNavigationTiming[])[0]?.type === 'reload',
      );
      await untilDecided(page);
    } else {
      await isClosed;
      await page.close();
      page = await context.newPage();
      if (way === 'closes the tab and comes back') {
        await page.goto(`${demo.shop.url}/page`, { waitUntil: 'commit' });
        await untilDecided(page);
      }
    }
  };
  for (let exit = waiting.pop(); exit !== undefined; exit = waiting.pop()) {
    const before = collector.heard.length;
    await carryOut(exit).catch((cause: unknown) => {
      const heard = collector.heard.slice(before).map((event) => JSON.stringify(event));
      throw new Error([`No exit: ${JSON.stringify(exit)}. All windows heard:`, ...heard].join('\n'), {
        cause,
      });
    });
  }
  await page.goto(`${demo.shop.url}/elsewhere?exit={}`);
  await context.close();
  return remembered;
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

/** What does not fit together: what was heard on the pages, what the tag has kept, and what was counted. */
function findProblems(remembered: readonly Remembered[]): readonly string[] {
  const { hits, heard } = collector;
  const problems: string[] = [];
  const loads = new Set([...hits, ...heard].map(({ load }) => load));
  for (const load of loads) {
    const told = heard
      .filter((event) => event.load === load && event.type !== 'proactive-chat:waiting')
      // A decision that is taken again on the same page is told once.
      .filter(
        ({ type, ruleId, reason }, index, all) =>
          type.startsWith('lcw:') ||
          index ===
            all.findIndex((one) => one.type === type && one.ruleId === ruleId && one.reason === reason),
      )
      .map(({ type }) => (type.startsWith('lcw:') ? dataLayerName(type as SdkEventName) : type))
      .map((name) => name.replace('proactive-chat:', 'proactive_chat_'));
    const counted = hits.filter((hit) => hit.load === load).map(({ name }) => name);
    const [wanted, given] = [told, counted].map((names) => [...names].sort().join(' '));
    if (wanted !== given) problems.push(`told ${String(wanted)}; counted ${String(given)}`);
  }
  const eventIds = hits.map(({ parameters }) => parameters['proactive_event_id']);
  if (new Set(eventIds).size !== eventIds.length) problems.push('an event id twice');
  const countOf = (outcome: string, id: string): number =>
    hits.filter(
      ({ name, parameters }) =>
        name === `proactive_chat_${outcome}` && parameters['proactive_invitation_id'] === id,
    ).length;
  for (const { invitationId, outcome } of remembered) {
    for (const name of new Set(['invited', outcome])) {
      const times = countOf(name, invitationId);
      if (times !== 1) problems.push(`kept as ${outcome}, ${name} counted ${String(times)} times`);
    }
  }
  const ids = hits.flatMap(({ name, parameters }) =>
    /invited|accepted|declined/.test(name) ? [parameters['proactive_invitation_id']] : [],
  );
  for (const id of ids) {
    if (!remembered.some(({ invitationId }) => invitationId === id))
      problems.push(`${String(id)} is not kept`);
  }
  return problems;
}

it(`of ${exits.length} exits none loses an event, and none tells one twice`, async () => {
  expect(exits).toHaveLength(200);
  const waiting = [...exits];
  const windows = await Promise.all(Array.from({ length: 4 }, () => visitAndLeave(waiting)));
  const remembered = windows.flat();
  // What a page sends as it goes may still be on its way.
  await eventually(() => findProblems(remembered).length === 0).catch(() => undefined);
  expect(findProblems(remembered)).toEqual([]);
  const count = (wanted: string): number => collector.hits.filter(({ name }) => name === wanted).length;
  // Chats came about, too.
  const begun = demo.emulator.conversations().length;
  expect(begun).toBeGreaterThanOrEqual(count('lcw_chat_queued'));
  expect(begun).toBeLessThanOrEqual(count('lcw_start_chat'));
  expect(count('lcw_chat_queued')).toBeGreaterThanOrEqual(20);
}, 300_000);
