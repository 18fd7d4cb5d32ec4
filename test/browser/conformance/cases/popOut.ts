import { answerSurvey, invite, preChatSurvey, whenOver } from '../acts.ts';
import { eventually } from '../eventually.ts';
import type { StatementGroup } from '../statement.ts';

/** A page whose own button starts a chat in a new window. */
const opener = {
  body: '<button id="open">Open a window</button>',
  script() {
    document.querySelector('#open')?.addEventListener('click', () => {
      window.Microsoft.Omnichannel.LiveChatWidget.SDK.startChat({ inNewWindow: true });
    });
  },
};

export const popOut: StatementGroup = {
  title: 'New window',
  statements: [
    {
      id: 'popOut-1',
      says: '`startChat({inNewWindow: true})` has the chat in a window of its own, and none in the page',
      origin: 'documented',
      section: '1.5, 2.7 (5)',
      async test(stage) {
        const tab = await stage.open(opener);
        const popUp = await stage.popOut(() => tab.press('Open a window'));
        await popUp.getByRole('textbox', { name: 'Your message' }).waitFor();
        expect(stage.service.conversations()).toHaveLength(1);
        expect(await tab.window.count()).toBe(0);
      },
    },
    {
      id: 'popOut-2',
      says: 'messages, both ways, and the close of the chat are told in the page that opened it, under the ordinary names',
      origin: 'observed',
      section: '1.5',
      async test(stage) {
        const tab = await stage.open(opener);
        const popUp = await stage.popOut(() => tab.press('Open a window'));
        await tab.when('lcw:chatQueued');
        const { id } = stage.service.conversations()[0]!;
        await eventually(() => stage.service.realtimeConnections() > 0);
        stage.service.accept(id);
        await tab.when('lcw:onMessageReceived');
        await popUp.getByRole('textbox', { name: 'Your message' }).fill('Hello');
        await popUp.keyboard.press('Enter');
        await tab.when('lcw:onMessageSent');
        const closed = popUp.waitForEvent('close');
        await popUp.getByRole('button', { name: 'Close chat' }).click();
        await popUp.getByRole('button', { name: 'End chat' }).click();
        await closed;
        await tab.when('lcw:onClose');
        expect(tab.types()).toEqual([
          'lcw:ready',
          'lcw:startChat',
          'lcw:chatQueued',
          'lcw:onMessageReceived',
          'lcw:onMessageSent',
          'lcw:closeChat',
          'lcw:onClose',
        ]);
        await whenOver(stage.service, id);
      },
    },
    {
      id: 'popOut-3',
      says: 'there is one such window: a further start opens no other, and no second conversation',
      origin: 'observed',
      section: '1.5',
      async test(stage) {
        const tab = await stage.open(opener);
        await stage.popOut(() => tab.press('Open a window'));
        await tab.when('lcw:chatQueued');
        await tab.press('Open a window');
        await tab.button.click();
        await tab.quiet();
        expect(stage.context.pages()).toHaveLength(2);
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'popOut-4',
      says: 'the window asks the page for the custom context: its provider is run there',
      origin: 'observed',
      section: '1.5',
      async test(stage) {
        const tab = await stage.open(opener);
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => {
            window.notes.push('run');
            return { Title: document.title };
          }),
        );
        await stage.popOut(() => tab.press('Open a window'));
        await tab.when('lcw:chatQueued');
        expect(await tab.notes()).toEqual(['run']);
        expect(stage.service.conversations()[0]?.customContext).toMatchObject({ Title: { value: 'A page' } });
      },
    },
    {
      id: 'popOut-5',
      says: '`closeChat()` of the page closes the chat and its window',
      origin: 'observed',
      section: '1.5',
      async test(stage) {
        const tab = await stage.open(opener);
        const popUp = await stage.popOut(() => tab.press('Open a window'));
        await tab.when('lcw:chatQueued');
        const { id } = stage.service.conversations()[0]!;
        const closed = popUp.waitForEvent('close');
        await tab.call('closeChat');
        await closed;
        await tab.when('lcw:onClose');
        await whenOver(stage.service, id);
        expect([tab.count('lcw:closeChat'), tab.count('lcw:onClose')]).toEqual([1, 1]);
      },
    },
    {
      id: 'popOut-6',
      says: 'when the visitor closes the window itself, the page hears `lcw:onClose`, and the conversation can be gone on with',
      origin: 'observed',
      section: '3.7, 1.5',
      async test(stage) {
        const tab = await stage.open(opener);
        const popUp = await stage.popOut(() => tab.press('Open a window'));
        await tab.when('lcw:chatQueued');
        await popUp.close({ runBeforeUnload: true });
        await tab.when('lcw:onClose');
        expect(tab.count('lcw:closeChat')).toBe(0);
        const again = await stage.popOut(() => tab.button.click());
        await again.getByRole('textbox', { name: 'Your message' }).waitFor();
        expect(stage.service.conversations()).toHaveLength(1);
      },
    },
    {
      id: 'popOut-7',
      says: 'an invitation with `inNewWindow` opens no window before the visitor accepts it',
      origin: 'documented',
      section: '1.5, 2.8',
      checks: [7],
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' }, false, { inNewWindow: true });
        await tab.quiet();
        expect(stage.context.pages()).toHaveLength(1);
        const popUp = await stage.popOut(() => tab.accept.click());
        await popUp.getByRole('textbox', { name: 'Your message' }).waitFor();
        expect(stage.service.conversations()).toMatchObject([{ isProactive: true }]);
        expect(await tab.window.count()).toBe(0);
      },
    },
    {
      id: 'popOut-8',
      says: 'whether the survey is shown goes along with an accepted invitation',
      origin: 'observed',
      section: '2.8',
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        await invite(tab, { message: 'Hello' }, true, { inNewWindow: true });
        const popUp = await stage.popOut(() => tab.accept.click());
        await answerSurvey(
          { ...tab, page: popUp, press: (name) => popUp.getByRole('button', { name }).click() },
          'x',
        );
        await tab.when('lcw:chatQueued');
      },
    },
    {
      id: 'popOut-9',
      says: 'called from a timer, when the browser allows no window, the chat opens in the page',
      origin: 'settled',
      section: '1.5',
      async test(stage) {
        const tab = await stage.open({
          before: (context) => context.addInitScript(() => Object.assign(window, { open: () => null })),
        });
        await tab.call('startChat', { inNewWindow: true });
        await tab.when('lcw:chatQueued');
        await tab.window.waitFor();
        await tab.whenWarned(/opens in the page/);
      },
    },
    {
      id: 'popOut-10',
      says: '`data-open-in-window` opens every chat in a new window, unless the call says `inNewWindow: false`',
      origin: 'documented',
      section: '7.2, 2.7',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-open-in-window': 'true' } });
        await tab.call('startChat', { inNewWindow: false });
        await tab.when('lcw:chatQueued');
        await tab.window.waitFor();
        expect(stage.context.pages()).toHaveLength(1);
        await tab.call('closeChat');
        const popUp = await stage.popOut(() => tab.button.click());
        await popUp.getByRole('textbox', { name: 'Your message' }).waitFor();
      },
    },
    {
      id: 'popOut-11',
      says: 'the page, loaded again, knows of its window and hears its events',
      origin: 'settled',
      section: '1.5',
      async test(stage) {
        const tab = await stage.open(opener);
        await stage.popOut(() => tab.press('Open a window'));
        await tab.when('lcw:chatQueued');
        const { id } = stage.service.conversations()[0]!;
        await eventually(() => stage.service.realtimeConnections() > 0);
        stage.service.accept(id);
        await tab.when('lcw:onMessageReceived');
        await tab.reload();
        // It takes the two a moment to find each other; what is said before that is told to nobody.
        await eventually(async () => {
          stage.service.say(id, 'News');
          await tab.quiet();
          return tab.count('lcw:onMessageReceived') > 0;
        });
        expect(await tab.window.count()).toBe(0);
      },
    },
  ],
};
