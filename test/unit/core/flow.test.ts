import type { Availability } from '../../../src/core/availability.ts';
import type { FlowEffect } from '../../../src/core/flowState.ts';
import { driveFlow, matching, record, requestsIn } from './flowDriver.ts';
import { rule } from './ruleSets.ts';

const types = (effects: readonly FlowEffect[]): readonly string[] => effects.map(({ type }) => type);
const agents = { availability: { basis: 'agents' as const, maxWaitMinutes: 5 } };
const withLimits = {
  limits: {
    max: [{ count: 1, per: 'visit' as const }],
    secondsBetween: 300,
    quietDaysAfter: { declined: 7, dismissed: 1 },
  },
};

describe('the way to an invitation', () => {
  it('asks lock, availability and engine, waits for a quiet moment, and invites', () => {
    const flow = driveFlow(agents);
    expect(types(flow.facts(matching))).toContain('takeLock');
    const asked = flow.send({ type: 'lockAnswered', attempt: 1, held: true });
    expect(types(asked)).toEqual(expect.arrayContaining(['askAvailability', 'confirmRule']));
    flow.send({
      type: 'availabilityAnswered',
      attempt: 1,
      availability: { status: 'available', waitMinutes: 5 },
      goodUntil: flow.now,
    });
    const settled = flow.send({ type: 'engineAnswered', attempt: 1, answer: 'confirmed' });
    expect(types(settled)).toContain('awaitQuietMoment');
    expect(types(flow.quiet())).toContain('invite');
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'shown' });
    expect(flow.told().at(-1)).toBe('invited');
  });

  it('computes message and custom context from the facts of the last moment', () => {
    const flow = driveFlow({
      rules: [
        rule({
          invitation: { message: { en: 'On {page.title|this page}?', nl: 'Hulp nodig?' } },
          context: {
            Source: { value: 'rule', isDisplayable: true },
            'Time On Page': { fact: 'engagement.dwellSeconds', isDisplayable: true },
            Cart: { template: '{cart.value:currency}', whenMissing: 'omit' },
          },
        }),
      ],
    });
    flow.facts(matching);
    flow.answer();
    flow.facts({ 'engagement.dwellSeconds': 34.5678 });
    const [request] = requestsIn(flow.quiet());
    expect(request).toMatchObject({
      message: 'On this page?',
      context: {
        Source: { value: 'rule', isDisplayable: true },
        'Time On Page': { value: 35, isDisplayable: true },
      },
    });
    expect(Object.keys(request?.context ?? {})).not.toContain('Cart');
  });

  it('decides again at the quiet moment: what no longer holds does not invite', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.answer();
    flow.facts({ 'page.path': '/cart' });
    expect(types(flow.quiet())).not.toContain('invite');
    expect(flow.told().at(-1)).toBe('waiting not_matched');
  });

  it('does not trust an answer about agents that has gone stale while waiting for a quiet moment', () => {
    const flow = driveFlow(agents);
    flow.facts(matching);
    flow.answer();
    flow.now += 3 * 3_600_000;
    const effects = flow.quiet();
    expect(types(effects)).not.toContain('invite');
    expect(types(effects)).toEqual(expect.arrayContaining(['releaseLock', 'takeLock']));
  });

  it('in a hidden tab takes no lock and asks nobody, and goes on when the tab is seen', () => {
    const flow = driveFlow(agents, [], { tabVisible: false });
    expect(types(flow.facts(matching))).not.toContain('takeLock');
    expect(flow.told().at(-1)).toBe('waiting tab_hidden');
    expect(types(flow.gates({ tabVisible: true }))).toContain('takeLock');
    flow.answer();
    expect(types(flow.gates({ tabVisible: false }))).toContain('releaseLock');
  });

  it.each([
    ['invitations are paused', { paused: true }],
    ['a chat begins', { chat: 'loading' }],
    [
      'consent is withdrawn',
      { consent: { functionality: 'missing', personalization: 'granted', analytics: 'granted' } },
    ],
  ] as const)('gives up between answer and quiet moment when %s', (_, gates) => {
    const flow = driveFlow(agents);
    flow.facts(matching);
    flow.answer();
    expect(types(flow.gates(gates as object))).toContain('releaseLock');
    expect(types(flow.quiet())).not.toContain('invite');
  });

  it('ignores answers that belong to an earlier attempt while a later one waits for its own', () => {
    const flow = driveFlow(agents);
    flow.facts(matching);
    flow.send({ type: 'lockAnswered', attempt: 1, held: true });
    flow.gates({ paused: true });
    flow.gates({ paused: false });
    flow.send({ type: 'lockAnswered', attempt: 2, held: true });
    const late = flow.send({
      type: 'availabilityAnswered',
      attempt: 1,
      availability: { status: 'unavailable', reason: 'agents_unavailable' },
      goodUntil: flow.now + 30_000,
    });
    expect(types(late)).not.toContain('releaseLock');
    expect(flow.state().stage).toMatchObject({ name: 'asking', attempt: 2 });
    flow.answer();
    flow.send({ type: 'quietMoment', attempt: 1 });
    expect(flow.state().stage.name).toBe('settling');
    expect(types(flow.quiet())).toContain('invite');
  });

  it('ignores an answer to an attempt that is over', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.send({ type: 'lockAnswered', attempt: 1, held: true });
    flow.facts({ 'page.path': '/cart' });
    const late = flow.send({ type: 'engineAnswered', attempt: 1, answer: 'confirmed' });
    expect(types(late)).not.toContain('awaitQuietMoment');
  });

  it('gives back a lock that comes too late', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.facts({ 'page.path': '/cart' });
    expect(types(flow.send({ type: 'lockAnswered', attempt: 1, held: true }))).toContain('releaseLock');
  });
});

