import type { Browser } from 'playwright-core';
import type { Decision } from '../../src/core/decision.ts';
import { openBarePage, rule, ruleSet } from './barePage.ts';
import type { PageOptions } from './barePage.ts';
import { diagnose, launchChromium, newVisitor, untilKnown } from './harness.ts';
import type { Demo, Visit } from './harness.ts';

let browser: Browser;
let demo: Demo | null = null;
let visit: Visit;

async function open(options: PageOptions): Promise<void> {
  demo = await openBarePage(visit, options);
}
const push = (name: 'lcwProactiveChat' | 'dataLayer', entry: object): Promise<void> =>
  visit.page.evaluate(
    ([queue, given]) => {
      const globals = window as unknown as Record<string, object[]>;
      (globals[queue] ??= []).push(given);
    },
    [name, entry] as const,
  );
const chatNow = (): ReturnType<Visit['page']['getByRole']> =>
  visit.page.getByRole('button', { name: 'Chat now' });
const visitorId = (): Promise<string | null> =>
  visit.page.evaluate(() => localStorage.getItem('lcw-proactive-chat.visitor-id'));
const is =
  (outcome: Decision['outcome'], reason?: Decision['reason']) =>
  (decision: Decision): boolean =>
    decision.outcome === outcome && (reason === undefined || decision.reason === reason);

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

describe('shares of the visitors', () => {
  it('who is held out sees nothing, and is the same visitor after a reload; withdrawal forgets the id', async () => {
    await open({ rules: ruleSet([rule('only')], { holdoutPercent: 100 }) });
    await visit.told.whenDecision(is('held_out'));
    expect(await chatNow().count()).toBe(0);
    const id = await visitorId();
    expect(id).not.toBeNull();
    visit.told.clear();
    await visit.page.reload();
    await visit.told.whenDecision(is('held_out'));
    expect(await visitorId()).toBe(id);
    await push('lcwProactiveChat', { command: 'consent', purposes: { functionality: false } });
    await visit.told.whenDecision(is('suppressed', 'no_consent'));
    expect(await visitorId()).toBeNull();
    expect(visit.told.troubles).toEqual([]);
  });

  it('a rule set without shares gives nobody an id, and loads no file for them', async () => {
    const files: string[] = [];
    visit.page.on('request', (request) => files.push(request.url()));
    await open({});
    await visit.told.whenDecision(is('invited'));
    expect(await visitorId()).toBeNull();
    expect(files.filter((file) => file.includes('targeting'))).toEqual([]);
  });

  it('before consent there is no id either, and nobody is in a sample', async () => {
    await open({
      config: { consent: { default: 'ask', whenDenied: 'memory' } },
      rules: ruleSet([rule('sampled', { samplePercent: 99.999 })]),
    });
    await visit.told.whenDecision(is('suppressed', 'not_in_sample'));
    expect(await visitorId()).toBeNull();
    await push('lcwProactiveChat', { command: 'consent', purposes: { functionality: true } });
    await visit.told.whenDecision(is('invited'));
    expect(await visitorId()).not.toBeNull();
  });

  it('a banner that repeats its no forgets no limit where things are kept in memory', async () => {
    const at = (path: string): object => ({
      conditions: { all: [{ fact: 'page.path', operator: 'equal', value: path }] },
      limits: { max: [{ count: 1, per: 'visitor' }] },
    });
    await open({
      config: { consent: { default: 'ask', whenDenied: 'memory' } },
      rules: ruleSet([rule('here', at('/page')), rule('there', at('/there'))]),
    });
    const goTo = (path: string): Promise<void> =>
      visit.page.evaluate((to) => history.pushState(null, '', to), path);
    const decline = async (ruleId: string): Promise<void> => {
      await visit.told.whenDecision((decision) => is('invited')(decision) && decision.ruleId === ruleId);
      await visit.page.getByRole('button', { name: 'No thanks' }).click();
      await visit.told.whenDecision((decision) => is('declined')(decision) && decision.ruleId === ruleId);
    };
    await decline('here');
    for (let turn = 0; turn < 2; turn += 1) {
      await push('lcwProactiveChat', { command: 'consent', purposes: { functionality: false } });
    }
    await goTo('/there');
    await decline('there');
    visit.told.clear();
    await goTo('/page');
    await visit.told.whenDecision(({ ruleId }) => ruleId === 'there');
    expect(await visit.told.whenDecision(({ ruleId }) => ruleId === 'here')).toMatchObject({
      outcome: 'suppressed',
      reason: 'limit_reached',
    });
  });

  it('a variant is what the visitor reads, and what is told of it', async () => {
    const invitation = {
      message: 'Plain',
      variants: [
        { id: 'plain', weight: 0 },
        { id: 'warm', message: 'Hello {page.title}' },
      ],
    };
    await open({ rules: ruleSet([rule('only', { invitation })]) });
    expect(await visit.told.whenDecision(is('invited'))).toMatchObject({ variantId: 'warm' });
    await visit.page.getByText('Hello Page').first().waitFor();
  });
});

