import fc from 'fast-check';
import { checkEligibility, openGates, pruneHistory } from '../../../src/core/eligibility.ts';
import type { EligibilityInput, InvitationRecord } from '../../../src/core/eligibility.ts';
import type { Limits } from '../../../src/core/ruleSet.ts';
import { NOON, record } from './flowDriver.ts';
import { rule, ruleSet } from './ruleSets.ts';

const DAY = 86_400_000;

const open: EligibilityInput = {
  rule: rule(),
  ruleSet: ruleSet(),
  targeting: null,
  visitorId: null,
  suppressing: [],
  gates: openGates,
  history: [],
  pageViewId: 'view',
  visitId: 'visit',
  at: NOON,
};

function check(limits: Limits, history: readonly InvitationRecord[], at = NOON, own: Limits = {}): unknown {
  return checkEligibility({
    ...open,
    rule: rule({ limits: own }),
    ruleSet: ruleSet({ limits }),
    history,
    at,
  });
}

const yes = { eligible: true };

describe('limits', () => {
  it('without any, history does not matter', () => {
    expect(check({}, [record(), record(), record()])).toEqual(yes);
  });

  it.each([
    ['a page view', { count: 1, per: 'page' }, { pageViewId: 'view' }, { pageViewId: 'another' }],
    ['a visit', { count: 1, per: 'visit' }, { visitId: 'visit' }, { visitId: 'another' }],
    ['7 days', { count: 1, perDays: 7 }, { at: NOON - 6 * DAY }, { at: NOON - 8 * DAY }],
  ] as const)('one invitation in %s', (_, limit, within, outside) => {
    expect(check({ max: [limit] }, [record(within)])).toMatchObject({ reason: 'limit_reached' });
    expect(check({ max: [limit] }, [record(outside)])).toEqual(yes);
  });

  it('of days say when the next place is free', () => {
    const history = [1, 3, 5].map((days) => record({ at: NOON - days * DAY }));
    expect(check({ max: [{ count: 3, perDays: 7 }] }, history)).toEqual({
      eligible: false,
      reason: 'limit_reached',
      until: NOON + 2 * DAY,
    });
  });

  it('of a rule count that rule only', () => {
    const own: Limits = { max: [{ count: 1, per: 'visitor' }] };
    expect(check({}, [record({ ruleId: 'another' })], NOON, own)).toEqual(yes);
    expect(check({}, [record()], NOON, own)).toMatchObject({ reason: 'limit_reached' });
  });

  it('keep two invitations apart by a number of seconds', () => {
    const history = [record({ at: NOON - 299_000, answeredAt: NOON - 298_000 })];
    expect(check({ secondsBetween: 300 }, history)).toMatchObject({ reason: 'too_soon', until: NOON + 1000 });
    expect(check({ secondsBetween: 299 }, history)).toEqual(yes);
  });
});

describe('quiet days', () => {
  const quietDaysAfter = { declined: 7, dismissed: 1 };

  it('count from the answer and depend on it', () => {
    const declined = record({ outcome: 'declined', answeredAt: NOON - 6 * DAY, at: NOON - 9 * DAY });
    expect(check({ quietDaysAfter }, [declined])).toEqual({
      eligible: false,
      reason: 'quiet_period',
      until: NOON + DAY,
    });
    expect(check({ quietDaysAfter }, [{ ...declined, outcome: 'dismissed' }])).toEqual(yes);
    expect(check({ quietDaysAfter }, [{ ...declined, outcome: 'withdrawn' }])).toEqual(yes);
  });

  it('come before counts: the visitor said no', () => {
    const limits = { quietDaysAfter, max: [{ count: 1, per: 'visit' as const }] };
    expect(check(limits, [record({ outcome: 'declined' })])).toMatchObject({ reason: 'quiet_period' });
  });
});

it('never lets through more invitations in N days than the limit, whatever the past', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 * DAY }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 10 }),
      (ages, count, perDays) => {
        const history = ages.map((age) => record({ at: NOON - age }));
        const shown = history.filter(({ at }) => at > NOON - perDays * DAY).length;
        const answer = check({ max: [{ count, perDays }] }, history) as { eligible: boolean; until?: number };
        expect(answer.eligible).toBe(shown < count);
        if (answer.until !== undefined) {
          expect(check({ max: [{ count, perDays }] }, history, answer.until)).toEqual(yes);
        }
      },
    ),
  );
});

it('keeps the last 90 days of history and no more than 100 records', () => {
  const history = Array.from({ length: 150 }, (_, index) => record({ at: NOON - index * DAY }));
  const kept = pruneHistory([...history].reverse(), NOON);
  expect(kept).toHaveLength(90);
  expect(
    pruneHistory(
      Array.from({ length: 150 }, () => record()),
      NOON,
    ),
  ).toHaveLength(100);
});
