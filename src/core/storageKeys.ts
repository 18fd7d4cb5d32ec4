import type { StoredPurpose } from './eligibility.ts';

const stored = <Purpose extends StoredPurpose | 'requested'>(
  name: string,
  purpose: Purpose,
  days: number,
) => ({
  key: `lcw-proactive-chat.${name}`,
  purpose,
  days,
});

/**
 * Every key the tag and the built-in widget store, under which purpose and for how long at most; 0 days: a few seconds,
 * while pages settle something between them. `requested` is a service the visitor asked for: a chat that has been opened
 * may be resumed after a reload. A key may have a part of its own behind it, after a dot: which widget it is about.
 */
export const storageKeys = {
  history: stored('history', 'functionality', 90),
  visit: stored('visit', 'functionality', 1),
  visitorId: stored('visitor-id', 'functionality', 90),
  availability: stored('availability', 'functionality', 1),
  visitor: stored('visitor', 'personalization', 90),
  journey: stored('journey', 'personalization', 1),
  invitation: stored('invitation', 'analytics', 1),
  conversation: stored('conversation', 'requested', 1),
  turn: stored('turn', 'requested', 0),
  message: stored('message', 'requested', 0),
} as const;

export type StorageName = keyof typeof storageKeys;
