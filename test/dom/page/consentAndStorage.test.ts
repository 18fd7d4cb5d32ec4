import { createConsent } from '../../../src/page/consent.ts';
import type { Consent, ConsentSettings } from '../../../src/page/consent.ts';
import { createPageStorage, storageKeys } from '../../../src/page/storage.ts';
import type { PageStorage } from '../../../src/page/storage.ts';
import { createVisits, VISIT_MS } from '../../../src/page/visits.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const DAY = 86_400_000;

function page(change: Partial<ConsentSettings> = {}): {
  consent: Consent;
  storage: PageStorage;
  clock: ReturnType<typeof createFakeClock>;
} {
  const clock = createFakeClock();
  const consent = createConsent({
    default: 'granted',
    whenDenied: 'wait',
    globalPrivacyControl: false,
    ...change,
  });
  return { consent, storage: createPageStorage(window, consent, clock), clock };
}

beforeEach(() => localStorage.clear());

describe('consent', () => {
  it('allows nothing until the page says so', () => {
    const { consent } = page({ default: 'ask' });
    expect(consent.answers()).toEqual({
      functionality: 'missing',
      personalization: 'missing',
      analytics: 'missing',
    });
    consent.update({ functionality: true });
    expect(consent.allows('functionality')).toBe(true);
    expect(consent.allows('personalization')).toBe(false);
  });

  it('in memory mode invites without storing', () => {
    const { consent } = page({ default: 'ask', whenDenied: 'memory' });
    expect(consent.answers().functionality).toBe('granted');
    expect(consent.allows('functionality')).toBe(false);
  });

  it('Global Privacy Control denies personalization and analytics, until the page grants them after it', () => {
    const { consent } = page({ globalPrivacyControl: true });
    expect(consent.answers()).toEqual({
      functionality: 'granted',
      personalization: 'privacy_signal',
      analytics: 'privacy_signal',
    });
    consent.update({ personalization: true });
    expect(consent.allows('personalization')).toBe(true);
  });

  it('names what has been withdrawn', () => {
    const { consent } = page();
    const withdrawn: (readonly string[])[] = [];
    consent.onChange((purposes) => withdrawn.push(purposes));
    consent.update({ analytics: false, functionality: true });
    consent.update({ analytics: false });
    consent.update({ functionality: true });
    expect(withdrawn).toEqual([['analytics'], ['analytics']]);
  });

  it('a no on the next page load erases what the last one stored', () => {
    const { consent } = page({ default: 'ask' });
    const withdrawn: (readonly string[])[] = [];
    consent.onChange((purposes) => withdrawn.push(purposes));
    consent.update({ functionality: false });
    expect(withdrawn).toEqual([['functionality']]);
  });
});

describe('storage', () => {
  it('keeps values over page loads', () => {
    page().storage.write('history', [1]);
    expect(page().storage.read('history')).toEqual([1]);
  });

  it('writes nothing and reads nothing back without consent', () => {
    localStorage.setItem(storageKeys.history.key, JSON.stringify({ until: 9e15, value: ['stored'] }));
    const { storage } = page({ default: 'ask' });
    storage.write('visit', { id: 'v' });
    expect(localStorage).toHaveLength(1);
    expect(storage.read('history')).toBeUndefined();
    expect(storage.read('visit')).toEqual({ id: 'v' });
  });

  it('forgets a value when its days are over', () => {
    const first = page();
    first.storage.write('history', [1]);
    const { storage, clock } = page();
    clock.advance(storageKeys.history.days * DAY + 1);
    expect(storage.read('history')).toBeUndefined();
  });

  it('erases by purpose, memory included', () => {
    const { storage } = page();
    storage.write('history', [1]);
    storage.write('visitor', { visits: 1 });
    storage.erase(['functionality']);
    expect(storage.read('history')).toBeUndefined();
    expect(localStorage.getItem(storageKeys.history.key)).toBeNull();
    expect(storage.read('visitor')).toEqual({ visits: 1 });
  });

  it.each(['', '{', 'null', '[]', '{"value":1}', '{"until":"soon","value":1}'])(
    'takes damaged content for nothing: %s',
    (content) => {
      localStorage.setItem(storageKeys.history.key, content);
      expect(page().storage.read('history')).toBeUndefined();
    },
  );

  it('goes on in memory where the browser refuses storage', () => {
    const { consent, clock } = page();
    const forbidden = Object.create(window, {
      localStorage: {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      },
    }) as Window;
    const storage = createPageStorage(forbidden, consent, clock);
    storage.write('history', [1]);
    expect(storage.read('history')).toEqual([1]);
  });
});

describe('visits', () => {
  const ids = (): (() => string) => {
    let next = 0;
    return () => `visit ${(next += 1)}`;
  };

  it('go on from page view to page view and end after 30 minutes without one', () => {
    const { storage, clock } = page();
    const visits = createVisits(storage, clock, ids());
    expect(visits.beginPageView()).toBe('visit 1');
    expect(visits.count()).toEqual({ pageViews: 1, visits: 1 });
    clock.advance(VISIT_MS - 1);
    expect(visits.beginPageView()).toBe('visit 1');
    expect(visits.count()).toEqual({ pageViews: 2, visits: 1 });
    clock.advance(VISIT_MS);
    expect(visits.beginPageView()).toBe('visit 2');
    expect(visits.count()).toEqual({ pageViews: 1, visits: 2 });
  });

  it('are prolonged by a visitor who stays', () => {
    const { storage, clock } = page();
    const visits = createVisits(storage, clock, ids());
    visits.beginPageView();
    clock.advance(VISIT_MS - 1000);
    visits.keepAlive();
    clock.advance(VISIT_MS - 1000);
    expect(visits.beginPageView()).toBe('visit 1');
  });

  it('count a page view once, however often it is asked', () => {
    const { storage, clock } = page();
    const visits = createVisits(storage, clock, ids());
    visits.beginPageView();
    visits.count();
    expect(visits.count()).toEqual({ pageViews: 1, visits: 1 });
  });

  it('that were forgotten do not come back by staying', () => {
    const { storage, clock } = page();
    const visits = createVisits(storage, clock, ids());
    visits.beginPageView();
    visits.forget();
    storage.erase(['functionality']);
    clock.advance(120_000);
    visits.keepAlive();
    expect(storage.read('visit')).toBeUndefined();
    expect(visits.beginPageView()).toBe('visit 2');
  });

  it('take up damaged records as a first visit', () => {
    const { storage, clock } = page();
    storage.write('visit', { id: 7 });
    storage.write('visitor', { visits: -3, visitId: 'x', pageViews: 'many' });
    const visits = createVisits(storage, clock, ids());
    expect(visits.beginPageView()).toBe('visit 1');
    expect(visits.count()).toEqual({ pageViews: 1, visits: 1 });
  });
});
