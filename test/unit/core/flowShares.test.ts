import type { FlowEffect } from '../../../src/core/flowState.ts';
import type { InvitingRule, RuleSet } from '../../../src/core/ruleSet.ts';
import { driveFlow, matching, NOON, record, requestsIn } from './flowDriver.ts';
import type { FlowDriver } from './flowDriver.ts';
import { rule } from './ruleSets.ts';

const DAY = 86_400_000;
const types = (effects: readonly FlowEffect[]): readonly string[] => effects.map(({ type }) => type);
const known = (change: Partial<RuleSet>, visitorId: string | null = 'visitor'): FlowDriver => {
  const flow = driveFlow(change);
  flow.send({ type: 'visitorKnown', visitorId });
  return flow;
};
const lastRecord = (flow: FlowDriver) => flow.state().history.at(-1);
const heldOut = { holdoutPercent: 100 };

describe('a hold-out', () => {
  it('keeps the invitation back in the last moment, and counts it as if it had been shown', () => {
    const flow = known({ ...heldOut, limits: { max: [{ count: 1, per: 'visit' }] } });
    flow.facts(matching);
    expect(types(flow.answer())).toContain('awaitQuietMoment');
    const effects = flow.quiet();
    expect(types(effects)).not.toContain('invite');
    expect(types(effects)).toEqual(expect.arrayContaining(['remember', 'releaseLock']));
    expect(flow.decisions().find(({ outcome }) => outcome === 'held_out')).toMatchObject({
      reason: 'held_out',
      invitationId: 'view-1',
    });
    expect(lastRecord(flow)).toMatchObject({ outcome: 'held_out', at: NOON, visitId: 'visit' });

    flow.send({ type: 'pageViewStarted', pageViewId: 'next', visitId: 'visit', facts: new Map() });
    flow.facts(matching);
    expect(flow.told().at(-1)).toBe('suppressed limit_reached');
  });

  it('asks once a page view, and says so once', () => {
    const flow = known(heldOut);
    flow.facts(matching);
    flow.answer();
    flow.quiet();
    flow.facts({ 'engagement.engagedSeconds': 40 });
    flow.send({ type: 'woke' });
    expect(flow.told().filter((line) => line.startsWith('held_out'))).toHaveLength(1);
    expect(flow.state().stage).toEqual({ name: 'watching' });
  });

  it('does not hold out whom nobody is there for', () => {
    const flow = known({ ...heldOut, availability: { basis: 'agents' } });
    flow.facts(matching);
    flow.answer({ availability: { status: 'unavailable', reason: 'agents_unavailable' } });
    expect(flow.told().at(-1)).toBe('suppressed agents_unavailable');
  });

  it('leaves a visitor alone who cannot be told apart', () => {
    const flow = known(heldOut, null);
    flow.facts(matching);
    flow.answer();
    expect(types(flow.quiet())).toContain('invite');
  });
});

describe('shares and schedules', () => {
  it.each<[string, Partial<RuleSet>, string]>([
    ['outside the sample', { rules: [rule({ samplePercent: 0 })] }, 'suppressed not_in_sample'],
    ['not rolled out', { rolloutPercent: 0 }, 'suppressed not_rolled_out'],
    [
      'on a closed day',
      { rules: [rule({ schedule: { until: '2026-11-22' } })] },
      'suppressed outside_schedule',
    ],
  ])('%s nobody is invited', (_, change, told) => {
    const flow = known(change);
    expect(types(flow.facts(matching))).not.toContain('takeLock');
    expect(flow.told().at(-1)).toBe(told);
  });

  it('a rule that waits for its hours is looked at again when they begin', () => {
    const flow = known({ rules: [rule({ schedule: { weekly: { mon: ['12:30-13:00'] } } })] });
    const effects = flow.facts(matching);
    expect(flow.told().at(-1)).toBe('suppressed outside_schedule');
    const halfPast = NOON + 30 * 60_000;
    expect(effects).toContainEqual({ type: 'wakeAt', at: halfPast });
    flow.now = halfPast;
    expect(types(flow.send({ type: 'woke' }))).toContain('takeLock');
  });

  it('hours that end before the quiet moment end the attempt', () => {
    const flow = known({ rules: [rule({ schedule: { weekly: { mon: ['11:00-12:01'] } } })] });
    flow.facts(matching);
    flow.answer();
    flow.now = NOON + 60_000;
    expect(types(flow.quiet())).not.toContain('invite');
    expect(flow.told().at(-1)).toBe('suppressed outside_schedule');
  });
});

