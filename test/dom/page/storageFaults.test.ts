/** The twelve ways in which storage fails; whatever it is, the page goes on by what it knows itself. */
import { createConsent } from '../../../src/page/consent.ts';
import { storageKeys } from '../../../src/core/storageKeys.ts';
import { createPageStorage } from '../../../src/page/storage.ts';
import type { PageStorage } from '../../../src/page/storage.ts';
import { createVisits } from '../../../src/page/visits.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const fail = (name: string) => (): never => {
  throw new DOMException(name, name);
};

/** A store that works, except for what a fault changes. */
function store(change: Partial<Record<keyof Storage, unknown>> = {}): object {
  const kept = new Map<string, string>();
  const working = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  };
  return { ...working, ...change };
}

const faults: readonly (readonly [name: string, localStorage: PropertyDescriptor])[] = [
  ['touching it throws, as in a sandbox', { get: fail('SecurityError') }],
  ['there is none', { value: undefined }],
  ['it is null', { value: null }],
  ['it is full', { value: store({ setItem: fail('QuotaExceededError') }) }],
  ['reading throws', { value: store({ getItem: fail('SecurityError') }) }],
  ['removing throws', { value: store({ removeItem: fail('InvalidStateError') }) }],
  [
    'everything throws',
    {
      value: store({
        getItem: fail('UnknownError'),
        setItem: fail('UnknownError'),
        removeItem: fail('UnknownError'),
      }),
    },
  ],
  ['it keeps nothing', { value: store({ setItem: () => undefined }) }],
  ['it has no methods', { value: {} }],
  ['it answers with something else', { value: store({ getItem: () => 42 }) }],
  ['it holds damaged text', { value: store({ getItem: () => '{"until":' }) }],
  [
    'it holds values of another version',
    { value: store({ getItem: () => '{"until":9e15,"value":{"v":2}}' }) },
  ],
];

it('are twelve', () => expect(faults).toHaveLength(12));

describe.each(faults)('where %s', (_, localStorage) => {
  let storage: PageStorage;
  let clock: ReturnType<typeof createFakeClock>;

  beforeEach(() => {
    clock = createFakeClock();
    const page = Object.create(window, { localStorage: { configurable: true, ...localStorage } }) as Window;
    const consent = createConsent({ default: 'granted', whenDenied: 'wait', globalPrivacyControl: false });
    storage = createPageStorage(page, consent, clock);
  });

  it('nothing is thrown, whatever is read, written and erased', () => {
    expect(() => {
      for (const name of Object.keys(storageKeys) as (keyof typeof storageKeys)[]) {
        storage.read(name);
        storage.write(name, { of: name });
        storage.read(name);
      }
      const text = storage.text('conversation', 'org/app');
      text.write('text');
      text.read();
      text.remove();
      storage.erase(['functionality', 'personalization', 'analytics', 'requested']);
    }).not.toThrow();
  });

  it('a visit goes on for as long as the page lives', () => {
    const visits = createVisits(storage, clock, () => 'visit');
    const view = {
      url: 'https://shop.example/',
      path: '/',
      at: clock.now(),
      wasVisible: true,
      isRestored: false,
    };
    visits.beginPageView(view);
    clock.advance(1000);
    expect(visits.beginPageView(view)).toBe('visit');
    expect(visits.id()).toBe('visit');
  });
});

it.each(faults.filter(([name]) => !/keeps nothing|damaged|another version|something else/.test(name)))(
  'where %s, invitations are remembered for as long as the page lives, so that limits hold',
  (_, localStorage) => {
    const page = Object.create(window, { localStorage }) as Window;
    const consent = createConsent({ default: 'granted', whenDenied: 'wait', globalPrivacyControl: false });
    const storage = createPageStorage(page, consent, createFakeClock());
    storage.write('history', ['shown']);
    expect(storage.read('history')).toEqual(['shown']);
    storage.erase(['functionality']);
    expect(storage.read('history')).toBeUndefined();
  },
);
