import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sdkEventNames } from '../../src/core/sdkEvents.ts';
import { startEmulator } from '../../src/emulator/service.ts';
import type { EmulatedConversation, RunningEmulator } from '../../src/emulator/service.ts';
import { messages as words } from '../../src/chat/messages.en.ts';
import { startPages } from '../browser/conformance/pages.ts';
import type { Pages } from '../browser/conformance/pages.ts';
import type { Act, PageCall, TabNumber, VisitorAct } from './acts.ts';
import type { Driver } from './driver.ts';
import type { PageLog, PageSight } from './pageLog.ts';
import { keepLog } from './pageLog.ts';
import type { Setup, Sight, TabSight } from './world.ts';

/** What is waited for comes within this time, or is a difference. */
const patienceMs = 30_000;

const survey = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'Input.Text', id: 'topic', label: 'Your topic' }],
  actions: [{ type: 'Action.Submit', title: 'Go on' }],
};

/** A service, and a site with the chat, for all runs with one setup. */
export interface Site {
  readonly service: RunningEmulator;
  readonly pages: Pages;
  close(): Promise<void>;
}

export async function startSite(setup: Setup): Promise<Site> {
  const service = await startEmulator({
    config: {
      agents: [{ id: 'alex', name: 'Alex', available: true }],
      // The pages' hours pass in seconds here.
      availabilityCallsPerMinute: null,
      preChatSurvey: setup.hasPreChatSurvey ? survey : null,
      postChatSurvey: setup.postChatSurvey === 'none' ? null : 'embedded',
      proactiveChat: setup.allowsInvitations,
    },
  });
  const pages = await startPages(service, {});
  return {
    service,
    pages,
    async close() {
      await pages.close();
      await service.close();
    },
  };
}

/** What can be done in a real browser without letting time pass or breaking the network. */
export function isForBrowser(act: Act): boolean {
  return (
    ['open', 'close', 'reload', 'call', 'queue', 'agent accepts', 'agent says', 'agent ends'].includes(
      act.kind,
    ) ||
    (act.kind === 'visitor' && act.does !== 'sends the unsent message again')
  );
}

const isOpen = ({ state }: EmulatedConversation): boolean => state === 'Waiting' || state === 'Active';

interface OpenPage {
  readonly page: Page;
  /** How much of what the page has told was looked at. */
  seen: number;
}

