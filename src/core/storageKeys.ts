import type { StoredPurpose } from './eligibility.ts';

/**
 * Every key the tag and the built-in widget store, under which purpose and for how long at most; 0 days: a few seconds,
 * while pages settle something between them. `requested` is a service the visitor asked for: a chat that has been opened
 * may be resumed after a reload. A key may have a part of its own behind it, after a dot: which widget it is about.
 */
export const storageKeys = {
  history: { key: 'lcw-proactive-chat.history', purpose: 'functionality', days: 90 },
  visit: { key: 'lcw-proactive-chat.visit', purpose: 'functionality', days: 1 },
  visitorId: { key: 'lcw-proactive-chat.visitor-id', purpose: 'functionality', days: 90 },
  availability: { key: 'lcw-proactive-chat.availability', purpose: 'functionality', days: 1 },
  visitor: { key: 'lcw-proactive-chat.visitor', purpose: 'personalization', days: 90 },
  journey: { key: 'lcw-proactive-chat.journey', purpose: 'personalization', days: 1 },
  invitation: { key: 'lcw-proactive-chat.invitation', purpose: 'analytics', days: 1 },
  conversation: { key: 'lcw-proactive-chat.conversation', purpose: 'requested', days: 1 },
  turn: { key: 'lcw-proactive-chat.turn', purpose: 'requested', days: 0 },
  message: { key: 'lcw-proactive-chat.message', purpose: 'requested', days: 0 },
} as const satisfies Readonly<
  Record<
    string,
    { readonly key: string; readonly purpose: StoredPurpose | 'requested'; readonly days: number }
  >
>;

export type StorageName = keyof typeof storageKeys;
