import { answerSurvey, invite, preChatSurvey, surveyField } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';
import { refusals } from './refusedInvitations.ts';

const defaultMessage = "Hi! Have any questions? I'm here to help";

export const startProactiveChat: StatementGroup = {
  title: 'startProactiveChat',
  statements: [
    {
      id: 'startProactiveChat-1',
      says: 'invites with the given message, and starts nothing by itself',
      origin: 'documented',
      section: '2.8',
      checks: [6],
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'May we help with your basket?' }, false);
        await tab.page.getByText('May we help with your basket?').first().waitFor();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        expect(stage.service.conversations()).toEqual([]);
      },
    },
    {
      id: 'startProactiveChat-2',
      says: 'without a message, says the default one',
      origin: 'documented',
      section: '2.8, 9 (13)',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, {});
        await tab.invitation.getByText(defaultMessage).waitFor();
      },
    },
    {
      id: 'startProactiveChat-3',
      says: 'takes the message as a plain text too',
      origin: 'settled',
      section: '2.8, 9 (14)',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, 'A plain text', true);
        await tab.invitation.getByText('A plain text').waitFor();
      },
    },
    {
      id: 'startProactiveChat-4',
      says: 'takes the arguments in the order of 2019 too',
      origin: 'settled',
      section: '2.8, 9 (15)',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await invite(tab, false, { message: 'The other way round' });
        await tab.invitation.getByText('The other way round').waitFor();
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
      },
    },
    {
      id: 'startProactiveChat-5',
      says: 'a chat begins when the visitor accepts, and the service knows that it was an invited one',
      origin: 'documented',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' }, false);
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()).toMatchObject([{ isProactive: true }]);
        expect(await tab.invitation.count()).toBe(0);
      },
    },
    {
      id: 'startProactiveChat-6',
      says: 'the invitation leaves by itself after exactly one minute',
      origin: 'documented',
      section: '2.8, 1.2',
      checks: [6],
      async test(stage) {
        const tab = await stage.open();
        await stage.freeze();
        await invite(tab, { message: 'Hello' });
        await stage.pass(59.9);
        expect(await tab.invitation.isVisible()).toBe(true);
        await stage.pass(0.1);
        expect(await tab.invitation.count()).toBe(0);
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'startProactiveChat-7',
      says: 'while an invitation is open, a second call changes neither its text nor its time',
      origin: 'settled',
      section: '9 (5)',
      checks: [6],
      async test(stage) {
        const tab = await stage.open();
        await stage.freeze();
        await invite(tab, { message: 'First' });
        await stage.pass(30);
        await tab.call('startProactiveChat', { message: 'Second' });
        await tab.quiet();
        await tab.invitation.getByText('First').waitFor();
        expect(await tab.invitation.count()).toBe(1);
        await stage.pass(30);
        expect(await tab.invitation.count()).toBe(0);
      },
    },
    {
      id: 'startProactiveChat-8',
      says: 'Escape closes the invitation, wherever the focus is',
      origin: 'observed',
      section: '2.8',
      checks: [6],
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' });
        await tab.page.keyboard.press('Escape');
        await tab.invitation.waitFor({ state: 'detached' });
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'startProactiveChat-9',
      says: 'the close button closes the invitation, without an event',
      origin: 'documented',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' });
        await tab.press('Close');
        await tab.invitation.waitFor({ state: 'detached' });
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        expect(stage.service.conversations()).toEqual([]);
      },
    },
    {
      id: 'startProactiveChat-10',
      says: 'the invitation takes no focus when it appears',
      origin: 'observed',
      section: '2.8',
      checks: [6],
      async test(stage) {
        const tab = await stage.open();
        await tab.page.getByLabel('Search').focus();
        await invite(tab, { message: 'Hello' });
        await tab.page.keyboard.type('boots');
        expect(await tab.page.getByLabel('Search').inputValue()).toBe('boots');
      },
    },
    {
      id: 'startProactiveChat-11',
      says: 'the invitation is a labelled region, and its start button can be reached and pressed by keyboard',
      origin: 'observed',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' }, false);
        await tab.accept.focus();
        await tab.page.keyboard.press('Enter');
        await tab.when('lcw:chatQueued');
      },
    },
    {
      id: 'startProactiveChat-12',
      says: 'a refused invitation is not remembered: the next call shows one again',
      origin: 'observed',
      section: '2.8',
      checks: [6],
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'First' });
        await tab.press('No thanks');
        await tab.invitation.waitFor({ state: 'detached' });
        await invite(tab, { message: 'Second' });
        await tab.invitation.getByText('Second').waitFor();
      },
    },
    {
      id: 'startProactiveChat-13',
      says: 'an invitation does not survive a reload',
      origin: 'observed',
      section: '2.8, 1.3',
      checks: [6],
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' });
        await tab.reload();
        await tab.quiet();
        expect(await tab.invitation.count()).toBe(0);
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'startProactiveChat-14',
      says: 'with `showPrechat` false, the survey before the conversation is left out',
      origin: 'documented',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await invite(tab, { message: 'Hello' }, false);
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
      },
    },
    {
      id: 'startProactiveChat-15',
      says: 'with `showPrechat` true or left out, the survey comes after the invitation is accepted',
      origin: 'documented',
      section: '2.8, 9 (4)',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await invite(tab, { message: 'Hello' });
        expect(await surveyField(tab).count()).toBe(0);
        await tab.accept.click();
        await surveyField(tab).waitFor();
        await tab.call('closeChat');
        await invite(tab, { message: 'Hello' }, true);
        await tab.accept.click();
        await answerSurvey(tab, 'An order');
        await tab.when('lcw:chatQueued');
      },
    },
    {
      id: 'startProactiveChat-16',
      says: '`showPrechat` makes no survey where none is configured',
      origin: 'documented',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' }, true);
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
      },
    },
    {
      id: 'startProactiveChat-17',
      says: 'invites outside operating hours too; who accepts gets the offline pane',
      origin: 'observed',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open({ service: { operatingHours: 'closed' } });
        await invite(tab, { message: 'Hello' });
        await tab.accept.click();
        await tab.page.getByText('We are closed right now').waitFor();
        expect(stage.service.conversations()).toEqual([]);
      },
    },
    {
      id: 'startProactiveChat-18',
      says: 'where the administrator has switched proactive chat off, nothing is shown and the console says why',
      origin: 'settled',
      section: '9 (22)',
      async test(stage) {
        const tab = await stage.open({ service: { proactiveChat: false } });
        await tab.call('startProactiveChat', { message: 'Hello' });
        await tab.whenWarned(/switched off/);
        await tab.quiet();
        expect(await tab.invitation.count()).toBe(0);
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'startProactiveChat-19',
      says: 'invites again after a chat was minimised and then closed',
      origin: 'settled',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        await tab.press('Minimise chat');
        await tab.when('lcw:onMinimize');
        await tab.call('closeChat');
        await invite(tab, { message: 'Hello' }, false);
        await tab.accept.click();
        await tab.when('lcw:chatQueued', 2);
      },
    },
    ...refusals,
    {
      id: 'startProactiveChat-26',
      says: 'an invitation that the visitor points at or has the focus in waits with its minute',
      origin: 'settled',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open();
        await stage.freeze();
        await invite(tab, { message: 'Hello' });
        await tab.accept.focus();
        await stage.pass(120);
        expect(await tab.invitation.isVisible()).toBe(true);
        await tab.page.getByLabel('Search').focus();
        await stage.pass(60);
        expect(await tab.invitation.count()).toBe(0);
      },
    },
    {
      id: 'startProactiveChat-27',
      says: 'the chat button, pressed while an invitation is open, accepts it',
      origin: 'settled',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' }, false);
        await tab.button.click();
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()).toMatchObject([{ isProactive: true }]);
      },
    },
    {
      id: 'startProactiveChat-28',
      says: 'the mark of an invited chat is lost when a survey is shown in between',
      origin: 'observed',
      section: '2.8',
      result: 'not met',
      why: 'A mistake of the open-source widget; the service is told the truth here.',
    },
    {
      id: 'startProactiveChat-29',
      says: 'the bubble says "Welcome to", "Live chat support!" and "Chat Now" by default',
      origin: 'observed',
      section: '2.8',
      result: 'not met',
      why: 'The words are placeholders of a component library. Ours name what happens: the title of the widget, "Chat now", "No thanks".',
    },
  ],
};
