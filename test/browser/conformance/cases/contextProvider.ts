import { invite, provideToken, token, valueOf } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

/** Values that are no functions. */
const noFunctions = [undefined, null, {}, 'x'];

export const setContextProvider: StatementGroup = {
  title: 'setContextProvider',
  statements: [
    {
      id: 'setContextProvider-1',
      says: 'the variables that the provider returns come with the conversation, with whether the agent sees them',
      origin: 'documented',
      section: '2.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => ({
            Basket: { value: 3, isDisplayable: true },
            Internal: { value: 'x', isDisplayable: false },
          })),
        );
        expect((await stage.start(tab)).customContext).toEqual({
          Basket: { value: 3, isDisplayable: true },
          Internal: { value: 'x', isDisplayable: false },
        });
      },
    },
    {
      id: 'setContextProvider-2',
      says: 'throws a `TypeError` for anything but a function, and the provider before stays',
      origin: 'documented',
      section: '2.1, 9 (26)',
      checks: [1],
      async test(stage) {
        const tab = await stage.open();
        const outcome = await tab.page.evaluate((values) => {
          const provider = (): Record<string, never> => ({});
          window.lcw.setContextProvider(provider);
          const names = values.map((value) => {
            try {
              window.lcw.setContextProvider(value as never);
              return 'nothing';
            } catch (cause) {
              return cause instanceof TypeError ? 'TypeError' : String(cause);
            }
          });
          return { names, isSame: window.lcw.getContextProvider() === provider };
        }, noFunctions);
        expect(outcome).toEqual({ names: noFunctions.map(() => 'TypeError'), isSame: true });
      },
    },
    {
      id: 'setContextProvider-3',
      says: 'a later call replaces the provider',
      origin: 'documented',
      section: '2.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          window.lcw.setContextProvider(() => ({ First: 'x' }));
          window.lcw.setContextProvider(() => ({ Second: 'x' }));
        });
        expect(Object.keys((await stage.start(tab)).customContext)).toEqual(['Second']);
      },
    },
    {
      id: 'setContextProvider-4',
      says: 'the provider is run at the start of every new chat, without arguments, and not when it is registered',
      origin: 'documented',
      section: '2.1, 9 (1)',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider((...args: unknown[]) => {
            window.notes.push(args.length);
            return { Round: window.notes.length };
          }),
        );
        await tab.quiet();
        expect(await tab.notes()).toEqual([]);
        expect(valueOf(await stage.start(tab), 'Round')).toBe(1);
        await tab.call('closeChat');
        expect(valueOf(await stage.start(tab), 'Round')).toBe(2);
        expect(await tab.notes()).toEqual([0, 0]);
      },
    },
    {
      id: 'setContextProvider-5',
      says: 'where a visitor is invited, the provider is run when the invitation is accepted',
      origin: 'settled',
      section: '9 (1)',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => {
            window.notes.push('run');
            return { 'Proactive Chat': { value: 'True', isDisplayable: true } };
          }),
        );
        await invite(tab, { message: 'Hello' }, false);
        expect(await tab.notes()).toEqual([]);
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
        expect(await tab.notes()).toEqual(['run']);
        expect(valueOf(await stage.service.whenConversation(() => true), 'Proactive Chat')).toBe('True');
      },
    },
    {
      id: 'setContextProvider-6',
      says: 'raises no event by itself',
      origin: 'documented',
      section: '2.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => window.lcw.setContextProvider(() => ({ A: 1 })));
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'setContextProvider-7',
      says: 'a chat that runs already keeps the context it was started with',
      origin: 'observed',
      section: '2.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => window.lcw.setContextProvider(() => ({ Before: 'x' })));
        const { id } = await stage.converse(tab);
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => {
            window.notes.push('run');
            return { After: 'x' };
          }),
        );
        stage.service.say(id, 'Later');
        await tab.whenMessage(({ text }) => text === 'Later');
        expect(Object.keys(stage.service.conversations()[0]?.customContext ?? {})).toEqual(['Before']);
        expect(await tab.notes()).toEqual([]);
      },
    },
    {
      id: 'setContextProvider-8',
      says: 'a provider that throws gives `lcw:error` with code 1, and the chat starts without context',
      origin: 'settled',
      section: '2.1, 4',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => {
            throw new Error('no basket');
          }),
        );
        expect((await stage.start(tab)).customContext).toEqual({});
        expect((await tab.when('lcw:error')).detail).toMatchObject({ errorCode: 1 });
      },
    },
    {
      id: 'setContextProvider-9',
      says: 'a site can have code 1 stop the start instead',
      origin: 'settled',
      section: '4',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-when-context-fails': 'stop' } });
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => {
            throw new Error('no basket');
          }),
        );
        await tab.call('startChat');
        expect((await tab.when('lcw:error')).detail).toMatchObject({ errorCode: 1 });
        await tab.page.getByText('We could not connect you').waitFor();
        await tab.quiet();
        expect(stage.service.conversations()).toEqual([]);
      },
    },
    {
      id: 'setContextProvider-10',
      says: 'a provider that returns a promise gives no context; the console says why, and the chat starts',
      origin: 'settled',
      section: '2.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider((() => Promise.resolve({ Late: 'x' })) as never),
        );
        expect((await stage.start(tab)).customContext).toEqual({});
        await tab.whenWarned(/promise/);
      },
    },
    {
      id: 'setContextProvider-11',
      says: 'for signed-in visitors the call is accepted and the getter works, but the context is not sent',
      origin: 'settled',
      section: '2.1, 5.4',
      async test(stage) {
        const tab = await stage.open({ service: { authenticatedChat: true } });
        await provideToken(tab, token());
        await tab.page.evaluate(() => window.lcw.setContextProvider(() => ({ A: 1 })));
        expect((await stage.start(tab)).customContext).toEqual({});
        expect(await tab.page.evaluate(() => typeof window.lcw.getContextProvider())).toBe('function');
      },
    },
  ],
};

