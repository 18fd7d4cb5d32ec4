import { createConsent } from '../../../src/page/consent.ts';
import type { Consent, ConsentSettings } from '../../../src/page/consent.ts';
import { storageKeys } from '../../../src/core/storageKeys.ts';
import { createPageStorage, isStorageBlocked } from '../../../src/page/storage.ts';
import type { PageStorage } from '../../../src/page/storage.ts';
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

  it.each([
    [{ functionality: false }, true],
    [{ analytics: true, marketing: true }, true],
    [{ marketing: true }, false],
    [{ functionality: 'granted' }, false],
    [{}, false],
  ])('knows whether %j says anything', (purposes, isSaid) => {
    expect(page().consent.update(purposes)).toBe(isSaid);
  });

  it('that comes in memory mode is news, though the answer was granted before', () => {
    const { consent } = page({ default: 'ask', whenDenied: 'memory' });
    const listener = jest.fn();
    consent.onChange(listener);
    consent.update({ functionality: true });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(consent.allows('functionality')).toBe(true);
    consent.update({ functionality: true });
    expect(listener).toHaveBeenCalledTimes(1);
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

  it('keeps a text of each widget by itself, and forgets all of them at once', () => {
    const { storage } = page({ default: 'ask' });
    const [ours, theirs] = [storage.text('conversation', 'o/ours'), storage.text('conversation', 'o/theirs')];
    ours.write('one');
    theirs.write('two');
    expect([ours.read(), theirs.read()]).toEqual(['one', 'two']);
    expect(page().storage.text('conversation', 'o/theirs').read()).toBe('two');
    ours.remove();
    expect([ours.read(), theirs.read()]).toEqual([null, 'two']);
    ours.write('three');
    // Another page forgets, which has never heard of these widgets.
    page().storage.erase(['requested']);
    expect([ours.read(), theirs.read()]).toEqual([null, null]);
    expect(localStorage).toHaveLength(0);
  });

  it('erases a purpose and nothing that is only called alike', () => {
    const { storage } = page();
    localStorage.setItem('lcw-proactive-chat.historyOfSomebodyElse', 'kept');
    storage.write('visit', { id: 'v' });
    storage.write('visitor', { visits: 1 });
    storage.erase(['functionality']);
    expect(Object.keys(localStorage).sort()).toEqual([
      'lcw-proactive-chat.historyOfSomebodyElse',
      storageKeys.visitor.key,
    ]);
  });

  it('does not keep the older value when the store is full', () => {
    const { storage, consent, clock } = page();
    storage.write('history', [1]);
    const { setItem } = Storage.prototype;
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(function (this: Storage, key, value) {
      if (value.includes('[2]')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    });
    storage.write('history', [2]);
    expect(storage.read('history')).toEqual([2]);
    expect(createPageStorage(window, consent, clock).read('history')).toBeUndefined();
    storage.write('history', [3]);
    expect(createPageStorage(window, consent, clock).read('history')).toEqual([3]);
  });

  it.each(['', '{', 'null', '[]', '{"value":1}', '{"until":"soon","value":1}'])(
    'takes damaged content for nothing: %s',
    (content) => {
      localStorage.setItem(storageKeys.history.key, content);
      expect(page().storage.read('history')).toBeUndefined();
    },
  );

  it('is blocked where the browser gives neither store', () => {
    const denied = {
      get: (): never => {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const without = (stores: PropertyDescriptorMap): Window => Object.create(window, stores) as Window;
    expect(isStorageBlocked(window)).toBe(false);
    expect(isStorageBlocked(without({ localStorage: denied }))).toBe(false);
    expect(isStorageBlocked(without({ localStorage: denied, sessionStorage: denied }))).toBe(true);
    expect(
      isStorageBlocked(without({ localStorage: { value: null }, sessionStorage: { value: null } })),
    ).toBe(true);
    expect(localStorage).toHaveLength(0);
  });

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
