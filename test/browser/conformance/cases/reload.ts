import { leaveForAnotherBrowser, preChatSurvey, provideToken, surveyField, token } from '../acts.ts';
import { eventually } from '../eventually.ts';
import type { StatementGroup } from '../statement.ts';

export const reload: StatementGroup = {
  title: 'Reload',
  statements: [
    {
      id: 'reload-1',
      says: 'a conversation that runs survives a reload, told by `lcw:chatRetrieved` with `detail` `null`',
      origin: 'documented',
      section: '1.3, 3.6',
      checks: [4, 12],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.reload();
        expect((await tab.when('lcw:chatRetrieved')).detail).toBeNull();
        await tab.window.waitFor();
        await tab.say('Here again');
        await tab.when('lcw:onMessageSent');
        const { messages } = await stage.service.whenConversation((conversation) => conversation.id === id);
        expect(messages.at(-1)?.text).toBe('Here again');
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'reload-2',
      says: 'a chat that was minimised comes back minimised',
      origin: 'observed',
      section: '1.2, 1.3',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        await tab.button.waitFor();
        expect(await tab.window.count()).toBe(0);
      },
    },
    {
      id: 'reload-3',
      says: 'a conversation that is over meanwhile is not taken up: the widget is closed, without an event',
      origin: 'observed',
      section: '1.3',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.page.goto('about:blank');
        stage.service.endConversation(id);
        tab.clear();
        await tab.page.goto(stage.url);
        await tab.when('lcw:ready');
        await tab.button.waitFor();
        await eventually(() =>
          tab.page.evaluate(() => !JSON.stringify({ ...localStorage }).includes('resumeState')),
        );
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        await stage.start(tab);
        expect(stage.service.conversations()).toHaveLength(2);
      },
    },
    {
      id: 'reload-4',
      says: 'what the browser keeps of a conversation counts for 15 minutes from the last time it was written',
      origin: 'observed',
      section: '1.3',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        await tab.page.goto('about:blank');
        await stage.context.clock.fastForward(15 * 60_000);
        tab.clear();
        await tab.page.goto(stage.url);
        await tab.when('lcw:ready');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'reload-5',
      says: 'the survey before a conversation and the offline pane do not survive a reload',
      origin: 'observed',
      section: '1.3',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await tab.call('startChat');
        await surveyField(tab).waitFor();
        await tab.reload();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        expect(await tab.window.count()).toBe(0);
        stage.service.setQueueOpen(false);
        await tab.call('startChat');
        await tab.page.getByText('We are closed right now').waitFor();
        await tab.reload();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'reload-6',
      says: 'outside operating hours a conversation that runs goes on after a reload',
      origin: 'observed',
      section: '1.3',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        stage.service.setQueueOpen(false);
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        await tab.field.waitFor();
      },
    },
    {
      id: 'reload-7',
      says: 'a message that comes after the reload is reported as received',
      origin: 'observed',
      section: '3.10',
      checks: [4],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Before');
        await tab.page.getByText('Before').waitFor();
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        await eventually(() => stage.service.realtimeConnections() > 0);
        stage.service.say(id, 'After');
        await tab.whenMessage(({ text }) => text === 'After');
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:chatRetrieved', 'lcw:onMessageReceived']);
      },
    },
    {
      id: 'reload-8',
      says: '`startChat()` called in the `lcw:ready` of the next page takes the conversation up instead of making another',
      origin: 'documented',
      section: '1.3, 2.7 (1)',
      checks: [5],
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.page.addInitScript(() => {
          window.addEventListener('lcw:ready', () => window.lcw.startChat());
        });
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        await tab.quiet();
        expect(stage.service.conversations()).toHaveLength(1);
        expect([tab.count('lcw:startChat'), tab.count('lcw:chatQueued')]).toEqual([0, 0]);
      },
    },
    {
      id: 'reload-9',
      says: 'a page that is left between the start of a chat and its beginning finds its conversation again, if there is one',
      origin: 'settled',
      section: '1.3',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('hang', 'join');
        await tab.call('startChat');
        await stage.service.whenConversation(() => true);
        stage.service.setFault(null);
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'reload-10',
      says: 'in another browser a reconnect link leads into the conversation: `lcw:chatRetrieved`, not `lcw:chatQueued`',
      origin: 'documented',
      section: '1.3, 9.2 row 20',
      async test(stage) {
        const tab = await stage.open({ service: { chatReconnect: true } });
        const { id, reconnectId } = await stage.converse(tab);
        await tab.page.goto('about:blank');
        // Another browser has nothing kept.
        await stage.context.addInitScript(() => localStorage.clear());
        tab.clear();
        await tab.page.goto(`${stage.url}?oc.reconnectid=${reconnectId}`);
        await tab.when('lcw:ready');
        await tab.call('startChat');
        await tab.when('lcw:chatRetrieved');
        expect(tab.count('lcw:chatQueued')).toBe(0);
        await tab.say('Here again');
        await tab.when('lcw:onMessageSent');
        const { messages } = await stage.service.whenConversation((conversation) => conversation.id === id);
        expect(messages.at(-1)?.text).toBe('Here again');
        await tab.call('closeChat');
        await stage.service.whenConversation(({ state }) => state === 'Closed' || state === 'WrapUp');
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'reload-13',
      says: 'a reconnect link whose conversation is over leads to a new one',
      origin: 'documented',
      section: '1.3',
      async test(stage) {
        const tab = await stage.open({ service: { chatReconnect: true } });
        const { id, reconnectId } = await stage.converse(tab);
        await tab.call('closeChat');
        await tab.when('lcw:onClose');
        await stage.service.whenConversation((conversation) => conversation.id === id);
        tab.clear();
        await tab.page.goto(`${stage.url}?oc.reconnectid=${reconnectId}`);
        await tab.when('lcw:ready');
        await tab.call('startChat');
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()).toHaveLength(2);
      },
    },
    {
      id: 'reload-15',
      says: 'a reconnect link whose time is over leads to the page that the administrator names, if there is one, and to no new conversation',
      origin: 'documented',
      section: '1.3',
      async test(stage) {
        const over = 'https://shop.example/over';
        const tab = await stage.open({
          service: { chatReconnect: true, reconnectRedirectUrl: over },
          before: (context) => context.route(over, (route) => route.fulfill({ body: 'Over' })),
        });
        const { reconnectId } = await stage.converse(tab);
        await tab.call('closeChat');
        await stage.service.whenConversation(({ state }) => state === 'Closed');
        tab.clear();
        await tab.page.goto(`${stage.url}?oc.reconnectid=${reconnectId}`);
        await tab.when('lcw:ready');
        await tab.call('startChat');
        await tab.page.waitForURL(over);
        expect(tab.types()).toEqual([
          'lcw:ready',
          'lcw:startChat',
          'lcw:onMaximize',
          'lcw:closeChat',
          'lcw:onClose',
        ]);
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'reload-14',
      says: 'a signed-in visitor with a running conversation is asked whether to continue it or to start a new one',
      origin: 'documented',
      section: '1.3',
      async test(stage) {
        const service = { authenticatedChat: true, chatReconnect: true };
        const tab = await stage.open({ service });
        await provideToken(tab, token({ sub: 'kim' }));
        await stage.converse(tab);
        await leaveForAnotherBrowser(stage, tab);
        // Somebody else is asked nothing.
        await provideToken(tab, token({ sub: 'robin' }));
        await tab.call('startChat');
        await tab.when('lcw:chatQueued');
        await tab.call('closeChat');
        await tab.when('lcw:onClose');
        await provideToken(tab, token({ sub: 'kim' }));
        await tab.call('startChat');
        await tab.window.getByRole('button', { name: 'Continue it' }).waitFor();
        await tab.press('Start a new one');
        await tab.when('lcw:chatQueued', 2);
        expect(stage.service.conversations()).toHaveLength(3);
        expect(tab.count('lcw:chatRetrieved')).toBe(0);
      },
    },
    {
      id: 'reload-11',
      says: 'a visitor who was cut off can go on within three minutes',
      origin: 'documented',
      section: '1.3',
      result: 'not testable here',
      why: 'The service decides when a conversation is over; the embedded one keeps it until somebody ends it.',
    },
  ],
};
