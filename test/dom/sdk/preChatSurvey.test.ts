import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle, startHarness } from './harness.ts';

const preChatSurvey = '{"type":"AdaptiveCard","body":[]}';
const answers = { topic: 'Order', urgent: 'true' };

let harness: Harness;

onFakeTime(() => harness.stop());
beforeEach(async () => {
  harness = startHarness();
  harness.availability.config = { operatingHours: 'open', title: 'Pottery', preChatSurvey };
  await settle();
  harness.log.length = 0;
});

const requests = () => harness.port.requests;

async function asked(): Promise<void> {
  harness.sdk.startChat({ customContext: { Plan: 'pro' } });
  await settle();
}

async function invited(showPrechat?: boolean): Promise<void> {
  harness.sdk.startProactiveChat({ message: 'Hello', invitationId: 'i1' }, showPrechat);
  await settle();
  harness.press('Chat now');
  await settle();
}

it('is shown before a conversation is created', async () => {
  await asked();
  expect(harness.installed.chatState()).toBe('preChat');
  expect(harness.window.view).toMatchObject({
    pane: 'preChat',
    visible: true,
    title: 'Pottery',
    preChatSurvey,
  });
  expect(requests()).toEqual([]);
  expect(harness.log).toEqual(['lcw:startChat', 'lcw:onMaximize']);
  expect(harness.storage.text()).toBeNull();
});

it('goes to the service with the conversation, and chatQueued comes then', async () => {
  await asked();
  harness.window.callbacks?.onPreChatAnswers(answers);
  expect(harness.window.view?.pane).toBe('loading');
  await settle();
  expect(requests()).toEqual([
    {
      customContext: { Plan: { value: 'pro', isDisplayable: false } },
      isProactive: false,
      preChatAnswers: answers,
    },
  ]);
  expect(harness.log).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:chatQueued']);
});

it('answered twice begins one conversation', async () => {
  await asked();
  const callbacks = harness.window.callbacks;
  callbacks?.onPreChatAnswers(answers);
  callbacks?.onPreChatAnswers(answers);
  await settle();
  callbacks?.onPreChatAnswers(answers);
  await settle();
  expect(requests()).toHaveLength(1);
});

it.each([
  [undefined, 'preChat'],
  [true, 'preChat'],
  [false, 'active'],
])(
  'after an invitation with showPrechat %p the chat is %s, and stays a proactive one',
  async (given, state) => {
    await invited(given);
    expect(harness.installed.chatState()).toBe(state);
    if (state === 'preChat') harness.window.callbacks?.onPreChatAnswers(answers);
    await settle();
    expect(requests()).toMatchObject([{ isProactive: true }]);
    expect(requests()[0]?.preChatAnswers).toEqual(state === 'preChat' ? answers : undefined);
  },
);

it('a startChat while it is open reveals it and changes nothing of what was asked for', async () => {
  await invited(true);
  harness.window.callbacks?.onMinimize();
  harness.sdk.startChat({ customContext: { Plan: 'pro' } });
  expect(harness.window.view).toMatchObject({ pane: 'preChat', visible: true });
  harness.window.callbacks?.onPreChatAnswers(answers);
  await settle();
  expect(requests()).toEqual([{ customContext: {}, isProactive: true, preChatAnswers: answers }]);
});

it('a startChat while the invitation without it is being followed does not bring it', async () => {
  const { hold, letGo } = createHold();
  const { config } = harness.availability;
  harness.availability.readConfig = async () => {
    await hold;
    return config;
  };
  harness.sdk.startProactiveChat('Hello', false);
  letGo();
  await settle();
  const second = createHold();
  harness.availability.readConfig = async () => {
    await second.hold;
    return config;
  };
  harness.press('Chat now');
  await settle();
  harness.sdk.startChat();
  second.letGo();
  await settle();
  expect(harness.installed.chatState()).toBe('active');
  expect(requests()).toEqual([{ customContext: {}, isProactive: true }]);
});

it('can be minimised and comes back as it was', async () => {
  await asked();
  harness.window.callbacks?.onMinimize();
  expect(harness.window.view).toMatchObject({ pane: 'preChat', visible: false });
  harness.press('Chat with us');
  expect(harness.window.view).toMatchObject({ pane: 'preChat', visible: true });
  expect(harness.window.opened).toBe(1);
  expect(harness.log).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:onMinimize', 'lcw:onMaximize']);
});

it.each([
  ['the close button', () => harness.window.callbacks?.onClose()],
  ['closeChat', () => harness.sdk.closeChat()],
])('is left by %s: closed, with nothing asked of the service', async (_, close) => {
  await asked();
  close();
  expect(harness.installed.chatState()).toBe('closed');
  expect(harness.log).toEqual(['lcw:startChat', 'lcw:onMaximize', 'lcw:closeChat', 'lcw:onClose']);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(requests()).toEqual([]);
  expect(harness.port.conversations).toEqual([]);
});

it('is asked again by the next chat', async () => {
  await asked();
  harness.window.callbacks?.onPreChatAnswers(answers);
  await settle();
  harness.sdk.closeChat();
  await asked();
  expect(harness.installed.chatState()).toBe('preChat');
});

it('is not asked again when a start that failed is tried again', async () => {
  await asked();
  harness.port.failure = { ok: false, failure: 'network', detail: '' };
  harness.window.callbacks?.onPreChatAnswers(answers);
  await settle();
  harness.port.failure = null;
  harness.window.callbacks?.onRetry();
  await settle();
  expect(harness.installed.chatState()).toBe('active');
  expect(requests().map(({ preChatAnswers }) => preChatAnswers)).toEqual([answers, answers]);
});

it('is left out outside operating hours', async () => {
  harness.availability.config = { operatingHours: 'closed', preChatSurvey };
  await asked();
  expect(harness.installed.chatState()).toBe('outOfOffice');
});

it('does not survive a reload', async () => {
  await asked();
  const { storage } = harness;
  harness.stop();
  harness = startHarness({}, storage);
  await settle();
  expect(harness.log).toEqual(['lcw:ready']);
  expect(harness.installed.chatState()).toBe('closed');
});