describe('every no has its reason', () => {
  it.each([
    ['an agent is away', { status: 'unavailable', reason: 'agents_unavailable' }, 'agents_unavailable'],
    ['the queue is closed', { status: 'unavailable', reason: 'queue_closed' }, 'queue_closed'],
    ['the service does not answer', { status: 'unknown', cause: 'timeout' }, 'availability_unknown'],
    ['the service is asked too often', { status: 'unknown', cause: 'rate_limited' }, 'rate_limited'],
    ['the wait is not told', { status: 'available' }, 'availability_unknown'],
    ['the wait is too long', { status: 'available', waitMinutes: 6 }, 'wait_too_long'],
  ] as const)('%s', (_, availability, reason) => {
    const flow = driveFlow(agents);
    flow.facts(matching);
    flow.answer({ availability });
    expect(types(flow.quiet())).not.toContain('invite');
    expect(flow.told().at(-1)).toBe(`suppressed ${reason}`);
  });

  it('asks again when the answer about availability has gone stale', () => {
    const flow = driveFlow(agents);
    flow.facts(matching);
    const effects = flow.answer({ availability: { status: 'unavailable', reason: 'agents_unavailable' } });
    const wake = effects.find((effect) => effect.type === 'wakeAt');
    expect(wake).toEqual({ type: 'wakeAt', at: flow.now + 30_000 });
    flow.now += 30_000;
    expect(types(flow.send({ type: 'woke' }))).toContain('takeLock');
  });

  it.each([
    ['denied', 'engine_disagrees'],
    ['unavailable', 'engine_unavailable'],
  ] as const)('the engine answers %s', (engine, reason) => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.answer({ engine });
    expect(flow.told().at(-1)).toBe(`suppressed ${reason}`);
  });

  it('another tab holds the lock', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.send({ type: 'lockAnswered', attempt: 1, held: false });
    expect(flow.told().at(-1)).toBe('suppressed other_tab');
  });

  it.each([true, false])('the visitor chats in another tab, lock held: %s', (held) => {
    const flow = driveFlow();
    flow.facts(matching);
    const effects = flow.send({ type: 'lockAnswered', attempt: 1, held, chatsElsewhere: true });
    expect(types(effects)).toContain('releaseLock');
    expect(types(effects)).not.toContain('askAvailability');
    expect(flow.told().at(-1)).toBe('suppressed chat_in_progress');
  });

  it('the chat that began in another tab, and its end, are noticed within half a minute', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.send({ type: 'lockAnswered', attempt: 1, held: false });
    for (const chatsElsewhere of [true, true]) {
      flow.now += 30_000;
      flow.send({ type: 'woke' });
      flow.send({ type: 'lockAnswered', attempt: flow.state().attempts, held: true, chatsElsewhere });
    }
    expect(flow.told().slice(-2)).toEqual(['suppressed other_tab', 'suppressed chat_in_progress']);
    flow.now += 30_000;
    flow.send({ type: 'woke' });
    flow.showInvitation();
    expect(flow.told().at(-1)).toBe('invited');
  });

  it.each([
    ['consent is missing', { consent: { functionality: 'missing' } }, 'suppressed no_consent'],
    ['invitations are paused', { paused: true }, 'suppressed paused'],
    ['the page is excluded', { pageExcluded: true }, 'suppressed excluded_page'],
    ['a chat is going on', { chat: 'active' }, 'suppressed chat_in_progress'],
    ['an invitation of the page is open', { chat: 'proactive' }, 'suppressed invitation_open'],
    ['the widget is still loading', { sdk: 'loading' }, 'waiting sdk_not_ready'],
    ['the widget did not come', { sdk: 'failed' }, 'suppressed sdk_not_ready'],
    ['a file is blocked', { assets: 'failed' }, 'suppressed assets_unavailable'],
  ] as const)('%s', (_, gates, expected) => {
    const flow = driveFlow({}, [], gates as object);
    expect(types(flow.facts(matching))).not.toContain('takeLock');
    expect(flow.told().at(-1)).toBe(expected);
  });

  it('says what is missing while waiting can still bring it', () => {
    const flow = driveFlow();
    flow.facts({ 'page.path': '/pricing', 'engagement.engagedSeconds': 14 });
    const decision = flow.decisions().at(-1);
    expect(decision).toMatchObject({ outcome: 'waiting', reason: 'needs_more' });
    expect(decision?.nearMiss).toEqual([
      { fact: 'engagement.engagedSeconds', unit: 'seconds', wanted: 20, actual: 14, missing: 6 },
    ]);
  });

  it('a rule that needs a fact without consent says so instead of not matching', () => {
    const conditions = { fact: 'visitor.visits', operator: 'greaterThan', value: 1 } as const;
    const flow = driveFlow({ rules: [rule({ conditions })] }, [], {
      consent: { functionality: 'granted', personalization: 'privacy_signal', analytics: 'granted' },
    });
    expect(flow.told().at(-1)).toBe('suppressed privacy_signal');
  });

  it('so does one that compares with such a fact', () => {
    const conditions = {
      fact: 'page.path',
      operator: 'equal',
      value: { fact: 'visit.entryPath' },
    } as const;
    const flow = driveFlow({ rules: [rule({ conditions })] }, [], {
      consent: { functionality: 'granted', personalization: 'missing', analytics: 'granted' },
    });
    flow.facts({ 'page.path': '/pricing' });
    expect(flow.told().at(-1)).toBe('suppressed no_consent');
  });

  it('does not blame consent for a rule that would not match with it either', () => {
    const conditions = {
      all: [
        { fact: 'visitor.visits', operator: 'greaterThan', value: 1 },
        { fact: 'page.path', operator: 'equal', value: '/elsewhere' },
      ],
    } as const;
    const flow = driveFlow({ rules: [rule({ conditions })] }, [], {
      consent: { functionality: 'granted', personalization: 'missing', analytics: 'granted' },
    });
    flow.facts(matching);
    expect(flow.told()).toEqual(['waiting not_matched']);
    flow.facts({ 'page.path': '/elsewhere' });
    expect(flow.told().at(-1)).toBe('suppressed no_consent');
  });

  describe('with a file that did not come,', () => {
    const unobserved = ['device.type', 'engagement.engagedSeconds'];
    it.each([
      ['a fact that grows', { fact: 'engagement.engagedSeconds', operator: 'greaterThan', value: 20 }],
      ['any other fact', { fact: 'device.type', operator: 'equal', value: 'mobile' }],
      [
        'a fact that another one is compared with',
        { fact: 'page.path', operator: 'equal', value: { fact: 'device.type' } },
      ],
    ] as const)('a rule that asks for %s in it says so', (_, conditions) => {
      const flow = driveFlow({ rules: [rule({ conditions })] }, [], { unobserved });
      flow.facts({ 'page.path': '/pricing' });
      expect(flow.told()).toEqual(['suppressed assets_unavailable']);
      // It has come after all.
      flow.gates({ unobserved: [] });
      expect(flow.told().at(-1)).toMatch(/^waiting /);
    });

    it('a rule that asks for other facts, or would not hold anyhow, says nothing of it', () => {
      const flow = driveFlow({}, [], { unobserved: ['device.type'] });
      flow.facts({ 'page.path': '/elsewhere' });
      flow.facts({ 'page.path': '/pricing', 'engagement.engagedSeconds': 14 });
      expect(flow.told()).toEqual(['waiting not_matched', 'waiting needs_more']);
    });

    it('a fact that is known from before is not to blame', () => {
      const conditions = { fact: 'device.type', operator: 'equal', value: 'mobile' } as const;
      const flow = driveFlow({ rules: [rule({ conditions })] }, [], { unobserved });
      flow.facts({ 'device.type': 'desktop' });
      expect(flow.told().at(-1)).toBe('waiting not_matched');
    });

    it('a rule that may hold by another way says what that takes', () => {
      const any = [
        { fact: 'device.type', operator: 'equal', value: 'mobile' },
        { fact: 'page.path', operator: 'equal', value: '/pricing' },
      ] as const;
      const flow = driveFlow({ rules: [rule({ conditions: { any } })] }, [], { unobserved });
      flow.facts({ 'page.path': '/pricing' });
      expect(flow.told().at(-1)).not.toMatch(/assets_unavailable/);
    });
  });

  it('a tab that waits for another one says so once, not at every try', () => {
    const flow = driveFlow();
    flow.facts(matching);
    for (let turn = 1; turn <= 3; turn += 1) {
      flow.send({ type: 'lockAnswered', attempt: turn, held: false });
      flow.now += 30_000;
      flow.send({ type: 'woke' });
    }
    expect(flow.told().filter((line) => line.startsWith('suppressed'))).toEqual(['suppressed other_tab']);
    expect(flow.state().attempts).toBe(4);
  });

  it('says nothing of a refusal of long ago while it tries again', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.answer({ availability: { status: 'unavailable', reason: 'agents_unavailable' } });
    flow.facts({ 'page.path': '/elsewhere' });
    flow.now += 600_000;
    flow.facts(matching);
    expect(flow.state().stage.name).toBe('locking');
    expect(flow.told().slice(-2)).toEqual(['waiting not_matched', 'waiting']);
  });

  it('rules that could not be read and rules that are switched off are told too', () => {
    const flow = driveFlow({ rules: [rule({ enabled: false })] });
    expect(flow.told()).toEqual(['suppressed disabled']);
    flow.send({
      type: 'ruleSetLoaded',
      program: { compiled: null, ruleSetId: 'shop', invalidRuleIds: ['broken'], failure: null },
    });
    expect(flow.told('broken')).toEqual(['suppressed invalid_rule']);
  });

  it('tells each outcome and reason once, however often the facts change', () => {
    const flow = driveFlow();
    for (let seconds = 1; seconds < 10; seconds += 1) {
      flow.facts({ 'page.path': '/pricing', 'engagement.engagedSeconds': seconds });
    }
    expect(flow.told().filter((line) => line === 'waiting needs_more')).toHaveLength(1);
  });
});

