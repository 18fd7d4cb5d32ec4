import { describeConfigProblems } from '../tag/configProblems.ts';

export interface ConfigMessages {
  readonly describeConfigProblems: typeof describeConfigProblems;
}

/** Entry of the chunk that puts mistakes in a configuration into words. */
export function install(): ConfigMessages {
  return { describeConfigProblems };
}
