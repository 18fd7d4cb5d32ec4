import { install as installClicks } from '../../../src/chunks/signals-clicks.ts';
import { install as installEngagement } from '../../../src/chunks/signals-engagement.ts';
import { compileRuleSet } from '../../../src/core/compile.ts';
import type { CompiledRuleSet } from '../../../src/core/compile.ts';
import { factKey } from '../../../src/core/facts.ts';
import type { LeafCondition } from '../../../src/core/ruleSet.ts';
import type { Report } from '../../../src/page/guard.ts';
import type { ChunkLoader } from '../../../src/tag/chunkLoader.ts';
import { createSignalRunner } from '../../../src/tag/signalRunner.ts';
import type { SignalRunner } from '../../../src/tag/signalRunner.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const installs: Record<string, () => unknown> = {
  'signals-clicks': installClicks,
  'signals-engagement': installEngagement,
};
const chunks: ChunkLoader = {
  names: () => [],
  importChunk: async (name) => {
    if (missing.has(name)) throw new Error(`${name} did not come.`);
    return { install: installs[name] };
  },
  load: () => Promise.reject(new Error('Nobody asks for it.')),
};
const ENGAGED = 'engagement.engagedSeconds';
const clicksOn = (selector: string): string => factKey('engagement.clicks', { selector });

let host: FakeSignalHost;
let runner: SignalRunner;
let mayKnow = true;
/** Files that do not come. */
const missing = new Set<string>();
let unobserved: (readonly string[])[];

beforeEach(() => {
  document.body.innerHTML = '<button>Buy</button>';
  mayKnow = true;
  missing.clear();
  unobserved = [];
  host = createFakeSignalHost([]);
  const report: Report = (what, error) => {
    if (!missing.has(what)) host.report(what, error);
  };
  runner = createSignalRunner(
    { ...host, report },
    () => mayKnow,
    chunks,
    (keys) => unobserved.push(keys),
  );
});
afterEach(() => runner.stop());

/** A rule set that asks for so many engaged seconds and clicks. */
function asking(seconds: number, clicks: number, selector = 'button'): CompiledRuleSet {
  const least = (
    fact: LeafCondition['fact'],
    value: number,
    params?: LeafCondition['params'],
  ): LeafCondition => ({
    fact,
    operator: 'greaterThanInclusive',
    value,
    ...(params === undefined ? {} : { params }),
  });
  const conditions = { all: [least(ENGAGED, seconds), least('engagement.clicks', clicks, { selector })] };
  return compileRuleSet({
    formatVersion: 1,
    id: 'shop',
    version: '1',
    rules: [{ id: 'only', conditions, invitation: { message: 'Hello' } }],
  });
}
const last = (key: string): unknown => new Map(host.published).get(key);
const click = (): void => document.querySelector('button')?.click();
/** Lets the files come. */
const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
};

describe('other rules on the same page view', () => {
  beforeEach(async () => {
    runner.start(asking(60, 3));
    await settle();
    click();
    host.clock.advance(12_000);
  });

  it('that ask for other values of the same facts leave what has been counted', async () => {
    runner.adjust(asking(20, 5));
    await settle();
    expect([last(ENGAGED), last(clicksOn('button'))]).toEqual([12, 1]);
    click();
    host.clock.advance(8000);
    expect([last(ENGAGED), last(clicksOn('button'))]).toEqual([20, 2]);
  });

  it('change nothing of the rules before them', async () => {
    const before = asking(60, 3);
    runner.start(before);
    await settle();
    runner.adjust(asking(20, 5));
    expect(before.needs.get(ENGAGED)?.thresholds).toEqual([60]);
  });

  it('that ask for other facts begin to count those, and leave the rest', async () => {
    runner.adjust(asking(60, 3, 'a'));
    await settle();
    expect([last(clicksOn('button')), last(clicksOn('a'))]).toEqual([undefined, 0]);
    runner.refresh();
    expect(last(ENGAGED)).toBe(12);
  });

  it('that come with consent withdrawn end what needs it', async () => {
    const visits = compileRuleSet({
      formatVersion: 1,
      id: 'shop',
      version: '1',
      rules: [
        {
          id: 'only',
          conditions: { fact: 'visit.seconds', operator: 'greaterThan', value: 5 },
          invitation: { message: 'Hello' },
        },
      ],
    });
    mayKnow = false;
    runner.adjust(visits);
    await settle();
    expect([last(ENGAGED), last(clicksOn('button')), last('visit.seconds')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(host.clock.pending()).toBe(0);
  });
});

it('a new page view counts from nothing', async () => {
  runner.start(asking(60, 3));
  await settle();
  click();
  host.clock.advance(12_000);
  runner.start(asking(60, 3));
  await settle();
  runner.refresh();
  expect([last(ENGAGED), last(clicksOn('button'))]).toEqual([0, 0]);
});

describe('a file that does not come', () => {
  it('is told by the facts it stands for, and leaves the others alone', async () => {
    missing.add('signals-clicks');
    runner.start(asking(60, 3));
    await settle();
    expect(unobserved).toEqual([[clicksOn('button')]]);
    host.clock.advance(12_000);
    runner.refresh();
    expect(last(ENGAGED)).toBe(12);
  });

  it('is tried again with the next page view, and no longer told once it is there', async () => {
    missing.add('signals-clicks');
    runner.start(asking(60, 3));
    await settle();
    runner.start(asking(60, 3));
    await settle();
    expect(unobserved).toHaveLength(1);
    missing.clear();
    runner.start(asking(60, 3));
    await settle();
    click();
    expect([unobserved.at(-1), last(clicksOn('button'))]).toEqual([[], 1]);
  });

  it('or is of another release, without the signal in it, is the same', async () => {
    installs['signals-clicks'] = () => ({});
    runner.start(asking(60, 3));
    await settle();
    installs['signals-clicks'] = installClicks;
    expect(unobserved).toEqual([[clicksOn('button')]]);
  });

  it('and that nobody asks for any more is not told', async () => {
    missing.add('signals-clicks');
    runner.start(asking(60, 3));
    runner.stop();
    await settle();
    expect(unobserved).toEqual([]);
  });

  it('is told nobody of if all come', async () => {
    runner.start(asking(60, 3));
    await settle();
    runner.refresh();
    expect([unobserved, last(ENGAGED)]).toEqual([[], 0]);
  });
});
