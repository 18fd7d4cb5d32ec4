import type { FlowEffect } from '../../../src/core/flowState.ts';
import type { Condition, SuppressingRule } from '../../../src/core/ruleSet.ts';
import { driveFlow, matching, NOON } from './flowDriver.ts';
import { rule } from './ruleSets.ts';

const types = (effects: readonly FlowEffect[]): readonly string[] => effects.map(({ type }) => type);
const inCheckout: Condition = { fact: 'cart.value', operator: 'greaterThan', value: 0 };
const suppressing = (change: Partial<SuppressingRule> = {}): SuppressingRule => ({
  id: 'quiet',
  kind: 'suppress',
  conditions: inCheckout,
  ...change,
});

describe('a rule of kind "suppress"', () => {
  it('keeps the others from inviting while it holds, and no longer', () => {
    const flow = driveFlow({ rules: [rule(), suppressing()] });
    flow.facts({ 'cart.value': 10, ...matching });
    expect(flow.told().at(-1)).toBe('suppressed suppressed_by_rule');
    expect(types(flow.facts({ 'cart.value': 0 }))).toContain('takeLock');
  });

  it('ends an attempt under way', () => {
    const flow = driveFlow({ rules: [rule(), suppressing()] });
    flow.facts(matching);
    flow.answer();
    expect(types(flow.facts({ 'cart.value': 10 }))).toContain('releaseLock');
    expect(types(flow.quiet())).not.toContain('invite');
  });

  it('says nothing itself', () => {
    const flow = driveFlow({ rules: [rule(), suppressing()] });
    flow.facts({ 'cart.value': 10 });
    expect(flow.told('quiet')).toEqual([]);
  });

  it('with a group silences that group alone', () => {
    const flow = driveFlow({
      rules: [
        rule({ id: 'sales', group: 'sales' }),
        rule({ id: 'service' }),
        suppressing({ group: 'sales' }),
      ],
    });
    flow.facts({ 'cart.value': 10, ...matching });
    expect(flow.told('sales').at(-1)).toBe('suppressed suppressed_by_rule');
    expect(flow.state().stage).toMatchObject({ ruleId: 'service' });
  });

  it('that is switched off silences nobody', () => {
    const flow = driveFlow({ rules: [rule(), suppressing({ enabled: false })] });
    expect(types(flow.facts({ 'cart.value': 10, ...matching }))).toContain('takeLock');
  });

  it('acts within its schedule, and is looked at again when that ends', () => {
    const flow = driveFlow({
      rules: [rule(), suppressing({ schedule: { weekly: { mon: ['11:00-12:10'] } } })],
    });
    const effects = flow.facts({ 'cart.value': 10, ...matching });
    const tenPast = NOON + 600_000;
    expect(effects).toContainEqual({ type: 'wakeAt', at: tenPast });
    flow.now = tenPast;
    expect(types(flow.send({ type: 'woke' }))).toContain('takeLock');
  });

  it('on the wait for an agent is asked with the answer, and not over and over', () => {
    const longWait: Condition = { fact: 'agent.waitMinutes', operator: 'greaterThan', value: 3 };
    const flow = driveFlow({ rules: [rule(), suppressing({ conditions: longWait })] });
    flow.facts(matching);
    flow.answer({ availability: { status: 'available', waitMinutes: 4 } });
    expect(flow.told().at(-1)).toBe('suppressed suppressed_by_rule');
    expect(flow.state().stage).toEqual({ name: 'watching' });
    expect(types(flow.facts({ 'engagement.engagedSeconds': 60 }))).not.toContain('takeLock');

    flow.now += 120_000;
    flow.send({ type: 'woke' });
    flow.answer({ availability: { status: 'available', waitMinutes: 2 } });
    expect(types(flow.quiet())).toContain('invite');
  });
});

describe('a rule set that is read again', () => {
  it('takes the place of the one before, at once', () => {
    const flow = driveFlow({});
    flow.facts(matching);
    const effects = flow.load({ paused: true, version: '2' });
    expect(types(effects)).toContain('releaseLock');
    expect(flow.decisions().at(-1)).toMatchObject({ reason: 'paused', ruleSetVersion: '2' });
  });

  it('tries again when the new one would invite too', () => {
    const flow = driveFlow({});
    flow.facts(matching);
    expect(types(flow.load({ version: '2' }))).toContain('takeLock');
    flow.answer();
    expect(types(flow.quiet())).toContain('invite');
  });

  it('leaves an invitation that is on the screen, without telling it twice', () => {
    const flow = driveFlow({});
    flow.facts(matching);
    flow.showInvitation();
    flow.load({ version: '2' });
    expect(flow.told().filter((line) => line === 'invited')).toHaveLength(1);
    expect(flow.state().stage).toMatchObject({ name: 'invited' });
  });

  it('forgets neither that a rule has asked on this page nor what keeps it back', () => {
    const flow = driveFlow({ rules: [rule(), rule({ id: 'other' })] });
    flow.facts(matching);
    flow.showInvitation();
    flow.send({ type: 'invitationChanged', invitationId: flow.invitationId(), event: 'declined' });
    flow.answer({ availability: { status: 'unavailable', reason: 'agents_unavailable' } });
    const effects = flow.load({ version: '2', rules: [rule(), rule({ id: 'other' }), rule({ id: 'new' })] });
    expect(flow.told('pricing').at(-1)).toBe('suppressed limit_reached');
    expect(flow.told('other').at(-1)).toBe('suppressed agents_unavailable');
    expect(types(effects)).toContain('takeLock');
    expect(flow.state().stage).toMatchObject({ ruleId: 'new' });
  });

  it('that is paused takes it back', () => {
    const flow = driveFlow({});
    flow.facts(matching);
    flow.showInvitation();
    expect(types(flow.load({ paused: true }))).toContain('withdraw');
  });
});

it('several facts that change together leave priorities as they are', () => {
  const onCart: Condition = { fact: 'cart.value', operator: 'greaterThan', value: 0 };
  const onScroll: Condition = { fact: 'engagement.scrollPercent', operator: 'greaterThan', value: 50 };
  const flow = driveFlow({
    rules: [
      rule({ id: 'low', conditions: onCart }),
      rule({ id: 'high', conditions: onScroll, priority: 9 }),
      rule({ id: 'same', conditions: onScroll }),
    ],
  });
  flow.facts({ 'cart.value': 10, 'engagement.scrollPercent': 60 });
  expect(flow.state().stage).toMatchObject({ ruleId: 'high' });
  expect(flow.told('low').at(-1)).toBe('suppressed lower_priority');
});
