import {
  closeByX,
  invite,
  leaveForAnotherBrowser,
  preChatSurvey,
  provideToken,
  surveyField,
  token,
  valueOf,
  whenOver,
} from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

export const startChat: StatementGroup = {
  title: 'startChat',
  statements: [
    {
      id: 'startChat-1',
      says: 'starts a new chat, without any argument too',
      origin: 'documented',
      section: '2.7',
      async test(stage) {
        const tab = await stage.open();
        const conversation = await stage.start(tab);
        expect(conversation).toMatchObject({ state: 'Waiting', isProactive: false, customContext: {} });
        await tab.field.waitFor();
      },
    },
    {
      id: 'startChat-2',
      says: 'opens a chat that is minimised instead of creating one',
      origin: 'documented',
      section: '2.7 (1)',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.press('Minimise chat');
        await tab.window.waitFor({ state: 'hidden' });
        await tab.call('startChat');
        await tab.window.waitFor();
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'startChat-3',
      says: 'does nothing and raises nothing while the chat is open',
      origin: 'observed',
      section: '2.7 (1)',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        tab.clear();
        await tab.call('startChat');
        await tab.quiet();
        expect(tab.types()).toEqual([]);
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'startChat-4',
      says: 'called twice in a row, makes one conversation',
      origin: 'documented',
      section: '2.7 (1)',
      checks: [5],
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          window.lcw.startChat();
          window.lcw.startChat();
        });
        await tab.when('lcw:chatQueued');
        await tab.quiet();
        expect(stage.service.conversations()).toHaveLength(1);
        expect(tab.count('lcw:startChat')).toBe(1);
      },
    },
    {
      id: 'startChat-5',
      says: 'after the agent has ended, shows what was said and creates no conversation until the old chat is closed',
      origin: 'observed',
      section: '2.7 (1)',
      checks: [5],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Goodbye');
        await tab.page.getByText('Goodbye').waitFor();
        stage.service.endConversation(id);
        await tab.when('lcw:threadUpdate');
        await tab.press('Minimise chat');
        await tab.call('startChat');
        await tab.page.getByText('Goodbye').waitFor();
        await tab.quiet();
        expect(stage.service.conversations()).toHaveLength(1);
        await tab.call('closeChat');
        await stage.start(tab);
        expect(stage.service.conversations()).toHaveLength(2);
      },
    },
    {
      id: 'startChat-6',
      says: 'outside operating hours shows the offline pane, asks no survey and creates no conversation',
      origin: 'observed',
      section: '2.7 (3)',
      async test(stage) {
        const tab = await stage.open({ service: { operatingHours: 'closed', preChatSurvey } });
        await tab.call('startChat');
        await tab.page.getByText('We are closed right now').waitFor();
        await tab.quiet();
        expect(await surveyField(tab).count()).toBe(0);
        expect(stage.service.conversations()).toEqual([]);
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize']);
      },
    },
    {
      id: 'startChat-7',
      says: '`customContext` comes with the conversation and goes before the context provider',
      origin: 'documented',
      section: '2.7 (4), 5.4',
      checks: [8],
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => ({ Who: 'provider', Only: 'provider' })),
        );
        const { customContext } = await stage.start(tab, {
          customContext: { Who: { value: 'call', isDisplayable: true } },
        });
        expect(customContext).toEqual({ Who: { value: 'call', isDisplayable: true } });
      },
    },
    {
      id: 'startChat-8',
      says: '`customContext` is for the chat it was given to; the next one asks the provider again',
      origin: 'settled',
      section: '2.7 (4)',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => window.lcw.setContextProvider(() => ({ Who: 'provider' })));
        await stage.start(tab, { customContext: { Who: 'call' } });
        await tab.call('closeChat');
        expect(valueOf(await stage.start(tab), 'Who')).toBe('provider');
      },
    },
    {
      id: 'startChat-9',
      says: 'the survey before the conversation is shown whenever there is one, and its answers come with the conversation',
      origin: 'documented',
      section: '2.7 (2), 2.8',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await tab.call('startChat');
        await surveyField(tab).fill('An order');
        await tab.press('Begin');
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()[0]).toMatchObject({ preChatAnswers: { topic: 'An order' } });
      },
    },
    {
      id: 'startChat-10',
      says: 'while an invitation is open, takes it away and starts a chat that is no invited one',
      origin: 'settled',
      section: '9 (7)',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' });
        expect((await stage.start(tab)).isProactive).toBe(false);
        expect(await tab.invitation.count()).toBe(0);
      },
    },
    {
      id: 'startChat-11',
      says: 'works as the click handler of a button of the page, while the standard button is hidden',
      origin: 'documented',
      section: '2.7',
      async test(stage) {
        const tab = await stage.open({
          attributes: { 'data-hide-chat-button': 'true' },
          body: '<button id="help">Help</button>',
          script() {
            document.querySelector('#help')?.addEventListener('click', (event) => {
              (window.Microsoft.Omnichannel.LiveChatWidget.SDK.startChat as (event: Event) => void)(event);
            });
          },
        });
        await tab.press('Help');
        await tab.when('lcw:chatQueued');
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        expect(await tab.button.isVisible()).toBe(false);
        await tab.press('Help');
        await tab.when('lcw:onMaximize', 2);
      },
    },
    {
      id: 'startChat-12',
      says: 'after a chat was closed, starts another one',
      origin: 'documented',
      section: '2.7 (2)',
      async test(stage) {
        const tab = await stage.open();
        const first = await stage.start(tab);
        await closeByX(tab);
        await tab.when('lcw:onClose');
        const second = await stage.start(tab);
        expect(second.id).not.toBe(first.id);
        await whenOver(stage.service, first.id);
        expect(second.state).toBe('Waiting');
      },
    },
    {
      id: 'startChat-13',
      says: '`customContext` stays and is used for later chats of the page',
      origin: 'observed',
      section: '2.7 (4)',
      result: 'not met',
      why: 'Context of an earlier chat would be told to the agent of a later one as if it were true now (startChat-8 says what happens instead).',
    },
    {
      id: 'startChat-14',
      says: 'an authenticated visitor with a conversation elsewhere is asked whether to continue it',
      origin: 'documented',
      section: '1.2, 1.3',
      async test(stage) {
        const tab = await stage.open({ service: { authenticatedChat: true, chatReconnect: true } });
        await provideToken(tab, token({ sub: 'kim' }));
        const { id } = await stage.converse(tab);
        await leaveForAnotherBrowser(stage, tab);
        await provideToken(tab, token({ sub: 'kim' }));
        await tab.call('startChat');
        await tab.press('Continue it');
        await tab.when('lcw:chatRetrieved');
        await tab.say('Here again');
        await tab.when('lcw:onMessageSent');
        const { messages } = await stage.service.whenConversation((conversation) => conversation.id === id);
        expect(messages.at(-1)?.text).toBe('Here again');
        expect(tab.count('lcw:chatQueued')).toBe(0);
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
  ],
};
