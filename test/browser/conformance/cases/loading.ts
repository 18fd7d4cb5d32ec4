import type { StatementGroup } from '../statement.ts';

const methods = [
  'setContextProvider',
  'getContextProvider',
  'removeContextProvider',
  'setAuthTokenProvider',
  'getAuthTokenProvider',
  'removeAuthTokenProvider',
  'startChat',
  'startProactiveChat',
  'closeChat',
  'getAgentAvailability',
];

/** A page that notices the very moment at which the SDK appears, before `lcw:ready`. */
function watchForSdk(): void {
  const space = {};
  window.Microsoft = {
    own: 'kept',
    Omnichannel: { LiveChatWidget: space },
  } as unknown as Window['Microsoft'];
  let isReady = false;
  window.addEventListener('lcw:ready', () => (isReady = true));
  let sdk: Window['lcw'] | undefined;
  Object.defineProperty(space, 'SDK', {
    configurable: true,
    get: () => sdk,
    set(installed: Window['lcw']) {
      sdk = installed;
      window.notes.push(isReady, installed.getContextProvider(), installed.getAuthTokenProvider());
      installed.closeChat();
      installed.startChat({ customContext: { Early: 'yes' } });
    },
  });
}

export const loading: StatementGroup = {
  title: 'Loading',
  statements: [
    {
      id: 'loading-1',
      says: 'one script element with its id, the address of the script and three data attributes is all a page needs',
      origin: 'documented',
      section: '7.1',
      async test(stage) {
        const tab = await stage.open();
        const { orgId, appId } = stage.service;
        await tab.button.waitFor();
        await stage.start(tab);
        expect(stage.asked(`/config/${orgId}/${appId}`)).toBeGreaterThan(0);
      },
    },
    {
      id: 'loading-2',
      says: 'all ten methods are functions of `Microsoft.Omnichannel.LiveChatWidget.SDK`',
      origin: 'documented',
      section: '2',
      async test(stage) {
        const tab = await stage.open();
        const kinds = await tab.page.evaluate((names) => {
          const sdk = window.Microsoft.Omnichannel.LiveChatWidget.SDK as unknown as Record<string, unknown>;
          return names.map((name) => typeof sdk[name]);
        }, methods);
        expect(kinds).toEqual(methods.map(() => 'function'));
      },
    },
    {
      id: 'loading-3',
      says: 'the SDK is there before `lcw:ready`, its getters work at once, and what a page keeps under the same names stays',
      origin: 'observed',
      section: '1.1',
      async test(stage) {
        const tab = await stage.open({ script: watchForSdk });
        expect((await tab.notes()).slice(0, 3)).toEqual([false, null, null]);
        expect(await tab.page.evaluate(() => (window.Microsoft as unknown as { own: string }).own)).toBe(
          'kept',
        );
      },
    },
    {
      id: 'loading-4',
      says: 'calls before `lcw:ready` do not throw and are carried out afterwards, in their order',
      origin: 'settled',
      section: '1.1',
      async test(stage) {
        const tab = await stage.open({ script: watchForSdk });
        await tab.when('lcw:chatQueued');
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
        expect(stage.service.conversations()[0]?.customContext).toMatchObject({ Early: { value: 'yes' } });
      },
    },
    {
      id: 'loading-5',
      says: 'a policy that allows own scripts and styles, and the service, is enough for a conversation',
      origin: 'documented',
      section: '7.3',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Good morning');
        await tab.page.getByText('Good morning').waitFor();
        expect(stage.troubles()).toEqual([]);
      },
    },
    {
      id: 'loading-6',
      says: 'a second element for the same widget changes nothing',
      origin: 'settled',
      section: '1.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(
          () =>
            new Promise((resolve) => {
              const first = document.querySelector('#Microsoft_Omnichannel_LCWidget');
              const second = document.createElement('script');
              for (const { name, value } of first?.attributes ?? []) second.setAttribute(name, value);
              second.addEventListener('load', resolve);
              document.body.append(second);
            }),
        );
        await stage.start(tab);
        await tab.quiet();
        expect(tab.count('lcw:ready')).toBe(1);
        expect(tab.count('lcw:startChat')).toBe(1);
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'loading-7',
      says: 'Ctrl and / bring the visitor to the message field',
      origin: 'documented',
      section: '7.3',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.page.getByLabel('Search').focus();
        await tab.page.keyboard.press('Control+/');
        await tab.page.keyboard.type('hello');
        expect(await tab.field.inputValue()).toBe('hello');
      },
    },
    {
      id: 'loading-8',
      says: 'the widget is in an iframe with the id `Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window`',
      origin: 'observed',
      section: '7.3',
      result: 'not met',
      why: 'The chat is in a shadow root on the page, so that a strict policy needs no foreign frame. Styles that a site hangs on that id have to become data attributes or configuration.',
    },
    {
      id: 'loading-9',
      says: 'the loader adds a viewport and a format-detection meta element to a page that has none',
      origin: 'observed',
      section: '7.3',
      result: 'not met',
      why: 'Changing how the whole page is laid out is not the business of a chat widget.',
    },
    {
      id: 'loading-10',
      says: 'the title of the page gets a prefix with the number of unread messages',
      origin: 'observed',
      section: '7.3',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.press('Minimise chat');
        for (const text of ['One', 'Two']) {
          stage.service.say(id, text);
          await tab.whenMessage((message) => message.text === text);
        }
        expect(await tab.page.title()).toBe('(2) A page');
        await tab.button.click();
        await tab.field.waitFor();
        expect(await tab.page.title()).toBe('A page');
      },
    },
    {
      id: 'loading-11',
      says: 'a feature check at the organization chooses between the two generations of the widget',
      origin: 'observed',
      section: '7.3',
      result: 'not met',
      why: 'There is one generation here, and no request before the visitor or the page asks for something.',
    },
  ],
};

