import type { StatementGroup } from '../statement.ts';

/** A page that writes down what every event of the SDK looks like to a handler. */
function describeEvents(): void {
  const names =
    'ready error startChat closeChat chatQueued chatRetrieved onClose onMinimize onMaximize onMessageReceived onMessageSent threadUpdate getAgentAvailability';
  for (const name of names.split(' ')) {
    window.addEventListener(`lcw:${name}`, (event) => {
      const isPlain =
        event instanceof CustomEvent && event.target === window && !event.bubbles && !event.cancelable;
      const { detail } = event as CustomEvent<unknown>;
      window.notes.push([name, isPlain, detail === null ? 'null' : typeof detail]);
    });
  }
}

export const eventsInGeneral: StatementGroup = {
  title: 'Events in general',
  statements: [
    {
      id: 'events-1',
      says: 'every event is a `CustomEvent` on `window` that neither bubbles nor can be cancelled; `detail` is `null` but for errors, messages received and availability',
      origin: 'documented',
      section: '1.1, 3',
      checks: [12],
      async test(stage) {
        const tab = await stage.open({ script: describeEvents });
        await tab.call('getAgentAvailability');
        await tab.when('lcw:getAgentAvailability');
        const { id } = await stage.converse(tab);
        await tab.call('getAgentAvailability');
        await tab.when('lcw:error');
        await tab.say('Hello');
        await tab.when('lcw:onMessageSent');
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        stage.service.endConversation(id);
        await tab.when('lcw:threadUpdate');
        await tab.call('closeChat');
        await tab.when('lcw:onClose');
        const first = new Map(
          (await tab.notes()).map((note) => {
            const [name, ...look] = note as readonly [string, boolean, string];
            return [name, look] as const;
          }),
        );
        await stage.start(tab);
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        for (const note of await tab.notes()) {
          const [name, ...look] = note as readonly [string, boolean, string];
          first.set(name, look);
        }
        const withDetail = ['error', 'onMessageReceived', 'getAgentAvailability'];
        expect(first.size).toBe(13);
        for (const [name, look] of first) {
          expect([name, ...look]).toEqual([name, true, withDetail.includes(name) ? 'object' : 'null']);
        }
      },
    },
    {
      id: 'events-2',
      says: 'a handler of the page that throws stops nothing',
      origin: 'settled',
      section: '1.1',
      async test(stage) {
        const tab = await stage.open({
          script() {
            for (const name of ['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']) {
              window.addEventListener(name, () => {
                throw new Error('mine');
              });
            }
          },
        });
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Good morning');
        await tab.whenMessage(({ text }) => text === 'Good morning');
        expect(tab.troubles.splice(0)).toEqual(Array(4).fill('Error: mine'));
      },
    },
  ],
};

export const ready: StatementGroup = {
  title: 'lcw:ready',
  statements: [
    {
      id: 'ready-1',
      says: 'is raised once, before any other event of the page; `detail` is `null`',
      origin: 'documented',
      section: '3.1',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.quiet();
        expect(tab.events[0]).toEqual({ type: 'lcw:ready', detail: null });
        expect(tab.count('lcw:ready')).toBe(1);
      },
    },
    {
      id: 'ready-2',
      says: 'is not repeated for a listener that comes later',
      origin: 'settled',
      section: '1.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          window.addEventListener('lcw:ready', () => window.notes.push('late'));
        });
        await tab.quiet();
        expect(await tab.notes()).toEqual([]);
      },
    },
    {
      id: 'ready-3',
      says: 'inside its handler every method can be called',
      origin: 'documented',
      section: '1.1, 3.1',
      async test(stage) {
        const tab = await stage.open({
          script() {
            window.addEventListener('lcw:ready', () => {
              const { SDK } = window.Microsoft.Omnichannel.LiveChatWidget;
              SDK.setContextProvider(() => ({ From: 'ready' }));
              SDK.startChat();
            });
          },
        });
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()[0]?.customContext).toMatchObject({ From: { value: 'ready' } });
      },
    },
    {
      id: 'ready-4',
      says: 'asks the service for nothing: a page that is only looked at sends no request there',
      origin: 'settled',
      section: '7.3',
      async test(stage) {
        const tab = await stage.open();
        await tab.button.waitFor();
        expect(stage.service.requests()).toEqual([]);
      },
    },
  ],
};

export const error: StatementGroup = {
  title: 'lcw:error',
  statements: [
    {
      id: 'error-1',
      says: '`detail` has a number `errorCode` and a text `errorDescription`',
      origin: 'documented',
      section: '3.2',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('status:404', 'sessioninit');
        await tab.call('startChat');
        expect((await tab.when('lcw:error')).detail).toMatchObject({
          errorCode: expect.any(Number) as unknown,
          errorDescription: expect.stringMatching(/./) as unknown,
        });
      },
    },
    {
      id: 'error-2',
      says: 'is raised once for one failure',
      origin: 'settled',
      section: '3.2',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('status:404', 'sessioninit');
        await tab.call('startChat');
        await tab.when('lcw:error');
        stage.service.setFault(null);
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:error']);
      },
    },
    {
      id: 'error-3',
      says: 'is not raised for the offline pane',
      origin: 'settled',
      section: '3.2',
      async test(stage) {
        const tab = await stage.open({ service: { operatingHours: 'closed' } });
        await tab.call('startChat');
        await tab.page.getByText('We are closed right now').waitFor();
        await tab.quiet();
        expect(tab.count('lcw:error')).toBe(0);
      },
    },
  ],
};
