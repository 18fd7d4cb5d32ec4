import { readPostChatSurvey, surveyTimeLimit } from '../../../src/omnichannel/postChatSurvey.ts';

const link = 'https://survey.example/agent?id=1';
const botLink = 'https://survey.example/bot?id=1';
const joined = { participantJoined: true, participantType: 'User', surveyInviteLink: link };

/** What comes of an invitation, in a widget with these settings. */
function read(invitation: unknown, settings: object = {}) {
  const sdk = {
    getPostChatSurveyContext: () =>
      invitation instanceof Promise ? (invitation as Promise<unknown>) : Promise.resolve(invitation),
    getLiveChatConfig: () => Promise.resolve({ LiveWSAndLiveChatEngJoin: settings }),
  };
  return readPostChatSurvey(sdk as never);
}

describe('the survey after a conversation', () => {
  it.each([
    ['embedded', {}],
    ['embedded', { msdyn_postconversationsurveymode: '192350000' }],
    ['link', { msdyn_postconversationsurveymode: '192350001' }],
    ['link', { msdyn_postconversationsurveymode: 192350001 }],
  ])('is %s with %j', async (mode, settings) => {
    expect(await read(joined, settings)).toEqual({ address: link, mode });
  });

  it('of a bot is its own, if it has one, in a mode of its own', async () => {
    const modes = {
      msdyn_postconversationsurveymode: '192350000',
      msdyn_postconversationsurveybotsurveymode: '192350001',
    };
    const byBot = { ...joined, participantType: 'Bot', botSurveyInviteLink: botLink };
    expect(await read(byBot, modes)).toEqual({ address: botLink, mode: 'link' });
    expect(await read({ ...byBot, botSurveyInviteLink: undefined }, modes)).toEqual({
      address: link,
      mode: 'embedded',
    });
    expect(await read({ ...byBot, participantType: 'User' }, modes)).toEqual({
      address: link,
      mode: 'embedded',
    });
  });

  it('is not for a visitor whom nobody has answered', async () => {
    expect(await read({ ...joined, participantJoined: false })).toBeNull();
    expect(await read({ ...joined, participantJoined: 'false' })).toBeNull();
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://survey.example/', '/survey', '', null, 5])(
    'has no address %p',
    async (surveyInviteLink) => {
      expect(await read({ ...joined, surveyInviteLink })).toBeNull();
    },
  );

  it('has an http address on this machine', async () => {
    const surveyInviteLink = 'http://127.0.0.1:4101/survey/1';
    expect(await read({ ...joined, surveyInviteLink })).toMatchObject({ address: surveyInviteLink });
  });

  it('is none when the client fails or answers nothing', async () => {
    // Microsoft's client rejects with texts.
    expect(await read(Promise.reject('Post Chat is disabled'))).toBeNull();
    expect(await read(undefined)).toBeNull();
  });

  it('is none when it is not there within ten seconds', async () => {
    jest.useFakeTimers();
    try {
      const asked = read(new Promise(() => undefined));
      let settled = false;
      void asked.then(() => (settled = true));
      await jest.advanceTimersByTimeAsync(surveyTimeLimit - 1);
      expect(settled).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      expect(await asked).toBeNull();
      expect(surveyTimeLimit).toBe(10_000);
    } finally {
      jest.useRealTimers();
    }
  });
});
