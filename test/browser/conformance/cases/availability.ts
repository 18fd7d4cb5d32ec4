import { provideToken, token } from '../acts.ts';
import type { Stage } from '../stage.ts';
import type { Tab } from '../tab.ts';
import type { StatementGroup } from '../statement.ts';

const questions = (stage: Stage): number => stage.asked('/getagentavailability/');

/** Asks once and gives back the answer. */
async function ask(tab: Tab, ...args: readonly unknown[]): Promise<unknown> {
  const before = tab.count('lcw:getAgentAvailability');
  await tab.call('getAgentAvailability', ...args);
  return (await tab.when('lcw:getAgentAvailability', before + 1)).detail;
}

/** Asks and must be told of a failure with a code of our own, and of nothing else. */
async function expectFailure(tab: Tab): Promise<void> {
  await tab.call('getAgentAvailability');
  const { errorCode } = (await tab.when('lcw:error')).detail as { errorCode: number };
  expect(errorCode).toBeGreaterThanOrEqual(1000);
  expect(tab.count('lcw:getAgentAvailability')).toBe(0);
}

export const getAgentAvailability: StatementGroup = {
  title: 'getAgentAvailability',
  statements: [
    {
      id: 'getAgentAvailability-1',
      says: 'the answer is the `detail` of one event, under the documented names; the call returns nothing',
      origin: 'documented',
      section: '2.10, 9 (3, 24)',
      checks: [10],
      async test(stage) {
        const tab = await stage.open({ service: { averageWaitMinutes: 4 } });
        expect(await tab.page.evaluate(() => typeof window.lcw.getAgentAvailability())).toBe('undefined');
        const { detail } = await tab.when('lcw:getAgentAvailability');
        expect(detail).toEqual({
          queueId: expect.any(String) as unknown,
          isQueueAvailable: true,
          isAgentAvailable: true,
          positionInQueue: 1,
          averageWaitTime: 4,
          StartTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
          EndTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
          nexttransitiontime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
          nextTransitionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
        });
        await tab.quiet();
        expect(tab.count('lcw:getAgentAvailability')).toBe(1);
      },
    },
    {
      id: 'getAgentAvailability-2',
      says: 'the event never comes inside the call',
      origin: 'settled',
      section: '9 (25)',
      async test(stage) {
        const tab = await stage.open();
        await ask(tab);
        // The answer is known now, so that it could come at once.
        const order = await tab.page.evaluate(
          () =>
            new Promise((resolve) => {
              const told: string[] = [];
              window.addEventListener('lcw:getAgentAvailability', () => {
                told.push('event');
                resolve(told);
              });
              window.lcw.getAgentAvailability();
              told.push('after the call');
            }),
        );
        expect(order).toEqual(['after the call', 'event']);
      },
    },
    {
      id: 'getAgentAvailability-3',
      says: 'tells when no agent can take the chat',
      origin: 'documented',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setAgentAvailable('alex', false);
        expect(await ask(tab)).toMatchObject({ isAgentAvailable: false, isQueueAvailable: true });
      },
    },
    {
      id: 'getAgentAvailability-4',
      says: 'tells when the queue is outside its operating hours',
      origin: 'documented',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open({ service: { operatingHours: 'closed' } });
        expect(await ask(tab)).toMatchObject({ isQueueAvailable: false });
      },
    },
    {
      id: 'getAgentAvailability-5',
      says: '`customContext` of the call is what the service is asked with, without a provider being set',
      origin: 'documented',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open();
        const asked = tab.page.waitForRequest(/getagentavailability/);
        await ask(tab, { customContext: { Topic: { value: 'Returns', isDisplayable: true } } });
        expect((await asked).postDataJSON()).toMatchObject({
          customContextData: { Topic: { value: 'Returns', isDisplayable: true } },
        });
      },
    },
    {
      id: 'getAgentAvailability-6',
      says: 'without `customContext`, the provider is asked for it',
      origin: 'documented',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => window.lcw.setContextProvider(() => ({ Topic: 'Returns' })));
        const asked = tab.page.waitForRequest(/getagentavailability/);
        await ask(tab);
        expect((await asked).postDataJSON()).toMatchObject({
          customContextData: { Topic: { value: 'Returns' } },
        });
      },
    },
    {
      id: 'getAgentAvailability-7',
      says: 'for two minutes the answer for the same context is given again, one event for each call, without asking the service',
      origin: 'documented',
      section: '2.10, 9 (25)',
      checks: [10],
      async test(stage) {
        const tab = await stage.open();
        await stage.freeze();
        await ask(tab);
        stage.service.setAgentAvailable('alex', false);
        await stage.pass(119);
        expect(await ask(tab)).toMatchObject({ isAgentAvailable: true });
        expect(questions(stage)).toBe(1);
        expect(tab.count('lcw:getAgentAvailability')).toBe(2);
        await stage.pass(1);
        expect(await ask(tab)).toMatchObject({ isAgentAvailable: false });
        expect(questions(stage)).toBe(2);
      },
    },
    {
      id: 'getAgentAvailability-8',
      says: 'another context asks the service again at once',
      origin: 'documented',
      section: '2.10',
      checks: [10],
      async test(stage) {
        const tab = await stage.open();
        await ask(tab, { customContext: { Topic: 'Returns' } });
        await ask(tab, { customContext: { Topic: 'Orders' } });
        await ask(tab, { customContext: { Topic: 'Orders' } });
        expect(questions(stage)).toBe(2);
      },
    },
    {
      id: 'getAgentAvailability-9',
      says: 'a failure raises no `lcw:getAgentAvailability`, but `lcw:error` with a code of 1000 or more',
      origin: 'settled',
      section: '2.10, 9 (17)',
      checks: [10],
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('status:500', 'availability');
        await expectFailure(tab);
      },
    },
    {
      id: 'getAgentAvailability-10',
      says: 'beyond the limit of the organization, where the service answers 429, there is no `lcw:getAgentAvailability`',
      origin: 'documented',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('status:429', 'availability');
        await expectFailure(tab);
        expect(questions(stage)).toBe(1);
      },
    },
    {
      id: 'getAgentAvailability-18',
      says: 'an answer that cannot be read is a failure like any other',
      origin: 'settled',
      section: '9 (17)',
      async test(stage) {
        const tab = await stage.open();
        for (const fault of ['malformed', 'empty'] as const) {
          tab.clear();
          stage.service.setFault(fault, 'availability');
          await expectFailure(tab);
        }
      },
    },
    {
      id: 'getAgentAvailability-16',
      says: 'after a 429 the service is left in peace for one or two minutes, whatever the context: `lcw:error`; then it is asked again',
      origin: 'settled',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open();
        await stage.freeze();
        stage.service.setFault('status:429', 'availability');
        await expectFailure(tab);
        stage.service.setFault(null);
        tab.clear();
        await tab.call('getAgentAvailability', { customContext: { Topic: 'Returns' } });
        await tab.when('lcw:error');
        expect(questions(stage)).toBe(1);
        await stage.pass(120);
        expect(await ask(tab)).toMatchObject({ isAgentAvailable: true });
        expect(questions(stage)).toBe(2);
      },
    },
    {
      id: 'getAgentAvailability-17',
      says: 'a page that calls it in a loop asks the service once for a context, and twenty times a minute at most',
      origin: 'settled',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open();
        await stage.freeze();
        await tab.page.evaluate(() => {
          for (let count = 0; count < 200; count += 1) window.lcw.getAgentAvailability();
        });
        await tab.when('lcw:getAgentAvailability', 200);
        expect(questions(stage)).toBe(1);
        await tab.page.evaluate(() => {
          for (let count = 0; count < 50; count += 1) {
            window.lcw.getAgentAvailability({ customContext: { Count: count } });
          }
        });
        await tab.when('lcw:getAgentAvailability', 219);
        await tab.when('lcw:error', 31);
        expect(questions(stage)).toBe(20);
      },
    },
    {
      id: 'getAgentAvailability-11',
      says: 'while a chat is open the service is not asked: `lcw:error`, no answer',
      origin: 'observed',
      section: '2.10, 9 (29)',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await expectFailure(tab);
        expect(questions(stage)).toBe(0);
      },
    },
    {
      id: 'getAgentAvailability-12',
      says: 'works again when the chat was closed',
      origin: 'settled',
      section: '2.10',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.call('closeChat');
        expect(await ask(tab)).toMatchObject({ isAgentAvailable: true });
      },
    },
    {
      id: 'getAgentAvailability-13',
      says: 'works for a widget whose visitors sign in, too',
      origin: 'settled',
      section: '9 (30)',
      async test(stage) {
        const tab = await stage.open({ service: { authenticatedChat: true } });
        expect(await ask(tab)).toMatchObject({ isAgentAvailable: true });
      },
    },
    {
      id: 'getAgentAvailability-19',
      says: 'for a widget whose visitors sign in, the service is asked with the token of the provider',
      origin: 'settled',
      section: '9 (30)',
      async test(stage) {
        const sales = { id: 'sales', name: 'Sales', when: { Topic: 'sales' } };
        const tab = await stage.open({ service: { authenticatedChat: true, queues: [sales] } });
        await provideToken(tab, token({ lwicontexts: '{"Topic":"sales"}' }));
        expect(await ask(tab)).toMatchObject({ queueId: 'sales' });
      },
    },
    {
      id: 'getAgentAvailability-14',
      says: 'an organization may be asked 100 times in a minute',
      origin: 'documented',
      section: '2.10',
      result: 'not testable here',
      why: 'The limit is the service’s; what its 429 leads to is case 10.',
    },
    {
      id: 'getAgentAvailability-15',
      says: 'the kept answer is refreshed every two minutes without being asked for',
      origin: 'observed',
      section: '2.10',
      result: 'not met',
      why: 'A page that asks again after two minutes gets a new answer; nothing is asked for a page that does not.',
    },
  ],
};
