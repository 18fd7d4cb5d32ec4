import { TextDecoder } from 'node:util';
import type { WidgetConfig } from '../../../src/core/chatPort.ts';
import { chatMessage } from '../../fakes/fakeChatPorts.ts';
import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

// jsdom has none.
Object.assign(globalThis, { TextDecoder });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${part({ alg: 'RS256' })}.${part({ iss: 'shop', iat: 1, exp: 4e9, sub: 'kim' })}.c2ln`;
const preChatSurvey = '{"type":"AdaptiveCard","body":[]}';
const answers = { topic: 'Order' };

let harness: Harness;

onFakeTime(() => harness.stop());

/** A visitor, signed in unless said otherwise, who starts a chat; `earlier` is running in another browser. */
async function starts(config: Partial<WidgetConfig> = {}, earlier: string | null = 'r-1'): Promise<void> {
  harness = startHarness();
  harness.availability.config = { operatingHours: 'open', requiresAuthentication: true, ...config };
  harness.port.earlier = earlier;
  harness.port.links.set('r-1', [chatMessage('Hello from before.')]);
  await settle();
  harness.sdk.setAuthTokenProvider((deliver) => deliver(token));
  harness.sdk.startChat();
  await settle();
  if (config.preChatSurvey === undefined) return;
  expect([pane(), harness.port.askedForEarlier]).toEqual(['preChat', []]);
  harness.window.callbacks?.onPreChatAnswers(answers);
  await settle();
}

async function chooses(isContinued: boolean): Promise<void> {
  harness.window.callbacks?.onEarlier(isContinued);
  await settle();
}

const pane = () => harness.window.view?.pane;
const requests = () => harness.port.requests;
const count = (type: string) => harness.log.filter((each) => each === type).length;

it('is asked for with the token, and nothing is created while the visitor is asked about it', async () => {
  await starts({ preChatSurvey });
  expect(pane()).toBe('earlier');
  expect(harness.port.askedForEarlier).toEqual([token]);
  expect([requests(), harness.port.followed]).toEqual([[], []]);
});

it('is joined when the visitor continues it, with all that was said', async () => {
  await starts();
  await chooses(true);
  expect(pane()).toBe('active');
  expect(harness.window.view?.entries.map(({ text }) => text)).toEqual(['Hello from before.']);
  expect(harness.port.followed).toEqual([['r-1', token]]);
  expect([requests(), count('lcw:chatRetrieved'), count('lcw:chatQueued')]).toEqual([[], 1, 0]);
});

it('is left alone when the visitor begins a new one', async () => {
  await starts();
  await chooses(false);
  expect(pane()).toBe('active');
  expect(requests()).toHaveLength(1);
  expect([harness.port.followed, count('lcw:chatQueued')]).toEqual([[], 1]);
});

it.each([
  ['left for a new one', false, 'r-1'],
  ['that is over by the time it is to be continued', true, 'r-2'],
])('%s, it is a new one with the answers of the survey', async (_, isContinued, earlier) => {
  await starts({ preChatSurvey }, earlier);
  await chooses(isContinued);
  expect(requests()).toMatchObject([{ preChatAnswers: answers, authToken: token }]);
  expect(harness.port.askedForEarlier).toHaveLength(1);
});

it('is asked about again by a start that comes after the window was closed over the question', async () => {
  await starts();
  harness.sdk.closeChat();
  await settle();
  expect([pane(), count('lcw:closeChat')]).toEqual([undefined, 1]);
  harness.sdk.startChat();
  await settle();
  expect(pane()).toBe('earlier');
  expect(harness.port.askedForEarlier).toHaveLength(2);
});

describe('that is not there', () => {
  it('is no question: the conversation begins, with one call for a token', async () => {
    const provider = jest.fn((deliver: (jwt: string) => void) => deliver(token));
    harness = startHarness();
    harness.availability.config = { operatingHours: 'open', requiresAuthentication: true };
    await settle();
    harness.sdk.setAuthTokenProvider(provider);
    harness.sdk.startChat();
    await settle();
    expect(pane()).toBe('active');
    expect(provider).toHaveBeenCalledTimes(1);
  });

  it('is no question after a survey either', async () => {
    await starts({ preChatSurvey }, null);
    expect(pane()).toBe('active');
    expect(requests()).toMatchObject([{ preChatAnswers: answers, authToken: token }]);
    expect(harness.port.askedForEarlier).toHaveLength(1);
  });
});

it('is not looked for where nobody signs in', async () => {
  await starts({ requiresAuthentication: false });
  expect([pane(), harness.port.askedForEarlier]).toEqual(['active', []]);
});
