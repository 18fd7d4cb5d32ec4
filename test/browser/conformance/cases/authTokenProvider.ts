import { expectNoStart, provideToken, token } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

const authenticated = { authenticatedChat: true };
const noFunctions = [undefined, null, {}, 'x'];

export const setAuthTokenProvider: StatementGroup = {
  title: 'setAuthTokenProvider',
  statements: [
    {
      id: 'setAuthTokenProvider-1',
      says: 'the token that the provider delivers says who the visitor is',
      origin: 'documented',
      section: '2.4, 6.1',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, token({ sub: 'kim', name: 'Kim' }));
        expect((await stage.start(tab)).visitorName).toBe('Kim');
      },
    },
    {
      id: 'setAuthTokenProvider-2',
      says: 'throws a `TypeError` for anything but a function, and the provider before stays',
      origin: 'documented',
      section: '2.4, 9 (26)',
      checks: [1],
      async test(stage) {
        const tab = await stage.open();
        const outcome = await tab.page.evaluate((values) => {
          const provider = (): void => undefined;
          window.lcw.setAuthTokenProvider(provider);
          const names = values.map((value) => {
            try {
              window.lcw.setAuthTokenProvider(value as never);
              return 'nothing';
            } catch (cause) {
              return cause instanceof TypeError ? 'TypeError' : String(cause);
            }
          });
          return { names, isSame: window.lcw.getAuthTokenProvider() === provider };
        }, noFunctions);
        expect(outcome).toEqual({ names: noFunctions.map(() => 'TypeError'), isSame: true });
      },
    },
    {
      id: 'setAuthTokenProvider-3',
      says: 'the provider is called with one callback when a new chat starts, and not when it is registered',
      origin: 'documented',
      section: '2.4, 9 (2)',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await tab.page.evaluate(
          (jwt) =>
            window.lcw.setAuthTokenProvider((...args) => {
              window.notes.push(args.map((arg) => typeof arg).join());
              args[0](jwt);
            }),
          token(),
        );
        await tab.quiet();
        expect(await tab.notes()).toEqual([]);
        await stage.start(tab);
        expect(await tab.notes()).toEqual(['function']);
      },
    },
    {
      id: 'setAuthTokenProvider-4',
      says: 'the token may come later, from an asynchronous function',
      origin: 'documented',
      section: '2.4, 9 (2)',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await tab.page.evaluate(
          (jwt) =>
            window.lcw.setAuthTokenProvider((deliver) => {
              setTimeout(() => deliver(jwt), 500);
            }),
          token(),
        );
        expect((await stage.start(tab)).visitorName).toBe('Kim');
      },
    },
    {
      id: 'setAuthTokenProvider-5',
      says: 'has no effect where the widget asks for no token',
      origin: 'documented',
      section: '2.4',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setAuthTokenProvider(() => {
            window.notes.push('called');
          }),
        );
        await stage.start(tab);
        expect(await tab.notes()).toEqual([]);
      },
    },
    {
      id: 'setAuthTokenProvider-6',
      says: 'only the first delivery counts',
      origin: 'settled',
      section: '6.1',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await tab.page.evaluate(
          ([first, second]) =>
            window.lcw.setAuthTokenProvider((deliver) => {
              deliver(first);
              deliver(second);
            }),
          [token({ sub: 'kim', name: 'Kim' }), token({ sub: 'pat', name: 'Pat' })] as const,
        );
        expect((await stage.start(tab)).visitorName).toBe('Kim');
      },
    },
  ],
};

export const getAuthTokenProvider: StatementGroup = {
  title: 'getAuthTokenProvider',
  statements: [
    {
      id: 'getAuthTokenProvider-1',
      says: 'is `null` before a provider is set, and after it was removed',
      origin: 'documented',
      section: '2.5',
      checks: [1],
      async test(stage) {
        const tab = await stage.open();
        const got = await tab.page.evaluate(() => {
          const before = window.lcw.getAuthTokenProvider();
          window.lcw.setAuthTokenProvider(() => undefined);
          window.lcw.removeAuthTokenProvider();
          return [before, window.lcw.getAuthTokenProvider()];
        });
        expect(got).toEqual([null, null]);
      },
    },
    {
      id: 'getAuthTokenProvider-2',
      says: 'gives back the very function that was set',
      origin: 'documented',
      section: '2.5',
      checks: [1],
      async test(stage) {
        const tab = await stage.open();
        const isSame = await tab.page.evaluate(() => {
          const provider = (): void => undefined;
          window.lcw.setAuthTokenProvider(provider);
          return window.lcw.getAuthTokenProvider() === provider;
        });
        expect(isSame).toBe(true);
      },
    },
  ],
};

export const removeAuthTokenProvider: StatementGroup = {
  title: 'removeAuthTokenProvider',
  statements: [
    {
      id: 'removeAuthTokenProvider-1',
      says: 'a chat that starts afterwards has no token',
      origin: 'documented',
      section: '2.6',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, token());
        await tab.call('removeAuthTokenProvider');
        await expectNoStart(stage, tab, 3);
      },
    },
    {
      id: 'removeAuthTokenProvider-2',
      says: 'is harmless when none is set, and raises nothing',
      origin: 'documented',
      section: '2.6',
      async test(stage) {
        const tab = await stage.open();
        await tab.call('removeAuthTokenProvider');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'removeAuthTokenProvider-3',
      says: 'a chat of a signed-in visitor that runs goes on',
      origin: 'settled',
      section: '2.6',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, token());
        const { id } = await stage.converse(tab);
        await tab.call('removeAuthTokenProvider');
        await tab.say('Still here');
        await tab.when('lcw:onMessageSent');
        stage.service.say(id, 'So am I');
        await tab.whenMessage(({ text }) => text === 'So am I');
      },
    },
  ],
};
