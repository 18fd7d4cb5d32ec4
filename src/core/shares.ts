import type { InvitingRule, RuleSet, Variant } from './ruleSet.ts';
import { stickyShare } from './stickyShare.ts';

/** To which shares of the visitors one belongs; `null` is a visitor who cannot be told apart. */
export interface Shares {
  isRolledOut(visitorId: string | null): boolean;
  isInSample(rule: InvitingRule, visitorId: string | null): boolean;
  isHeldOut(visitorId: string | null): boolean;
  variantOf(rule: InvitingRule, visitorId: string | null): Variant | null;
}

/**
 * The answers follow from the visitor id alone, so that they are the same on every page: each question stands on a
 * scale of its own, salted with the ids of rule set and rule, and one that is asked for a larger share keeps whom it had.
 */
export function createShares({ id: ruleSetId, holdoutPercent = 0, rolloutPercent = 100 }: RuleSet): Shares {
  /** Without an id nobody belongs to a share, unless that is everybody. */
  const isWithin = (percent: number, scale: string, visitorId: string | null): boolean =>
    percent >= 100 || (visitorId !== null && stickyShare(`${ruleSetId} ${scale}`, visitorId) * 100 < percent);

  return {
    isRolledOut: (visitorId) => isWithin(rolloutPercent, 'rollout', visitorId),
    isInSample: ({ id, samplePercent = 100 }, visitorId) =>
      isWithin(samplePercent, `sample ${id}`, visitorId),
    isHeldOut: (visitorId) => visitorId !== null && isWithin(holdoutPercent, 'holdout', visitorId),
    variantOf: ({ id, invitation: { variants = [] } }, visitorId) => {
      const [first = null] = variants;
      if (visitorId === null) return first;
      const total = variants.reduce((sum, { weight = 1 }) => sum + weight, 0);
      let rest = stickyShare(`${ruleSetId} variant ${id}`, visitorId) * total;
      return variants.find(({ weight = 1 }) => (rest -= weight) < 0) ?? first;
    },
  };
}