describe('one rule does not stand in the way of another', () => {
  const two = {
    ...agents,
    rules: [rule({ id: 'first', priority: 20 }), rule({ id: 'second', priority: 10 })],
  };

  it('the higher priority goes first, and the other one says why it waits', () => {
    const flow = driveFlow(two);
    flow.facts(matching);
    expect(flow.state().stage).toMatchObject({ ruleId: 'first' });
    expect(flow.told('second').at(-1)).toBe('suppressed lower_priority');
  });

  it('a rule at its limit leaves the place to the next one', () => {
    const limits = { max: [{ count: 1, per: 'visitor' as const }] };
    const flow = driveFlow({ ...two, rules: [rule({ id: 'first', priority: 20, limits }), two.rules[1]!] }, [
      record({ ruleId: 'first' }),
    ]);
    flow.facts(matching);
    expect(flow.told('first').at(-1)).toBe('suppressed limit_reached');
    expect(flow.state().stage).toMatchObject({ ruleId: 'second' });
  });
});

describe('the life of an invitation', () => {
  const invited = (): ReturnType<typeof driveFlow> => {
    const flow = driveFlow(withLimits);
    flow.facts(matching);
    flow.answer();
    flow.quiet();
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'shown' });
    return flow;
  };

  it('is remembered when it is shown, and its answer afterwards', () => {
    const flow = invited();
    expect(flow.state().history).toMatchObject([{ ruleId: 'pricing', outcome: 'invited', at: flow.now }]);
    flow.now += 5000;
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'declined' });
    expect(flow.state().history).toMatchObject([{ outcome: 'declined', answeredAt: flow.now }]);
    expect(flow.told().slice(-2)).toEqual(['declined', 'suppressed quiet_period']);
  });

  it('without limits still asks once a page view', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.answer();
    flow.quiet();
    const invitationId = flow.invitationId();
    flow.send({ type: 'invitationChanged', invitationId: 'another', event: 'declined' });
    flow.send({ type: 'invitationChanged', invitationId, event: 'shown' });
    const effects = flow.send({ type: 'invitationChanged', invitationId, event: 'declined' });
    expect(types(effects)).not.toContain('takeLock');
    expect(flow.told().slice(-2)).toEqual(['declined', 'suppressed limit_reached']);
  });

  it('answered after everything was forgotten is still an answer', () => {
    const flow = invited();
    flow.send({ type: 'historyChanged', history: [] });
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'declined' });
    expect(flow.state().history).toMatchObject([{ outcome: 'declined', ruleId: 'pricing' }]);
  });

  it.each([
    ['accepted', 'suppressed chat_in_progress'],
    ['declined', 'suppressed quiet_period'],
  ] as const)('%s, and nothing is said of an open invitation any more', (event, next) => {
    const flow = invited();
    flow.gates({ chat: 'proactive' });
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event });
    expect(flow.told().slice(-2)).toEqual([event, next]);
  });

  it('says which of its outcomes were inferred', () => {
    const flow = driveFlow(withLimits);
    flow.facts(matching);
    flow.answer();
    flow.quiet();
    const invitationId = flow.invitationId();
    flow.send({ type: 'invitationChanged', invitationId, event: 'shown', inferred: true });
    flow.send({ type: 'invitationChanged', invitationId, event: 'expired', inferred: true });
    const inferred = flow.decisions().filter((decision) => decision.inferred);
    expect(inferred.map(({ outcome }) => outcome)).toEqual(['invited', 'expired']);
    const told = invited();
    told.send({ type: 'invitationChanged', invitationId: told.invitationId(), event: 'accepted' });
    expect(told.decisions().filter((decision) => decision.inferred)).toEqual([]);
  });

  it('frees the lock for other tabs when it is answered', () => {
    const flow = invited();
    const effects = flow.send({
      type: 'invitationChanged',
      invitationId: flow.invitationId(),
      event: 'accepted',
    });
    expect(types(effects)).toContain('releaseLock');
  });

  it.each([
    [
      'consent is withdrawn',
      (flow: ReturnType<typeof driveFlow>) =>
        flow.gates({
          consent: { functionality: 'missing', personalization: 'granted', analytics: 'granted' },
        }),
      'no_consent',
    ],
    [
      'invitations are paused',
      (flow: ReturnType<typeof driveFlow>) => flow.gates({ paused: true }),
      'paused',
    ],
    [
      'the page is excluded',
      (flow: ReturnType<typeof driveFlow>) => flow.gates({ pageExcluded: true }),
      'excluded_page',
    ],
    [
      'the visitor goes to another page',
      (flow: ReturnType<typeof driveFlow>) =>
        flow.send({ type: 'pageViewStarted', pageViewId: 'next', visitId: 'visit', facts: new Map() }),
      'navigated_away',
    ],
  ] as const)('is withdrawn when %s', (_, act, reason) => {
    const flow = invited();
    expect(types(act(flow))).toContain('withdraw');
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'withdrawn' });
    expect(flow.decisions().find(({ outcome }) => outcome === 'withdrawn')?.reason).toBe(reason);
  });

  it('is taken back as soon as it shows when the visitor has gone to another page before', () => {
    const conditions = { fact: 'page.path', operator: 'equal', value: '/pricing' } as const;
    const flow = driveFlow({ rules: [rule({ conditions })] });
    flow.facts({ 'page.path': '/pricing' });
    flow.answer();
    flow.quiet();
    expect(flow.state().stage.name).toBe('inviting');
    const gone = flow.send({
      type: 'pageViewStarted',
      pageViewId: 'next',
      visitId: 'visit',
      facts: new Map(),
    });
    expect(types(gone)).not.toContain('withdraw');
    const shown = flow.send({
      type: 'invitationChanged',
      invitationId: flow.invitationId(),
      event: 'shown',
    });
    expect(types(shown)).toContain('withdraw');
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'withdrawn' });
    expect(flow.decisions().find(({ outcome }) => outcome === 'withdrawn')?.reason).toBe('navigated_away');
  });

  it('is told once, also when the address changes under it', () => {
    const conditions = {
      fact: 'engagement.scrollPercent',
      operator: 'greaterThanInclusive',
      value: 0,
    } as const;
    const flow = driveFlow({ rules: [rule({ conditions })] });
    flow.facts({ 'engagement.scrollPercent': 50 });
    flow.answer();
    flow.quiet();
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'shown' });
    const facts = new Map([['engagement.scrollPercent', 10]]);
    flow.send({ type: 'pageViewStarted', pageViewId: 'next', visitId: 'visit', facts });
    expect(flow.told().filter((line) => line === 'invited')).toHaveLength(1);
  });

  it('is withdrawn by its own condition', () => {
    const withdrawWhen = {
      fact: 'event.count',
      params: { name: 'purchase' },
      operator: 'greaterThan',
      value: 0,
    } as const;
    const flow = driveFlow({ rules: [rule({ withdrawWhen })] });
    flow.facts(matching);
    flow.answer();
    flow.quiet();
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'shown' });
    expect(types(flow.facts({ 'event.count?name=purchase': 1 }))).toContain('withdraw');
  });

  it('is taken back when everybody has left, which is asked every two minutes', () => {
    const flow = driveFlow(agents);
    flow.facts(matching);
    flow.showInvitation();
    expect(flow.state().wakeAt).toBe(flow.now + 120_000);
    flow.now += 119_000;
    expect(types(flow.facts({ 'engagement.engagedSeconds': 139 }))).not.toContain('askAvailability');
    flow.now += 1000;
    expect(types(flow.send({ type: 'woke' }))).toContain('askAvailability');
    const answer = (availability: Availability) =>
      flow.send({ type: 'availabilityAnswered', attempt: 1, availability, goodUntil: flow.now });
    expect(types(answer({ status: 'available', waitMinutes: 1 }))).not.toContain('withdraw');
    expect(types(answer({ status: 'unknown', cause: 'timeout' }))).not.toContain('withdraw');
    expect(types(answer({ status: 'unavailable', reason: 'agents_unavailable' }))).toContain('withdraw');
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'withdrawn' });
    expect(flow.told()).toContain('withdrawn agents_unavailable');
  });

  it('in a hidden tab asks nobody', () => {
    const flow = driveFlow(agents);
    flow.facts(matching);
    flow.showInvitation();
    flow.gates({ tabVisible: false });
    flow.now += 600_000;
    expect(types(flow.send({ type: 'woke' }))).not.toContain('askAvailability');
    expect(flow.state().wakeAt).toBeNull();
    expect(types(flow.gates({ tabVisible: true }))).toContain('askAvailability');
  });

  it('that the widget did not show has failed, and is not tried again on this page view', () => {
    const flow = driveFlow();
    flow.facts(matching);
    flow.answer();
    flow.quiet();
    const effects = flow.send({
      type: 'invitationChanged',
      invitationId: flow.invitationId(),
      event: 'failed',
    });
    expect(types(effects)).not.toContain('takeLock');
    expect(flow.told()).toContain('failed sdk_not_ready');
    expect(flow.state().history).toEqual([]);
  });
});

