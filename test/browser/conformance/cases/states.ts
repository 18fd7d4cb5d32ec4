import { answerSurvey, preChatSurvey, surveyField } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

const offline = 'We are closed right now';

export const states: StatementGroup = {
  title: 'States and transitions',
  statements: [
    {
      id: 'states-1',
      says: 'at first there is the chat button and nothing else',
      origin: 'observed',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open();
        await tab.button.waitFor();
        expect(await tab.window.count()).toBe(0);
        expect(await tab.invitation.count()).toBe(0);
      },
    },
    {
      id: 'states-2',
      says: 'while a conversation is being created, the window says so',
      origin: 'observed',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('hang', 'sessioninit');
        await tab.call('startChat');
        await tab.window
          .getByText(/Connecting/)
          .first()
          .waitFor();
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize']);
      },
    },
    {
      id: 'states-3',
      says: 'a start that does not come to an end fails after 30 s, and the error pane says so',
      origin: 'settled',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setFault('hang', 'sessioninit');
        await tab.call('startChat');
        await tab.window
          .getByText(/Connecting/)
          .first()
          .waitFor();
        await stage.pass(31);
        await tab.when('lcw:error');
        await tab.page.getByText('We could not connect you').waitFor();
      },
    },
    {
      id: 'states-4',
      says: 'the error and the offline pane are closed without a question',
      origin: 'observed',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open();
        stage.service.setQueueOpen(false);
        await tab.call('startChat');
        await tab.page.getByText(offline).waitFor();
        await tab.press('Close chat');
        await tab.when('lcw:onClose', 1);
        stage.service.setQueueOpen(true);
        stage.service.setFault('status:404', 'sessioninit');
        await tab.call('startChat');
        await tab.when('lcw:error');
        await tab.press('Close chat');
        await tab.when('lcw:onClose', 2);
        await tab.button.waitFor();
      },
    },
    {
      id: 'states-5',
      says: 'the survey before a conversation can be minimised, and is still there afterwards',
      origin: 'observed',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await tab.call('startChat');
        await surveyField(tab).fill('An ord');
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        await tab.button.click();
        await tab.window.waitFor();
        expect(await surveyField(tab).inputValue()).toBe('An ord');
      },
    },
    {
      id: 'states-6',
      says: 'when the service closes while the survey is being filled in, the offline pane follows, and no error',
      origin: 'observed',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await tab.call('startChat');
        await surveyField(tab).waitFor();
        stage.service.setQueueOpen(false);
        await answerSurvey(tab, 'An order');
        await tab.page.getByText(offline).waitFor();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize']);
        expect(stage.service.conversations()).toEqual([]);
      },
    },
    {
      id: 'states-7',
      says: 'after the agent has ended, closing leads to the survey where there is one',
      origin: 'observed',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open({ service: { postChatSurvey: 'embedded' } });
        const { id } = await stage.converse(tab);
        stage.service.endConversation(id);
        await tab.when('lcw:threadUpdate');
        await tab.call('closeChat');
        await tab.page.frameLocator('iframe').getByText('How was your chat?').first().waitFor();
        await tab.call('closeChat');
        await tab.when('lcw:onClose');
      },
    },
    {
      id: 'states-8',
      says: 'messages that come while the chat is minimised are counted on the button',
      origin: 'observed',
      section: '3.15',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        stage.service.say(id, 'Are you there?');
        await tab.page.getByRole('button', { name: 'Chat with us, 1 unread message' }).click();
        await tab.window.waitFor();
      },
    },
  ],
};
