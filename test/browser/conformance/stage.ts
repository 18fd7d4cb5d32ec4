import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sdkEventNames } from '../../../src/core/sdkEvents.ts';
import type { EmulatedConversation, RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { stopTime } from '../harness.ts';
import { eventually } from './eventually.ts';
import type { Pages, PageSetting } from './pages.ts';
import { startPages } from './pages.ts';
import { createTab, listen } from './tab.ts';
import type { OwnTab, Tab } from './tab.ts';

export interface StageSetting extends PageSetting {
  /** Configuration of the service, beside an available agent. */
  readonly service?: Readonly<Record<string, unknown>>;
  /** Runs before anything of the page. */
  readonly before?: (context: BrowserContext) => Promise<unknown>;
  /** False: `open` does not wait for `lcw:ready`. */
  readonly becomesReady?: boolean;
}

/** What a case acts on: a service, a site and a visitor of its own. */
export interface Stage {
  readonly service: RunningEmulator;
  readonly context: BrowserContext;
  readonly url: string;
  /** Sets everything up and opens the first tab. */
  open(setting?: StageSetting): Promise<Tab>;
  /** Opens a further tab of the same visitor. */
  openTab(): Promise<Tab>;
  /** The pop-out that comes next, by an act of the visitor. */
  popOut(act: () => Promise<void>): Promise<Page>;
  /** A started conversation that nobody has accepted. */
  start(tab: Tab, ...args: readonly unknown[]): Promise<EmulatedConversation>;
  /** A started conversation that an agent has accepted, with its first message heard. */
  converse(tab: Tab, ...args: readonly unknown[]): Promise<EmulatedConversation>;
  /** How often the clients have asked for an address with this part. */
  asked(part: string): number;
  /** Stops the clock of the pages; from then on only `pass` moves it. */
  freeze(): Promise<void>;
  pass(seconds: number): Promise<void>;
  /** Every trouble of every page; a good page has none. */
  troubles(): readonly string[];
  /** What has happened so far, for whoever looks into a failure. */
  story(): string;
  close(): Promise<void>;
}

/** An empty stage; `open` sets it up. */
export function createStage(browser: Browser): Stage {
  let parts: {
    readonly service: RunningEmulator;
    readonly pages: Pages;
    readonly context: BrowserContext;
  } | null = null;
  const tabs = new Map<Page, OwnTab>();
  /** Told before their tab is known, as a pop-out does. */
  const strangers: string[] = [];

  const set = (): NonNullable<typeof parts> => {
    if (parts === null) throw new Error('Open the stage first.');
    return parts;
  };

  async function openTab(becomesReady: boolean): Promise<Tab> {
    const page = await set().context.newPage();
    const tab = createTab(page);
    tabs.set(page, tab);
    await page.goto(set().pages.url);
    if (becomesReady) await tab.when('lcw:ready');
    return tab;
  }

  const stage: Stage = {
    get service() {
      return set().service;
    },
    get context() {
      return set().context;
    },
    get url() {
      return set().pages.url;
    },
    async open({ service: config = {}, before, becomesReady = true, ...setting } = {}) {
      const service = await startEmulator({
        config: { agents: [{ id: 'alex', name: 'Alex', available: true }], ...config },
      });
      const pages = await startPages(service, setting);
      const context = await browser.newContext({ reducedMotion: 'reduce' });
      context.setDefaultTimeout(60_000);
      parts = { service, pages, context };
      await context.exposeBinding('tellTest', ({ page }, type: string, detail: unknown) => {
        const tab = tabs.get(page);
        if (tab !== undefined) tab.hear(type, detail);
        else if (type === 'trouble') strangers.push(String(detail));
      });
      await context.addInitScript(listen, [...sdkEventNames]);
      await context.clock.install();
      await before?.(context);
      return openTab(becomesReady);
    },
    openTab: () => openTab(true),
    async popOut(act) {
      const [opened] = await Promise.all([set().context.waitForEvent('page'), act()]);
      return opened;
    },
    async start(tab, ...args) {
      const before = tab.count('lcw:chatQueued');
      await tab.call('startChat', ...args);
      await tab.when('lcw:chatQueued', before + 1);
      const conversation = stage.service.conversations().at(-1);
      if (conversation === undefined) throw new Error('There is no conversation.');
      return conversation;
    },
    async converse(tab, ...args) {
      const { id } = await stage.start(tab, ...args);
      await eventually(() => stage.service.realtimeConnections() > 0);
      const before = tab.count('lcw:onMessageReceived');
      stage.service.accept(id);
      await tab.when('lcw:onMessageReceived', before + 1);
      return stage.service.whenConversation((conversation) => conversation.id === id);
    },
    asked: (part) => stage.service.requests().filter(({ path }) => path.includes(part)).length,
    async freeze() {
      const [tab] = tabs.values();
      if (tab !== undefined) await stopTime(tab.page);
    },
    pass: (seconds) => stage.context.clock.runFor(seconds * 1000),
    troubles: () => [...strangers, ...[...tabs.values()].flatMap(({ troubles }) => troubles)],
    story: () =>
      [...tabs.values()]
        .map(({ events, warnings }, index) =>
          [
            `Tab ${String(index + 1)} has heard:`,
            ...events.map(({ type, detail }) => `  ${type} ${detail === null ? '' : JSON.stringify(detail)}`),
            ...warnings.map((warning) => `  console: ${warning}`),
          ].join('\n'),
        )
        .concat(parts?.service.conversations().map(({ id, state }) => `Conversation ${id}: ${state}`) ?? [])
        .concat(stage.troubles())
        .join('\n'),
    async close() {
      if (parts === null) return;
      await Promise.allSettled([parts.context.close(), parts.pages.close(), parts.service.close()]);
    },
  };
  return stage;
}
