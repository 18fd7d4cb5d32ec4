import { closeByX, invite, whenOver } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

const withSurvey = { postChatSurvey: 'embedded' };

export const closeChat: StatementGroup = {
  title: 'closeChat',
  statements: [
    {
      id: 'closeChat-1',
      says: 'ends the conversation at the service, without asking',
      origin: 'documented',
      section: '2.9',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.call('closeChat');
        expect(await whenOver(stage.service, id)).toMatchObject({ state: 'Closed', endedBy: 'visitor' });
        expect(await tab.window.count()).toBe(0);
        await tab.button.waitFor();
      },
    },
    {
      id: 'closeChat-2',
      says: 'deletes what the browser kept of the conversation: a reload finds none',
      origin: 'documented',
      section: '2.9',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        expect(await tab.page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
        await tab.call('closeChat');
        await tab.reload();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        const kept = await tab.page.evaluate(() => Object.keys(localStorage));
        expect(kept.filter((key) => key.includes('conversation'))).toEqual([]);
      },
    },
    {
      id: 'closeChat-3',
      says: 'raises `lcw:closeChat` and `lcw:onClose`, each once',
      origin: 'documented',
      section: '2.9, 9 (10)',
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
      id: 'closeChat-4',
      says: 'with nothing open raises nothing, so that a handler which closes again does not go in circles',
      origin: 'settled',
      section: '9 (11)',
      async test(stage) {
        const tab = await stage.open();
        await tab.call('closeChat');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        await tab.page.evaluate(() => window.addEventListener('lcw:closeChat', () => window.lcw.closeChat()));
        await stage.start(tab);
        await tab.call('closeChat');
        await tab.quiet();
        expect([tab.count('lcw:closeChat'), tab.count('lcw:onClose')]).toEqual([1, 1]);
      },
    },
    {
      id: 'closeChat-5',
      says: 'with an embedded survey after the conversation, ends it and shows the survey; events come when that is closed',
      origin: 'observed',
      section: '2.9, 9 (12)',
      async test(stage) {
        const tab = await stage.open({ service: withSurvey });
        const { id } = await stage.converse(tab);
        tab.clear();
        await tab.call('closeChat');
        await tab.page.frameLocator('iframe').getByText('How was your chat?').first().waitFor();
        await whenOver(stage.service, id);
        expect(tab.types()).toEqual([]);
        await tab.press('Close chat');
        await tab.when('lcw:onClose');
        expect(tab.types()).toEqual(['lcw:closeChat', 'lcw:onClose']);
      },
    },
    {
      id: 'closeChat-6',
      says: 'called a second time, while the survey is shown, closes at once',
      origin: 'observed',
      section: '2.9, 9 (12)',
      async test(stage) {
        const tab = await stage.open({ service: withSurvey });
        await stage.converse(tab);
        tab.clear();
        await tab.call('closeChat');
        await tab.page.frameLocator('iframe').getByText('How was your chat?').first().waitFor();
        await tab.call('closeChat');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:closeChat', 'lcw:onClose']);
        expect(await tab.window.count()).toBe(0);
      },
    },
    {
      id: 'closeChat-7',
      says: 'with a survey that is sent as a link, the window stays with what was said and the link, until it is closed',
      origin: 'observed',
      section: '2.9',
      async test(stage) {
        const tab = await stage.open({ service: { postChatSurvey: 'link' } });
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Goodbye');
        await tab.page.getByText('Goodbye').waitFor();
        tab.clear();
        await tab.call('closeChat');
        const link = tab.page.getByRole('link');
        await link.waitFor();
        expect(await link.getAttribute('href')).toContain(`${stage.service.url}/survey/`);
        expect(await tab.page.getByText('Goodbye').isVisible()).toBe(true);
        expect(await tab.field.count()).toBe(0);
        expect(tab.types()).toEqual([]);
        await tab.call('closeChat');
        await tab.when('lcw:onClose');
      },
    },
    {
      id: 'closeChat-8',
      says: 'after the agent has ended, closes the window and tells so, although there is nothing left to end',
      origin: 'documented',
      section: '2.9',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.endConversation(id);
        await tab.when('lcw:threadUpdate');
        tab.clear();
        await tab.call('closeChat');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:closeChat', 'lcw:onClose']);
        expect(stage.service.conversations()).toMatchObject([{ endedBy: 'agent' }]);
      },
    },
    {
      id: 'closeChat-9',
      says: 'while a chat is being started, gives it up: no conversation is left at the service',
      origin: 'settled',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          window.lcw.startChat();
          window.lcw.closeChat();
        });
        await tab.quiet();
        expect(tab.types()).toEqual([
          'lcw:ready',
          'lcw:startChat',
          'lcw:onMaximize',
          'lcw:closeChat',
          'lcw:onClose',
        ]);
        expect(stage.service.conversations().filter(({ state }) => state !== 'Closed')).toEqual([]);
      },
    },
    {
      id: 'closeChat-10',
      says: 'works for the page although the service cannot be reached',
      origin: 'observed',
      section: '2.9',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        stage.service.setFault('status:500', 'close');
        tab.clear();
        await tab.call('closeChat');
        await tab.when('lcw:onClose');
        stage.service.setFault(null);
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:closeChat', 'lcw:onClose']);
      },
    },
    {
      id: 'closeChat-11',
      says: 'takes an open invitation away, without an event',
      origin: 'settled',
      section: '1.2',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' });
        await tab.call('closeChat');
        await tab.invitation.waitFor({ state: 'detached' });
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'closeChat-12',
      says: 'the X of the window asks first, and then does the same',
      origin: 'documented',
      section: '1.2, 2.9',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        tab.clear();
        await tab.press('Close chat');
        await tab.press('Keep chatting');
        await tab.say('I stay');
        await tab.when('lcw:onMessageSent');
        expect(tab.types()).toEqual(['lcw:onMessageSent']);
        tab.clear();
        await closeByX(tab);
        expect(await whenOver(stage.service, id)).toMatchObject({ endedBy: 'visitor' });
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:closeChat', 'lcw:onClose']);
      },
    },
    {
      id: 'closeChat-13',
      says: 'closes the chat in the other tabs too',
      origin: 'observed',
      section: '2.9, 1.4',
      async test(stage) {
        const first = await stage.open();
        await stage.converse(first);
        const second = await stage.openTab();
        await second.when('lcw:chatRetrieved');
        await first.call('closeChat');
        await second.when('lcw:onClose');
        await second.quiet();
        expect(second.count('lcw:closeChat')).toBe(1);
        expect(second.count('lcw:onClose')).toBe(1);
        expect(await second.window.count()).toBe(0);
        expect(stage.asked('/sessionclose/')).toBe(1);
      },
    },
    {
      id: 'closeChat-14',
      says: 'a voice or video call is stopped first',
      origin: 'observed',
      section: '2.9',
      result: 'not met',
      why: 'The built-in widget has no calls.',
    },
    {
      id: 'closeChat-15',
      says: 'a visitor cannot end a persistent conversation',
      origin: 'documented',
      section: '2.9',
      result: 'not met',
      why: 'Persistent chat is not built; the sources disagree on what the method does there.',
    },
  ],
};