describe('what keeps a rule from inviting', () => {
  it.each<[string, readonly object[], object, Decision['reason']]>([
    ['its schedule', [rule('only', { schedule: { from: '2099-01-01' } })], {}, 'outside_schedule'],
    ['the roll-out', [rule('only')], { rolloutPercent: 0 }, 'not_rolled_out'],
    [
      'a rule of kind "suppress"',
      [
        rule('only'),
        {
          id: 'quiet',
          kind: 'suppress',
          conditions: { fact: 'page.path', operator: 'startsWith', value: '/p' },
        },
      ],
      {},
      'suppressed_by_rule',
    ],
  ])('%s', async (_, rules, change, reason) => {
    await open({ rules: ruleSet(rules, change) });
    await visit.told.whenDecision(is('suppressed', reason));
    expect(await chatNow().count()).toBe(0);
  });
});

it('a goal that is reached after the invitation is in the data layer, once', async () => {
  await open({ rules: ruleSet([rule('only', { goal: { event: 'purchase', withinDays: 7 } })]) });
  await visit.told.whenDecision(is('invited'));
  const reached = visit.page.evaluate(
    () => new Promise((resolve) => addEventListener('proactive-chat:goal', resolve, { once: true })),
  );
  await push('dataLayer', { event: 'purchase' });
  await reached;
  await push('dataLayer', { event: 'purchase' });
  await diagnose(visit.page);
  const goals = await visit.page.evaluate(() =>
    (window as unknown as { dataLayer: { event?: string }[] }).dataLayer.filter(
      ({ event }) => event === 'proactive_chat_goal',
    ),
  );
  expect(goals).toMatchObject([{ proactive_rule_id: 'only', proactive_rule_set_id: 'test' }]);
});

describe('a rule set that has changed at its address', () => {
  const onSale = {
    conditions: { fact: 'dataLayer.value', params: { key: 'sale' }, operator: 'equal', value: 'on' },
  };
  /** Opens the page, lets a minute pass, changes the rules, and makes the rule of the first ones a candidate. */
  async function change(rules: string): Promise<void> {
    let now = ruleSet([rule('only', onSale)]);
    await open({ rules: () => now });
    await visit.told.whenEvent('lcw:ready');
    await push('dataLayer', { sale: 'off' });
    // Time that is wound on would also pass for files that are still on their way.
    await untilKnown(visit.page, 'dataLayer.value?key=sale');
    await visit.passTime(61);
    now = rules;
    await push('dataLayer', { sale: 'on' });
  }

  it('is in force before anybody is invited by the old one', async () => {
    await change(ruleSet([rule('only', onSale)], { version: '2', paused: true }));
    const decision = await visit.told.whenDecision(is('suppressed', 'paused'));
    expect(decision.ruleSetVersion).toBe('2');
    expect(await chatNow().count()).toBe(0);
  });

  it('invites by the new one', async () => {
    await change(ruleSet([rule('new')], { version: '2' }));
    expect(await visit.told.whenDecision(is('invited'))).toMatchObject({
      ruleId: 'new',
      ruleSetVersion: '2',
    });
  });

  it('leaves what has been counted on the page, and that a rule has asked there', async () => {
    const clicked = (value: number): object => ({
      conditions: {
        fact: 'engagement.clicks',
        params: { selector: 'h1' },
        operator: 'greaterThanInclusive',
        value,
      },
    });
    const rules = (clicks: number): object[] => [
      rule('asks'),
      rule('clicks', clicked(clicks)),
      rule('sale', onSale),
    ];
    let now = ruleSet(rules(9));
    await open({ rules: () => now });
    await visit.told.whenDecision(is('invited'));
    await untilKnown(visit.page, 'engagement.clicks?selector=h1');
    await visit.page.getByRole('button', { name: 'No thanks' }).click();
    await visit.told.whenDecision(is('declined'));
    await visit.page.getByRole('heading', { name: 'Page' }).click({ clickCount: 2 });
    await visit.passTime(61);
    visit.told.clear();
    now = ruleSet(rules(2), { version: '2' });
    await push('dataLayer', { sale: 'on' });
    expect(await visit.told.whenDecision(is('invited'))).toMatchObject({
      ruleId: 'clicks',
      ruleSetVersion: '2',
    });
  });

  it('and cannot be used, leaves the one before in force', async () => {
    await change('{ "formatVersion": 1, ');
    expect(await visit.told.whenDecision(is('invited'))).toMatchObject({
      ruleId: 'only',
      ruleSetVersion: '1',
    });
  });
});

