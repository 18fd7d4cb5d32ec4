import type { Diagnose } from '../tag/diagnosis.ts';
import { diagnose } from '../tag/diagnosis.ts';

/** Entry of the chunk that says what the tag is doing on a page. */
export function install(): Diagnose {
  return diagnose;
}
