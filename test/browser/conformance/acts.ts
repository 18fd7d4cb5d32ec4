import type { KeyObject } from 'node:crypto';
import { sign } from 'node:crypto';
import type { EmulatedConversation, RunningEmulator } from '../../../src/emulator/service.ts';
import type { Stage } from './stage.ts';
import type { Tab } from './tab.ts';

/** A survey before the conversation, with one question. */
export const preChatSurvey = {
  type: 'AdaptiveCard',
  version: '1.1',
  body: [{ type: 'Input.Text', id: 'topic', label: 'What is it about?' }],
  actions: [{ type: 'Action.Submit', title: 'Begin' }],
};

export const surveyField = (tab: Tab) => tab.page.getByRole('textbox', { name: 'What is it about?' });

/** Fills in the survey before the conversation and sends it. */
export async function answerSurvey(tab: Tab, answer: string): Promise<void> {
  await surveyField(tab).fill(answer);
  await tab.press('Begin');
}

/** Presses the X of the window and says yes to the question that follows. */
export async function closeByX(tab: Tab): Promise<void> {
  await tab.press('Close chat');
  await tab.press('End chat');
}

/** Shows an invitation and waits until the visitor sees it. */
export async function invite(tab: Tab, ...args: readonly unknown[]): Promise<void> {
  await tab.call('startProactiveChat', ...args);
  await tab.invitation.waitFor();
}

const isOver = ({ state }: EmulatedConversation): boolean => state === 'Closed' || state === 'WrapUp';

/** Resolves when the service knows that the conversation is over. */
export function whenOver(service: RunningEmulator, id: string): Promise<EmulatedConversation> {
  return service.whenConversation((conversation) => conversation.id === id && isOver(conversation));
}

/** The value of one variable as the service has received it. */
export function valueOf({ customContext }: EmulatedConversation, name: string): unknown {
  return (customContext[name] as { value?: unknown } | undefined)?.value;
}

interface Claims {
  readonly [claim: string]: unknown;
}

/** A token as a site would sign it with `key`; without one its third part is only that, for a service that has nobody's key. */
export function token(claims: Claims = {}, key?: KeyObject): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: 'shop', sub: 'kim', name: 'Kim', iat: now, exp: now + 3600, ...claims };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(all)}`;
  const signature =
    key === undefined ? Buffer.from('signature') : sign('RSA-SHA256', Buffer.from(signed), key);
  return `${signed}.${signature.toString('base64url')}`;
}

/** Registers a provider that gives this token. */
export function provideToken(tab: Tab, given: string | null): Promise<void> {
  return tab.page.evaluate((jwt) => window.lcw.setAuthTokenProvider((deliver) => deliver(jwt)), given);
}

/** The same page in another browser of the visitor, where nothing is kept of the conversation that goes on. */
export async function leaveForAnotherBrowser(stage: Stage, tab: Tab): Promise<void> {
  await tab.page.goto('about:blank');
  await stage.context.addInitScript(() => localStorage.clear());
  tab.clear();
  await tab.page.goto(stage.url);
  await tab.when('lcw:ready');
}

/** Starts a chat that must fail with this code: nothing is queued, and the service has no conversation. */
export async function expectNoStart(stage: Stage, tab: Tab, errorCode: number): Promise<void> {
  await tab.call('startChat');
  expect((await tab.when('lcw:error')).detail).toMatchObject({ errorCode });
  await tab.quiet();
  expect(tab.types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:error']);
  expect(stage.service.conversations()).toEqual([]);
}
