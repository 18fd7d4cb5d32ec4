/** What the panel says about what it has heard. Everything comes from the page and is `unknown` until read. */

import type { MissingFact } from '../../core/conditions.ts';
import { describeMissing } from '../../core/missingWords.ts';
import type { Outcome } from '../../core/reasons.ts';
import { reasonTexts } from '../../core/reasons.ts';
import type { SdkEventName } from '../../core/sdkEvents.ts';
import { formatCents } from './products.ts';

/** How a row looks: something came about, something was refused, something broke, or neither. */
export type Tone = 'good' | 'held' | 'bad' | 'plain';

export interface Sentence {
  readonly text: string;
  readonly tone: Tone;
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

const chatEventTexts = {
  'lcw:ready': 'The chat widget is ready.',
  'lcw:error': 'The chat widget reports an error.',
  'lcw:startChat': 'A chat is being started.',
  'lcw:closeChat': 'The conversation is closed.',
  'lcw:chatQueued': 'The conversation has been created.',
  'lcw:chatRetrieved': 'A running conversation was taken up again.',
  'lcw:onClose': 'The chat window is closed.',
  'lcw:onMinimize': 'The chat window is minimised.',
  'lcw:onMaximize': 'The chat window is open.',
  'lcw:onMessageReceived': 'A message came in.',
  'lcw:onMessageSent': 'The visitor sent a message.',
  'lcw:threadUpdate': 'The agent has ended the conversation.',
  'lcw:getAgentAvailability': 'The service has answered whether agents are available.',
} as const satisfies Readonly<Record<SdkEventName, string>>;

export type ChatEventName = SdkEventName;

/** The thirteen events of the Live chat SDK. */
export const chatEventNames = Object.keys(chatEventTexts) as readonly ChatEventName[];

/** Known tags of a message, the telling ones first. */
const messageTagTexts: readonly (readonly [tag: string, text: string])[] = [
  ['agentendconversation', 'System message: the agent has ended the conversation.'],
  ['primarysessionclosed', 'System message: the agent has left.'],
  ['agentassignmentfailure', 'System message: no agent could be assigned.'],
  ['agentaccepted', 'System message: an agent has joined.'],
  ['agentassignmentready', 'System message: an agent has been assigned.'],
  ['queueposition', 'System message: the place in the queue.'],
  ['averagewaittime', 'System message: how long the wait is on the average.'],
];

function messageTags(detail: unknown): readonly unknown[] {
  const { tags } = fieldsOf(fieldsOf(detail).channelData);
  return Array.isArray(tags) ? tags : [];
}

/** Sentence for an `lcw:*` event and its detail. */
export function describeChatEvent(name: ChatEventName, detail: unknown): Sentence {
  const fields = fieldsOf(detail);
  if (name === 'lcw:error') {
    const code = typeof fields.errorCode === 'number' ? ` ${fields.errorCode}` : '';
    const why = textOf(fields.errorDescription, '');
    return { text: `The chat widget reports error${code}${why && `: ${why}`}`, tone: 'bad' };
  }
  if (name === 'lcw:onMessageReceived') {
    if (fields.type === 'typing') return { text: 'The agent is typing.', tone: 'plain' };
    const tags = messageTags(detail);
    const known = messageTagTexts.find(([tag]) => tags.includes(tag));
    if (known) return { text: known[1], tone: 'plain' };
    if (fields.messageType === 'user') return { text: 'The agent sent a message.', tone: 'good' };
  }
  const isGood = name === 'lcw:ready' || name === 'lcw:chatQueued' || name === 'lcw:chatRetrieved';
  return { text: chatEventTexts[name], tone: isGood ? 'good' : 'plain' };
}

/** State of the chat after an event; `null` where the event says nothing about it. */
export function chatStateAfter(name: ChatEventName, detail: unknown): string | null {
  switch (name) {
    case 'lcw:ready':
      return 'Ready, no chat open';
    case 'lcw:startChat':
      return 'Starting a chat';
    case 'lcw:chatQueued':
      return 'Waiting for an agent';
    case 'lcw:chatRetrieved':
      return 'Chat taken up again';
    case 'lcw:onMessageReceived':
      return messageTags(detail).includes('agentaccepted') || fieldsOf(detail).messageType === 'user'
        ? 'Talking to an agent'
        : null;
    case 'lcw:threadUpdate':
      return 'The agent has ended the conversation';
    case 'lcw:closeChat':
    case 'lcw:onClose':
      return 'Chat closed';
    case 'lcw:onMinimize':
      return 'Chat minimised';
    case 'lcw:error':
      return 'Error';
    default:
      return null;
  }
}

/** `6 more engaged seconds`, for one entry of a decision's near miss; `null` if it cannot be read. */
function readMissing(entry: unknown): string | null {
  const { fact, missing } = fieldsOf(entry);
  if (typeof fact !== 'string' || typeof missing !== 'number') return null;
  return describeMissing(entry as MissingFact);
}

function listOf(parts: readonly string[]): string {
  return parts.length < 2
    ? (parts[0] ?? '')
    : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1] ?? ''}`;
}

/** Sentence for a `proactive-chat:<outcome>` event and the decision in its detail. */
export function describeDecision(outcome: Outcome, detail: unknown): Sentence {
  const fields = fieldsOf(detail);
  const rule = textOf(fields.ruleId, 'The rule set');
  const why = reasonSentence(fields.reason);
  const missing = (Array.isArray(fields.nearMiss) ? fields.nearMiss : []).flatMap(
    (entry: unknown) => readMissing(entry) ?? [],
  );
  switch (outcome) {
    case 'waiting':
      if (missing.length > 0) return { text: `${rule} waits for ${listOf(missing)}.`, tone: 'held' };
      if (why === '')
        return { text: `${rule} holds; availability and rules engine are being asked.`, tone: 'held' };
      return { text: `${rule} waits.${why}`, tone: 'held' };
    case 'suppressed':
      return { text: `${rule} may not invite.${why}`, tone: 'held' };
    case 'held_out':
      return { text: `${rule} would have invited, but the visitor is in the hold-out.`, tone: 'held' };
    case 'invited':
      return { text: `${rule} invites the visitor.`, tone: 'good' };
    case 'accepted':
      return { text: `The visitor accepted the invitation of ${rule}.`, tone: 'good' };
    case 'declined':
      return { text: `The visitor declined the invitation of ${rule}.`, tone: 'plain' };
    case 'dismissed':
      return { text: `The visitor closed the invitation of ${rule}.`, tone: 'plain' };
    case 'expired':
      return { text: `The invitation of ${rule} went unanswered.`, tone: 'plain' };
    case 'withdrawn':
      return { text: `The invitation of ${rule} was taken back.${why}`, tone: 'plain' };
    case 'failed':
      return { text: `${rule} could not invite.${why}`, tone: 'bad' };
  }
}

/** The reason's sentence with a space before it; a reason that is not in the list stands for itself. */
function reasonSentence(reason: unknown): string {
  if (typeof reason !== 'string' || reason === '') return '';
  return ` ${Object.hasOwn(reasonTexts, reason) ? reasonTexts[reason as keyof typeof reasonTexts] : `${reason}.`}`;
}

/** Name and sentence for an entry of the data layer. */
export function describePush(entry: unknown): Sentence & { readonly name: string } {
  const fields = fieldsOf(entry);
  if (fields.ecommerce === null && fields.event === undefined) {
    return { name: 'ecommerce', text: 'Cleared before the next event.', tone: 'plain' };
  }
  if (Object.prototype.toString.call(entry) === '[object Arguments]') return describeCommand(fields);
  const name = textOf(fields.event, Object.keys(fields).slice(0, 3).join(', ') || 'entry');
  const goods = describeGoods(fields.ecommerce);
  if (goods !== null) return { name, text: goods, tone: 'plain' };
  const about = [fields.proactive_rule_id, fields.proactive_reason].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return { name, text: about.length > 0 ? about.join(', ') : 'Pushed to the data layer.', tone: 'plain' };
}

/** What a page says to Google with `gtag(…)`: an arguments object. */
function describeCommand(words: Readonly<Record<string, unknown>>): Sentence & { readonly name: string } {
  const values = Object.entries(fieldsOf(words['2'])).map(([name, value]) => `${name}: ${String(value)}`);
  const name = ['gtag', textOf(words['0'], ''), textOf(words['1'], '')].join(' ').trim();
  return { name, text: values.join(', '), tone: 'plain' };
}

function describeGoods(ecommerce: unknown): string | null {
  const { items, value } = fieldsOf(ecommerce);
  if (!Array.isArray(items)) return null;
  const goods = items.map((item: unknown) => {
    const { item_name: itemName, quantity } = fieldsOf(item);
    return `${typeof quantity === 'number' ? quantity : 1} × ${textOf(itemName, 'item')}`;
  });
  const sum = typeof value === 'number' ? `, ${formatCents(Math.round(value * 100))}` : '';
  return `${listOf(goods)}${sum}`;
}
