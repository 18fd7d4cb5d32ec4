import type { InvitationRecord } from '../core/eligibility.ts';
import { membersOf } from './members.ts';

/**
 * Reads stored invitation records; whatever does not look like one is left out. An outcome that this version does not
 * know counts as an invitation all the same.
 */
export function parseInvitationHistory(stored: unknown): readonly InvitationRecord[] {
  return Array.isArray(stored) ? stored.filter(isRecord) : [];
}

function isRecord(entry: unknown): entry is InvitationRecord {
  const record = membersOf(entry);
  const are = (types: readonly string[], ...keys: readonly string[]): boolean =>
    keys.every((key) => types.includes(typeof record[key]));
  return (
    are(['string'], 'invitationId', 'ruleId', 'pageViewId', 'visitId', 'outcome') &&
    are(['number'], 'at') &&
    are(['number', 'undefined'], 'answeredAt', 'goalAt') &&
    are(['string', 'undefined'], 'variantId')
  );
}

/** Records of two sources together: one per invitation, the answered one if one of them is, with the goal of either. */
export function mergeInvitationHistory(
  first: readonly InvitationRecord[],
  second: readonly InvitationRecord[],
): readonly InvitationRecord[] {
  const merged = new Map<string, InvitationRecord>();
  for (const record of [...first, ...second]) {
    const known = merged.get(record.invitationId);
    const goalAt = known?.goalAt ?? record.goalAt;
    const latest = known?.answeredAt === undefined ? record : known;
    merged.set(record.invitationId, goalAt === undefined ? latest : { ...latest, goalAt });
  }
  return [...merged.values()].sort((a, b) => a.at - b.at);
}
