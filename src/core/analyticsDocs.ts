import type { AnalyticsParameter } from './analyticsNames.ts';
import type { Outcome } from './reasons.ts';
import type { SdkEventName } from './sdkEvents.ts';
import type { StorageName } from './storageKeys.ts';

/** When each outcome is pushed, for people. No visitor loads any of this file. */
export const outcomeDocs = {
  suppressed:
    'the conditions of a rule hold, and something speaks against inviting; `proactive_reason` says what. With `no_consent`, `privacy_signal`, `disabled` and `invalid_rule` they may not hold. Without a rule id the whole rule set cannot be used',
  held_out: 'the visitor belongs to the hold-out group, so the invitation is not shown',
  invited: 'an invitation is shown',
  accepted: 'the visitor accepts it',
  declined: 'the visitor presses "No thanks"',
  dismissed: 'the visitor closes it',
  expired: 'it leaves by itself',
  withdrawn: 'it is taken back; `proactive_reason` says why',
  failed: 'it could not be shown; `proactive_reason` says why',
} as const satisfies Readonly<Record<Exclude<Outcome, 'waiting'>, string>>;

export const goalDoc =
  'the goal of a rule is reached within its days; `proactive_reason` is `held_out` for those held out';

export const sdkEventDocs = {
  'lcw:ready': 'the widget is ready',
  'lcw:error': 'the widget tells an error',
  'lcw:startChat': 'a chat is started; no proof of a conversation',
  'lcw:closeChat': 'the conversation is closed',
  'lcw:chatQueued': 'a conversation exists: the best moment to count a conversion',
  'lcw:chatRetrieved': 'an earlier conversation is resumed',
  'lcw:onClose': 'the chat window is closed',
  'lcw:onMinimize': 'the chat window is minimised',
  'lcw:onMaximize': 'the chat window is opened',
  'lcw:onMessageReceived': 'a message comes; never with its text',
  'lcw:onMessageSent': 'the visitor sends a message; never with its text',
  'lcw:threadUpdate': 'the agent has ended the conversation',
  'lcw:getAgentAvailability': 'the page has asked for availability',
} as const satisfies Readonly<Record<SdkEventName, string>>;

interface ParameterDoc {
  readonly says: string;
  readonly example: string | number;
  /** The name of the custom dimension to register in GA4, scope event; `null`: of no use in reports. */
  readonly dimension: string | null;
}

export const parameterDocs = {
  proactive_rule_set_id: { says: 'id of the rule set', example: 'shop-eu', dimension: 'Chat rule set' },
  proactive_rule_set_version: {
    says: 'its version',
    example: '2026-11-22.1',
    dimension: 'Chat rule set version',
  },
  proactive_rule_id: {
    says: "id of the rule; on chat events (as rule set and variant) that of the invitation that led to the chat, until the chat window is closed; after a page load and in the visitor's other tabs only with consent for analytics. With Microsoft's widget the event that shows the acceptance has none, mostly `lcw_start_chat`",
    example: 'pricing-hesitation',
    dimension: 'Chat rule',
  },
  proactive_variant_id: {
    says: 'which wording of the invitation',
    example: 'b',
    dimension: 'Chat invitation variant',
  },
  proactive_reason: {
    says: 'why: one of the closed list of reasons',
    example: 'agents_unavailable',
    dimension: 'Chat reason',
  },
  proactive_invitation_id: {
    says: 'one invitation or hold-out; only with consent for analytics',
    example: '7f3c…-1',
    dimension: null,
  },
  proactive_event_id: {
    says: 'one push, for finding duplicates; only with consent for analytics',
    example: '91ab…-4',
    dimension: null,
  },
  proactive_protocol: { says: 'version of these names', example: 1, dimension: null },
} as const satisfies Readonly<Record<AnalyticsParameter, ParameterDoc>>;

/** What is kept under each key, and what for. */
export const storageDocs = {
  history: {
    what: 'invitations and hold-outs: rule, variant, outcome, times, and whether the goal was reached',
    why: 'limits, quiet days, and goals on later pages',
  },
  visit: {
    what: 'a random id, and when the visitor was last active',
    why: 'tells which page views belong together',
  },
  visitorId: {
    what: 'a random id',
    why: 'the same share of the visitors and the same wording on every page; only if a rule set asks for it',
  },
  availability: {
    what: 'whether somebody was there a moment ago; kept for minutes',
    why: 'the tabs of one visitor ask the service once',
  },
  visitor: {
    what: 'number of visits, page views and chats, paths seen, when and under which number something was last bought, as far as rules ask',
    why: 'rules about returning visitors',
  },
  journey: {
    what: 'pages of this visit and the time on them, its campaign, what was searched for, events, and forms (how many, never what was typed), as far as rules ask',
    why: 'rules about this visit',
  },
  invitation: {
    what: 'the decision that led to the chat under way: rule set, rule, variant, time; until the chat window is closed',
    why: 'events of the chat name the rule on later pages and in other tabs too',
  },
  conversation: {
    what: 'what joins the conversation again, and whether the chat window was open; kept for 15 minutes',
    why: 'a chat that the visitor has opened goes on after a reload',
  },
  turn: {
    what: 'which tab is starting a chat, for seconds; only without Web Locks',
    why: 'two tabs do not start two conversations',
  },
  message: {
    what: 'a word from tab to tab, erased at once; only without BroadcastChannel',
    why: 'all tabs of a visitor show the same chat',
  },
} as const satisfies Readonly<Record<StorageName, { readonly what: string; readonly why: string }>>;
