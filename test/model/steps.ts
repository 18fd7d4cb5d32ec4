import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import type { Act, PageCall, TabNumber } from './acts.ts';
import { actText, resumeAnswers, startAnswers, tabNumbers, visitorActs } from './acts.ts';
import type { Driver } from './driver.ts';
import { brokenRules, createHistory } from './invariants.ts';
import type { PageHistory } from './invariants.ts';
import { isPossible } from './possible.ts';
import { apply } from './predict.ts';
import type { Setup, World } from './world.ts';
import { createWorld, lookAt } from './world.ts';

/** What the commands of one run work on. */
export interface Real {
  readonly driver: Driver;
  readonly history: PageHistory;
}

/** An act as a command: carried out for real and in the model, then both are compared. */
export function stepOf(act: Act): fc.AsyncCommand<World, Real> {
  return {
    check: (world) => isPossible(act, world),
    async run(world, { driver, history }) {
      const first = await driver.perform(act);
      apply(act, world, first);
      const expected = lookAt(world);
      const seen = await driver.look(expected);
      deepStrictEqual(seen, expected);
      deepStrictEqual(driver.troubles(), []);
      deepStrictEqual(brokenRules(act, seen, world, history), []);
    },
    toString: () => actText(act),
  };
}

const setup: fc.Arbitrary<Setup> = fc.record({
  hasPreChatSurvey: fc.boolean(),
  postChatSurvey: fc.constantFrom('none', 'none', 'there', 'missing'),
  allowsInvitations: fc.constantFrom(true, true, true, false),
  closesWhenAgentEnds: fc.boolean(),
  hasRaces: fc.constant(false),
});

const tab: fc.Arbitrary<TabNumber> = fc.constantFrom<TabNumber>(0, 0, 0, 1, 1, 2);
const pageCall: fc.Arbitrary<PageCall> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'startChat' as const,
      'startChat' as const,
      'closeChat' as const,
      'getAgentAvailability' as const,
      'maximizeChat' as const,
    ),
  }),
  fc.record({ kind: fc.constant('startProactiveChat' as const), showPreChat: fc.boolean() }),
);

const oftenDone = [
  'presses the chat button',
  'presses the chat button',
  'closes the window',
  'answers the survey before the chat',
  'answers the survey before the chat',
] as const;

const inTab = <Kind extends 'open' | 'close' | 'crash' | 'freeze' | 'restore'>(...kinds: Kind[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), tab });

/** All acts, the frequent ones more often than the others. Acts that a driver cannot do are left out by `allows`. */
function actsOf(allows: (act: Act) => boolean): fc.Arbitrary<Act> {
  const all: fc.Arbitrary<Act> = fc.oneof(
    { weight: 4, arbitrary: inTab('open') },
    { weight: 3, arbitrary: inTab('close', 'crash', 'freeze', 'restore', 'restore') },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('reload' as const),
        tab,
        atReady: fc.oneof(fc.constant([]), fc.array(pageCall, { maxLength: 2 })),
      }),
    },
    {
      weight: 7,
      arbitrary: fc.record({
        kind: fc.constant('call' as const),
        tab,
        calls: fc.oneof(
          { weight: 4, arbitrary: fc.tuple(pageCall) },
          { weight: 1, arbitrary: fc.array(pageCall, { minLength: 2, maxLength: 3 }) },
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('start in two tabs' as const),
        tabs: fc.constantFrom<readonly [TabNumber, TabNumber]>([0, 1], [1, 0], [1, 2]),
      }),
    },
    {
      weight: 15,
      arbitrary: fc.record({
        kind: fc.constant('visitor' as const),
        tab,
        does: fc.constantFrom(...visitorActs, ...oftenDone),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('agent accepts' as const, 'agent says' as const, 'agent ends' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('queue' as const), isOpen: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('starts' as const),
        answer: fc.constantFrom(...startAnswers),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('resumes' as const),
        answer: fc.constantFrom(...resumeAnswers),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('messages' as const), areTaken: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'service answers' as const,
          'service answers' as const,
          'service fails' as const,
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('time passes' as const),
        seconds: fc.constantFrom(5, 31, 61),
      }),
    },
  );
  return all.filter(allows);
}

/** A setup and a sequence of up to `length` acts; those that are not possible when their turn comes are left out. */
export function runsOf(
  length: number,
  allows: (act: Act) => boolean = () => true,
): fc.Arbitrary<[Setup, Iterable<fc.AsyncCommand<World, Real>>]> {
  const steps = fc.commands([actsOf(allows).map(stepOf)], { maxCommands: length, size: 'max' });
  return fc.tuple(setup, steps);
}

/** Carries out one sequence, which begins with a page in the first tab, and compares after each step. */
export async function runSteps(
  driver: Driver,
  setup: Setup,
  steps: Iterable<fc.AsyncCommand<World, Real>>,
): Promise<void> {
  const model = createWorld(setup);
  const real: Real = { driver, history: createHistory() };
  try {
    await stepOf({ kind: 'open', tab: 0 }).run(model, real);
    await fc.asyncModelRun(() => ({ model, real }), steps);
    // An answer that was asked for last comes last: what else was on its way has come by then.
    for (const tab of tabNumbers) {
      const last = stepOf({ kind: 'call', tab, calls: [{ kind: 'getAgentAvailability' }] });
      if (last.check(model)) await last.run(model, real);
    }
  } finally {
    await driver.stop();
  }
}
