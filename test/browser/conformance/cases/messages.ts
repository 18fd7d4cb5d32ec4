import { eventually } from '../eventually.ts';
import type { MessageDetail } from '../tab.ts';
import type { StatementGroup } from '../statement.ts';

export const onMessageReceived: StatementGroup = {
  title: 'lcw:onMessageReceived',
  statements: [
    {
      id: 'onMessageReceived-1',
      says: 'an agent’s message: `messageType` is `user`, the tags have `public` and the activity id',
      origin: 'documented',
      section: '3.10',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Good morning');
        const { messageType, channelData } = await tab.whenMessage(({ text }) => text === 'Good morning');
        expect(messageType).toBe('user');
        expect(channelData?.tags).toEqual([
          'public',
          expect.stringMatching(/^client_activity_id:.+/) as unknown,
        ]);
      },
    },
    {
      id: 'onMessageReceived-2',
      says: 'an agent has accepted: `messageType` is `system`, the tags have `agentaccepted`',
      origin: 'documented',
      section: '3.10',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        expect((await tab.when('lcw:onMessageReceived')).detail).toMatchObject({
          messageType: 'system',
          channelData: { tags: ['system', 'agentaccepted'] },
        });
      },
    },
    {
      id: 'onMessageReceived-3',
      says: 'an agent has ended the conversation: `messageType` is `system`, the tags have `agentendconversation`',
      origin: 'documented',
      section: '3.10',
      checks: [11],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.endConversation(id);
        const message = await tab.whenMessage(
          ({ channelData }) => channelData?.tags?.includes('agentendconversation') === true,
        );
        expect(message).toMatchObject({
          messageType: 'system',
          channelData: { tags: ['system', 'agentendconversation'] },
        });
      },
    },
    {
      id: 'onMessageReceived-4',
      says: 'one event for one message, with text, time, id, role and conversation under the names of the open-source widget',
      origin: 'observed',
      section: '3.10',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Good morning');
        await tab.whenMessage(({ text }) => text === 'Good morning');
        await tab.quiet();
        const said = tab.events.filter(
          ({ detail }) => (detail as MessageDetail | null)?.text === 'Good morning',
        );
        expect(said).toHaveLength(1);
        expect(said[0]?.detail).toMatchObject({
          type: 'message',
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
          Id: expect.stringMatching(/./) as unknown,
          role: 'agent',
          isChatComplete: false,
          chatId: expect.stringMatching(/./) as unknown,
        });
      },
    },
    {
      id: 'onMessageReceived-5',
      says: 'is not raised while the other side is typing',
      origin: 'settled',
      section: '3.10, 9 (18)',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        tab.clear();
        stage.service.typing(id);
        await tab.page.getByText('Alex is typing…').waitFor();
        stage.service.say(id, 'Here I am');
        await tab.whenMessage(({ text }) => text === 'Here I am');
        expect(tab.types()).toEqual(['lcw:onMessageReceived']);
      },
    },
    {
      id: 'onMessageReceived-6',
      says: 'is raised while the chat is minimised too',
      origin: 'documented',
      section: '3.10',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        stage.service.say(id, 'Are you there?');
        await tab.whenMessage(({ text }) => text === 'Are you there?');
      },
    },
    {
      id: 'onMessageReceived-7',
      says: 'is not raised for what the visitor writes',
      origin: 'documented',
      section: '3.10',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        tab.clear();
        await tab.say('Hello');
        await tab.when('lcw:onMessageSent');
        stage.service.say(id, 'Good morning');
        await tab.whenMessage(({ text }) => text === 'Good morning');
        expect(tab.types()).toEqual(['lcw:onMessageSent', 'lcw:onMessageReceived']);
      },
    },
  ],
};

