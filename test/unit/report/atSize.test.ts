import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { makeReport } from '../../../src/report/report.ts';
import { bytesOf, csvLines, jsonLines, RULE_SET, simulate } from './syntheticEvents.ts';
import type { Truth } from './syntheticEvents.ts';

/** A million by `npm run report:million`; here what takes a few seconds. */
const EVENTS = Number(process.env['EVENTS'] ?? 30_000);
/** What a visitor has to do with in the simulation, on average. */
const EVENTS_EACH = 5.1;
const VISITORS = Math.round(EVENTS / EVENTS_EACH);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use when everything that can go has gone. */
function memory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function* watched(lines: Iterable<string>, seen: (count: number) => void): Generator<string> {
  let count = 0;
  for (const line of lines) {
    count += 1;
    seen(count);
    yield line;
  }
}

/** As the report says it, in the order of its rows. */
function expected(truth: ReadonlyMap<string | null, Truth>): unknown[] {
  const rows = [...truth].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
  return rows.map(([ruleId, { funnel, silence, groups }]) => ({
    ruleSetId: RULE_SET,
    ruleId,
    funnel,
    silence: Object.fromEntries(silence),
    groups,
  }));
}

it.each([
  ['JSON lines of the GA4 export', jsonLines],
  ['CSV', csvLines],
])('gives the figures known beforehand, in flat memory: %s', async (_, format) => {
  const { events, truth } = simulate({
    seed: 1,
    visitors: VISITORS,
    holdoutPercent: 20,
    goalRate: 0.08,
    trueLift: 0.2,
  });
  const used = new Map<number, number>();
  const places = [Math.round(EVENTS / 10), Math.round(EVENTS * 0.9)];
  const lines = watched(format(events), (count) => {
    if (places.includes(count)) used.set(count, memory());
  });
  const started = performance.now();
  const report = await makeReport([{ name: 'events', bytes: bytesOf(lines) }], {
    visitorField: null,
    plannedPercent: () => 20,
  });
  const seconds = (performance.now() - started) / 1000;
  const [early = 0, late = 0] = places.map((place) => used.get(place) ?? 0);
  const pairs = [...truth.values()].reduce((sum, { funnel }) => sum + funnel.qualified, 0);
  if (EVENTS >= 1_000_000) {
    const peak = process.resourceUsage().maxRSS / 1024;
    process.stderr.write(
      `${report.events.read} events in ${seconds.toFixed(0)} s with their making; in use after a tenth ${(early / 1e6).toFixed(1)} MB, ` +
        `at nine tenths ${(late / 1e6).toFixed(1)} MB; at most ${peak.toFixed(0)} MB for the whole process\n`,
    );
  }

  expect(report.events.read).toBeGreaterThan(EVENTS * 0.9);
  expect(report.events.malformed).toBe(0);
  expect(
    report.rows.map(({ ruleSetId, ruleId, funnel, silence, lift: { invited, heldOut } }) => ({
      ruleSetId,
      ruleId,
      funnel,
      silence: Object.fromEntries(silence.map(({ reason, ...counts }) => [reason, counts])),
      groups: {
        invited: { visitors: invited.visitors, goals: invited.goals },
        heldOut: { visitors: heldOut.visitors, goals: heldOut.goals },
      },
    })),
  ).toEqual(expected(truth));
  // What grows is the table of visitors: 24 bytes for a pair of visitor and row, with room to grow and to be copied.
  expect(late - early).toBeLessThan(pairs * 24 * 5 + 4e6);
});
