import type { Invitation } from '../../core/ruleSet.ts';
import type { Linted, Warn } from './warning.ts';

/** Shares that are empty, and variants that cannot be compared. */
export function lintShares({ ruleSet, compiled }: Linted, warn: Warn): void {
  if (ruleSet.rolloutPercent === 0) {
    warn(
      'share_of_nobody',
      '/rolloutPercent',
      'The rule set is rolled out to nobody, so nobody is invited.',
      'Raise it, or use "paused".',
    );
  }
  if (ruleSet.holdoutPercent === 100) {
    warn(
      'share_of_nobody',
      '/holdoutPercent',
      'Everybody is held out, so nobody is invited.',
      'Lower it: 5 or 10 are enough to compare with.',
    );
  }
  for (const { rule, index } of compiled.rules) {
    if (rule.samplePercent === 0) {
      warn(
        'share_of_nobody',
        `/rules/${index}/samplePercent`,
        'Nobody is in the sample, so the rule never invites.',
        'Raise it, or set "enabled" to false.',
      );
    }
    lintVariants(rule.invitation, `/rules/${index}/invitation/variants`, warn);
  }
}

function lintVariants({ variants = [] }: Invitation, pointer: string, warn: Warn): void {
  if (variants.length === 0) return;
  if (variants.every(({ weight = 1 }) => weight === 0)) {
    warn(
      'weights_zero',
      pointer,
      'All weights are 0, so every visitor gets the first variant.',
      'Give the variants weights that say how to share the visitors out.',
    );
    return;
  }
  const said = variants.map(({ id: _id, weight: _weight, ...texts }) => JSON.stringify(texts));
  for (const [index, { weight = 1 }] of variants.entries()) {
    if (weight === 0) {
      warn(
        'variant_never_shown',
        `${pointer}/${index}/weight`,
        'With a weight of 0 nobody gets this variant.',
        'Raise the weight, or remove the variant.',
      );
    } else if (said.indexOf(said[index] ?? '') < index) {
      warn(
        'variants_alike',
        `${pointer}/${index}`,
        'This variant says the same as an earlier one, so there is nothing to compare.',
        'Give it words of its own, or remove it.',
      );
    }
  }
}
