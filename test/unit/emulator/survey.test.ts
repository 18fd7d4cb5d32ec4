import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { ask, createVisitor } from './visitor.ts';

const running: RunningEmulator[] = [];
async function start(config: object = {}) {
  const emulator = await startEmulator({ config });
  running.push(emulator);
  return emulator;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

type Settings = Record<string, string>;
const settingsOf = async (emulator: RunningEmulator) =>
  (await createVisitor(emulator).config()).json['LiveWSAndLiveChatEngJoin'] as Settings;

/** What the client sends for an invitation. */
const invitation = (settings: Settings, conversationId: unknown) => ({
  SurveyProvider: settings['msdyn_surveyprovider'],
  FormId: settings['msfp_sourcesurveyidentifier'],
  ConversationId: conversationId,
});

/** A visitor whose conversation an agent has ended, and the address of the survey after it. */
async function invited() {
  const emulator = await start({ postChatSurvey: 'embedded' });
  emulator.setAgentAvailable('alex', true);
  const visitor = createVisitor(emulator);
  await visitor.start();
  const { id } = emulator.conversations()[0]!;
  emulator.accept(id);
  emulator.endConversation(id);
  const settings = await settingsOf(emulator);
  const ask = () =>
    visitor.surveyInvite(settings['postConversationSurveyOwnerId']!, invitation(settings, id));
  const { inviteList } = (await ask()).json as { inviteList: [{ invitationLink: string }] };
  return { emulator, visitor, settings, ask, address: inviteList[0].invitationLink };
}

describe('surveys', () => {
  it('are off and proactive chat is on unless configured', async () => {
    const settings = await settingsOf(await start());
    expect(settings).toMatchObject({
      msdyn_prechatenabled: 'false',
      msdyn_postconversationsurveyenable: 'false',
      msdyn_proactivechatenabled: 'true',
    });
    expect(Object.keys(settings).filter((name) => /survey/i.test(name))).toEqual([
      'msdyn_postconversationsurveyenable',
    ]);
  });

  it('are in the configuration of the widget as the service writes it', async () => {
    const preChatSurvey = { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'name' }] };
    const settings = await settingsOf(
      await start({ preChatSurvey, postChatSurvey: 'link', proactiveChat: false }),
    );
    expect(settings).toMatchObject({
      msdyn_prechatenabled: 'true',
      PreChatSurvey: JSON.stringify(preChatSurvey),
      msdyn_postconversationsurveyenable: 'true',
      msdyn_postconversationsurveymode: '192350001',
      msdyn_proactivechatenabled: 'false',
    });
  });
});

describe('the survey after a conversation', () => {
  it('is for those who have talked to somebody', async () => {
    const emulator = await start({ postChatSurvey: 'embedded' });
    emulator.setAgentAvailable('alex', true);
    const visitor = createVisitor(emulator);
    await visitor.start();
    const details = async () => (await visitor.details()).json;
    expect(await details()).toMatchObject({ CanRenderPostChat: 'False', ParticipantType: 'User' });
    emulator.accept(emulator.conversations()[0]!.id);
    expect(await details()).toMatchObject({ CanRenderPostChat: 'True' });
    emulator.endConversation(emulator.conversations()[0]!.id);
    expect(await details()).toMatchObject({ CanRenderPostChat: 'True' });
  });

  it('is a page without script that any page may show, filled in once', async () => {
    const { emulator, ask: askAgain, address } = await invited();
    expect(JSON.stringify((await askAgain()).json)).toContain(address);
    const page = await ask(address);
    expect(page.headers['content-type']).toContain('text/html');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('frame-ancestors *');
    expect(policy).not.toMatch(/unsafe|script/);
    expect(page.headers['x-frame-options']).toBeUndefined();
    expect(page.text).not.toContain('<script');
    expect(emulator.surveySubmissions()).toBe(0);

    const send = (body: string, origin = emulator.url) =>
      ask(address, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
      });
    expect((await send('comment=hello')).status).toBe(400);
    expect((await send('rating=5', 'http://localhost:4000')).status).toBe(403);
    expect(emulator.surveySubmissions()).toBe(0);
    expect((await send('rating=5&comment=hello')).text).toContain('Thank you');
    expect((await send('rating=1')).text).toContain('Thank you');
    expect(emulator.surveySubmissions()).toBe(1);
  });

  it('is not given away', async () => {
    const { emulator, settings, visitor } = await invited();
    const owner = settings['postConversationSurveyOwnerId']!;
    const { id } = emulator.conversations()[0]!;
    const statusOf = async (by: string, body: unknown) => (await visitor.surveyInvite(by, body)).status;
    expect(await statusOf(owner, invitation(settings, 'none'))).toBe(404);
    expect(await statusOf(owner, { ...invitation(settings, id), FormId: 'other' })).toBe(404);
    expect(await statusOf('other', invitation(settings, id))).toBe(404);
    expect((await ask(`${emulator.url}/survey/${id}`)).status).toBe(404);
  });
});
