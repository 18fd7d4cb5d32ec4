import type { CompiledLeaf } from '../../core/conditions.ts';
import { leavesOf } from '../../core/conditions.ts';
import { factDefinition } from '../../core/facts.ts';
import type { Limits } from '../../core/ruleSet.ts';
import type { Linted, Warn } from './warning.ts';

/** Numbers that look as if they were meant in another unit. */
export function lintUnits({ ruleSet, compiled }: Linted, warn: Warn): void {
  for (const { condition } of [...compiled.rules, ...compiled.suppressing]) {
    for (const leaf of leavesOf(condition)) lintLeaf(leaf, warn);
  }
  lintPercent(ruleSet.holdoutPercent, '/holdoutPercent', warn);
  lintPercent(ruleSet.rolloutPercent, '/rolloutPercent', warn);
  lintLimits(ruleSet.limits, '/limits', warn);
  const minutes = ruleSet.availability?.maxWaitMinutes ?? 0;
  if (minutes >= 60 && minutes % 60 === 0) {
    warn(
      'seconds_for_minutes',
      '/availability/maxWaitMinutes',
      `${minutes} minutes are ${minutes / 60} hours, a long time to wait for an agent.`,
      `Did you mean ${minutes / 60}?`,
    );
  }
  for (const { rule, index, withdrawWhen } of compiled.rules) {
    const pointer = `/rules/${index}`;
    if (withdrawWhen !== null) leavesOf(withdrawWhen).forEach((leaf) => lintLeaf(leaf, warn));
    lintPercent(rule.samplePercent, `${pointer}/samplePercent`, warn);
    lintLimits(rule.limits, `${pointer}/limits`, warn);
    lintSeconds(rule.invitation.closeAfterSeconds, `${pointer}/invitation/closeAfterSeconds`, warn);
  }
}

function lintLeaf({ fact, value, params, pointer }: CompiledLeaf, warn: Warn): void {
  const { unit } = factDefinition(fact);
  const isList = Array.isArray(value);
  const values: readonly unknown[] = isList ? value : [value];
  for (const [index, entry] of values.entries()) {
    if (typeof entry !== 'number') continue;
    const place = isList ? `${pointer}/value/${index}` : `${pointer}/value`;
    if (unit === 'seconds') lintSeconds(entry, place, warn);
    else if (unit === 'percent') lintPercent(entry, place, warn);
    else if (unit === 'milliseconds' && entry > 0 && entry < 20) {
      warn(
        'seconds_for_milliseconds',
        place,
        `${entry} milliseconds are next to nothing.`,
        `Did you mean ${entry * 1000}?`,
      );
    }
  }
  const share = fact === 'page.elementVisible' ? params?.['percent'] : undefined;
  if (share === 1) {
    warn(
      'fraction_for_percent',
      `${pointer}/params/percent`,
      '1 is one hundredth of the element.',
      'Did you mean 100? The whole is 100.',
    );
  } else if (typeof share === 'number') lintPercent(share, `${pointer}/params/percent`, warn);
  for (const name of ['withinSeconds', 'seconds']) {
    const given = params?.[name];
    if (typeof given === 'number') lintSeconds(given, `${pointer}/params/${name}`, warn);
  }
}

function lintLimits(limits: Limits | undefined, pointer: string, warn: Warn): void {
  lintSeconds(limits?.secondsBetween, `${pointer}/secondsBetween`, warn);
}

/** Whole thousands that are no whole hours: nobody counts seconds so. */
function lintSeconds(seconds: number | undefined, pointer: string, warn: Warn): void {
  if (seconds === undefined || seconds < 1000 || seconds % 1000 !== 0 || seconds % 3600 === 0) return;
  warn(
    'milliseconds_for_seconds',
    pointer,
    `${seconds} seconds are ${Math.round(seconds / 6) / 10} minutes.`,
    `Did you mean ${seconds / 1000}? Times are in seconds, not in milliseconds.`,
  );
}

function lintPercent(percent: number | undefined, pointer: string, warn: Warn): void {
  if (percent === undefined || percent <= 0 || percent >= 1) return;
  warn(
    'fraction_for_percent',
    pointer,
    `${percent} is less than one percent.`,
    `Did you mean ${Math.round(percent * 10_000) / 100}? The whole is 100.`,
  );
}
