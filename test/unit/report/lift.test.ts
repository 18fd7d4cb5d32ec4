import { figuresOf } from '../../../src/report/figures.ts';
import type { RowFigures } from '../../../src/report/figures.ts';
import { createTally } from '../../../src/report/tally.ts';
import { seededRandom } from './syntheticEvents.ts';

interface Site {
  readonly seed: number;
  /** Visitors for whom the rule gets as far as the hold-out. */
  readonly visitors: number;
  readonly holdoutPercent: number;
  /** Share of the held-out that reach the goal. */
  readonly goalRate: number;
  /** 0.2: of the invited a fifth more do. */
  readonly trueLift: number;
  /** Share of the invited whose events never arrive, as of an invitation that breaks the page. */
  readonly lostInvited?: number;
}

/** The row of the only rule. */
function figures(site: Site): RowFigures {
  const random = seededRandom(site.seed);
  const chance = (share: number): boolean => random() < share;
  const tally = createTally();
  for (let index = 0; index < site.visitors; index += 1) {
    const isHeldOut = chance(site.holdoutPercent / 100);
    const about = { ruleSetId: 'shop', ruleId: 'rule', reason: null, visitor: `v${index}`, day: null };
    const isGoal = chance(isHeldOut ? site.goalRate : site.goalRate * (1 + site.trueLift));
    if (!isHeldOut && chance(site.lostInvited ?? 0)) continue;
    tally.add({ ...about, step: isHeldOut ? 'held_out' : 'invited' });
    if (isGoal) tally.add({ ...about, step: 'goal' });
  }
  return figuresOf(tally, () => site.holdoutPercent).find(({ ruleId }) => ruleId === 'rule')!;
}

const site: Site = { seed: 5, visitors: 6000, holdoutPercent: 50, goalRate: 0.25, trueLift: 0.2 };
const runs = Array.from({ length: 100 }, (_, index) => index + 1);

it('finds a true lift of 20 %', () => {
  const { lift, split } = figures(site);
  expect(lift.verdict).toBe('higher');
  expect(lift.lift!.value).toBeGreaterThan(0.1);
  expect(lift.lift!.value).toBeLessThan(0.3);
  expect(split!.isBroken).toBe(false);
});

it('finds harm where inviting harms', () => {
  expect(figures({ ...site, trueLift: -0.3 }).lift.verdict).toBe('lower');
});

it('finds none where there is none', () => {
  const { lift } = figures({ ...site, trueLift: 0 });
  expect(lift.verdict).toBe('undecided');
  expect(lift.lift!.low).toBeLessThan(0);
  expect(lift.lift!.high).toBeGreaterThan(0);
});

it.each([0.2, 0])('covers a true lift of %d in at least 93 of 100 seeded runs', (trueLift) => {
  const covering = runs.filter((seed) => {
    const { lift } = figures({ seed, visitors: 500, holdoutPercent: 30, goalRate: 0.2, trueLift }).lift;
    return lift !== null && lift.low <= trueLift && trueLift <= lift.high;
  });
  expect(covering.length).toBeGreaterThanOrEqual(93);
});

it('flags a broken split, and hardly ever a sound one', () => {
  const broken = figures({ ...site, holdoutPercent: 20, lostInvited: 0.15 });
  expect(broken.split).toMatchObject({ plannedPercent: 20, isBroken: true });
  const flagged = runs.filter((seed) => {
    const sound = { seed, visitors: 500, holdoutPercent: 20, goalRate: 0.1, trueLift: 0 };
    return figures(sound).split!.isBroken;
  });
  expect(flagged.length).toBeLessThanOrEqual(1);
});