export const onMessageSent: StatementGroup = {
  title: 'lcw:onMessageSent',
  statements: [
    {
      id: 'onMessageSent-1',
      says: 'is raised once for each message of the visitor, when the service has taken it; `detail` is `null`',
      origin: 'documented',
      section: '3.11',
      checks: [12],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        tab.clear();
        await tab.say('Hello');
        expect((await tab.when('lcw:onMessageSent')).detail).toBeNull();
        const { messages } = await stage.service.whenConversation((conversation) => conversation.id === id);
        expect(messages.map(({ text }) => text)).toContain('Hello');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:onMessageSent']);
      },
    },
    {
      id: 'onMessageSent-2',
      says: 'is not raised for a message that did not reach the service; a second try that does, raises it',
      origin: 'settled',
      section: '3.11',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        tab.clear();
        stage.service.setFault('status:403', 'send');
        await tab.say('Hello');
        const unsent = tab.page.getByText('Not sent');
        await unsent.waitFor();
        expect(tab.types()).toEqual([]);
        stage.service.setFault(null);
        await tab.page.getByRole('button', { name: /Try again/ }).click();
        await tab.when('lcw:onMessageSent');
      },
    },
    {
      id: 'onMessageSent-3',
      says: 'is not raised again for old messages after a reload',
      origin: 'settled',
      section: '3.11, 9 (19)',
      checks: [4],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.say('Hello');
        await tab.when('lcw:onMessageSent');
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        await tab.page.getByText('Hello', { exact: true }).waitFor();
        await eventually(() => stage.service.realtimeConnections() > 0);
        stage.service.say(id, 'News');
        await tab.whenMessage(({ text }) => text === 'News');
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:chatRetrieved', 'lcw:onMessageReceived']);
      },
    },
    {
      id: 'onMessageSent-4',
      says: 'the event carries the whole message',
      origin: 'observed',
      section: '3.11',
      result: 'not met',
      why: 'No payload is documented, and what a visitor writes is not handed to every script on the page.',
    },
  ],
};

export const threadUpdate: StatementGroup = {
  title: 'lcw:threadUpdate',
  statements: [
    {
      id: 'threadUpdate-1',
      says: 'is raised once when the agent ends the conversation, after the message that says so; `detail` is `null`',
      origin: 'documented',
      section: '3.12',
      checks: [11, 12],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        tab.clear();
        stage.service.endConversation(id);
        expect((await tab.when('lcw:threadUpdate')).detail).toBeNull();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:onMessageReceived', 'lcw:threadUpdate']);
      },
    },
    {
      id: 'threadUpdate-2',
      says: 'what was said stays to be read, without a field to write in',
      origin: 'observed',
      section: '3.12',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Goodbye');
        stage.service.endConversation(id);
        await tab.when('lcw:threadUpdate');
        await tab.page.getByText('Goodbye').waitFor();
        await tab.field.waitFor({ state: 'detached' });
      },
    },
    {
      id: 'threadUpdate-3',
      says: 'is not raised when the visitor ends it',
      origin: 'documented',
      section: '3.12',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        tab.clear();
        await tab.call('closeChat');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:closeChat', 'lcw:onClose']);
      },
    },
    {
      id: 'threadUpdate-4',
      says: '`closeChat()` called inside its handler works at once, and gives one `lcw:closeChat` and one `lcw:onClose`',
      origin: 'documented',
      section: '3.12, 2.9',
      checks: [11],
      async test(stage) {
        const tab = await stage.open({
          script() {
            window.addEventListener('lcw:threadUpdate', () => {
              window.addEventListener('lcw:onClose', () => window.notes.push('closed'));
              window.Microsoft.Omnichannel.LiveChatWidget.SDK.closeChat();
              window.notes.push('after the call');
            });
          },
        });
        const { id } = await stage.converse(tab);
        tab.clear();
        stage.service.endConversation(id);
        await tab.when('lcw:onClose');
        await tab.quiet();
        expect(tab.types()).toEqual([
          'lcw:onMessageReceived',
          'lcw:threadUpdate',
          'lcw:closeChat',
          'lcw:onClose',
        ]);
        expect(await tab.notes()).toEqual(['closed', 'after the call']);
      },
    },
  ],
};