/** The built files in tabs of a visitor with a browser of its own, against the embedded service. */
export async function createRealBrowser(
  browser: Browser,
  { service, pages: site }: Site,
  setup: Setup,
): Promise<Driver> {
  const context: BrowserContext = await browser.newContext();
  const troubles: string[] = [];
  const tabs: (OpenPage | null)[] = [null, null, null];
  const earlier = new Set(service.conversations().map(({ id }) => id));
  service.setQueueOpen(true);
  let messages = 0;
  await context.addInitScript(keepLog, {
    types: [...sdkEventNames],
    closesWhenAgentEnds: setup.closesWhenAgentEnds,
    words: { outOfOffice: words.outOfOfficeTitle, error: words.errorTitle, ended: words.endedText },
  });

  const ours = (): EmulatedConversation[] =>
    service.conversations().filter((conversation) => !earlier.has(conversation.id) && isOpen(conversation));
  const openStates = (): ('waiting' | 'active')[] =>
    ours().map(({ state }) => (state === 'Active' ? 'active' : 'waiting'));
  const oldest = (): string => {
    const [first] = ours();
    if (first === undefined) throw new Error('No conversation is open.');
    return first.id;
  };
  const tabIn = (number: TabNumber): OpenPage => {
    const tab = tabs[number];
    if (tab === null || tab === undefined) throw new Error('There is no page in this tab.');
    return tab;
  };

  async function open(number: TabNumber): Promise<void> {
    const page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(String(error)));
    tabs[number] = { page, seen: 0 };
    await page.goto(site.url);
  }

  async function perform(act: Act): Promise<void> {
    switch (act.kind) {
      case 'open':
        await open(act.tab);
        return;
      case 'close':
        await tabIn(act.tab).page.close();
        tabs[act.tab] = null;
        return;
      case 'reload': {
        const tab = tabIn(act.tab);
        await tab.page.evaluate(
          (calls) => sessionStorage.setItem('atReady', JSON.stringify(calls)),
          act.atReady,
        );
        tab.seen = 0;
        await tab.page.reload();
        return;
      }
      case 'call':
        await callIn(tabIn(act.tab).page, act.calls);
        return;
      case 'visitor':
        if (act.does === 'sends a message') messages += 1;
        await visit(tabIn(act.tab).page, act.does, `visitor ${String(messages)}`);
        return;
      case 'agent accepts':
        service.accept(oldest());
        return;
      case 'agent says':
        messages += 1;
        service.say(oldest(), `agent ${String(messages)}`);
        return;
      case 'agent ends':
        messages += 1;
        service.endConversation(oldest());
        return;
      case 'queue':
        service.setQueueOpen(act.isOpen);
        return;
      default:
        throw new Error('Not in a real browser.');
    }
  }

  /** Waits until the service has come to what is expected of it. */
  async function serviceSettles(expected: Sight['open']): Promise<void> {
    const isThere = (): boolean => openStates().join() === expected.join();
    if (isThere()) return;
    let deadline: NodeJS.Timeout | undefined;
    await Promise.race([
      service.whenConversation(isThere),
      new Promise((resolve) => (deadline = setTimeout(resolve, patienceMs))),
    ]);
    clearTimeout(deadline);
  }

  async function sightOf(tab: OpenPage, expected: TabSight | null): Promise<TabSight> {
    const { page, seen } = tab;
    const wanted = expected === null ? null : asSeen(expected);
    await page
      .waitForFunction(
        ([from, text]) => JSON.stringify((window as unknown as PageLog).modelSight(from)) === text,
        [seen, JSON.stringify(wanted)] as const,
        { polling: 20, timeout: patienceMs },
      )
      .catch(() => undefined);
    const sight = await page.evaluate((from) => (window as unknown as PageLog).modelSight(from), seen);
    tab.seen += sight.raised.length + sight.answered.length;
    // As expected, so that only what is seen makes a difference.
    const invited = (expected?.raised ?? []).some((name) => name.startsWith('invitation'));
    const isSame = wanted !== null && JSON.stringify(sight) === JSON.stringify(wanted);
    return isSame && expected !== null
      ? expected
      : {
          ...sight,
          chat: expected?.chat ?? 'closed',
          raised: [...sight.raised, ...(invited ? ['(invitations are not told)'] : [])],
        };
  }

  return {
    async perform(act) {
      await perform(act);
      return 0;
    },
    async look(expected) {
      await serviceSettles(expected.open);
      const seen: (TabSight | null)[] = [];
      for (const [number, tab] of tabs.entries()) {
        seen.push(tab === null ? null : await sightOf(tab, expected.tabs[number] ?? null));
      }
      return { ...expected, tabs: seen, open: openStates() };
    },
    troubles: () => troubles.splice(0),
    async stop() {
      await context.close();
      // So that the agent has room for the next visitor.
      for (const { id, state } of ours()) {
        if (state !== 'Active') service.accept(id);
        service.endConversation(id);
      }
    },
  };
}

/** What a page can show of what is expected: not the state, nor what is told to the tag alone. */
function asSeen({ window, isInvited, lines, raised, answered }: TabSight): PageSight {
  return {
    window,
    isInvited,
    lines: ['active', 'ended'].includes(window?.pane ?? '')
      ? lines.filter((line) => /^(agent|visitor) /.test(line))
      : [],
    raised: raised.filter((name) => !name.startsWith('invitation')),
    answered: answered.filter((name) => !name.startsWith('invitation')),
  };
}

async function callIn(page: Page, calls: readonly PageCall[]): Promise<void> {
  await page.evaluate((given) => (window as unknown as PageLog).modelCall(given), [...calls]);
}

async function visit(page: Page, does: VisitorAct, text: string): Promise<void> {
  const press = (selector: string): Promise<void> =>
    page.locator(`[data-lcw-proactive-chat] ${selector}`).click({ timeout: patienceMs });
  switch (does) {
    case 'presses the chat button':
      return press('.chat-button');
    case 'accepts the invitation':
      return press('section.card .button-primary');
    case 'declines the invitation':
      return press('section.card .button-quiet');
    case 'closes the invitation':
      return press('.card-close');
    case 'presses Escape':
      return page.keyboard.press('Escape');
    case 'minimises the window':
      return press(`.window [aria-label="${words.minimize}"]`);
    case 'closes the window':
      await press(`.window [aria-label="${words.close}"]`);
      if (await page.locator('.window .confirm').isVisible()) await press('.confirm .button-alert');
      return;
    case 'answers the survey before the chat':
      await page.locator('.survey input').fill('Plans', { timeout: patienceMs });
      return press('.survey button');
    case 'tries again':
      return press('.pane .button-primary');
    case 'sends a message':
      await page.locator('.composer .field').fill(text, { timeout: patienceMs });
      return press('.composer .send');
    case 'sends the unsent message again':
      return press('.message.is-unsent .text-button');
  }
}
