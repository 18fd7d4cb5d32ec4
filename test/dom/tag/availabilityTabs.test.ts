import type { Availability } from '../../../src/core/availability.ts';
import { createConsent } from '../../../src/page/consent.ts';
import { createPageStorage } from '../../../src/page/storage.ts';
import { createTurns } from '../../../src/page/tabTurns.ts';
import { createAvailabilityCache } from '../../../src/tag/availabilityCache.ts';
import type { FakePage } from '../page/fakeOrigin.ts';
import { absent, createFakeOrigin, settle } from '../page/fakeOrigin.ts';

const consent = createConsent({ default: 'granted', whenDenied: 'wait', globalPrivacyControl: false });
const about = 'org/app';

/** Tabs of one visitor, as the chunk puts them together. */
function openTabs(count: number, lacks: Parameters<ReturnType<typeof createFakeOrigin>['open']>[0]) {
  const origin = createFakeOrigin();
  const service = { asked: 0, answer: (): Promise<Availability> => Promise.resolve({ status: 'available' }) };
  const pages = Array.from({ length: count }, () => origin.open(lacks));
  const open = ({ window, clock }: FakePage) =>
    createAvailabilityCache({
      ask: () => {
        service.asked += 1;
        return service.answer();
      },
      clock,
      random: () => 0.5,
      store: createPageStorage(window, consent, clock).text('availability', about),
      exclusively: createTurns(window, `availability/${about}`, clock),
    });
  return { service, pages, caches: pages.map(open) };
}

async function pass(ms: number, pages: readonly FakePage[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 50) {
    await settle();
    for (const { clock } of pages) clock.advance(50);
  }
  await settle();
}

describe.each([
  ['Web Locks', {}],
  ['no Web Locks and no BroadcastChannel', { locks: absent, BroadcastChannel: absent }],
])('twenty tabs of one visitor with %s', (_, lacks) => {
  it('make one request', async () => {
    const { service, pages, caches } = openTabs(20, lacks);
    const answers = Promise.all(caches.map((ask) => ask('agents', {})));
    await pass(9000, pages);
    expect(new Set((await answers).map(({ availability }) => availability.status))).toEqual(
      new Set(['available']),
    );
    expect(service.asked).toBe(1);
  });

  it('make one request also when the service hangs, and none for the next page', async () => {
    const { service, pages, caches } = openTabs(20, lacks);
    service.answer = () => new Promise(() => undefined);
    const answers = Promise.all(caches.map((ask) => ask('agents', {})));
    await pass(12_000, pages);
    expect((await answers).map(({ availability }) => availability)).toEqual(
      caches.map(() => ({ status: 'unknown', cause: 'timeout' })),
    );
    expect(service.asked).toBe(1);
  });
});
