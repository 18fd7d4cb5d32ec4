import { readFileSync } from 'node:fs';
import { createAvailabilityPort as createPort } from '../../../src/omnichannel/availability.ts';
import {
  answerDeadline,
  createServiceRequests,
  microsoftAgent,
} from '../../../src/omnichannel/serviceRequests.ts';

const identity = {
  appId: '9d8c7b6a-5e4f-4321-8765-a1b2c3d4e5f6',
  orgId: '5f0e3c1a-7b42-4d6e-9a10-0c1d2e3f4a5b',
  orgUrl: 'https://m-shop.eu.omnichannelengagementhub.com/',
};
const context = {
  'Time On Page': { value: 42, isDisplayable: true },
  'Proactive Chat': { value: 'True', isDisplayable: true },
};
const createAvailabilityPort = (...args: Parameters<typeof createServiceRequests>) =>
  createPort(createServiceRequests(...args));
const clearAnswer = { IsQueueAvailable: true, AgentAvailability: true, AverageWaitTime: 2, QueuePosition: 1 };

interface SentRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/** A `fetch` that records what is sent and answers each time with what `answer` gives. */
function recordingFetch(answer: () => Response | Promise<Response>) {
  const sent: SentRequest[] = [];
  const fake: typeof fetch = async (input, init = {}) => {
    sent.push({ url: String(input), init });
    return answer();
  };
  return { fetch: fake, sent };
}

const json = (body: unknown, init?: ResponseInit): Response => new Response(JSON.stringify(body), init);

async function ask(answer: () => Response | Promise<Response>) {
  const { fetch: fake } = recordingFetch(answer);
  return createAvailabilityPort(identity, { fetch: fake }).getAvailability(context);
}

