import { generateKeyPairSync } from 'node:crypto';
import { expectNoStart, preChatSurvey, provideToken, token } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

const authenticated = { authenticatedChat: true };

export const authTokens: StatementGroup = {
  title: 'Authentication tokens',
  statements: [
    {
      id: 'tokens-1',
      says: 'the function that the administrator has named is found on `window` by its dotted path, and asked',
      origin: 'documented',
      section: '6.1',
      async test(stage) {
        const tab = await stage.open({ service: { ...authenticated, authTokenFunction: 'auth.getToken' } });
        await tab.page.evaluate((jwt) => {
          const auth = { jwt, getToken: (deliver: (token: string) => void) => deliver(auth.jwt) };
          Object.assign(window, { auth });
        }, token());
        expect((await stage.start(tab)).visitorName).toBe('Kim');
      },
    },
    {
      id: 'tokens-2',
      says: 'a registered provider goes before the function that the administrator has named',
      origin: 'settled',
      section: '6.1',
      async test(stage) {
        const tab = await stage.open({ service: { ...authenticated, authTokenFunction: 'getToken' } });
        await tab.page.evaluate(
          (jwt) => {
            Object.assign(window, { getToken: (deliver: (token: string) => void) => deliver(jwt) });
          },
          token({ name: 'Named' }),
        );
        await provideToken(tab, token({ name: 'Registered' }));
        expect((await stage.start(tab)).visitorName).toBe('Registered');
      },
    },
    {
      id: 'tokens-3',
      says: 'an expiry in milliseconds is understood',
      origin: 'observed',
      section: '6.3',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, token({ exp: Date.now() + 3_600_000 }));
        expect((await stage.start(tab)).visitorName).toBe('Kim');
      },
    },
    {
      id: 'tokens-4',
      says: 'where signing in is up to the visitor, a visitor without a token chats as a stranger',
      origin: 'observed',
      section: '6.3',
      async test(stage) {
        const tab = await stage.open({ service: { ...authenticated, signInOptional: true } });
        await provideToken(tab, null);
        expect((await stage.start(tab)).visitorName).toMatch(/^Visitor/);
      },
    },
    {
      id: 'tokens-5',
      says: 'where signing in is up to the visitor, one with a token is known',
      origin: 'observed',
      section: '6.3',
      async test(stage) {
        const tab = await stage.open({ service: { ...authenticated, signInOptional: true } });
        await provideToken(tab, token());
        expect((await stage.start(tab)).visitorName).toBe('Kim');
      },
    },
    {
      id: 'tokens-6',
      says: 'no token is asked for until the survey before the conversation has been sent',
      origin: 'settled',
      section: '2.7',
      async test(stage) {
        const tab = await stage.open({ service: { ...authenticated, preChatSurvey } });
        await tab.page.evaluate(() =>
          window.lcw.setAuthTokenProvider(() => {
            window.notes.push('asked');
          }),
        );
        await tab.call('startChat');
        await tab.page.getByRole('button', { name: 'Begin' }).waitFor();
        await tab.quiet();
        expect(await tab.notes()).toEqual([]);
      },
    },
    {
      id: 'tokens-7',
      says: 'a signed-in visitor goes on after a reload, asked for a token again',
      origin: 'settled',
      section: '1.3, 6.3',
      async test(stage) {
        const tab = await stage.open({
          service: { ...authenticated, authTokenFunction: 'getToken' },
          before: (context) =>
            context.addInitScript((jwt) => {
              Object.assign(window, { getToken: (deliver: (given: string) => void) => deliver(jwt) });
            }, token()),
        });
        await stage.converse(tab);
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'tokens-8',
      says: 'the custom context of a signed-in visitor is what the claim `lwicontexts` says',
      origin: 'documented',
      section: '5.4, 6.2',
      async test(stage) {
        const tab = await stage.open({ service: authenticated });
        await provideToken(tab, token({ lwicontexts: JSON.stringify({ Plan: 'pro', Seats: 3 }) }));
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => ({ Plan: 'free', Page: 'pricing' })),
        );
        const { customContext } = await stage.start(tab, { customContext: { Plan: 'trial' } });
        expect(customContext).toEqual({
          Plan: { value: 'pro', isDisplayable: true },
          Seats: { value: 3, isDisplayable: true },
        });
      },
    },
    {
      id: 'tokens-9',
      says: 'the token is signed with RS256 and checked against the public keys of the site',
      origin: 'documented',
      section: '6.2',
      async test(stage) {
        const site = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const authPublicKey = site.publicKey.export({ type: 'spki', format: 'pem' });
        const tab = await stage.open({ service: { ...authenticated, authPublicKey } });
        await provideToken(tab, token({}, stranger.privateKey));
        await expectNoStart(stage, tab, 4);
        await tab.call('closeChat');
        await provideToken(tab, token({}, site.privateKey));
        expect((await stage.start(tab)).visitorName).toBe('Kim');
      },
    },
    {
      id: 'tokens-10',
      says: 'the token is kept and asked for again only when it is missing or expired',
      origin: 'observed',
      section: '6.3',
      result: 'not met',
      why: 'A token is kept nowhere: the page is asked at each start and each resume, and never gets an expired one past its own login.',
    },
  ],
};
