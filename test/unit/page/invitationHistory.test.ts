import { mergeInvitationHistory, parseInvitationHistory } from '../../../src/page/invitationHistory.ts';
import { record } from '../core/flowDriver.ts';

it('keeps what is a record and drops what is not', () => {
  const good = record();
  const stored = JSON.parse(
    JSON.stringify([good, null, 7, { ...good, outcome: 4 }, { ...good, at: '12' }, { ...good, ruleId: 1 }]),
  ) as unknown;
  expect(parseInvitationHistory(stored)).toEqual([good]);
  expect(parseInvitationHistory({ 0: good })).toEqual([]);
});

it('counts an invitation whose outcome another version has written', () => {
  const stored: unknown = [{ ...record(), outcome: 'snoozed' }];
  expect(parseInvitationHistory(stored)).toHaveLength(1);
});

it('of two accounts of one invitation believes the answered one, in either order', () => {
  const { answeredAt: _, ...open } = record({ outcome: 'invited' });
  const answered = record({ outcome: 'declined' });
  const later = record({ invitationId: 'later', at: answered.at + 1 });
  expect(mergeInvitationHistory([open], [later, answered])).toEqual([answered, later]);
  expect(mergeInvitationHistory([later, answered], [open])).toEqual([answered, later]);
});

it('keeps a goal that one of the accounts knows of', () => {
  const answered = record({ outcome: 'accepted' });
  const reached = { ...answered, goalAt: answered.at + 5 };
  expect(mergeInvitationHistory([answered], [reached])).toEqual([reached]);
  expect(mergeInvitationHistory([reached], [answered])).toEqual([reached]);
  expect(parseInvitationHistory([reached, { ...reached, goalAt: 'soon' }])).toEqual([reached]);
});