export const methodsInGeneral: StatementGroup = {
  title: 'Methods in general',
  statements: [
    {
      id: 'methods-1',
      says: 'no method but the two getters returns anything, and none throws after `lcw:ready`',
      origin: 'documented',
      section: '2',
      checks: [2],
      async test(stage) {
        const tab = await stage.open();
        const returned = await tab.page.evaluate(() => [
          typeof window.lcw.setContextProvider(() => ({})),
          typeof window.lcw.removeContextProvider(),
          typeof window.lcw.setAuthTokenProvider(() => undefined),
          typeof window.lcw.removeAuthTokenProvider(),
          typeof window.lcw.getAgentAvailability(),
          typeof window.lcw.startProactiveChat({ message: 'Hello' }, false),
          typeof window.lcw.startChat(),
          typeof window.lcw.closeChat(),
        ]);
        expect(returned).toEqual(returned.map(() => 'undefined'));
      },
    },
    {
      id: 'methods-2',
      says: 'whatever is passed to a method that starts, closes or asks, it does not throw',
      origin: 'documented',
      section: '2',
      checks: [2],
      async test(stage) {
        const tab = await stage.open();
        const thrown = await tab.page.evaluate(() => {
          const odd: unknown[] = [
            undefined,
            null,
            0,
            'x',
            true,
            [],
            {},
            () => 1,
            Symbol('x'),
            new Event('click'),
          ];
          const hostile = new Proxy(
            {},
            {
              get: () => {
                throw new Error('mine');
              },
            },
          );
          const causes: string[] = [];
          for (const method of [
            'startChat',
            'startProactiveChat',
            'getAgentAvailability',
            'closeChat',
          ] as const) {
            for (const value of [...odd, hostile]) {
              try {
                (window.lcw[method] as (...args: unknown[]) => void)(value, value, value);
                window.lcw.closeChat();
              } catch (cause) {
                causes.push(`${method}: ${String(cause)}`);
              }
            }
          }
          return causes;
        });
        expect(thrown).toEqual([]);
      },
    },
    {
      id: 'methods-3',
      says: '`setBotAuthTokenProvider` is there and does no harm',
      origin: 'settled',
      section: '2.11',
      async test(stage) {
        const tab = await stage.open();
        expect(
          await tab.page.evaluate(() => typeof window.lcw.setBotAuthTokenProvider(() => undefined)),
        ).toBe('undefined');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'methods-4',
      says: '`maximizeChat` shows a chat that is minimised, and does nothing else',
      origin: 'settled',
      section: '2.11',
      async test(stage) {
        const tab = await stage.open();
        await tab.call('maximizeChat');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        await stage.start(tab);
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        await tab.call('maximizeChat');
        await tab.when('lcw:onMaximize', 2);
        await tab.window.waitFor();
      },
    },
    {
      id: 'methods-5',
      says: 'bots that send a sign-in card get a token through `setBotAuthTokenProvider`',
      origin: 'documented',
      section: '2.11',
      result: 'not met',
      why: 'It is none of the ten methods. The chat window shows no sign-in cards; the call is accepted and has no effect.',
    },
  ],
};