it("the visitor's answer to an invitation of the page's own counts too", () => {
  const flow = driveFlow(withLimits, [], { chat: 'proactive' });
  flow.facts(matching);
  expect(flow.told().at(-1)).toBe('suppressed invitation_open');
  const effects = flow.send({ type: 'pageInvitationAnswered', outcome: 'declined' });
  expect(types(effects)).not.toContain('takeLock');
  expect(flow.told().at(-1)).toBe('suppressed quiet_period');
});

describe('conditions on agents', () => {
  const conditions = {
    all: [
      { fact: 'page.path', operator: 'equal', value: '/pricing' },
      { fact: 'agent.waitMinutes', operator: 'lessThan', value: 3 },
    ],
  } as const;

  it('make a rule a candidate before anybody has been asked, and are settled by the answer', () => {
    const flow = driveFlow({ rules: [rule({ conditions })] });
    expect(types(flow.facts(matching))).toContain('takeLock');
    flow.send({ type: 'lockAnswered', attempt: 1, held: true });
    const answered = flow.send({
      type: 'availabilityAnswered',
      attempt: 1,
      availability: { status: 'available', waitMinutes: 1 },
      goodUntil: flow.now,
    });
    expect(types(answered)).toContain('confirmRule');
  });

  it('do not ask over and over when the answer says no', () => {
    const flow = driveFlow({ rules: [rule({ conditions })] });
    flow.facts(matching);
    flow.send({ type: 'lockAnswered', attempt: 1, held: true });
    flow.send({
      type: 'availabilityAnswered',
      attempt: 1,
      availability: { status: 'available', waitMinutes: 9 },
      goodUntil: flow.now,
    });
    expect(flow.state().stage).toEqual({ name: 'watching' });
    expect(flow.told().at(-1)).toBe('suppressed no_longer_matched');
  });
});
