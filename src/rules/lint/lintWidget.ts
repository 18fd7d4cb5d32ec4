import type { Linted, Warn } from './warning.ts';

const own = 'Remove it, or use the built-in widget.';

/**
 * Keys that mean nothing to Microsoft's widget: it is given the message alone, closes an invitation after a minute
 * and lets nobody take one back.
 */
export function lintWidget({ ruleSet, compiled, settings }: Linted, warn: Warn): void {
  if (settings.widget !== 'microsoft') return;
  const tell = (pointer: string, message: string, suggestion = own): void => {
    warn('no_effect', pointer, message, suggestion);
  };
  if (ruleSet.availability?.basis === 'operatingHours') {
    warn(
      'hours_not_told',
      '/availability/basis',
      "Microsoft's widget does not tell its operating hours, so nobody is ever invited.",
      'Use the basis "agents", or give the rules a "schedule" and the basis "none".',
    );
  }
  for (const { rule, index } of compiled.rules) {
    const { invitation, withdrawWhen } = rule;
    const pointer = `/rules/${index}/invitation`;
    const texts = [
      [invitation, pointer] as const,
      ...(invitation.variants ?? []).map(
        (variant, place) => [variant, `${pointer}/variants/${place}`] as const,
      ),
    ];
    for (const [given, place] of texts) {
      for (const key of ['title', 'agentName', 'agentPictureUrl'] as const) {
        if (given[key] !== undefined)
          tell(`${place}/${key}`, `Microsoft's widget shows the message alone, without "${key}".`);
      }
    }
    if (invitation.closeAfterSeconds !== undefined) {
      tell(
        `${pointer}/closeAfterSeconds`,
        "Microsoft's widget closes an invitation after 60 seconds, whatever is said here.",
      );
    }
    if (withdrawWhen !== undefined) {
      tell(
        `/rules/${index}/withdrawWhen`,
        "Microsoft's widget lets nobody take an invitation back; this only keeps one from being made.",
        'Keep it for that, or use the built-in widget.',
      );
    }
    lintQuietDays(rule.limits?.quietDaysAfter, `/rules/${index}/limits`, tell);
  }
  lintQuietDays(ruleSet.limits?.quietDaysAfter, '/limits', tell);
}

/** It does not tell a no from a closed invitation; both are taken for dismissed. */
function lintQuietDays(
  days: Readonly<Record<string, number>> | undefined,
  pointer: string,
  tell: (pointer: string, message: string, suggestion?: string) => void,
): void {
  if (days?.['declined'] === undefined) return;
  tell(
    `${pointer}/quietDaysAfter/declined`,
    'Microsoft\'s widget does not tell a no from a closed invitation, so "declined" never comes.',
    'Give "dismissed" and "expired" the days that are to follow any of them.',
  );
}
