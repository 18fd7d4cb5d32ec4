import { parse as parseYaml } from 'yaml';
import { isRecord, recordOf, textOf } from './json.ts';
import type { Problem } from './problem.ts';

/** A commit of the repository that the gallery reads. */
export interface Commit {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether `template.tpl` is among its files, in the folder of `metadata.yaml`. */
  readonly hasTemplate: boolean;
}

/** Looks a commit up by its full hash; undefined if there is none. */
export type FindCommit = (sha: string) => Commit | undefined;

const fullHash = /^[0-9a-f]{40}$/;

/**
 * Checks the text of a `metadata.yaml`: two addresses, and a list of versions with full hashes and notes, each once. With
 * the history of the repository also that each hash is a commit that holds the template, newest first.
 */
export const checkMetadata = (text: string, findCommit?: FindCommit): readonly Problem[] => {
  const problems: Problem[] = [];
  const report = (rule: string, message: string): void => void problems.push({ rule, message });
  let metadata: unknown;
  try {
    metadata = parseYaml(text);
  } catch (error) {
    return [{ rule: 'metadata-yaml', message: `metadata.yaml is not YAML: ${(error as Error).message}` }];
  }
  const { homepage, documentation, versions } = recordOf(metadata);
  for (const [name, address] of Object.entries({ homepage, documentation })) {
    if (!/^https:\/\/\S+$/.test(textOf(address)))
      report('metadata-address', `${name} is not an https address`);
  }
  if (!Array.isArray(versions)) {
    report('metadata-versions', 'versions is not a list');
    return problems;
  }

  const seen = new Set<string>();
  let newer: Commit | undefined;
  for (const [index, entry] of (versions as unknown[]).entries()) {
    const place = `version ${index + 1}`;
    const version = isRecord(entry) ? entry : {};
    // A hash of digits alone is a number to YAML unless it stands in quotes, and loses digits.
    const sha = textOf(version['sha']);
    if (!fullHash.test(sha)) {
      report('metadata-sha', `${place}: sha is not the full hash of a commit, 40 digits, in quotes`);
      continue;
    }
    if (seen.has(sha)) report('metadata-sha', `${place}: the same commit stands there already`);
    seen.add(sha);
    if (textOf(version['changeNotes']).trim() === '') {
      report('metadata-notes', `${place}: changeNotes say nothing`);
    }
    if (!findCommit) continue;
    const commit = findCommit(sha);
    if (!commit) report('metadata-commit', `${place}: there is no commit ${sha}`);
    else if (!commit.hasTemplate) report('metadata-commit', `${place}: ${sha} has no template.tpl`);
    if (commit && newer && commit.at > newer.at) {
      report('metadata-order', `${place}: is newer than the one before it; the newest goes first`);
    }
    newer = commit ?? newer;
  }
  return problems;
};
