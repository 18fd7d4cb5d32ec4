import fc from 'fast-check';
import { reasons } from '../../../src/core/reasons.ts';
import type { StepEvent } from '../../../src/report/event.ts';
import { figuresOf } from '../../../src/report/figures.ts';
import type { RowFigures } from '../../../src/report/figures.ts';
import { createTally, reasonsBeforeConditions } from '../../../src/report/tally.ts';
import { createVisitorTable, hashVisitor } from '../../../src/report/visitorTable.ts';

const about = { ruleSetId: 'shop', ruleId: 'pricing', reason: null, visitor: 'v1', day: null };

function rows(events: readonly StepEvent[], planned: number | null = null): readonly RowFigures[] {
  const tally = createTally();
  events.forEach((event) => tally.add(event));
  return figuresOf(tally, () => planned);
}

const step = fc.constantFrom(
  ...(['held_out', 'invited', 'accepted', 'expired', 'queued', 'message', 'goal'] as const),
);
const visitor = fc.constantFrom(...Array.from({ length: 30 }, (_, index) => `v${index}`));
const ruleId = fc.constantFrom('a', 'b');
const event: fc.Arbitrary<StepEvent> = fc.oneof(
  fc.record({ ...constants(), step, ruleId, visitor, reason: fc.constant(null) }),
  fc.record({
    ...constants(),
    step: fc.constant('suppressed' as const),
    ruleId: fc.option(ruleId),
    visitor,
    reason: fc.constantFrom(...reasons),
  }),
);

function constants(): { ruleSetId: fc.Arbitrary<string>; day: fc.Arbitrary<null> } {
  return { ruleSetId: fc.constant('shop'), day: fc.constant(null) };
}

it('gives the same figures in any order, and however often an event is told', () => {
  const events = fc.array(event, { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(
      events.chain((told) =>
        fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
      ),
      ([told, shuffled]) => expect(rows(shuffled, 20)).toEqual(rows(told, 20)),
    ),
  );
});

it('never counts more at a later step than at the one before, nor more than there are visitors', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 200 }), (events) => {
      for (const { funnel, lift, silence } of rows(events)) {
        const { qualified, suppressed, invited, heldOut, accepted, queued, firstMessage, goal } = funnel;
        expect([30, qualified, invited, accepted, queued, firstMessage]).toEqual(
          [30, qualified, invited, accepted, queued, firstMessage].sort((a, b) => b - a),
        );
        expect(Math.max(suppressed, heldOut)).toBeLessThanOrEqual(qualified);
        expect(goal).toBeLessThanOrEqual(invited);
        expect(lift.invited.visitors + lift.inBoth).toBe(invited);
        expect(lift.heldOut.visitors + lift.inBoth).toBe(heldOut);
        for (const { visitors, neverInvited } of silence) expect(neverInvited).toBeLessThanOrEqual(visitors);
      }
    }),
  );
});

it.each(reasons)('takes a rule suppressed for %s as its conditions allow', (reason) => {
  const [, rule] = rows([{ ...about, step: 'suppressed', reason }]);
  expect(rule?.silence).toEqual([{ reason, visitors: 1, neverInvited: 1 }]);
  const isCounted = Number(!reasonsBeforeConditions.includes(reason));
  expect(rule?.funnel).toMatchObject({ qualified: isCounted, suppressed: isCounted });
});

it('counts a visitor once for the rule set, whatever the rules', () => {
  const events = [
    { ...about, step: 'invited' as const },
    { ...about, step: 'invited' as const, ruleId: 'cart' },
    { ...about, step: 'accepted' as const, ruleId: 'cart' },
  ];
  const found = rows(events).map(({ ruleId: id, funnel }) => [id, funnel.invited, funnel.accepted]);
  expect(found).toEqual([
    [null, 1, 1],
    ['cart', 1, 1],
    ['pricing', 1, 0],
  ]);
});

it('leaves who was both invited and held out to neither group', () => {
  const [set] = rows([
    { ...about, step: 'invited' },
    { ...about, step: 'held_out' },
    { ...about, step: 'held_out', visitor: 'v2' },
  ]);
  expect(set?.lift).toMatchObject({ inBoth: 1, invited: { visitors: 0 }, heldOut: { visitors: 1 } });
  expect(set?.lift).toMatchObject({ lift: null, difference: null, verdict: 'nothing_to_compare' });
});

it('refuses what cannot be the rules of a site', () => {
  const tally = createTally();
  const tell = (): void => {
    for (let index = 0; index < 10_001; index += 1)
      tally.add({ ...about, step: 'invited', ruleId: `r${index}` });
  };
  expect(tell).toThrow('The events name more than 10000 rules. Is "proactive_rule_id" the right column?');
});

describe('the table of visitors', () => {
  it('remembers what was marked, as a map does', () => {
    const marks = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 3 }),
        fc.string(),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 0, max: 31 }),
      ),
      { maxLength: 3000 },
    );
    fc.assert(
      fc.property(marks, (all) => {
        const table = createVisitorTable();
        const map = new Map<string, number[]>();
        for (const [row, id, word, bit] of all) {
          table.mark(row, hashVisitor(id), word, 1 << bit);
          const words = map.get(`${row} ${id}`) ?? [row, 0, 0, 0];
          words[word + 1] = (words[word + 1]! | (1 << bit)) >>> 0;
          map.set(`${row} ${id}`, words);
        }
        const found: number[][] = [];
        table.forEach((row, words) => found.push([row, ...words]));
        expect(table.size).toBe(map.size);
        expect(found.map(String).sort()).toEqual([...map.values()].map(String).sort());
      }),
    );
  });

  it('keeps the rows of one visitor apart, however many there are', () => {
    const table = createVisitorTable();
    const ids = ['a', 'b', 'c'];
    for (let row = 0; row < 5000; row += 1) {
      ids.forEach((id, index) => table.mark(row, hashVisitor(id), 0, row * 4 + index));
    }
    const wrong: number[] = [];
    table.forEach((row, [word = 0]) => {
      if (word >> 2 !== row || (word & 3) >= ids.length) wrong.push(row);
    });
    expect([table.size, wrong]).toEqual([15_000, []]);
  });

  it('tells two hundred thousand visitors apart, one id after the other', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 200_000; index += 1) {
      const { high, low } = hashVisitor(`1760000000.${index}`);
      seen.add(`${high} ${low}`);
    }
    expect(seen.size).toBe(200_000);
  });
});
