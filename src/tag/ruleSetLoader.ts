import type { Program } from '../core/flowState.ts';
import type { Issue } from '../rules/issue.ts';
import type { Clock } from '../page/clock.ts';
import type { install as installRulesCheck } from '../chunks/rules-check.ts';
import type { install as installRulesMessages } from '../chunks/rules-messages.ts';
import { withDeadline } from './chunkLoader.ts';
import type { ChunkLoader } from './chunkLoader.ts';
import type { TagConfig } from './config.ts';

const DEADLINE_MS = 5000;
const LARGEST_BYTES = 256 * 1024;

export interface RuleSetLoaderPorts {
  readonly window: Window;
  readonly clock: Clock;
  readonly chunks: ChunkLoader;
  /** For the people who run the site: one line a mistake. */
  readonly warn: (message: string) => void;
}

/** Fetches, checks and compiles the rule set. Never rejects: what went wrong is in the program, and told by `warn`. */
export async function loadProgram(config: TagConfig, ports: RuleSetLoaderPorts): Promise<Program | null> {
  const { ruleSet, ruleSetUrl } = config;
  if (ruleSet === undefined && ruleSetUrl === '') return null;
  try {
    const document = ruleSet ?? (await fetchText(ruleSetUrl, ports));
    return await check(document, ruleSet === undefined ? ruleSetUrl : 'config.ruleSet', ports);
  } catch (error) {
    ports.warn(`The rule set could not be loaded, so nobody is invited. ${String(error)}`);
    return { compiled: null, ruleSetId: '', invalidRuleIds: [], failure: 'assets_unavailable' };
  }
}

async function fetchText(url: string, { window, clock }: RuleSetLoaderPorts): Promise<string> {
  const abort = new AbortController();
  const load = async (): Promise<string> => {
    const response = await window.fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
    const text = await response.text();
    if (text.length > LARGEST_BYTES) throw new Error(`${url} is larger than 256 kB.`);
    return text;
  };
  try {
    return await withDeadline(load(), clock, DEADLINE_MS, url);
  } finally {
    abort.abort();
  }
}

async function check(document: unknown, source: string, ports: RuleSetLoaderPorts): Promise<Program> {
  const { prepare } = await ports.chunks.load<ReturnType<typeof installRulesCheck>>('rules-check');
  const { program, issues } = prepare(document);
  if (issues.length > 0) void explain(document, issues, source, ports);
  return program;
}

/** Puts mistakes into words. The words are a file of their own; without it, the codes have to do. */
async function explain(
  document: unknown,
  issues: readonly Issue[],
  source: string,
  { chunks, warn }: RuleSetLoaderPorts,
): Promise<void> {
  try {
    const messages = await chunks.load<ReturnType<typeof installRulesMessages>>('rules-messages');
    for (const issue of issues) {
      const { pointer } = issue;
      const text = typeof document === 'string' ? document : undefined;
      const place = text === undefined ? null : messages.locate(text, pointer);
      const where = place === null ? source : `${source}:${place.line}:${place.column}`;
      warn(`${where} ${pointer === '' ? '' : `${pointer} `}${messages.describeIssue(issue, text)}`);
    }
  } catch {
    for (const { code, pointer } of issues) warn(`${source} ${pointer} ${code}`);
  }
}
