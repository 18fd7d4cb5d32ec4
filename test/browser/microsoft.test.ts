import type { Browser, FrameLocator, Page } from 'playwright-core';
import type { Decision } from '../../src/core/decision.ts';
import { microsoftLoaderScript } from '../standIn/microsoftLoader.ts';
import type { StandInOptions, StandInRecord } from '../standIn/microsoftLoader.ts';
import { diagnose, launchChromium, newVisitor, startTestDemo, stopTime } from './harness.ts';
import type { Demo, Visit } from './harness.ts';

/** Microsoft's element as a page carries it. */
const element = `<script id="Microsoft_Omnichannel_LCWidget" src="/microsoft.js" v2
  data-app-id="app-1" data-org-id="org-1" data-org-url="https://org.example"></script>`;
const tag = '<script src="/tag/proactive-chat.js"></script>';

interface Setting {
  /** What the page carries after its configuration, in order. */
  readonly scripts: readonly string[];
  readonly widget?: object;
  readonly standIn?: StandInOptions;
  /** A script of the page's own, that runs first. */
  readonly own?: string;
  readonly conditions?: object;
}

let browser: Browser;
let demo: Demo | null = null;
let visit: Visit;
let requested: string[];

/** A page under the shop's strict policy whose one rule holds at once. */
async function open({
  scripts,
  widget = { source: 'auto' },
  standIn = {},
  own = '',
  conditions = { fact: 'page.path', operator: 'equal', value: '/page' },
}: Setting): Promise<void> {
  const rules = {
    formatVersion: 1,
    id: 'test',
    version: '1',
    availability: { basis: 'agents', maxWaitMinutes: 5 },
    rules: [
      {
        id: 'only',
        conditions: { all: [conditions] },
        invitation: { message: 'May we help?' },
        context: { Source: { value: 'rule', isDisplayable: true } },
      },
    ],
  };
  const init = {
    command: 'init',
    protocol: 1,
    config: { widget, ruleSet: rules, consent: { default: 'granted' } },
  };
  const script = (body: string): { contentType: string; body: string } => ({
    contentType: 'text/javascript',
    body,
  });
  demo = await startTestDemo({
    routes: {
      '/page': {
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>Page</title><body><main><h1>Page</h1></main>
          <script src="/config.js"></script>${scripts.join('')}</body></html>`,
      },
      '/config.js': script(
        `window.microsoftStandIn = ${JSON.stringify(standIn)};
         window.lcwProactiveChat = [${JSON.stringify(init)}];
         ${own}`,
      ),
      '/microsoft.js': script(microsoftLoaderScript),
    },
  });
  await visit.page.goto(`${demo.shop.url}/page`);
}

const outcomeIs =
  (...outcomes: readonly Decision['outcome'][]) =>
  ({ outcome }: Decision): boolean =>
    outcomes.includes(outcome);
const frameOf = (page: Page): FrameLocator =>
  page.frameLocator('#Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window');
const bubbleOf = (page: Page): ReturnType<FrameLocator['getByText']> =>
  frameOf(page).getByText('May we help?');
const press = (page: Page, name: string): Promise<void> =>
  frameOf(page).getByRole('button', { name, exact: true }).click();
const record = (): Promise<StandInRecord> =>
  visit.page.evaluate(
    () => (window as unknown as { microsoftStandInRecord: StandInRecord }).microsoftStandInRecord,
  );
/** Resolves when the tag has the widget in hand. */
const untilListening = (): Promise<unknown> =>
  visit.page.waitForFunction(
    () =>
      new Promise<boolean>((answer) => {
        const { lcwProactiveChat } = window as unknown as { lcwProactiveChat: unknown[] };
        const callback = ({ gates }: { readonly gates: { readonly sdk: string } }): void =>
          answer(gates.sdk === 'ready');
        lcwProactiveChat.push({ command: 'diagnose', callback });
      }),
  );
const outcomesTold = (): readonly string[] =>
  visit.told.events
    .filter(({ type }) => type.startsWith('proactive-chat:') && type !== 'proactive-chat:waiting')
    .map(({ type }) => type.slice('proactive-chat:'.length));

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  visit = await newVisitor(browser);
  requested = [];
  visit.page.on('request', (request) => requested.push(new URL(request.url()).pathname));
});
afterEach(async () => {
  await Promise.allSettled([demo?.close(), visit.context.close()]);
});

describe("finds Microsoft's widget", () => {
  afterEach(() => {
    expect(requested).toContain('/tag/proactive-chat.microsoft-widget.js');
    expect(requested).not.toContain('/tag/proactive-chat.sdk.js');
    expect(visit.told.troubles).toEqual([]);
  });

  it.each([
    ['stands before the tag', [element, tag]],
    ['stands after the tag', [tag, element]],
  ])('that %s', async (_, scripts) => {
    await open({ scripts, widget: { source: 'microsoft' }, standIn: { featureCheckMs: 50, readyMs: 50 } });
    expect(await visit.told.whenDecision(outcomeIs('invited'))).toMatchObject({ inferred: true });
    await bubbleOf(visit.page).waitFor();
  });

  it('that has been ready since long before the tag came, by one question to it', async () => {
    await open({ scripts: [element] });
    await visit.told.whenEvent('lcw:ready');
    await visit.page.addScriptTag({ url: '/tag/proactive-chat.js' });
    await visit.told.whenDecision(outcomeIs('invited'));
    await bubbleOf(visit.page).waitFor();
    expect((await record()).calls).toEqual([
      'getAgentAvailability',
      'getAgentAvailability',
      'startProactiveChat',
    ]);
  });

  it('that it puts on the page itself', async () => {
    const identity = { appId: 'app-1', orgId: 'org-1', orgUrl: 'https://org.example' };
    await open({ scripts: [tag], widget: { source: 'microsoft', scriptUrl: '/microsoft.js', ...identity } });
    await visit.told.whenDecision(outcomeIs('invited'));
    await bubbleOf(visit.page).waitFor();
    expect(requested.filter((path) => path === '/microsoft.js')).toHaveLength(1);
  });

  it('that is ready only after 15 s: until then nobody is invited, and the reason is told', async () => {
    await open({ scripts: [element, tag], standIn: { readyMs: 30_000 } });
    await visit.told.whenDecision(({ reason }) => reason === 'sdk_not_ready');
    await visit.passTime(16);
    await visit.told.whenDecision(
      ({ outcome, reason }) => outcome === 'suppressed' && reason === 'sdk_not_ready',
    );
    await visit.passTime(15);
    await visit.told.whenDecision(outcomeIs('invited'));
  });
});

it('says once that the script it was told to insert does not come, and invites nobody', async () => {
  const warnings: string[] = [];
  visit.page.on('console', (message) => {
    if (message.text().startsWith('[proactive-chat]')) warnings.push(message.text());
  });
  const identity = { appId: 'app-1', orgId: 'org-1', orgUrl: 'https://org.example' };
  await open({ scripts: [tag], widget: { source: 'microsoft', scriptUrl: '/nowhere.js', ...identity } });
  expect(await visit.told.whenDecision(outcomeIs('suppressed'))).toMatchObject({ reason: 'sdk_not_ready' });
  expect(warnings).toEqual([expect.stringContaining('/nowhere.js')]);
  expect(visit.told.troubles).toEqual([]);
});

describe('what becomes of an invitation', () => {
  it('accepted: a chat begins, with the context of the rule beside that of the page', async () => {
    await open({
      scripts: [element, tag],
      own: `window.pageProvider = () => ({ Page: { value: 'pricing' }, Source: { value: 'page' } });
        window.addEventListener('lcw:ready', () =>
          Microsoft.Omnichannel.LiveChatWidget.SDK.setContextProvider(pageProvider));`,
    });
    await visit.told.whenDecision(outcomeIs('invited'));
    await press(visit.page, 'Chat Now');
    expect(await visit.told.whenDecision(outcomeIs('accepted'))).toMatchObject({
      ruleId: 'only',
      inferred: true,
    });
    await visit.told.whenEvent('lcw:chatQueued');
    expect((await record()).contexts).toEqual([
      { Page: { value: 'pricing' }, Source: { value: 'rule', isDisplayable: true } },
    ]);
    const isBack = await visit.page.evaluate(() => {
      const { Microsoft, pageProvider } = window as unknown as {
        Microsoft: {
          Omnichannel: { LiveChatWidget: { SDK: { getContextProvider: () => unknown } } };
        };
        pageProvider: unknown;
      };
      return Microsoft.Omnichannel.LiveChatWidget.SDK.getContextProvider() === pageProvider;
    });
    expect(isBack).toBe(true);
    expect(visit.told.troubles).toEqual([]);
  });

  it('runs the provider at once, as the older loader does, and ours still goes with the chat', async () => {
    await open({ scripts: [element, tag], standIn: { providerRuns: 'atOnce' } });
    await visit.told.whenDecision(outcomeIs('invited'));
    await press(visit.page, 'Chat Now');
    await visit.told.whenEvent('lcw:chatQueued');
    expect((await record()).contexts).toEqual([{ Source: { value: 'rule', isDisplayable: true } }]);
  });

  it.each([
    ['left alone', () => Promise.resolve()],
    ['closed by the visitor, which Microsoft does not tell', () => press(visit.page, 'Close')],
  ])('%s: expired after 60 s, inferred', async (_, act) => {
    await open({ scripts: [element, tag] });
    const { at } = await visit.told.whenDecision(outcomeIs('invited'));
    await bubbleOf(visit.page).waitFor();
    await act();
    await stopTime(visit.page);
    await visit.passTime(55 - ((await visit.page.evaluate(() => Date.now())) - at) / 1000);
    await diagnose(visit.page);
    expect(outcomesTold()).toEqual(['invited']);
    await visit.passTime(7);
    expect(await visit.told.whenDecision(outcomeIs('expired'))).toMatchObject({ inferred: true });
    expect(await bubbleOf(visit.page).count()).toBe(0);
  });

  it('a chat that is known: nobody is invited until it has ended', async () => {
    await open({
      scripts: [element, tag],
      conditions: { fact: 'engagement.dwellSeconds', operator: 'greaterThanInclusive', value: 50 },
    });
    await visit.told.whenDecision(({ reason }) => reason === 'needs_more');
    await untilListening();
    await press(visit.page, "Let's chat");
    await visit.told.whenEvent('lcw:chatQueued');
    await visit.passTime(51);
    await visit.told.whenDecision(({ reason }) => reason === 'chat_in_progress');
    expect((await record()).calls).not.toContain('startProactiveChat');
    await press(visit.page, 'End');
    await visit.told.whenDecision(outcomeIs('invited'));
  });

  it('a chat that nobody could know of: the widget ignores it, which is told as soon as it shows', async () => {
    await open({ scripts: [element] });
    await visit.told.whenEvent('lcw:ready');
    await press(visit.page, "Let's chat");
    await visit.told.whenEvent('lcw:chatQueued');
    await visit.page.reload();
    await visit.told.whenEvent('lcw:chatRetrieved');
    await visit.page.addScriptTag({ url: '/tag/proactive-chat.js' });
    await visit.told.whenDecision(outcomeIs('invited'));
    expect(await bubbleOf(visit.page).count()).toBe(0);
    await press(visit.page, 'Minimize');
    expect(await visit.told.whenDecision(outcomeIs('withdrawn'))).toMatchObject({
      reason: 'chat_in_progress',
      inferred: true,
    });
  });

  it('two tabs show it, which is a way of the widget, and one of them decides', async () => {
    const secondView = { fact: 'visit.pageViews', operator: 'greaterThanInclusive', value: 2 };
    await open({ scripts: [element, tag], conditions: secondView });
    await visit.told.whenDecision(({ reason }) => reason === 'needs_more');
    await visit.told.whenEvent('lcw:ready');
    const second = await visit.context.newPage();
    await second.goto(visit.page.url());
    await visit.told.whenDecision(outcomeIs('invited'));
    await bubbleOf(second).waitFor();
    await bubbleOf(visit.page).waitFor();
    await visit.passTime(62);
    await visit.told.whenDecision(outcomeIs('expired'));
    await Promise.all([diagnose(visit.page), diagnose(second)]);
    expect(outcomesTold().filter((outcome) => outcome === 'invited')).toHaveLength(1);
    expect(outcomesTold().filter((outcome) => outcome === 'expired')).toHaveLength(1);
  });
});
