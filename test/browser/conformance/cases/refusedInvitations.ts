import { preChatSurvey, surveyField } from '../acts.ts';
import type { Stage } from '../stage.ts';
import type { Tab } from '../tab.ts';
import type { Statement } from '../statement.ts';

/** States in which an invitation is refused, each with the way into it. */
const busyStates: readonly (readonly [string, (stage: Stage) => Promise<Tab>])[] = [
  [
    'a chat runs',
    async (stage) => {
      const tab = await stage.open();
      await stage.start(tab);
      return tab;
    },
  ],
  [
    'a chat is minimised',
    async (stage) => {
      const tab = await stage.open();
      await stage.start(tab);
      await tab.press('Minimise chat');
      await tab.when('lcw:onMinimize');
      return tab;
    },
  ],
  [
    'a chat is being started',
    async (stage) => {
      const tab = await stage.open();
      stage.service.setFault('hang', 'sessioninit');
      await tab.call('startChat');
      return tab;
    },
  ],
  [
    'the survey before a conversation is open',
    async (stage) => {
      const tab = await stage.open({ service: { preChatSurvey } });
      await tab.call('startChat');
      await surveyField(tab).waitFor();
      return tab;
    },
  ],
  [
    'the agent has ended and the chat is not closed yet',
    async (stage) => {
      const tab = await stage.open();
      const { id } = await stage.converse(tab);
      stage.service.endConversation(id);
      await tab.when('lcw:threadUpdate');
      return tab;
    },
  ],
  [
    'a chat could not be started',
    async (stage) => {
      const tab = await stage.open();
      stage.service.setFault('status:404', 'sessioninit');
      await tab.call('startChat');
      await tab.when('lcw:error');
      stage.service.setFault(null);
      return tab;
    },
  ],
];

/** The call is ignored in each of them. */
export const refusals: readonly Statement[] = busyStates.map(([when, prepare], index) => ({
  id: `startProactiveChat-${String(20 + index)}`,
  says: `is ignored without a word while ${when}`,
  origin: 'observed',
  section: '2.8',
  checks: [6],
  async test(stage) {
    const tab = await prepare(stage);
    tab.clear();
    await tab.call('startProactiveChat', { message: 'Hello' }, false);
    await tab.quiet();
    expect(await tab.invitation.count()).toBe(0);
    expect(tab.types()).toEqual([]);
  },
}));
