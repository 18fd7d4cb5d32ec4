import { invite } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

export const scenarios: StatementGroup = {
  title: 'Documented proactive scenarios',
  statements: [
    {
      id: 'scenarios-1',
      says: 'time on page: context set at ready, invited by a timer 20 s later; the context comes with the chat',
      origin: 'documented',
      section: '8.1 (1)',
      async test(stage) {
        const tab = await stage.open({
          script() {
            window.addEventListener('lcw:ready', () => {
              const { SDK } = window.Microsoft.Omnichannel.LiveChatWidget;
              SDK.setContextProvider(() => ({
                'Proactive Chat': { value: 'True', isDisplayable: true },
                'Time On Page': { value: '20000', isDisplayable: true },
                'Page URL': { value: window.location.href, isDisplayable: true },
              }));
              setTimeout(() => SDK.startProactiveChat({ message: 'Hi! Need help?' }, false), 20_000);
            });
          },
        });
        await stage.pass(20);
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()).toMatchObject([
          {
            isProactive: true,
            customContext: {
              'Proactive Chat': { value: 'True', isDisplayable: true },
              'Time On Page': { value: '20000', isDisplayable: true },
              'Page URL': { value: stage.url, isDisplayable: true },
            },
          },
        ]);
      },
    },
    {
      id: 'scenarios-2',
      says: 'pointer leaves the page: the context is set at that moment, just before the call',
      origin: 'documented',
      section: '8.1 (4)',
      async test(stage) {
        const tab = await stage.open({
          script() {
            document.addEventListener('mouseleave', () => {
              const { SDK } = window.Microsoft.Omnichannel.LiveChatWidget;
              SDK.setContextProvider(() => ({ 'Proactive Chat': { value: 'True', isDisplayable: true } }));
              SDK.startProactiveChat({ message: 'Leaving?' }, false);
            });
          },
        });
        await tab.page.evaluate(() => document.dispatchEvent(new Event('mouseleave')));
        await tab.accept.click();
        await tab.when('lcw:chatQueued');
        expect(stage.service.conversations()[0]?.customContext).toHaveProperty('Proactive Chat');
      },
    },
    {
      id: 'scenarios-3',
      says: 'a timer that comes while a chat runs changes nothing',
      origin: 'documented',
      section: '8.1 (c)',
      async test(stage) {
        const tab = await stage.open();
        const { id } = await stage.converse(tab);
        await tab.page.evaluate(() => {
          setTimeout(() => {
            window.lcw.startProactiveChat({ message: 'Hello' }, false);
            document.title = 'Called';
          }, 5000);
        });
        await stage.pass(5);
        expect(await tab.page.title()).toBe('Called');
        stage.service.say(id, 'Still with you');
        await tab.whenMessage(({ text }) => text === 'Still with you');
        expect(await tab.invitation.count()).toBe(0);
      },
    },
    {
      id: 'scenarios-4',
      says: 'inside a time window: called on window `load`, perhaps before ready',
      origin: 'documented',
      section: '8.1 (7, d)',
      async test(stage) {
        const tab = await stage.open({
          script() {
            // The earliest moment at which there is something to call.
            const space = {};
            window.Microsoft = { Omnichannel: { LiveChatWidget: space } } as unknown as Window['Microsoft'];
            let sdk: Window['lcw'] | undefined;
            Object.defineProperty(space, 'SDK', {
              configurable: true,
              get: () => sdk,
              set(installed: Window['lcw']) {
                sdk = installed;
                installed.startProactiveChat({ message: 'We are open' }, false);
              },
            });
          },
        });
        await tab.invitation.getByText('We are open').waitFor();
        expect(tab.types()).toEqual(['lcw:ready']);
      },
    },
    {
      id: 'scenarios-5',
      says: 'with the survey before the conversation: the message is given as a plain text',
      origin: 'documented',
      section: '8.1 (8, e)',
      async test(stage) {
        const tab = await stage.open();
        await invite(tab, 'Hi! Have any questions?', true);
        await tab.invitation.getByText('Hi! Have any questions?').waitFor();
      },
    },
    {
      id: 'scenarios-6',
      says: 'nothing here opens a window without an act of the visitor',
      origin: 'documented',
      section: '8.1 (b)',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          setTimeout(
            () => window.lcw.startProactiveChat({ message: 'Hello' }, false, { inNewWindow: true }),
            1000,
          );
        });
        await stage.pass(1);
        await tab.invitation.waitFor();
        await tab.quiet();
        expect(stage.context.pages()).toHaveLength(1);
      },
    },
  ],
};