export const getContextProvider: StatementGroup = {
  title: 'getContextProvider',
  statements: [
    {
      id: 'getContextProvider-1',
      says: 'is `null` before a provider is set, and after it was removed',
      origin: 'documented',
      section: '2.2',
      checks: [1],
      async test(stage) {
        const tab = await stage.open();
        const got = await tab.page.evaluate(() => {
          const before = window.lcw.getContextProvider();
          window.lcw.setContextProvider(() => ({}));
          window.lcw.removeContextProvider();
          return [before, window.lcw.getContextProvider()];
        });
        expect(got).toEqual([null, null]);
      },
    },
    {
      id: 'getContextProvider-2',
      says: 'gives back the very function that was set',
      origin: 'documented',
      section: '2.2',
      checks: [1],
      async test(stage) {
        const tab = await stage.open();
        const isSame = await tab.page.evaluate(() => {
          const provider = (): Record<string, never> => ({});
          window.lcw.setContextProvider(provider);
          return window.lcw.getContextProvider() === provider;
        });
        expect(isSame).toBe(true);
      },
    },
    {
      id: 'getContextProvider-3',
      says: 'neither runs the provider nor raises an event',
      origin: 'documented',
      section: '2.2',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          window.lcw.setContextProvider(() => {
            window.notes.push('run');
            return {};
          });
          window.lcw.getContextProvider();
        });
        await tab.quiet();
        expect(await tab.notes()).toEqual([]);
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
  ],
};

export const removeContextProvider: StatementGroup = {
  title: 'removeContextProvider',
  statements: [
    {
      id: 'removeContextProvider-1',
      says: 'a chat that starts afterwards has no context',
      origin: 'documented',
      section: '2.3',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          window.lcw.setContextProvider(() => ({ A: 1 }));
          window.lcw.removeContextProvider();
        });
        expect((await stage.start(tab)).customContext).toEqual({});
      },
    },
    {
      id: 'removeContextProvider-2',
      says: 'is harmless when none is set, and raises nothing',
      origin: 'documented',
      section: '2.3',
      async test(stage) {
        const tab = await stage.open();
        await tab.call('removeContextProvider');
        await tab.call('removeContextProvider');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'removeContextProvider-3',
      says: 'takes nothing back from a chat that runs',
      origin: 'settled',
      section: '2.3',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => window.lcw.setContextProvider(() => ({ A: 1 })));
        const { id } = await stage.converse(tab);
        await tab.call('removeContextProvider');
        stage.service.say(id, 'Later');
        await tab.whenMessage(({ text }) => text === 'Later');
        expect(valueOf(stage.service.conversations()[0]!, 'A')).toBe(1);
      },
    },
  ],
};
