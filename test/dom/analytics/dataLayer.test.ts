import { createAnalytics } from '../../../src/analytics/dataLayer.ts';
import { dataLayerName } from '../../../src/core/analyticsNames.ts';
import type { Analytics } from '../../../src/analytics/dataLayer.ts';
import type { Decision } from '../../../src/core/decision.ts';
import { sdkEventNames } from '../../../src/core/sdkEvents.ts';

const page = window as unknown as { dataLayer?: unknown };
const decision = (change: Partial<Decision> = {}): Decision => ({
  decisionId: 'd1',
  ruleSetId: 'shop',
  ruleSetVersion: '1',
  ruleId: 'pricing',
  variantId: null,
  invitationId: null,
  outcome: 'suppressed',
  reason: 'agents_unavailable',
  inferred: false,
  at: 0,
  trace: null,
  nearMiss: null,
  ...change,
});

let analytics: Analytics;
let pushed: Record<string, unknown>[];
let mayIdentify: boolean;
let events: Record<string, unknown>;
/** What is kept of the invitation that led to the chat; `undefined` if nothing is. */
let kept: unknown;

const storage = {
  read: () => kept,
  write: (_: string, value: unknown) => {
    kept = JSON.parse(JSON.stringify(value));
  },
  remove: () => {
    kept = undefined;
  },
};
const start = (): Analytics =>
  createAnalytics({
    window,
    settings: { dataLayer: 'dataLayer', events },
    mayIdentify: () => mayIdentify,
    pageLoadId: 'load',
    storage,
  });
const hear = (...names: readonly string[]): void =>
  names.forEach((name) => window.dispatchEvent(new CustomEvent(name)));
const rules = (): readonly unknown[] =>
  pushed.map(({ event, proactive_rule_id }) => [event, proactive_rule_id]);

beforeEach(() => {
  pushed = [];
  page.dataLayer = pushed;
  mayIdentify = true;
  events = {};
  kept = undefined;
  analytics = start();
});
afterEach(() => {
  analytics.stop();
  delete page.dataLayer;
});

it('pushes a decision with the full set of keys', () => {
  analytics.onDecision(decision());
  expect(pushed).toStrictEqual([
    {
      event: 'proactive_chat_suppressed',
      proactive_rule_set_id: 'shop',
      proactive_rule_set_version: '1',
      proactive_rule_id: 'pricing',
      proactive_variant_id: undefined,
      proactive_reason: 'agents_unavailable',
      proactive_invitation_id: undefined,
      proactive_event_id: 'load-1',
      proactive_protocol: 1,
    },
  ]);
});

it('pushes a goal with the rule and variant that had invited, or held out', () => {
  analytics.onGoal({
    ruleSetId: 'shop',
    ruleSetVersion: '1',
    ruleId: 'pricing',
    variantId: 'warm',
    invitationId: 'view-1',
    reason: 'held_out',
  });
  expect(pushed).toEqual([
    expect.objectContaining({
      event: 'proactive_chat_goal',
      proactive_rule_id: 'pricing',
      proactive_variant_id: 'warm',
      proactive_reason: 'held_out',
      proactive_invitation_id: 'view-1',
    }),
  ]);
});

it('never pushes waiting, and everything else once per page view', () => {
  analytics.onDecision(decision({ outcome: 'waiting', reason: 'needs_more' }));
  analytics.onDecision(decision());
  analytics.onDecision(decision());
  expect(pushed).toHaveLength(1);
  analytics.onPageView();
  analytics.onDecision(decision());
  expect(pushed).toHaveLength(2);
});

it('pushes the thirteen lcw events under names GA4 accepts', () => {
  for (const name of sdkEventNames) window.dispatchEvent(new CustomEvent(name));
  expect(pushed.map(({ event }) => event)).toEqual([
    'lcw_ready',
    'lcw_error',
    'lcw_start_chat',
    'lcw_close_chat',
    'lcw_chat_queued',
    'lcw_chat_retrieved',
    'lcw_on_close',
    'lcw_on_minimize',
    'lcw_on_maximize',
    'lcw_on_message_received',
    'lcw_on_message_sent',
    'lcw_thread_update',
    'lcw_get_agent_availability',
  ]);
  expect(sdkEventNames.map(dataLayerName).every((name) => /^[a-z][a-z0-9_]{0,39}$/.test(name))).toBe(true);
});

it('names the rule on the chat that came of its invitation, and no message text', () => {
  analytics.onDecision(decision({ outcome: 'accepted', reason: null, invitationId: 'view-1' }));
  window.dispatchEvent(new CustomEvent('lcw:onMessageSent', { detail: { text: 'my secret' } }));
  expect(pushed.at(-1)).toMatchObject({ proactive_rule_id: 'pricing', proactive_invitation_id: 'view-1' });
  expect(JSON.stringify(pushed)).not.toContain('secret');
});

