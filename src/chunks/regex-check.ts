import { checkRegex } from '../rules/checkRegex.ts';
import type { CheckRegex } from '../rules/checkRegex.ts';

/** Entry of the chunk that checks regular expressions, for the rule sets that have any. */
export function install(): CheckRegex {
  return checkRegex;
}
