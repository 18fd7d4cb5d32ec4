import { expectNoStart, provideToken, token } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

const authenticated = { authenticatedChat: true };

export const errorCodes: StatementGroup = {
  title: 'Error codes',
  statements: [
    {
      id: 'errors-1',
      says: 'code 1: the custom context provider threw',
      origin: 'documented',
      section: '4',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => {
            throw new Error('no basket');
          }),
        );
        await tab.call('startChat');
        expect((await tab.when('lcw:error')).detail).toEqual({
          errorCode: 1,
          errorDescription: 'Custom context provider method execution failed',
          errorDetail: 'no basket',
        });
      },
    },
    {
      id: 'errors-2',
      says: 'code 2: the auth token provider threw; the chat does not start',
      origin: 'documented',
      section: '4',
      checks: [9],
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await tab.page.evaluate(() =>
          window.lcw.setAuthTokenProvider(() => {
            throw new Error('no login');
          }),
        );
        await expectNoStart(stage, tab, 2);
      },
    },
    {
      id: 'errors-3',
      says: 'code 2 also when an asynchronous auth token provider fails, and the page hears of no unhandled rejection',
      origin: 'settled',
      section: '4',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await tab.page.evaluate(() =>
          window.lcw.setAuthTokenProvider((() => Promise.reject(new Error('no login'))) as never),
        );
        await expectNoStart(stage, tab, 2);
      },
    },
    ...[null, ''].map((given, index) => ({
      id: `errors-${String(4 + index)}`,
      says: `code 3: the auth token provider delivers ${given === null ? '`null`' : 'an empty text'}; the chat does not start`,
      origin: 'documented' as const,
      section: '4',
      checks: [9],
      test: async (stage: Parameters<typeof expectNoStart>[0]) => {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, given);
        await expectNoStart(stage, tab, 3);
      },
    })),
    {
      id: 'errors-6',
      says: 'code 3: the auth token provider delivers nothing within 10 seconds, and not before',
      origin: 'settled',
      section: '4, 2.4',
      checks: [9],
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await tab.page.evaluate(() =>
          window.lcw.setAuthTokenProvider(() => {
            document.title = 'Asked';
          }),
        );
        await stage.freeze();
        await tab.call('startChat');
        await tab.page.waitForFunction(() => document.title === 'Asked');
        await stage.pass(9.9);
        await tab.quiet();
        expect(tab.count('lcw:error')).toBe(0);
        await stage.pass(0.1);
        expect((await tab.when('lcw:error')).detail).toMatchObject({ errorCode: 3 });
        await tab.quiet();
        expect(tab.count('lcw:chatQueued')).toBe(0);
        expect(stage.service.conversations()).toEqual([]);
      },
    },
    {
      id: 'errors-7',
      says: 'code 4: the token is no token, or has expired; the chat does not start',
      origin: 'documented',
      section: '4, 6.3',
      checks: [9],
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, 'garbage');
        await expectNoStart(stage, tab, 4);
        await tab.call('closeChat');
        tab.clear();
        await provideToken(tab, token({ exp: Math.floor(Date.now() / 1000) - 60 }));
        await tab.call('startChat');
        expect((await tab.when('lcw:error')).detail).toMatchObject({ errorCode: 4 });
        await tab.quiet();
        expect(tab.count('lcw:chatQueued')).toBe(0);
      },
    },
    {
      id: 'errors-8',
      says: 'code 4: the service refuses the token; the chat does not start',
      origin: 'documented',
      section: '4',
      checks: [9],
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, token({ sub: '' }));
        await expectNoStart(stage, tab, 4);
      },
    },
    {
      id: 'errors-9',
      says: 'code 7: a file of the widget does not load; the reason is in `errorDetail`, and there is no `lcw:ready`',
      origin: 'documented',
      section: '4',
      async test(stage) {
        const tab = await stage.open({ missingFiles: ['proactive-chat.sdk.js'], becomesReady: false });
        const { detail } = await tab.when('lcw:error');
        expect(detail).toEqual({
          errorCode: 7,
          errorDescription: 'Live chat widget scripts failed to load',
          errorDetail: expect.stringMatching(/./) as unknown,
        });
        expect(tab.types()).toEqual(['lcw:error']);
      },
    },
    {
      id: 'errors-10',
      says: 'code 7: session and local storage are blocked; the reason is in `errorDetail`, and there is no `lcw:ready`',
      origin: 'documented',
      section: '4, 9 (23)',
      async test(stage) {
        const tab = await stage.open({ isSandboxed: true, becomesReady: false });
        const { detail } = await tab.when('lcw:error');
        expect(detail).toMatchObject({
          errorCode: 7,
          errorDetail: expect.stringMatching(/storage/) as unknown,
        });
        expect(tab.types()).toEqual(['lcw:error']);
      },
    },
    {
      id: 'errors-11',
      says: 'code 8: the function that the administrator has named is not on the page; the chat does not start',
      origin: 'documented',
      section: '4',
      checks: [9],
      async test(stage) {
        const tab = await stage.open({ service: { ...authenticated, authTokenFunction: 'auth.getToken' } });
        await expectNoStart(stage, tab, 8);
      },
    },
    {
      id: 'errors-12',
      says: 'a start that fails for another reason has a code of 1000 or more, and the error pane offers another try',
      origin: 'settled',
      section: '4, 1.2',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('status:404', 'sessioninit');
        await tab.call('startChat');
        const { errorCode } = (await tab.when('lcw:error')).detail as { errorCode: number };
        expect(errorCode).toBeGreaterThanOrEqual(1000);
        stage.service.setFault(null);
        await tab.press('Try again');
        await tab.when('lcw:chatQueued');
        expect(tab.count('lcw:startChat')).toBe(1);
      },
    },
    {
      id: 'errors-13',
      says: 'codes 5 and 6 mean nothing',
      origin: 'settled',
      section: '4, 9 (27)',
      result: 'not testable here',
      why: 'That something never happens has no end; the table of codes in src/sdk/errors.ts has neither.',
    },
    {
      id: 'errors-14',
      says: 'a function named by the administrator that throws raises an `lcw:error` whose detail is the exception itself',
      origin: 'observed',
      section: '3.2',
      result: 'not met',
      why: 'A quirk of one old loader. It is told as code 2, as for a registered provider.',
    },
  ],
};
