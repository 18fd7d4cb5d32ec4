import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createConsent } from './consent.ts';
import type { Consent, ConsentSettings } from './consent.ts';
import type { Report } from './guard.ts';
import { createLifecycle } from './lifecycle.ts';
import type { Lifecycle } from './lifecycle.ts';
import { randomId } from './randomId.ts';
import { createPageStorage } from './storage.ts';
import type { PageStorage } from './storage.ts';
import { createTold } from './told.ts';
import type { Told } from './told.ts';
import { createVisits } from './visits.ts';
import type { Visits } from './visits.ts';

/** What there is one of on a page load, for all parts of the tag. */
export interface Page {
  readonly window: Window;
  readonly report: Report;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  readonly consent: Consent;
  readonly storage: PageStorage;
  readonly visits: Visits;
  readonly told: Told;
  /** A new random id on every call. */
  readonly newId: () => string;
}

export function createPage(
  window: Window,
  settings: Omit<ConsentSettings, 'globalPrivacyControl'>,
  report: Report,
): Page {
  const { navigator } = window as { readonly navigator: { readonly globalPrivacyControl?: boolean } };
  const clock = createClock(window, report);
  const lifecycle = createLifecycle(window, report);
  const consent = createConsent({
    ...settings,
    globalPrivacyControl: navigator.globalPrivacyControl === true,
  });
  const storage = createPageStorage(window, consent, clock);
  const newId = (): string => randomId(window);
  const visits = createVisits(storage, clock, newId);
  return { window, report, clock, lifecycle, consent, storage, visits, told: createTold(), newId };
}
