import type { PostChatSurvey } from '../../../src/core/chatPort.ts';
import type { Harness } from './harness.ts';
import { createHold, onFakeTime, settle, startHarness } from './harness.ts';

const survey: PostChatSurvey = { address: 'https://survey.example/1', mode: 'embedded' };
const closing = ['lcw:closeChat', 'lcw:onClose'];

let harness: Harness;

onFakeTime(() => harness.stop());
beforeEach(async () => {
  harness = startHarness();
  harness.availability.config = { operatingHours: 'open', hasPostChatSurvey: true };
  await settle();
  harness.sdk.startChat();
  await settle();
  conversation().survey = survey;
  harness.log.length = 0;
});

const conversation = () => harness.port.conversations.at(-1)!;

it.each([
  ['closeChat', () => harness.sdk.closeChat()],
  ['the close button', () => harness.window.callbacks?.onClose()],
])('comes first after %s; the second time closes, and the events are raised then', async (_, close) => {
  close();
  expect(harness.window.view).toMatchObject({ pane: 'postChat', postChatSurvey: null, visible: true });
  await settle();
  expect(harness.window.view).toMatchObject({ pane: 'postChat', postChatSurvey: survey });
  expect(harness.log).toEqual([]);
  expect(conversation().log).toEqual(['survey', 'end']);
  expect(harness.storage.text()).toBeNull();
  close();
  expect(harness.installed.chatState()).toBe('closed');
  expect(harness.log).toEqual(closing);
  expect(conversation().log).toEqual(['survey', 'end']);
});

it('closed while its address is being looked for: at once, and the conversation is ended all the same', async () => {
  const { hold, letGo } = createHold();
  conversation().surveyHold = hold;
  harness.sdk.closeChat();
  await settle();
  harness.sdk.closeChat();
  expect(harness.log).toEqual(closing);
  letGo();
  await settle();
  expect(conversation().log).toEqual(['survey', 'end']);
  expect(harness.installed.chatState()).toBe('closed');
  expect(harness.log).toEqual(closing);
});

it('that is found too late does not appear in the next chat', async () => {
  const first = conversation();
  const { hold, letGo } = createHold();
  first.surveyHold = hold;
  harness.sdk.closeChat();
  await settle();
  harness.sdk.closeChat();
  harness.sdk.startChat();
  await settle();
  const second = conversation();
  second.surveyHold = new Promise(() => undefined);
  harness.sdk.closeChat();
  letGo();
  await settle();
  expect(first.log).toEqual(['survey', 'end']);
  expect(harness.window.view).toMatchObject({ pane: 'postChat', postChatSurvey: null });
});

it('is not there for this visitor: the chat closes by itself, ended', async () => {
  conversation().survey = null;
  harness.sdk.closeChat();
  await settle();
  expect(harness.installed.chatState()).toBe('closed');
  expect(harness.log).toEqual(closing);
  expect(conversation().log).toEqual(['survey', 'end']);
});

it('that cannot be asked for closes the chat, ended', async () => {
  conversation().postChatSurvey = () => Promise.reject(new Error('offline'));
  harness.sdk.closeChat();
  await settle();
  expect(harness.log).toEqual(closing);
  expect(conversation().log).toEqual(['end']);
});

it('follows an end by the agent as well', async () => {
  conversation().agentEnds();
  harness.sdk.closeChat();
  await settle();
  expect(harness.window.view).toMatchObject({ pane: 'postChat', postChatSurvey: survey });
  harness.sdk.closeChat();
  expect(harness.log).toEqual(['lcw:onMessageReceived', 'lcw:threadUpdate', ...closing]);
});

it('shows itself when the chat was minimised, and can be minimised', async () => {
  harness.window.callbacks?.onMinimize();
  harness.sdk.closeChat();
  await settle();
  expect(harness.window.view).toMatchObject({ pane: 'postChat', visible: true });
  harness.window.callbacks?.onMinimize();
  expect(harness.window.view?.visible).toBe(false);
  harness.sdk.startChat();
  expect(harness.window.view).toMatchObject({ pane: 'postChat', visible: true, postChatSurvey: survey });
  expect(harness.log).toEqual(['lcw:onMinimize', 'lcw:onMaximize', 'lcw:onMinimize', 'lcw:onMaximize']);
  expect(harness.port.requests).toHaveLength(1);
});

it('keeps what was said in sight', async () => {
  conversation().agentSays('Goodbye');
  harness.sdk.closeChat();
  await settle();
  expect(harness.window.view?.entries).toMatchObject([{ text: 'Goodbye' }]);
});

it('does not hold back closing before there is a conversation', async () => {
  harness.sdk.closeChat();
  harness.sdk.closeChat();
  await settle();
  harness.log.length = 0;
  harness.port.hold = new Promise(() => undefined);
  harness.sdk.startChat();
  await settle();
  harness.sdk.closeChat();
  expect(harness.log).toEqual(['lcw:startChat', 'lcw:onMaximize', ...closing]);
});

it('is asked for by nobody where the widget has none', async () => {
  harness.availability.config = { operatingHours: 'open' };
  harness.sdk.closeChat();
  harness.sdk.closeChat();
  harness.sdk.startChat();
  await settle();
  conversation().survey = survey;
  harness.log.length = 0;
  harness.sdk.closeChat();
  expect(harness.log).toEqual(closing);
  await settle();
  expect(conversation().log).toEqual(['end']);
});
