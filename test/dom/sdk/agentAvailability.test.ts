import { openAvailability } from '../../fakes/fakeChatPorts.ts';
import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());
beforeEach(async () => {
  harness = startHarness();
  await settle();
  harness.log.length = 0;
});

const plan = (value: string) => ({ customContext: { Plan: value } });
const details = () => harness.events.slice(1).map(({ detail }) => detail as unknown);

async function asks(...args: Parameters<Harness['sdk']['getAgentAvailability']>): Promise<void> {
  harness.sdk.getAgentAvailability(...args);
  await settle();
}

it('is answered by the event, with the documented members, and not inside the call', async () => {
  harness.sdk.getAgentAvailability(plan('pro'));
  expect(harness.log).toEqual([]);
  await settle();
  expect(harness.log).toEqual(['lcw:getAgentAvailability']);
  expect(details()).toEqual([openAvailability]);
  expect(harness.availability.asked).toEqual([{ Plan: { value: 'pro', isDisplayable: false } }]);
});

it('is asked with what the provider says, and what the call brings beats it', async () => {
  harness.sdk.setContextProvider(() => ({ Plan: { value: 'basic', isDisplayable: true } }));
  await asks();
  await asks(plan('pro'));
  expect(harness.availability.asked).toEqual([
    { Plan: { value: 'basic', isDisplayable: true } },
    { Plan: { value: 'pro', isDisplayable: false } },
  ]);
});

describe('an answer', () => {
  it('is kept for two minutes for the same context, with an event for each call', async () => {
    await asks(plan('pro'));
    await jest.advanceTimersByTimeAsync(119_999);
    harness.sdk.getAgentAvailability(plan('pro'));
    expect(harness.log).toEqual(['lcw:getAgentAvailability']);
    await settle();
    expect(harness.availability.asked).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    await asks(plan('pro'));
    expect(harness.availability.asked).toHaveLength(2);
    expect(details()).toEqual([openAvailability, openAvailability, openAvailability]);
  });

  it('is not that of another context; the order of its members does not matter', async () => {
    await asks({ customContext: { Plan: 'pro', Cart: 2 } });
    await asks({ customContext: { Cart: 2, Plan: 'pro' } });
    expect(harness.availability.asked).toHaveLength(1);
    await asks({ customContext: { Plan: 'pro', Cart: 3 } });
    await asks({ customContext: { Plan: 'pro', Cart: '2' } });
    expect(harness.availability.asked).toHaveLength(3);
    expect(harness.log).toHaveLength(4);
  });

  it('that is none is not kept', async () => {
    harness.availability.answer = { ok: false, cause: 'rate_limited' };
    await asks();
    harness.availability.answer = { ok: true, detail: openAvailability };
    await asks();
    expect(harness.log).toEqual(['lcw:error', 'lcw:getAgentAvailability']);
    expect(details()[0]).toEqual({
      errorCode: 1001,
      errorDescription: 'The availability of agents could not be found out',
      errorDetail: 'rate_limited',
    });
  });

  it('is not changed by what a page does to the one before', async () => {
    const spoil = (event: Event): void => {
      Object.assign((event as CustomEvent<object>).detail, { isAgentAvailable: 'spoiled' });
    };
    window.addEventListener('lcw:getAgentAvailability', spoil, { once: true });
    harness.availability.answer = { ok: true, detail: { ...openAvailability } };
    await asks();
    await asks();
    expect(details()[1]).toMatchObject({ isAgentAvailable: true });
  });
});

it('two questions at once have two answers', async () => {
  harness.sdk.getAgentAvailability();
  harness.sdk.getAgentAvailability();
  await settle();
  expect(harness.log).toEqual(['lcw:getAgentAvailability', 'lcw:getAgentAvailability']);
});

it('a hundred questions at once are one for the service', async () => {
  for (let count = 0; count < 100; count += 1) harness.sdk.getAgentAvailability(plan('pro'));
  await settle();
  expect(harness.availability.asked).toHaveLength(1);
  expect(harness.log).toEqual(Array.from({ length: 100 }, () => 'lcw:getAgentAvailability'));
});

it('a page that asks with another context each time reaches the service twenty times a minute', async () => {
  for (let count = 0; count < 30; count += 1) await asks({ customContext: { Cart: count } });
  expect(harness.availability.asked).toHaveLength(20);
  expect(harness.log.slice(-10)).toEqual(Array.from({ length: 10 }, () => 'lcw:error'));
  expect(details().at(-1)).toMatchObject({ errorCode: 1001, errorDetail: 'rate_limited' });
  await jest.advanceTimersByTimeAsync(60_000);
  await asks({ customContext: { Cart: 30 } });
  expect(harness.log.at(-1)).toBe('lcw:getAgentAvailability');
});

it('a provider that throws is an error with code 1, and nothing is asked: it would be about another queue', async () => {
  harness.sdk.setContextProvider(() => {
    throw new Error('no cart');
  });
  await asks();
  expect(details()[0]).toMatchObject({ errorCode: 1, errorDetail: 'no cart' });
  expect(harness.log).toEqual(['lcw:error']);
  expect(harness.availability.asked).toEqual([]);
});

it('a context that cannot be read is an error with code 1, too', async () => {
  const customContext = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('no');
      },
    },
  );
  await asks({ customContext });
  expect(details()[0]).toMatchObject({ errorCode: 1, errorDetail: 'no' });
  expect(harness.log).toEqual(['lcw:error']);
  expect(harness.availability.asked).toEqual([]);
});

describe('while there is a chat', () => {
  it.each([
    ['is being started', async () => void (harness.port.hold = new Promise(() => undefined))],
    ['runs', async () => undefined],
    ['was ended by the agent', async () => harness.port.conversations[0]?.agentEnds()],
  ])('that %s, is an error with code 1002, not inside the call', async (how, act) => {
    if (how === 'is being started') await act();
    harness.sdk.startChat();
    await settle();
    await act();
    harness.log.length = 0;
    harness.sdk.getAgentAvailability();
    expect(harness.log).toEqual([]);
    await settle();
    expect(harness.log).toEqual(['lcw:error']);
    expect(details().at(-1)).toMatchObject({ errorCode: 1002 });
    expect(harness.availability.asked).toEqual([]);
  });

  it('that is over, is answered again', async () => {
    harness.sdk.startChat();
    await settle();
    harness.sdk.closeChat();
    harness.log.length = 0;
    await asks();
    expect(harness.log).toEqual(['lcw:getAgentAvailability']);
  });

  it('on the screen as an invitation only, is answered', async () => {
    harness.sdk.startProactiveChat('Hello');
    await settle();
    await asks();
    expect(harness.log.at(-1)).toBe('lcw:getAgentAvailability');
  });
});

it('is an error with code 1001 where what asks cannot be loaded', async () => {
  harness.stop();
  harness = startHarness({ loadConversation: () => Promise.reject(new Error('offline')) });
  await settle();
  await asks();
  expect(harness.log).toEqual(['lcw:ready', 'lcw:error']);
  expect(details().at(-1)).toMatchObject({ errorCode: 1001 });
});

it('raises nothing after destroy', async () => {
  harness.sdk.getAgentAvailability();
  harness.installed.destroy();
  await settle();
  expect(harness.log).toEqual([]);
});

it('the tag can ask without an event', async () => {
  expect(await harness.installed.askAvailability({})).toMatchObject({ ok: true });
  expect(harness.log).toEqual([]);
});
