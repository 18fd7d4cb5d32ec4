import type { ConsentAnswer, StoredPurpose } from '../core/eligibility.ts';
import type { Unsubscribe } from './guard.ts';

export const storedPurposes = [
  'functionality',
  'personalization',
  'analytics',
] as const satisfies readonly StoredPurpose[];

export interface ConsentSettings {
  /** `ask`: nothing is allowed until the page says so. `granted`: everything is, until the page says otherwise. */
  readonly default: 'ask' | 'granted';
  /** What happens without `functionality`: nobody is invited, or the limits are kept in memory for this page only. */
  readonly whenDenied: 'wait' | 'memory';
  /** Whether the browser sends Global Privacy Control. */
  readonly globalPrivacyControl: boolean;
}

/** The visitor's consent by purpose, as the page tells it. */
export interface Consent {
  /** May something be stored and read back under this purpose? */
  allows(purpose: StoredPurpose): boolean;
  /** What the rules have to reckon with. */
  answers(): Readonly<Record<StoredPurpose, ConsentAnswer>>;
  /**
   * The page's word about some purposes, by their names: true or false; what is neither says nothing. A grant after Global
   * Privacy Control overrules it. Returns whether it has said anything.
   */
  update(purposes: Readonly<Record<string, unknown>>): boolean;
  onChange(listener: (withdrawn: readonly StoredPurpose[]) => void): Unsubscribe;
}

export function createConsent(settings: ConsentSettings): Consent {
  const told = new Map<StoredPurpose, boolean>();
  const listeners = new Set<(withdrawn: readonly StoredPurpose[]) => void>();

  const isRefusedBySignal = (purpose: StoredPurpose): boolean =>
    settings.globalPrivacyControl && purpose !== 'functionality' && told.get(purpose) !== true;
  const allows = (purpose: StoredPurpose): boolean =>
    !isRefusedBySignal(purpose) && (told.get(purpose) ?? settings.default === 'granted');
  const answerOf = (purpose: StoredPurpose): ConsentAnswer => {
    if (allows(purpose)) return 'granted';
    if (purpose === 'functionality' && settings.whenDenied === 'memory') return 'granted';
    return isRefusedBySignal(purpose) ? 'privacy_signal' : 'missing';
  };

  const answers = (): Record<StoredPurpose, ConsentAnswer> =>
    Object.fromEntries(storedPurposes.map((purpose) => [purpose, answerOf(purpose)])) as Record<
      StoredPurpose,
      ConsentAnswer
    >;

  return {
    allows,
    answers,
    update: (purposes) => {
      const allowed = storedPurposes.filter(allows);
      // Kept in memory, a purpose counts as granted before it is: what may be stored is news too.
      const standing = (): string => JSON.stringify([answers(), storedPurposes.filter(allows)]);
      const before = standing();
      const answered = storedPurposes.filter((purpose) => typeof purposes[purpose] === 'boolean');
      for (const purpose of answered) told.set(purpose, purposes[purpose] === true);
      // Banners repeat themselves; what changes nothing is no news.
      const isNews = before !== standing();
      // A plain no erases also what an earlier page load has stored.
      const withdrawn = storedPurposes.filter(
        (purpose) => !allows(purpose) && (allowed.includes(purpose) || purposes[purpose] === false),
      );
      if (isNews || withdrawn.length > 0) listeners.forEach((listener) => listener(withdrawn));
      return answered.length > 0;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