describe('the availability request', () => {
  it('is one POST to the documented path, without credentials and referrer', async () => {
    const { fetch: fake, sent } = recordingFetch(() => json(clearAnswer));
    await createAvailabilityPort(identity, { fetch: fake }).getAvailability(context);

    expect(sent).toHaveLength(1);
    const { url, init } = sent[0] as SentRequest;
    const requestId = (init.headers as Record<string, string>)['x-ms-client-request-id'];
    expect(requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(url).toBe(
      'https://m-shop.eu.omnichannelengagementhub.com/livechatconnector/auth/getagentavailability/' +
        `${identity.orgId}/${identity.appId}/${String(requestId)}?channelId=lcw`,
    );
    expect(init).toMatchObject({ method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer' });
    expect(init.headers).toEqual({
      Accept: 'application/json, text/plain, */*',
      'Content-Type': 'application/json',
      'Ms-Oc-User-Agent': `lcw-proactive-chat ${microsoftAgent}`,
      'x-ms-client-request-id': requestId,
    });
    expect(JSON.parse(String(init.body))).toEqual({
      locale: 'en-us',
      customContextData: context,
      // sha256sum of the text that Microsoft's client hashes: names sorted, compact JSON.
      cacheKey: '6d2f8303ccb489444e20e6402de331885fd1489ad1fb1bed31912f703deebc20',
    });
  });

  it('leaves empty values out and the context of the caller as it is', async () => {
    const { fetch: fake, sent } = recordingFetch(() => json(clearAnswer));
    const given = Object.freeze({ Cart: Object.freeze({ value: '', isDisplayable: true }), ...context });
    await createAvailabilityPort(identity, { fetch: fake }).getAvailability(given);
    const body = JSON.parse(String(sent[0]?.init.body)) as { customContextData: object };
    expect(Object.keys(body.customContextData)).toEqual(['Time On Page', 'Proactive Chat']);
  });

  it('goes without a cache key where the page has no crypto.subtle', async () => {
    const whole = Object.getOwnPropertyDescriptor(globalThis, 'crypto') as PropertyDescriptor;
    const getRandomValues = crypto.getRandomValues.bind(crypto);
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: { getRandomValues } });
    try {
      const { fetch: fake, sent } = recordingFetch(() => json(clearAnswer));
      const result = await createAvailabilityPort(identity, { fetch: fake }).getAvailability(context);
      expect(result.ok).toBe(true);
      expect(Object.keys(JSON.parse(String(sent[0]?.init.body)) as object)).toEqual([
        'locale',
        'customContextData',
      ]);
    } finally {
      Object.defineProperty(globalThis, 'crypto', whole);
    }
  });

  it('names the versions of Microsoft’s packages that are installed', () => {
    const version = (name: string): string =>
      (
        JSON.parse(readFileSync(`node_modules/@microsoft/${name}/package.json`, 'utf8')) as {
          version: string;
        }
      ).version;
    expect(microsoftAgent).toBe(
      `omnichannel-chat-sdk/${version('omnichannel-chat-sdk')} ocsdk/${version('ocsdk')}`,
    );
  });
});

describe('the availability answer', () => {
  it('is read under the names of Microsoft’s client', async () => {
    const result = await ask(() =>
      json({
        QueueId: 'queue-1',
        IsQueueAvailable: true,
        AgentAvailability: false,
        AverageWaitTime: 3.5,
        QueuePosition: 2,
        AvailableUntil: '2026-11-23T17:00:00Z',
        AvailableNext: '2026-11-24T08:00:00Z',
      }),
    );
    expect(result).toEqual({
      ok: true,
      detail: {
        queueId: 'queue-1',
        isQueueAvailable: true,
        isAgentAvailable: false,
        averageWaitTime: 3.5,
        positionInQueue: 2,
        StartTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
        EndTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
        nexttransitiontime: '2026-11-23T17:00:00Z',
        nextTransitionTime: '2026-11-23T17:00:00Z',
      },
    });
  });

  it('is read under the names of the widget’s documentation, whatever their case', async () => {
    const result = await ask(() =>
      json({
        queueid: 'queue-1',
        ISQUEUEAVAILABLE: 'False',
        isAgentAvailable: 'True',
        averageWaitTime: '7',
        positionInQueue: 0,
        StartTimeOfNextOperatingHour: '2026-11-24T08:00:00',
        EndTimeOfNextOperatingHour: '2026-11-24T16:00:00.0000000Z',
        nexttransitiontime: '2026-11-24T09:00:00+01:00',
      }),
    );
    expect(result).toEqual({
      ok: true,
      detail: {
        queueId: 'queue-1',
        isQueueAvailable: false,
        isAgentAvailable: true,
        averageWaitTime: 7,
        positionInQueue: 0,
        StartTimeOfNextOperatingHour: '2026-11-24T08:00:00Z',
        EndTimeOfNextOperatingHour: '2026-11-24T16:00:00Z',
        nexttransitiontime: '2026-11-24T08:00:00Z',
        nextTransitionTime: '2026-11-24T08:00:00Z',
      },
    });
  });

  it('tells when a closed queue opens next, also under the names of Microsoft’s client', async () => {
    const result = await ask(() =>
      json({ IsQueueAvailable: false, AgentAvailability: false, AvailableNext: '2026-11-24T08:00:00Z' }),
    );
    expect(result).toMatchObject({
      detail: {
        StartTimeOfNextOperatingHour: '2026-11-24T08:00:00Z',
        nexttransitiontime: '2026-11-24T08:00:00Z',
      },
    });
  });

  it.each(['01-01-0001', '0001-01-01T00:00:00', '1/1/0001 12:00:00 AM', '', 'soon', null, 5])(
    'has the zero date for %p',
    async (value) => {
      const result = await ask(() => json({ ...clearAnswer, nexttransitiontime: value }));
      expect(result).toMatchObject({ detail: { nexttransitiontime: '0001-01-01T00:00:00Z' } });
    },
  );

  it('does not take an untold wait for no wait', async () => {
    const result = await ask(() => json({ IsQueueAvailable: true, AgentAvailability: true }));
    expect(result).toMatchObject({ detail: { averageWaitTime: NaN, positionInQueue: NaN } });
  });
});

describe('anything but a clear answer', () => {
  it.each([
    ['refused', 'a refusal', () => json({}, { status: 401 })],
    ['refused', 'an ill service', () => json({}, { status: 503 })],
    ['rate_limited', 'too many questions', () => json({}, { status: 429 })],
    ['network', 'no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['malformed', 'an empty answer', () => new Response(null, { status: 204 })],
    ['malformed', 'a page instead of JSON', () => new Response('<html></html>')],
    ['malformed', 'a list', () => json([clearAnswer])],
    ['malformed', 'nothing', () => json(null)],
    ['malformed', 'no word about agents', () => json({ IsQueueAvailable: true })],
    ['malformed', 'no word about the queue', () => json({ AgentAvailability: true })],
    ['malformed', 'a flag that is none', () => json({ ...clearAnswer, AgentAvailability: 'maybe' })],
  ])('is %s: %s', async (cause, _title, answer) => {
    expect(await ask(answer)).toEqual({ ok: false, cause });
  });

  it('is network when the answer breaks off', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.error(new TypeError('terminated'));
      },
    });
    expect(await ask(() => new Response(broken))).toEqual({ ok: false, cause: 'network' });
  });

  it('is timeout after three seconds, and the request is given up', async () => {
    jest.useFakeTimers();
    try {
      let signal: AbortSignal | null | undefined;
      let settled: unknown = null;
      await new Promise<void>((asked) => {
        const deaf: typeof fetch = (_input, init) => {
          signal = init?.signal;
          asked();
          return new Promise(() => undefined);
        };
        void createAvailabilityPort(identity, { fetch: deaf })
          .getAvailability(context)
          .then((result) => {
            settled = result;
          });
      });
      await jest.advanceTimersByTimeAsync(answerDeadline - 1);
      expect(settled).toBeNull();
      expect(signal?.aborted).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      expect(settled).toEqual({ ok: false, cause: 'timeout' });
      expect(signal?.aborted).toBe(true);
      expect(answerDeadline).toBe(3000);
    } finally {
      jest.useRealTimers();
    }
  });

  it('leaves no timer behind after an answer', async () => {
    jest.useFakeTimers();
    try {
      await ask(() => json(clearAnswer));
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('the widget’s configuration', () => {
  const config = {
    LiveWSAndLiveChatEngJoin: { OutOfOperatingHours: 'False', msdyn_widgettitle: 'Chat with us' },
    ChatWidgetLanguage: { msdyn_localeid: '1043' },
  };

  it('is one GET that tells operating hours and title', async () => {
    const { fetch: fake, sent } = recordingFetch(() => json(config));
    const result = await createAvailabilityPort(identity, { fetch: fake }).readConfig();
    expect(result).toEqual({ operatingHours: 'open', title: 'Chat with us' });
    expect(sent).toHaveLength(1);
    const { url, init } = sent[0] as SentRequest;
    const requestId = (init.headers as Record<string, string>)['x-ms-client-request-id'];
    expect(url).toBe(
      `https://m-shop.eu.omnichannelengagementhub.com/livechatconnector/config/${identity.orgId}/` +
        `${identity.appId}?requestId=${String(requestId)}&channelId=lcw`,
    );
    expect(init).toMatchObject({ method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer' });
    expect(init.body).toBeUndefined();
  });

  it.each([
    ['closed', { LiveWSAndLiveChatEngJoin: { OutOfOperatingHours: 'True' } }],
    ['closed', { LiveWSAndLiveChatEngJoin: { outOfOperatingHours: true } }],
    ['unknown', { LiveWSAndLiveChatEngJoin: {} }],
    ['unknown', {}],
    ['unknown', 'down for maintenance'],
  ])('says %s for %j', async (operatingHours, body) => {
    const { fetch: fake } = recordingFetch(() => json(body));
    expect(await createAvailabilityPort(identity, { fetch: fake }).readConfig()).toEqual({ operatingHours });
  });

  it('says when only signed-in visitors may chat', async () => {
    const settings = { msdyn_javascriptclientfunction: 'getToken' };
    const { fetch: fake } = recordingFetch(() => json({ ...config, LiveChatConfigAuthSettings: settings }));
    const port = createAvailabilityPort(identity, { fetch: fake });
    expect(await port.readConfig()).toMatchObject({ requiresAuthentication: true });
    const { fetch: anonymous } = recordingFetch(() => json({ ...config, LiveChatConfigAuthSettings: null }));
    expect(await createAvailabilityPort(identity, { fetch: anonymous }).readConfig()).not.toHaveProperty(
      'requiresAuthentication',
    );
  });

  it('is complete: sign-in, surveys and whether invitations are allowed', async () => {
    const full = {
      LiveWSAndLiveChatEngJoin: {
        OutOfOperatingHours: 'False',
        msdyn_authenticatedsigninoptional: 'True',
        msdyn_prechatenabled: 'true',
        PreChatSurvey: ' {"type":"AdaptiveCard"}\n',
        msdyn_postconversationsurveyenable: 'true',
        msdyn_proactivechatenabled: 'false',
      },
      LiveChatConfigAuthSettings: { msdyn_javascriptclientfunction: 'auth.getToken' },
    };
    const { fetch: fake } = recordingFetch(() => json(full));
    expect(await createAvailabilityPort(identity, { fetch: fake }).readConfig()).toEqual({
      operatingHours: 'open',
      requiresAuthentication: true,
      isSignInOptional: true,
      authTokenFunction: 'auth.getToken',
      preChatSurvey: '{"type":"AdaptiveCard"}',
      hasPostChatSurvey: true,
      allowsProactiveChat: false,
    });
  });

  it.each([
    ['switched off', { msdyn_prechatenabled: 'false', PreChatSurvey: '{"type":"AdaptiveCard"}' }],
    ['empty', { msdyn_prechatenabled: 'true', PreChatSurvey: '  ' }],
    ['missing', { msdyn_prechatenabled: 'true' }],
    [
      'other switches set',
      {
        msdyn_postconversationsurveyenable: 'False',
        msdyn_authenticatedsigninoptional: 'false',
        msdyn_proactivechatenabled: 'True',
      },
    ],
    ['switches that are none', { msdyn_proactivechatenabled: 0, msdyn_postconversationsurveyenable: 'yes' }],
  ])('has no survey and no restriction that is not there: %s', async (_what, settings) => {
    const { fetch: fake } = recordingFetch(() => json({ LiveWSAndLiveChatEngJoin: settings }));
    expect(await createAvailabilityPort(identity, { fetch: fake }).readConfig()).toEqual({
      operatingHours: 'unknown',
    });
  });

  it('says unknown when the service does not answer', async () => {
    const { fetch: fake } = recordingFetch(() => Promise.reject(new TypeError('Failed to fetch')));
    const port = createAvailabilityPort(identity, { fetch: fake });
    expect(await port.readConfig()).toEqual({ operatingHours: 'unknown' });
  });

  it('gives later questions the locale of the widget', async () => {
    const { fetch: fake, sent } = recordingFetch(() => json({ ...config, ...clearAnswer }));
    const port = createAvailabilityPort(identity, { fetch: fake });
    await port.readConfig();
    await port.getAvailability(context);
    expect(JSON.parse(String(sent[1]?.init.body))).toMatchObject({ locale: 'nl-nl' });
  });
});
