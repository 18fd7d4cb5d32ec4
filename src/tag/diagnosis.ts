import type { ChunkName } from '../core/chunks.ts';
import { chunkFile } from '../core/chunks.ts';
import type { Gates } from '../core/eligibility.ts';
import type { Stage } from '../core/flowState.ts';
import type { AvailabilityPolicy } from '../core/ruleSet.ts';
import { storageKeys } from '../core/storageKeys.ts';
import type { Consent } from '../page/consent.ts';
import type { TagConfig } from './config.ts';
import type { CachedAvailability } from './keptAvailability.ts';
import { parseKept } from './keptAvailability.ts';

export interface DiagnosisHost {
  readonly window: Window;
  /** What the tag itself can tell, also when this file does not load. */
  readonly seen: {
    readonly config: TagConfig;
    readonly gates: Gates;
    readonly stage: Stage;
    readonly ruleSet: string | null;
    /** Outcome and reason last told, by rule. */
    readonly rules: Readonly<Record<string, string>>;
    readonly facts: Readonly<Record<string, unknown>>;
  };
  readonly isMicrosoft: boolean;
  /** Absolute address of the tag, or of its directory. */
  readonly baseUrl: string;
  readonly basis: AvailabilityPolicy['basis'];
  /** What rules were told last on this page. */
  readonly lastAnswer: CachedAvailability | null;
  /** The kept answers about availability, as text. */
  readonly shared: string | null;
  readonly consent: Pick<Consent, 'allows' | 'answers'>;
  readonly files: readonly ChunkName[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Diagnosed {
  /** What the callback of the command gets. */
  readonly diagnosis: object;
  /** The same for people. */
  readonly text: string;
}

export type Diagnose = (host: DiagnosisHost) => Diagnosed;

/** Says what the tag is doing on this page: for the callback of `diagnose`, and for people. */
export function diagnose(host: DiagnosisHost): Diagnosed {
  const { window, seen, isMicrosoft, baseUrl, basis, lastAnswer, shared, consent, files, now } = host;
  const { config, gates, rules } = seen;
  const { circuit } = parseKept(shared, now);
  const keys = keysIn(window);
  const diagnosis = {
    ...seen,
    widget: {
      source: config.widget.source,
      mode: isMicrosoft ? 'microsoft' : 'built-in',
      state: gates.sdk,
      chat: gates.chat,
    },
    availability: {
      basis,
      last: lastAnswer,
      notAskedUntil: circuit.openUntil > now ? circuit.openUntil : null,
      failures: circuit.failures,
    },
    files: { directory: new URL('.', baseUrl).href, loaded: files.map(chunkFile) },
    consent: { ...config.consent, answers: consent.answers() },
    storage: Object.fromEntries(
      Object.entries(storageKeys).map(([name, { key, purpose, days }]) => [
        name,
        {
          key,
          purpose,
          days,
          isAllowed: purpose === 'requested' || consent.allows(purpose),
          isPresent: keys === null ? null : keys.some((one) => `${one}.`.startsWith(`${key}.`)),
        },
      ]),
    ),
  };

  const { widget, availability, storage } = diagnosis;
  const lines = (title: string, entries: readonly (readonly [name: string, said: string])[]): string =>
    [title, ...entries.map(([name, said]) => `  ${name}: ${said}`)].join('\n');
  const { ruleSet, ruleSetUrl, widget: identity, consent: _, ...others } = config;
  const hasRules = ruleSet !== undefined || ruleSetUrl !== '';
  const text = [
    lines('Configuration', [
      ...Object.entries({ ...identity, ...others, ruleSetUrl })
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => [name, JSON.stringify(value)] as const),
      ['rule set', seen.ruleSet ?? (hasRules ? 'not usable, or not there yet' : 'none')],
    ]),
    lines('Widget', [
      ['mode', `${widget.mode} (source "${widget.source}")`],
      ['state', `${widget.state}, chat ${widget.chat}`],
    ]),
    lines('Availability', [
      ['basis', basis],
      ['last answer', lastAnswer === null ? 'not asked yet' : describeAnswer(lastAnswer)],
      ...(availability.notAskedUntil === null
        ? []
        : [['not asked again before', `${time(availability.notAskedUntil)} (${circuit.cause})`] as const]),
    ]),
    lines('Rules', Object.entries(rules)),
    lines('Files', [
      ['directory', diagnosis.files.directory],
      ['loaded', diagnosis.files.loaded.join(', ') || 'none besides the tag'],
    ]),
    lines('Consent', Object.entries({ ...config.consent, ...diagnosis.consent.answers })),
    lines(
      keys === null ? 'Storage, which this page may not use' : 'Storage',
      Object.values(storage).map(({ key, purpose, days, isAllowed, isPresent }) => [
        key,
        `${purpose}, ${days === 0 ? 'a few seconds' : `${String(days)} days`}, ` +
          `${isAllowed ? 'allowed' : 'not allowed'}, ${isPresent === true ? 'present' : 'not present'}`,
      ]),
    ),
  ].join('\n');
  return { diagnosis, text };
}

function describeAnswer({ availability, goodUntil }: CachedAvailability): string {
  const { status } = availability;
  const why =
    status === 'unknown'
      ? ` (${availability.cause})`
      : status === 'unavailable'
        ? ` (${availability.reason})`
        : '';
  const wait =
    status === 'unknown' || availability.waitMinutes === undefined
      ? ''
      : `, wait ${String(availability.waitMinutes)} min`;
  return `${status}${why}${wait}, good until ${time(goodUntil)}`;
}

const time = (at: number): string => new Date(at).toISOString();

/** `null` where the page may not use its storage. */
function keysIn(window: Window): readonly string[] | null {
  try {
    return Object.keys(window.localStorage);
  } catch {
    return null;
  }
}
