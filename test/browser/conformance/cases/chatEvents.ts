import type { StatementGroup } from '../statement.ts';
import { answerSurvey, closeByX, preChatSurvey, surveyField } from '../acts.ts';

export const startChatEvent: StatementGroup = {
  title: 'lcw:startChat',
  statements: [
    {
      id: 'startChatEvent-1',
      says: 'is raised for a chat that the visitor starts by the button, as for `startChat()`',
      origin: 'documented',
      section: '3.3',
      async test(stage) {
        const tab = await stage.open();
        await tab.button.click();
        await tab.when('lcw:chatQueued');
        expect(tab.count('lcw:startChat')).toBe(1);
      },
    },
    {
      id: 'startChatEvent-2',
      says: 'comes at the beginning, before the survey and before there is a conversation',
      origin: 'observed',
      section: '3.3',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await tab.call('startChat');
        await tab.when('lcw:startChat');
        await surveyField(tab).waitFor();
        expect(stage.service.conversations()).toEqual([]);
      },
    },
    {
      id: 'startChatEvent-3',
      says: 'is not raised when an existing chat is opened again',
      origin: 'settled',
      section: '9 (8)',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        tab.clear();
        await tab.call('startChat');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:onMaximize']);
      },
    },
    {
      id: 'startChatEvent-4',
      says: 'is raised when an invitation is accepted, and not when it is shown',
      origin: 'settled',
      section: '9 (6)',
      async test(stage) {
        const tab = await stage.open();
        await tab.call('startProactiveChat', { message: 'Hello' }, false);
        await tab.invitation.waitFor();
        await tab.quiet();
        expect(tab.count('lcw:startChat')).toBe(0);
        await tab.accept.click();
        await tab.when('lcw:startChat');
      },
    },
  ],
};

export const closing: StatementGroup = {
  title: 'lcw:closeChat and lcw:onClose',
  statements: [
    {
      id: 'closing-1',
      says: 'both are raised when the visitor closes by the X, the conversation first',
      origin: 'documented',
      section: '3.4, 3.7, 9 (10)',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        tab.clear();
        await closeByX(tab);
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:closeChat', 'lcw:onClose']);
      },
    },
    {
      id: 'closing-2',
      says: 'when `lcw:closeChat` comes, the widget is closed: the handler can start the next chat',
      origin: 'observed',
      section: '3.4',
      async test(stage) {
        const tab = await stage.open({
          script() {
            const once = { once: true };
            window.addEventListener(
              'lcw:closeChat',
              () => window.Microsoft.Omnichannel.LiveChatWidget.SDK.startChat(),
              once,
            );
          },
        });
        await stage.start(tab);
        await tab.call('closeChat');
        await tab.when('lcw:chatQueued', 2);
        expect(stage.service.conversations().map(({ state }) => state)).toEqual(['Closed', 'Waiting']);
      },
    },
    {
      id: 'closing-3',
      says: 'both are raised for every chat that had been started: from the survey, the offline and the error pane too',
      origin: 'settled',
      section: '3.4',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await tab.call('startChat');
        await surveyField(tab).waitFor();
        await tab.call('closeChat');
        await tab.when('lcw:onClose', 1);
        stage.service.setQueueOpen(false);
        await tab.call('startChat');
        await tab.page.getByText('We are closed right now').waitFor();
        await tab.call('closeChat');
        await tab.when('lcw:onClose', 2);
        await tab.quiet();
        expect([tab.count('lcw:startChat'), tab.count('lcw:closeChat')]).toEqual([2, 2]);
      },
    },
  ],
};

export const chatQueued: StatementGroup = {
  title: 'lcw:chatQueued',
  statements: [
    {
      id: 'chatQueued-1',
      says: 'is raised once, when the conversation exists, whether or not an agent is there',
      origin: 'documented',
      section: '3.5',
      checks: [3],
      async test(stage) {
        const tab = await stage.open();
        stage.service.setAgentAvailable('alex', false);
        await tab.call('startChat');
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()).toMatchObject([{ state: 'Waiting' }]);
        await tab.quiet();
        expect(tab.count('lcw:chatQueued')).toBe(1);
      },
    },
    {
      id: 'chatQueued-2',
      says: 'does not come before the survey has been sent',
      origin: 'documented',
      section: '3.5',
      checks: [3],
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await tab.call('startChat');
        await surveyField(tab).waitFor();
        await tab.quiet();
        expect(tab.count('lcw:chatQueued')).toBe(0);
        await answerSurvey(tab, 'An order');
        await tab.when('lcw:chatQueued');
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
      },
    },
    {
      id: 'chatQueued-3',
      says: 'is not raised for a conversation that is taken up again',
      origin: 'documented',
      section: '3.5',
      checks: [4],
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        await tab.quiet();
        expect(tab.count('lcw:chatQueued')).toBe(0);
      },
    },
  ],
};

export const chatRetrieved: StatementGroup = {
  title: 'lcw:chatRetrieved',
  statements: [
    {
      id: 'chatRetrieved-1',
      says: 'is raised once when a conversation is taken up again, and not for a new one',
      origin: 'documented',
      section: '3.6',
      checks: [4],
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.quiet();
        expect(tab.count('lcw:chatRetrieved')).toBe(0);
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        await tab.call('startChat');
        await tab.quiet();
        expect(tab.count('lcw:chatRetrieved')).toBe(1);
      },
    },
    {
      id: 'chatRetrieved-2',
      says: 'comes after `lcw:ready`',
      origin: 'settled',
      section: '3.1',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.reload();
        await tab.when('lcw:chatRetrieved');
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
      },
    },
  ],
};

export const sizing: StatementGroup = {
  title: 'lcw:onMinimize and lcw:onMaximize',
  statements: [
    {
      id: 'sizing-1',
      says: '`lcw:onMinimize` is raised when the visitor minimises the chat, which then is the button alone',
      origin: 'documented',
      section: '3.8, 1.2',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        tab.clear();
        await tab.press('Minimise chat');
        await tab.button.waitFor();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:onMinimize']);
        expect(await tab.window.count()).toBe(0);
      },
    },
    {
      id: 'sizing-2',
      says: '`lcw:onMaximize` is raised when the visitor opens it again by the button',
      origin: 'documented',
      section: '3.9',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        tab.clear();
        await tab.button.click();
        await tab.window.waitFor();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:onMaximize']);
      },
    },
    {
      id: 'sizing-3',
      says: '`lcw:onMaximize` is raised once for the first opening of a new chat',
      origin: 'settled',
      section: '9 (9)',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.quiet();
        expect(tab.count('lcw:onMaximize')).toBe(1);
      },
    },
    {
      id: 'sizing-4',
      says: 'a message half written is still there after minimising',
      origin: 'settled',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.field.fill('I wanted to ask');
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        await tab.call('startChat');
        await tab.window.waitFor();
        expect(await tab.field.inputValue()).toBe('I wanted to ask');
      },
    },
  ],
};
