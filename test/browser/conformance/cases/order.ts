import { answerSurvey, closeByX, invite, preChatSurvey } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

const started = ['lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued', 'lcw:onMessageReceived'];

export const order: StatementGroup = {
  title: 'Order of events',
  statements: [
    {
      id: 'order-1',
      says: 'a plain load: `ready`',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'order-2',
      says: 'a load with a chat that runs: `ready`, `chatRetrieved`; what was said before is not reported',
      origin: 'settled',
      section: '3.14',
      checks: [4],
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        stage.service.say(id, 'Before');
        await tab.page.getByText('Before').waitFor();
        await tab.reload();
        await tab.page.getByText('Before').waitFor();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
      },
    },
    {
      id: 'order-3',
      says: '`startChat()` on a closed widget: `startChat`, `onMaximize`, survey, `chatQueued`, `onMessageReceived`',
      origin: 'settled',
      section: '3.14',
      checks: [3],
      async test(stage) {
        const tab = await stage.open({ service: { preChatSurvey } });
        tab.clear();
        await tab.call('startChat');
        await answerSurvey(tab, 'An order');
        await tab.when('lcw:chatQueued');
        stage.service.accept(stage.service.conversations()[0]!.id);
        await tab.when('lcw:onMessageReceived');
        expect(tab.types()).toEqual(started);
      },
    },
    {
      id: 'order-4',
      says: 'the chat button on a closed widget: the same',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        tab.clear();
        await tab.button.click();
        await tab.when('lcw:chatQueued');
        stage.service.accept(stage.service.conversations()[0]!.id);
        await tab.when('lcw:onMessageReceived');
        expect(tab.types()).toEqual(started);
      },
    },
    {
      id: 'order-5',
      says: '`startChat()` with a minimised chat: `onMaximize` only',
      origin: 'settled',
      section: '3.14',
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
      id: 'order-6',
      says: '`startChat()` with an open chat: nothing',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        tab.clear();
        await tab.call('startChat');
        await tab.quiet();
        expect(tab.types()).toEqual([]);
      },
    },
    {
      id: 'order-7',
      says: 'an accepted invitation: nothing before, then as for `startChat()`',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, { message: 'Hello' }, false);
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:ready']);
        tab.clear();
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
        stage.service.accept(stage.service.conversations()[0]!.id);
        await tab.when('lcw:onMessageReceived');
        expect(tab.types()).toEqual(started);
      },
    },
    {
      id: 'order-8',
      says: 'the visitor sends: `onMessageSent`',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        tab.clear();
        await tab.say('Hello');
        await tab.when('lcw:onMessageSent');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:onMessageSent']);
      },
    },
    {
      id: 'order-9',
      says: 'minimised and opened again: `onMinimize`, `onMaximize`',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        await stage.converse(tab);
        tab.clear();
        await tab.press('Minimise chat');
        await tab.button.click();
        await tab.window.waitFor();
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:onMinimize', 'lcw:onMaximize']);
      },
    },
    {
      id: 'order-10',
      says: 'the agent ends and the page closes: `onMessageReceived`, `threadUpdate`, `closeChat`, `onClose`',
      origin: 'settled',
      section: '3.14',
      checks: [11],
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.addEventListener('lcw:threadUpdate', () => window.lcw.closeChat()),
        );
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
      },
    },
    {
      id: 'order-11',
      says: 'the visitor closes by the X, or the page by the method: `closeChat`, `onClose`',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        await stage.start(tab);
        tab.clear();
        await closeByX(tab);
        await tab.when('lcw:onClose');
        await stage.start(tab);
        await tab.call('closeChat');
        await tab.when('lcw:onClose', 2);
        expect(tab.types().filter((type) => !started.includes(type))).toEqual([
          'lcw:closeChat',
          'lcw:onClose',
          'lcw:closeChat',
          'lcw:onClose',
        ]);
      },
    },
    {
      id: 'order-12',
      says: 'the context provider fails: `startChat`, `error` with code 1',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(() => {
            throw new Error('no basket');
          }),
        );
        tab.clear();
        await stage.start(tab);
        expect(tab.types()).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:error', 'lcw:chatQueued']);
      },
    },
    {
      id: 'order-13',
      says: 'no token can be had: `startChat`, `error`, no `chatQueued`',
      origin: 'settled',
      section: '3.14',
      checks: [9],
      async test(stage) {
        const tab = await stage.open({ service: { authenticatedChat: true } });
        tab.clear();
        await tab.call('startChat');
        await tab.when('lcw:error');
        await tab.quiet();
        expect(tab.types()).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:error']);
      },
    },
    {
      id: 'order-14',
      says: 'the widget does not load: `error` with code 7, no `ready`',
      origin: 'settled',
      section: '3.14',
      async test(stage) {
        const tab = await stage.open({ missingFiles: ['proactive-chat.sdk.js'], becomesReady: false });
        expect((await tab.when('lcw:error')).detail).toMatchObject({ errorCode: 7 });
        expect(tab.types()).toEqual(['lcw:error']);
      },
    },
  ],
};
