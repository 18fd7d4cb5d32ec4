import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import type { Decision } from '../../src/core/decision.ts';
import { outcomes } from '../../src/core/reasons.ts';
import { sdkEventNames } from '../../src/core/sdkEvents.ts';
import { startEmulator } from '../../src/emulator/service.ts';
import type { RunningEmulator } from '../../src/emulator/service.ts';
import { startShop } from '../../src/emulator/shopServer.ts';
import type { RunningShop, ShopOptions } from '../../src/emulator/shopServer.ts';
import { findChromium } from '../../scripts/findChromium.mjs';

const dist = resolve('dist');

/**
 * `isWhole` is for what a Chromium without a window does not do: pages kept for going back to, which the browser is else
 * told not to keep, and records of its own work.
 */
export function launchChromium({ isWhole = false } = {}): Promise<Browser> {
  const executablePath = findChromium({ isWhole });
  if (executablePath === null) throw new Error('No Chromium: run `npm test`, which installs it.');
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: isWhole ? ['--disable-back-forward-cache'] : [],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Demo {
  readonly emulator: RunningEmulator;
  readonly shop: RunningShop;
  close(): Promise<void>;
}

/**
 * The embedded service and the shop on free ports, with the built tag, console and shop from `dist`.
 *
 * @param service - what the service is set up with.
 */
export async function startTestDemo(options: Partial<ShopOptions> = {}, service?: object): Promise<Demo> {
  const emulator = await startEmulator({ assetsDir: `${dist}/emulator`, config: service });
  const { url, consoleUrl, orgId, appId } = emulator;
  const shop = await startShop({
    port: 0,
    assetsDir: `${dist}/emulator/shop`,
    distDir: dist,
    rulesDir: resolve('rules'),
    service: { url, consoleUrl, orgId, appId },
    ...options,
  });
  return {
    emulator,
    shop,
    close: async () => {
      await shop.close();
      await emulator.close();
    },
  };
}

/** What a page told while it was looked at, over reloads and navigations. */
export interface Witness {
  /** `lcw:*` and `proactive-chat:*` events in order. */
  readonly events: { readonly type: string; readonly detail: unknown }[];
  /** CSP violations, page errors and unhandled rejections; a good page has none. */
  readonly troubles: string[];
  /** Resolves with the first decision, past or to come, for which `test` holds; rejects with what came instead. */
  whenDecision(test: (decision: Decision) => boolean): Promise<Decision>;
  /** Resolves when an event of this type has been told, past or to come; `times` counts. */
  whenEvent(type: string, times?: number): Promise<unknown>;
  /** Forgets what was told so far. */
  clear(): void;
}

/** Far beyond what anything takes, and far within what jest grants a test, which would not say what came instead. */
const PATIENCE_MS = 60_000;

const decisionEvents = outcomes.map((outcome) => `proactive-chat:${outcome}`);

/** Listens to everything the page's own code could hear, from before its first script. */
export async function witness(context: BrowserContext): Promise<Witness> {
  const events: { type: string; detail: unknown }[] = [];
  const troubles: string[] = [];
  const waiting = new Set<() => void>();
  await context.exposeFunction('tellTest', (type: string, detail: unknown) => {
    if (type === 'trouble') troubles.push(String(detail));
    else events.push({ type, detail });
    [...waiting].forEach((look) => look());
  });
  await context.addInitScript(
    (types: readonly string[]) => {
      const { tellTest } = window as unknown as {
        tellTest: (type: string, detail: unknown) => Promise<void>;
      };
      const plain = (detail: unknown): unknown => JSON.parse(JSON.stringify(detail ?? null)) as unknown;
      for (const type of types) {
        window.addEventListener(type, (event) => {
          void tellTest(type, plain((event as CustomEvent<unknown>).detail));
        });
      }
      window.addEventListener('securitypolicyviolation', (event) => {
        void tellTest(
          'trouble',
          `${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}`,
        );
      });
      window.addEventListener('error', (event) => void tellTest('trouble', event.message));
      window.addEventListener(
        'unhandledrejection',
        (event) => void tellTest('trouble', String(event.reason)),
      );
    },
    [...sdkEventNames, ...decisionEvents],
  );

  const when = <Found>(look: () => Found | undefined): Promise<Found> => {
    // Made here, so that the failure names the test that waits.
    const missed = new Error();
    return new Promise((answer, refuse) => {
      const patience = setTimeout(() => {
        waiting.delete(check);
        const told = events.map(({ type, detail }) => `${type} ${JSON.stringify(detail)}`);
        missed.message = ['What was waited for was not told, but:', ...told, ...troubles].join('\n');
        refuse(missed);
      }, PATIENCE_MS);
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        waiting.delete(check);
        clearTimeout(patience);
        answer(found);
      };
      waiting.add(check);
      check();
    });
  };
  return {
    events,
    troubles,
    whenDecision: (test) =>
      when(() =>
        events
          .filter(({ type }) => type.startsWith('proactive-chat:'))
          .map(({ detail }) => detail as Decision)
          .find(test),
      ),
    whenEvent: (type, times = 1) => when(() => events.filter((event) => event.type === type)[times - 1]),
    clear: () => {
      events.length = 0;
    },
  };
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly told: Witness;
  readonly passTime: PassTime;
}

