import { invite } from '../acts.ts';
import { eventually } from '../eventually.ts';
import type { StatementGroup } from '../statement.ts';

export const tabs: StatementGroup = {
  title: 'Several tabs',
  statements: [
    {
      id: 'tabs-1',
      says: 'a conversation that runs is opened in a further tab too, told there by `lcw:chatRetrieved`',
      origin: 'documented',
      section: '1.3, 3.6',
      async test(stage) {
        const first = await stage.open();
        const { id } = await stage.converse(first);
        const second = await stage.openTab();
        await second.when('lcw:chatRetrieved');
        await eventually(() => stage.service.realtimeConnections() > 1);
        stage.service.say(id, 'To both');
        await Promise.all([first, second].map((tab) => tab.whenMessage(({ text }) => text === 'To both')));
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'tabs-2',
      says: 'a tab that was open before joins when the visitor presses its button: `lcw:chatRetrieved`, no second conversation',
      origin: 'settled',
      section: '1.3, 9 (28)',
      async test(stage) {
        const first = await stage.open();
        const second = await stage.openTab();
        await stage.start(first);
        await second.quiet();
        expect(second.types()).toEqual(['lcw:ready']);
        await second.button.click();
        await second.when('lcw:chatRetrieved');
        await second.quiet();
        expect([second.count('lcw:startChat'), second.count('lcw:chatQueued')]).toEqual([0, 0]);
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'tabs-3',
      says: 'the same for `startChat()` in that tab',
      origin: 'documented',
      section: '1.3',
      async test(stage) {
        const first = await stage.open();
        const second = await stage.openTab();
        await stage.start(first);
        await second.call('startChat');
        await second.when('lcw:chatRetrieved');
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'tabs-4',
      says: 'started in two tabs at once, there is one conversation, and both tabs are in it',
      origin: 'observed',
      section: '1.4',
      async test(stage) {
        const first = await stage.open();
        const second = await stage.openTab();
        await Promise.all([first.call('startChat'), second.call('startChat')]);
        await Promise.race([first.when('lcw:chatQueued'), second.when('lcw:chatQueued')]);
        await Promise.race([first.when('lcw:chatRetrieved'), second.when('lcw:chatRetrieved')]);
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'tabs-5',
      says: 'events of a call are raised in the tab of the call only',
      origin: 'settled',
      section: '1.4',
      async test(stage) {
        const first = await stage.open();
        const second = await stage.openTab();
        await stage.start(first);
        await first.call('getAgentAvailability');
        await second.quiet();
        expect(second.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'tabs-6',
      says: 'an invitation appears in the calling tab only',
      origin: 'settled',
      section: '9 (21)',
      async test(stage) {
        const first = await stage.open();
        const second = await stage.openTab();
        await invite(first, { message: 'Hello' });
        await second.quiet();
        expect(await second.invitation.count()).toBe(0);
      },
    },
    {
      id: 'tabs-7',
      says: 'an invitation goes when a chat begins in another tab',
      origin: 'settled',
      section: '9 (21)',
      async test(stage) {
        const first = await stage.open();
        const second = await stage.openTab();
        await invite(second, { message: 'Hello' });
        await stage.start(first);
        await second.invitation.waitFor({ state: 'detached' });
        await second.quiet();
        expect(second.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'tabs-8',
      says: 'who chats in one tab is not invited in another',
      origin: 'settled',
      section: '2.8',
      async test(stage) {
        const first = await stage.open();
        const second = await stage.openTab();
        await stage.start(first);
        await second.call('startProactiveChat', { message: 'Hello' });
        await second.quiet();
        expect(await second.invitation.count()).toBe(0);
      },
    },
    {
      id: 'tabs-9',
      says: 'when one tab goes, the conversation runs on in the others',
      origin: 'observed',
      section: '1.3',
      async test(stage) {
        const first = await stage.open();
        const { id } = await stage.converse(first);
        const second = await stage.openTab();
        await second.when('lcw:chatRetrieved');
        await first.page.close();
        await eventually(() => stage.service.realtimeConnections() === 1);
        stage.service.say(id, 'Still there?');
        await second.whenMessage(({ text }) => text === 'Still there?');
      },
    },
    {
      id: 'tabs-10',
      says: 'when the agent ends, every tab hears of it',
      origin: 'documented',
      section: '3.12',
      async test(stage) {
        const first = await stage.open();
        const { id } = await stage.converse(first);
        const second = await stage.openTab();
        await second.when('lcw:chatRetrieved');
        await eventually(() => stage.service.realtimeConnections() > 1);
        stage.service.endConversation(id);
        await Promise.all([first.when('lcw:threadUpdate'), second.when('lcw:threadUpdate')]);
      },
    },
  ],
};