describe('variants', () => {
  const withVariants: Partial<RuleSet> = {
    contextIds: { ruleSet: 'Set', version: 'Version', rule: 'Rule', variant: 'Variant' },
    rules: [
      rule({
        invitation: {
          message: 'Hello',
          title: 'A question?',
          variants: [
            { id: 'plain', weight: 0 },
            { id: 'warm', message: 'Hi there!' },
          ],
        },
      }),
    ],
  };

  it('say what they say otherwise, and are named in decisions, history and context', () => {
    const flow = known(withVariants);
    flow.facts(matching);
    flow.answer();
    const [request] = requestsIn(flow.quiet());
    expect(request).toMatchObject({
      message: 'Hi there!',
      title: 'A question?',
      context: {
        Set: { value: 'shop' },
        Version: { value: '1' },
        Rule: { value: 'pricing' },
        Variant: { value: 'warm' },
      },
    });
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'shown' });
    expect(flow.decisions().at(-1)).toMatchObject({ outcome: 'invited', variantId: 'warm' });
    expect(lastRecord(flow)).toMatchObject({ variantId: 'warm' });
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'accepted' });
    expect(flow.decisions().find(({ outcome }) => outcome === 'accepted')).toMatchObject({
      variantId: 'warm',
    });
  });

  it('are the first one for a visitor who cannot be told apart', () => {
    const flow = known(withVariants, null);
    flow.facts(matching);
    expect(flow.decisions().at(-1)).toMatchObject({ variantId: 'plain' });
  });
});

describe('a group', () => {
  const grouped = (id: string, group?: string): InvitingRule =>
    rule({ id, ...(group === undefined ? {} : { group }) });

  it('lets one of its rules invite in a visit; the others and other groups know nothing of it', () => {
    const flow = driveFlow(
      { rules: [grouped('first', 'sales'), grouped('second', 'sales'), grouped('third', 'service')] },
      [record({ ruleId: 'second', visitId: 'visit' })],
    );
    flow.facts(matching);
    expect(flow.told('first').at(-1)).toBe('suppressed excluded_by_group');
    expect(flow.state().stage).toMatchObject({ ruleId: 'second' });
  });

  it('forgets with the visit', () => {
    const flow = driveFlow({ rules: [grouped('first', 'sales'), grouped('second', 'sales')] }, [
      record({ ruleId: 'second', visitId: 'earlier' }),
    ]);
    flow.facts(matching);
    expect(flow.state().stage).toMatchObject({ ruleId: 'first' });
  });
});

describe('a goal', () => {
  const forPurchase: Partial<RuleSet> = {
    limits: { quietDaysAfter: { goal: 30 } },
    rules: [rule({ goal: { event: 'purchase', withinDays: 7 } })],
  };
  const purchases = 'event.count?name=purchase';
  const invited = record({ at: NOON - DAY, answeredAt: NOON - DAY, outcome: 'accepted', variantId: 'warm' });

  it('is counted once for an invitation, and gives quiet days', () => {
    const flow = driveFlow(forPurchase, [invited]);
    const effects = flow.facts({ [purchases]: 1 });
    expect(effects).toContainEqual({
      type: 'goalReached',
      goal: {
        ruleSetId: 'shop',
        ruleSetVersion: '1',
        ruleId: 'pricing',
        variantId: 'warm',
        invitationId: 'past',
        reason: null,
      },
    });
    expect(lastRecord(flow)).toMatchObject({ goalAt: NOON });
    expect(types(flow.facts({ [purchases]: 2 }))).not.toContain('goalReached');
    flow.facts(matching);
    expect(flow.told().at(-1)).toBe('suppressed quiet_period');
  });

  it('says at once to every rule that the quiet days have begun', () => {
    const flow = driveFlow({ ...forPurchase, availability: { basis: 'agents' } }, [invited]);
    flow.facts(matching);
    flow.answer({ availability: { status: 'unavailable', reason: 'agents_unavailable' } });
    expect(flow.told().at(-1)).toBe('suppressed agents_unavailable');
    flow.facts({ [purchases]: 1 });
    expect(flow.told().at(-1)).toBe('suppressed quiet_period');
  });

  it('counts for a visitor who was held out', () => {
    const flow = driveFlow(forPurchase, [record({ outcome: 'held_out' })]);
    expect(flow.facts({ [purchases]: 1 })).toContainEqual(
      expect.objectContaining({ type: 'goalReached', goal: expect.objectContaining({ reason: 'held_out' }) }),
    );
  });

  it.each([
    ['too late', [record({ at: NOON - 8 * DAY })]],
    ['of another rule', [record({ ruleId: 'another' })]],
    ['without an invitation', []],
  ])('%s counts for nothing', (_, history) => {
    const flow = driveFlow(forPurchase, history);
    expect(types(flow.facts({ [purchases]: 1 }))).not.toContain('goalReached');
  });

  it('that was reached before the invitation is not reached by it', () => {
    const flow = driveFlow({ rules: [rule({ goal: { event: 'purchase', withinDays: 7 } })] });
    flow.facts({ [purchases]: 1, ...matching });
    flow.showInvitation();
    expect(types(flow.facts({ [purchases]: 1 }))).not.toContain('goalReached');
    expect(types(flow.facts({ [purchases]: 2 }))).toContain('goalReached');
  });
});