/**
 * So much time of the page passes, its timers fire in order. At each second what the page has asked of a server is waited
 * for: time wound past it would be a server that does not answer, and every deadline of the page would go by.
 */
export type PassTime = (seconds: number) => Promise<void>;

/**
 * A new visitor with a browser of their own, whose time can be wound on; with `realTime`, the page keeps the browser's
 * own clock, which its performance entries go by.
 */
export async function newVisitor(browser: Browser, { realTime = false } = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(PATIENCE_MS);
  const told = await witness(context);
  const page = await context.newPage();
  if (!realTime) await page.clock.install();
  return { page, context, told, passTime: createPassTime(page) };
}

/** For a page whose clock is installed, from before it asks a server for anything. */
export function createPassTime(page: Page): PassTime {
  const answered = untilAnswered(page.context());
  // Null where it gives way to another one at this moment.
  const now = (): Promise<number | null> => page.evaluate(() => Date.now()).catch(() => null);
  return async (seconds) => {
    const begun = await now();
    // What passes by itself meanwhile counts: on a busy machine that is much.
    for (let wound = 0, left = seconds * 1000; left > 0;) {
      await answered();
      const at = await now();
      left = seconds * 1000 - (begun === null || at === null ? wound : Math.max(wound, at - begun));
      const step = Math.min(left, 1000);
      if (step <= 0) return;
      await page.clock.runFor(step);
      wound += step;
      left -= step;
    }
  };
}

/** The clock of the page, which is installed, stands still from now on, until it is wound on or resumed. */
export async function stopTime(page: Page): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  // It can be paused at no moment that is past, as this one may be by then: so it stands already.
  await page.clock.setFixedTime(now);
  await page.clock.pauseAt(now);
  await page.clock.setSystemTime(now);
}

/** What a server on the same machine leaves unanswered for so long, in ms, it means to: a stream, or a server at fault. */
const ANSWER_MS = 1000;

/** From now on, gives what resolves when the requests of the visitor's pages that are under way have their answers. */
function untilAnswered(context: BrowserContext): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const endings = new WeakMap<Request, () => void>();
  context.on('request', (request) => {
    const answer = new Promise<void>((settle) => {
      const patience = setTimeout(settle, ANSWER_MS);
      endings.set(request, () => {
        clearTimeout(patience);
        settle();
      });
    });
    underWay.add(answer);
    void answer.then(() => underWay.delete(answer));
  });
  context.on('requestfinished', (request) => endings.get(request)?.());
  context.on('requestfailed', (request) => endings.get(request)?.());
  return async () => {
    await Promise.all(underWay);
  };
}

/** Scrolls to the end of the page and resolves when the browser has drawn it. */
export async function scrollToEnd(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
  });
  await page.waitForFunction(
    () => window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2,
  );
}

/**
 * Resolves when the page has what counts engaged seconds, which comes in a file of its own; before that, time that is
 * wound on does not count. To be called before the page is opened.
 */
export async function untilEngagementCounts(page: Page): Promise<void> {
  const response = await page.waitForResponse(/signals-engagement/);
  // As text: what compiles the tests would make something else of the import.
  await page.evaluate(`import(${JSON.stringify(response.url())}).then(() => undefined)`);
}

interface Diagnosis {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly rules: Readonly<Record<string, string>>;
}

/** What the tag itself answers to `diagnose`. */
export function diagnose(page: Page): Promise<Diagnosis> {
  return page.evaluate(
    () =>
      new Promise<Diagnosis>((callback) => {
        const { lcwProactiveChat } = window as unknown as { lcwProactiveChat: unknown[] };
        lcwProactiveChat.push({ command: 'diagnose', callback });
      }),
  );
}

/** Resolves when a fact is known to the tag. */
export async function untilKnown(page: Page, key: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const { lcwProactiveChat } = window as unknown as { lcwProactiveChat: object[] };
      let isKnown = false;
      const callback = ({ facts }: Diagnosis): void => {
        isKnown = facts[wanted] !== undefined;
      };
      lcwProactiveChat.push({ command: 'diagnose', callback });
      // A promise would do as a yes, whatever comes of it.
      return isKnown;
    },
    key,
    { polling: 50 },
  );
}

export function readDist(file: string): string {
  return readFileSync(`${dist}/${file}`, 'utf8');
}
