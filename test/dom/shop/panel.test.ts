import { outcomes } from '../../../src/core/reasons.ts';
import type { Recorder, Row } from '../../../src/emulator/shop/recorder.ts';
import { startRecorder } from '../../../src/emulator/shop/recorder.ts';
import { gtag } from '../../../src/emulator/shop/tagManager/googleConsent.ts';
import {
  chatEventNames,
  describeChatEvent,
  describeDecision,
  describePush,
} from '../../../src/emulator/shop/sentences.ts';

describe('the sentence of a decision', () => {
  const needsMore = (...nearMiss: object[]): string =>
    describeDecision('waiting', { ruleId: 'pricing', reason: 'needs_more', nearMiss }).text;

  it('says what is still missing, in words', () => {
    const engaged = {
      fact: 'engagement.engagedSeconds',
      unit: 'seconds',
      wanted: 20,
      actual: 14,
      missing: 6,
    };
    const scroll = {
      fact: 'engagement.scrollPercent',
      unit: 'percent',
      wanted: 60,
      actual: 39.5,
      missing: 20.5,
    };
    expect(needsMore(engaged)).toBe('pricing waits for 6 more engaged seconds.');
    expect(needsMore(engaged, scroll)).toBe(
      'pricing waits for 6 more engaged seconds and another 20.5 % of the page.',
    );
    expect(
      needsMore(
        { ...engaged, missing: 1 },
        { fact: 'visit.pageViews', missing: 2 },
        { fact: 'event.count', params: { name: 'add_to_cart' }, missing: 1 },
        { fact: 'vitals.lcpMs', unit: 'milliseconds', missing: 300 },
      ),
    ).toBe(
      'pricing waits for 1 more engaged second, 2 more page views, 1 more “add_to_cart” event and ' +
        '300 more milliseconds of vitals.lcpMs.',
    );
  });

  it.each([
    ['waiting', 'not_matched', 'pricing waits. The conditions do not hold.'],
    ['waiting', null, 'pricing holds; availability and rules engine are being asked.'],
    ['suppressed', 'agents_unavailable', 'pricing may not invite. No agent is available.'],
    ['invited', null, 'pricing invites the visitor.'],
    [
      'withdrawn',
      'navigated_away',
      'The invitation of pricing was taken back. The visitor went to another page.',
    ],
    ['failed', 'a_later_reason', 'pricing could not invite. a_later_reason.'],
  ] as const)('for %s and %s is readable', (outcome, reason, text) => {
    expect(describeDecision(outcome, { ruleId: 'pricing', reason, nearMiss: null }).text).toBe(text);
  });

  it('survives a detail that is no decision', () => {
    for (const outcome of outcomes) {
      for (const detail of [null, undefined, 'x', { nearMiss: [null, 'x', { fact: 7 }], reason: 7 }]) {
        expect(describeDecision(outcome, detail).text).toMatch(/the rule set/i);
      }
    }
  });
});

describe('the sentence of a chat event', () => {
  it('names code and description of an error', () => {
    const detail = { errorCode: 7, errorDescription: 'Live chat widget scripts failed to load' };
    expect(describeChatEvent('lcw:error', detail)).toEqual({
      text: 'The chat widget reports error 7: Live chat widget scripts failed to load',
      tone: 'bad',
    });
  });

  it('tells messages apart by their tags, in whatever order', () => {
    const received = (detail: object): string => describeChatEvent('lcw:onMessageReceived', detail).text;
    const system = (tags: string[]) => ({ messageType: 'system', channelData: { tags } });
    expect(received(system(['agentaccepted', 'system']))).toBe('System message: an agent has joined.');
    expect(received(system(['system', 'queueposition', 'customerqueuepositionnext']))).toBe(
      'System message: the place in the queue.',
    );
    expect(received({ messageType: 'user', channelData: { tags: ['public'] } })).toBe(
      'The agent sent a message.',
    );
    expect(received({})).toBe('A message came in.');
  });
});

