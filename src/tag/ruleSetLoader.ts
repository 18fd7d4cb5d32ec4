import type { Program } from '../core/flowState.ts';
import type { CheckRegex } from '../rules/checkRegex.ts';
import type { Issue } from '../rules/issue.ts';
import type { Clock } from '../page/clock.ts';
import type { install as installRulesCheck } from '../chunks/rules-check.ts';
import type { install as installTargeting } from '../chunks/targeting.ts';
import type { RulesMessages } from '../chunks/rules-messages.ts';
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

export interface RuleSetLoader {
  /** Fetches, checks and compiles the rule set; `null` if there is none. What goes wrong is in the program, and told by `warn`. */
  load(): Promise<Program | null>;
  /**
   * Reads a rule set that has an address again, at most once a minute. `null`: nothing new, or nothing that could be
   * used, so that the one before stays in force.
   */
  reread(): Promise<Program | null>;
}

const REREAD_MS = 60_000;

/** Neither method of it ever rejects. */
export function createRuleSetLoader(config: TagConfig, ports: RuleSetLoaderPorts): RuleSetLoader {
  const { ruleSet, ruleSetUrl } = config;
  const { clock, warn } = ports;
  let text = '';
  let readAt = -Infinity;
  const read = (cache: RequestCache): Promise<string> => {
    readAt = clock.now();
    return fetchText(ruleSetUrl, cache, ports);
  };

  return {
    load: async () => {
      if (ruleSet === undefined && ruleSetUrl === '') return null;
      try {
        if (ruleSet !== undefined) return await check(ruleSet, 'config.ruleSet', ports);
        text = await read('default');
        return await check(text, ruleSetUrl, ports);
      } catch (error) {
        warn(`The rule set could not be loaded, so nobody is invited. ${String(error)}`);
        return { compiled: null, ruleSetId: '', invalidRuleIds: [], failure: 'assets_unavailable' };
      }
    },
    reread: async () => {
      if (text === '' || clock.now() < readAt + REREAD_MS) return null;
      try {
        const latest = await read('no-cache');
        if (latest === text) return null;
        const program = await check(latest, ruleSetUrl, ports);
        // Not before: a file that did not come leaves it to be read once more.
        text = latest;
        return program.compiled === null ? null : program;
      } catch (error) {
        warn(`The rule set could not be loaded again, so the last one stays. ${String(error)}`);
        return null;
      }
    },
  };
}

async function fetchText(
  url: string,
  cache: RequestCache,
  { window, clock }: RuleSetLoaderPorts,
): Promise<string> {
  const abort = new AbortController();
  const load = async (): Promise<string> => {
    const response = await window.fetch(url, {
      cache,
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
  const { chunks } = ports;
  const { prepare } = await chunks.load<ReturnType<typeof installRulesCheck>>('rules-check');
  let prepared = prepare(document);
  // Few rule sets have regular expressions. If what checks them does not come, they stay refused.
  if (prepared.issues.some(({ code }) => code === 'unsafe_regex')) {
    const checkRegex = await chunks.load<CheckRegex>('regex-check').catch(() => undefined);
    prepared = prepare(document, checkRegex);
  }
  const { program, issues, needsTargeting } = prepared;
  if (issues.length > 0) void explain(document, issues, source, ports);
  const { compiled } = program;
  if (compiled === null || !needsTargeting) return program;
  const { createTargeting } = await chunks.load<ReturnType<typeof installTargeting>>('targeting');
  return { ...program, targeting: createTargeting(compiled.ruleSet) };
}

/** Puts mistakes into words. The words are a file of their own; without it, the codes have to do. */
async function explain(
  document: unknown,
  issues: readonly Issue[],
  source: string,
  { chunks, warn }: RuleSetLoaderPorts,
): Promise<void> {
  try {
    const messages = await chunks.load<RulesMessages>('rules-messages');
    messages.describeRuleSetProblems(document, issues, source).forEach(warn);
  } catch {
    for (const { code, pointer } of issues) warn(`${source} ${pointer} ${code}`);
  }
}
