import { reasons } from '../../../src/core/reasons.ts';
import type { RuleSet } from '../../../src/core/ruleSet.ts';
import { gateOf } from '../../../src/inspector/gates.ts';
import type { InspectorView } from '../../../src/inspector/view.ts';
import { viewOf } from '../../../src/inspector/view.ts';
import { missingText } from '../../../src/inspector/words.ts';
import { driveFlow, matching, NOON, record } from '../core/flowDriver.ts';
import type { FlowDriver } from '../core/flowDriver.ts';
import { rule } from '../core/ruleSets.ts';

const look = (driver: FlowDriver): InspectorView => viewOf(driver.state(), null, driver.now);

it('tells what is missing now, not what was missing when it was last told', () => {
  const driver = driveFlow();
  driver.facts({ 'page.path': '/pricing', 'engagement.engagedSeconds': 3 });
  driver.facts({ 'engagement.engagedSeconds': 14.4 });
  expect(driver.told()).toHaveLength(2);
  const [pricing] = look(driver).rules;
  expect(pricing).toMatchObject({ outcome: 'waiting', reason: 'needs_more', gate: 'Conditions' });
  expect(missingText(pricing!)).toBe('5.6 more engaged seconds');
});

it('shows the tree of a rule with what is wanted and what is there', () => {
  const driver = driveFlow();
  driver.facts({ 'page.path': '/cart' });
  const { conditions } = look(driver).rules[0]!;
  expect(conditions).toMatchObject({
    kind: 'all',
    matched: false,
    children: [
      { fact: 'page.path', wanted: '/pricing', actual: '/cart', matched: false },
      { fact: 'engagement.engagedSeconds', wanted: 20, matched: false },
    ],
  });
});

it('says until when a rule is quiet', () => {
  const limits: RuleSet['limits'] = { quietDaysAfter: { declined: 7 } };
  const declined = record({ outcome: 'declined', at: NOON - 60_000, answeredAt: NOON - 60_000 });
  const driver = driveFlow({ limits }, [declined]);
  driver.facts(matching);
  expect(look(driver).rules[0]).toMatchObject({
    outcome: 'suppressed',
    reason: 'quiet_period',
    gate: 'Limits',
    until: NOON - 60_000 + 7 * 86_400_000,
  });
});

it('says what became of the latest invitation of a rule, as a hold-out, which later reasons hide', () => {
  const limits: RuleSet['limits'] = { max: [{ count: 1, per: 'visit' }] };
  const earlier = record({ outcome: 'dismissed', at: NOON - 9e8, visitId: 'earlier' });
  const heldOut = record({ outcome: 'held_out', at: NOON - 60_000 });
  const driver = driveFlow({ limits }, [heldOut, earlier]);
  driver.facts(matching);
  const [pricing] = look(driver).rules;
  expect(pricing).toMatchObject({
    reason: 'limit_reached',
    last: { outcome: 'held_out', at: NOON - 60_000 },
  });
  expect(look(driveFlow()).rules[0]!.last).toBeNull();
});

it('tells a rule set that is paused from a page that pauses, which can also resume', () => {
  const bySet = driveFlow({ paused: true });
  bySet.facts(matching);
  expect(look(bySet)).toMatchObject({ isPaused: true, isPausedByPage: false });
  expect(look(bySet).rules[0]).toMatchObject({
    gate: 'Pause',
    words: 'Invitations are paused. The rule set says so.',
  });
  const byPage = driveFlow({}, [], { paused: true });
  byPage.facts(matching);
  expect(look(byPage)).toMatchObject({ isPaused: true, isPausedByPage: true });
  expect(look(byPage).rules[0]!.words).toBe('Invitations are paused.');
});

it('does not blame the rule set for a file of the tag', () => {
  const driver = driveFlow();
  driver.facts(matching);
  driver.gates({ assets: 'failed' });
  expect(look(driver).rules[0]).toMatchObject({
    reason: 'assets_unavailable',
    gate: 'Files of the tag',
    words: 'A file of the tag could not be loaded. The console of the browser says which.',
  });
});

it('says how long it is before availability is asked again', () => {
  const driver = driveFlow();
  driver.facts(matching);
  driver.answer({ availability: { status: 'unavailable', reason: 'queue_closed' } });
  expect(look(driver).rules[0]).toMatchObject({ gate: 'Availability', until: NOON + 30_000 });
});

it('names the rules that suppress, and whether they do', () => {
  const quiet = {
    id: 'quiet',
    kind: 'suppress',
    conditions: { all: [{ fact: 'page.path', operator: 'equal', value: '/pricing' }] },
  } as const;
  const driver = driveFlow({ rules: [rule(), quiet] });
  expect(look(driver).suppressing).toMatchObject([{ id: 'quiet', isInForce: false }]);
  driver.facts(matching);
  expect(look(driver).suppressing).toMatchObject([{ id: 'quiet', isInForce: true }]);
  expect(look(driver).rules[0]).toMatchObject({ reason: 'suppressed_by_rule', gate: 'Suppressing rules' });
});

it('has rules in the order in which they are asked, those with a mistake first', () => {
  const driver = driveFlow({ rules: [rule({ id: 'late' }), rule({ id: 'first', priority: 9 })] });
  const { program } = driver.state();
  driver.send({ type: 'ruleSetLoaded', program: { ...program!, invalidRuleIds: ['broken'] } });
  expect(look(driver).rules.map(({ id }) => id)).toEqual(['broken', 'first', 'late']);
  expect(look(driver).rules[0]).toMatchObject({ reason: 'invalid_rule', conditions: null });
});

it('says which facts are unknown for want of consent', () => {
  const visits = { fact: 'visitor.visits', operator: 'greaterThan', value: 1 } as const;
  const driver = driveFlow({ rules: [rule({ conditions: { all: [visits] } })] }, [], {
    consent: { functionality: 'granted', personalization: 'missing', analytics: 'missing' },
  });
  expect(look(driver).refused).toEqual({ 'visitor.visits': 'personalization' });
});

it('before a rule set has come there is none', () => {
  const driver = driveFlow();
  expect(viewOf({ ...driver.state(), program: null }, null, NOON)).toMatchObject({
    ruleSetId: null,
    rules: [],
  });
});

it('has a gate for every reason', () => {
  const conditions = reasons.filter((reason) => gateOf(reason) === 'Conditions');
  expect(conditions).toEqual(['not_matched', 'needs_more', 'no_longer_matched']);
});