describe('the sentence of a data layer entry', () => {
  it.each([
    [{ ecommerce: null }, 'ecommerce', 'Cleared before the next event.'],
    [
      { event: 'add_to_cart', ecommerce: { value: 490, items: [{ item_name: 'Avocet', quantity: 2 }] } },
      'add_to_cart',
      '2 × Avocet, €490.00',
    ],
    [
      { event: 'proactive_chat_suppressed', proactive_rule_id: 'pricing', proactive_reason: 'too_soon' },
      'proactive_chat_suppressed',
      'pricing, too_soon',
    ],
    [{ 'gtm.start': 1 }, 'gtm.start', 'Pushed to the data layer.'],
    ['text', 'entry', 'Pushed to the data layer.'],
  ])('for %j is readable', (entry, name, text) => {
    expect(describePush(entry)).toMatchObject({ name, text });
  });

  it('for a command to Google says which, and with what', () => {
    gtag('consent', 'update', { analytics_storage: 'denied' });
    expect(describePush(window.dataLayer?.at(-1))).toMatchObject({
      name: 'gtag consent update',
      text: 'analytics_storage: denied',
    });
  });
});

describe('the recorder', () => {
  let rows: Row[];
  let recorder: Recorder;

  const start = (): Recorder =>
    startRecorder({ window, now: () => 1000, storage: sessionStorage, onRow: (row) => rows.push(row) });
  const raise = (name: string, detail: unknown = null): void => {
    window.dispatchEvent(new CustomEvent(name, { detail }));
  };

  beforeEach(() => {
    sessionStorage.clear();
    window.dataLayer = [];
    rows = [];
    recorder = start();
  });
  afterEach(() => recorder.forget());

  it('hears all thirteen chat events and all ten outcomes', () => {
    const names = [...chatEventNames, ...outcomes.map((outcome) => `proactive-chat:${outcome}`)];
    expect(names).toHaveLength(23);
    rows = [];
    for (const name of names) raise(name, { ruleId: 'pricing' });
    expect(rows.map(({ name }) => name)).toEqual([...chatEventNames, ...outcomes]);
    expect(JSON.parse(rows[20]!.data)).toEqual({ ruleId: 'pricing' });
  });

  it('reads the data layer without replacing anything of it, also what was there before', () => {
    const { push } = window.dataLayer!;
    window.dataLayer!.push({ event: 'first' });
    raise('lcw:ready');
    window.dataLayer!.push({ event: 'second' });
    recorder.drain();
    recorder.drain();
    expect(rows.slice(1).map(({ name }) => name)).toEqual(['first', 'lcw:ready', 'second']);
    expect(window.dataLayer!.push).toBe(push);
    expect(Object.hasOwn(window.dataLayer!, 'push')).toBe(false);
  });

  it('leaves something else under that name alone', () => {
    const mine = { slice: 'mine' };
    Object.assign(window, { dataLayer: mine });
    recorder.drain();
    gtag('consent', 'update', {});
    raise('lcw:ready');
    expect(rows.slice(1).map(({ name }) => name)).toEqual(['lcw:ready']);
    expect(window.dataLayer).toBe(mine);
  });

  it('reads on after the data layer was cut', () => {
    window.dataLayer!.push({ event: 'a' }, { event: 'b' });
    recorder.drain();
    window.dataLayer!.splice(0, 2);
    recorder.drain();
    window.dataLayer!.push({ event: 'c' });
    recorder.drain();
    expect(rows.slice(1).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('knows the state of the chat from the events', () => {
    expect(recorder.chatState()).toBeNull();
    raise('lcw:ready');
    raise('lcw:startChat');
    raise('lcw:onMaximize');
    expect(recorder.chatState()).toBe('Starting a chat');
    raise('lcw:chatQueued');
    expect(recorder.chatState()).toBe('Waiting for an agent');
    raise('lcw:onMessageReceived', {
      messageType: 'system',
      channelData: { tags: ['system', 'agentaccepted'] },
    });
    expect(recorder.chatState()).toBe('Talking to an agent');
    raise('lcw:getAgentAvailability', {});
    expect(recorder.chatState()).toBe('Talking to an agent');
    raise('lcw:closeChat');
    expect(recorder.chatState()).toBe('Chat closed');
  });

  it('keeps a decision that is made while the page goes away', () => {
    window.dispatchEvent(new Event('pagehide'));
    raise('proactive-chat:withdrawn', { ruleId: 'pricing', reason: 'navigated_away' });
    rows = [];
    const next = start();
    expect(next.rows().map(({ name }) => name)).toEqual(['page', 'withdrawn', 'page']);
    next.forget();
    expect(sessionStorage).toHaveLength(0);
  });

  it('writes down what cannot be JSON', () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    raise('lcw:error', round);
    expect(JSON.parse(rows[1]!.data)).toBe('(not to be written as JSON)');
  });
});
