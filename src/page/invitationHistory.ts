import type { InvitationRecord } from '../core/eligibility.ts';
import { outcomes } from '../core/reasons.ts';
import type { Outcome } from '../core/reasons.ts';

/** Reads stored invitation records; whatever does not look like one is left out. */
export function parseInvitationHistory(stored: unknown): readonly InvitationRecord[] {
  return Array.isArray(stored) ? stored.filter(isRecord) : [];
}

function isRecord(entry: unknown): entry is InvitationRecord {
  if (typeof entry !== 'object' || entry === null) return false;
  const record = entry as Record<string, unknown>;
  return (
    ['invitationId', 'ruleId', 'pageViewId', 'visitId'].every((key) => typeof record[key] === 'string') &&
    outcomes.includes(record['outcome'] as Outcome) &&
    typeof record['at'] === 'number' &&
    (record['answeredAt'] === undefined || typeof record['answeredAt'] === 'number')
  );
}

/** Records of two sources together: one per invitation, the answered one if one of them is. */
export function mergeInvitationHistory(
  first: readonly InvitationRecord[],
  second: readonly InvitationRecord[],
): readonly InvitationRecord[] {
  const merged = new Map<string, InvitationRecord>();
  for (const record of [...first, ...second]) {
    const known = merged.get(record.invitationId);
    if (known?.answeredAt === undefined) merged.set(record.invitationId, record);
  }
  return [...merged.values()].sort((a, b) => a.at - b.at);
}
