import { mergeInvitationHistory, parseInvitationHistory } from '../../../src/page/invitationHistory.ts';
import { record } from '../core/flowDriver.ts';

it('keeps what is a record and drops what is not', () => {
  const good = record();
  const stored = JSON.parse(
    JSON.stringify([
      good,
      null,
      7,
      { ...good, outcome: 'bought' },
      { ...good, at: '12' },
      { ...good, ruleId: 1 },
    ]),
  ) as unknown;
  expect(parseInvitationHistory(stored)).toEqual([good]);
  expect(parseInvitationHistory({ 0: good })).toEqual([]);
});

it('of two accounts of one invitation believes the answered one, in either order', () => {
  const { answeredAt: _, ...open } = record({ outcome: 'invited' });
  const answered = record({ outcome: 'declined' });
  const later = record({ invitationId: 'later', at: answered.at + 1 });
  expect(mergeInvitationHistory([open], [later, answered])).toEqual([answered, later]);
  expect(mergeInvitationHistory([later, answered], [open])).toEqual([answered, later]);
});