it.each([2, 10])(
  '%s tabs of one visitor show one invitation, and its answer is for all of them',
  async (tabs) => {
    await open({ rules: ruleSet([rule('only')]) });
    demo?.emulator.setAgentAvailable('alex', true);
    await visit.told.whenDecision(is('invited'));
    const { context, page: first } = visit;
    const others = await Promise.all(
      Array.from({ length: tabs - 1 }, async () => {
        const page = await context.newPage();
        await page.goto(first.url());
        return page;
      }),
    );
    const decisions = (): readonly Decision[] =>
      visit.told.events
        .filter(({ type }) => type.startsWith('proactive-chat:'))
        .map(({ detail }) => detail as Decision);
    await visit.told.whenDecision(
      () => decisions().filter(is('suppressed', 'other_tab')).length === others.length,
    );
    expect(decisions().filter(is('invited'))).toHaveLength(1);

    await chatNow().click();
    await visit.told.whenEvent('lcw:chatQueued');
    for (const page of [first, ...others]) {
      await diagnose(page);
      expect(await page.getByRole('button', { name: 'Chat now' }).count()).toBe(0);
    }
    expect(decisions().filter(is('invited'))).toHaveLength(1);
    expect(demo?.emulator.conversations()).toHaveLength(1);
  },
);

it('a tab beside one with a chat says that there is one, and invites when it is over', async () => {
  await open({ rules: ruleSet([rule('only')]) });
  demo?.emulator.setAgentAvailable('alex', true);
  await visit.told.whenDecision(is('invited'));
  const { context, page: first } = visit;
  const other = await context.newPage();
  await other.goto(first.url());
  const { decisionId } = await visit.told.whenDecision(is('suppressed', 'other_tab'));
  const pageView = decisionId.replace(/d\d+$/, '');
  const inOther =
    (test: (decision: Decision) => boolean) =>
    (decision: Decision): boolean =>
      decision.decisionId.startsWith(pageView) && test(decision);
  await chatNow().click();
  await visit.told.whenEvent('lcw:chatQueued');
  await visit.passTime(30);
  await visit.told.whenDecision(inOther(is('suppressed', 'chat_in_progress')));

  await first.evaluate(() => {
    const { Microsoft } = window as unknown as {
      readonly Microsoft: {
        readonly Omnichannel: { readonly LiveChatWidget: { readonly SDK: { closeChat(): void } } };
      };
    };
    Microsoft.Omnichannel.LiveChatWidget.SDK.closeChat();
  });
  await visit.told.whenEvent('lcw:onClose');
  await visit.passTime(30);
  await visit.told.whenDecision(inOther(is('invited')));
});

it('a tab that is come back to goes on with the visit of the other one, and so do its limits', async () => {
  const read = (path: string, seconds: number): object => ({
    conditions: {
      all: [
        { fact: 'page.path', operator: 'equal', value: path },
        { fact: 'engagement.dwellSeconds', operator: 'greaterThanInclusive', value: seconds },
      ],
    },
  });
  const there = { contentType: 'text/html; charset=utf-8', body: '' };
  await open({
    rules: ruleSet([rule('here', read('/page', 60)), rule('there', read('/there', 5))], {
      limits: { max: [{ count: 1, per: 'visit' }] },
    }),
    routes: { '/there': there },
  });
  const first = visit.page;
  there.body = await first.content();
  await visit.told.whenEvent('lcw:ready');
  await visit.told.whenDecision(is('waiting', 'needs_more'));
  await first.waitForLoadState('networkidle');
  // The visit of this tab ends while the machine sleeps, and another one begins elsewhere.
  await first.clock.fastForward(1_900_000);
  const other = await visit.context.newPage();
  await other.goto(first.url().replace('/page', '/there'));
  await visit.passTime(6);
  await visit.told.whenDecision(is('invited'));
  await other.getByRole('button', { name: 'No thanks' }).click();
  await visit.told.whenDecision(is('declined'));
  await other.close();
  await first.evaluate(() => window.dispatchEvent(new Event('focus')));
  await visit.passTime(60);
  const isAnswered = ({ ruleId, outcome }: Decision): boolean => ruleId === 'here' && outcome !== 'waiting';
  expect((await visit.told.whenDecision(isAnswered)).reason).toBe('limit_reached');
});