describe('on a later page', () => {
  const accept = (): void =>
    analytics.onDecision(
      decision({ outcome: 'accepted', reason: null, variantId: 'warm', invitationId: 'view-1' }),
    );
  const loadPage = (): void => {
    analytics.stop();
    pushed.length = 0;
    analytics = start();
  };

  it('names the rule of a chat that goes on, from the moment it is known to, until its window is closed', () => {
    accept();
    hear('lcw:startChat', 'lcw:chatQueued');
    loadPage();
    hear('lcw:ready', 'lcw:chatRetrieved', 'lcw:onMessageReceived', 'lcw:onClose', 'lcw:startChat');
    expect(rules()).toEqual([
      ['lcw_ready', undefined],
      ['lcw_chat_retrieved', 'pricing'],
      ['lcw_on_message_received', 'pricing'],
      ['lcw_on_close', 'pricing'],
      ['lcw_start_chat', undefined],
    ]);
    expect(pushed[1]).toMatchObject({
      proactive_rule_set_id: 'shop',
      proactive_rule_set_version: '1',
      proactive_variant_id: 'warm',
      proactive_invitation_id: 'view-1',
    });
    expect(kept).toBeUndefined();
  });

  it('names none on a chat that began without one, whatever is kept of an earlier chat', () => {
    accept();
    loadPage();
    hear('lcw:startChat', 'lcw:chatQueued');
    loadPage();
    hear('lcw:chatRetrieved');
    expect(rules()).toEqual([['lcw_chat_retrieved', undefined]]);
  });

  it("keeps an acceptance that is told after the chat began, as with Microsoft's widget", () => {
    hear('lcw:startChat');
    accept();
    loadPage();
    hear('lcw:chatRetrieved');
    expect(rules()).toEqual([['lcw_chat_retrieved', 'pricing']]);
  });

  it.each([7, 'text', null, [], { ruleId: 7, variantId: {} }])('survives that %j is kept', (value) => {
    kept = value;
    hear('lcw:chatRetrieved');
    expect(rules()).toEqual([['lcw_chat_retrieved', undefined]]);
  });
});

it('pushes no ids of single invitations without consent for analytics', () => {
  mayIdentify = false;
  analytics.onDecision(decision({ outcome: 'invited', reason: null, invitationId: 'view-1' }));
  expect(pushed[0]).toMatchObject({
    event: 'proactive_chat_invited',
    proactive_invitation_id: undefined,
    proactive_event_id: undefined,
  });
});

it('makes the data layer where there is none, and leaves alone what is not an array', () => {
  delete page.dataLayer;
  analytics.onDecision(decision());
  expect(page.dataLayer).toHaveLength(1);
  page.dataLayer = 'taken';
  analytics.onDecision(decision({ ruleId: 'another' }));
  expect(page.dataLayer).toBe('taken');
});

it('cuts values at 100 characters', () => {
  analytics.onDecision(decision({ ruleId: 'r'.repeat(300) }));
  expect(String(pushed[0]?.['proactive_rule_id'])).toHaveLength(100);
});

it('hears nothing after it was stopped', () => {
  analytics.stop();
  window.dispatchEvent(new CustomEvent('lcw:ready'));
  expect(pushed).toEqual([]);
});

it('pushes events under the names that the configuration wants, once for each, or not at all', () => {
  events['proactive_chat_suppressed'] = [];
  events['proactive_chat_invited'] = 'chat_invite_shown';
  events['lcw_chat_queued'] = ['lcw_chat_queued', 'generate_lead'];
  events['lcw_on_close'] = null;
  analytics.onDecision(decision());
  analytics.onDecision(decision({ outcome: 'invited', reason: null }));
  for (const name of ['lcw:chatQueued', 'lcw:onClose']) window.dispatchEvent(new CustomEvent(name));
  expect(pushed.map(({ event, proactive_event_id }) => [event, proactive_event_id])).toEqual([
    ['chat_invite_shown', 'load-1'],
    ['lcw_chat_queued', 'load-2'],
    ['generate_lead', 'load-3'],
    ['lcw_on_close', 'load-4'],
  ]);
});

it.each([
  ['is frozen', Object.freeze([])],
  [
    'has a push that throws',
    Object.assign([], {
      push: () => {
        throw new Error('Full.');
      },
    }),
  ],
])('throws nothing at the page whose data layer %s', (_, layer) => {
  page.dataLayer = layer;
  const onError = jest.fn();
  window.addEventListener('error', onError);
  expect(() => analytics.onDecision(decision())).not.toThrow();
  hear('lcw:ready');
  window.removeEventListener('error', onError);
  expect(onError).not.toHaveBeenCalled();
});
