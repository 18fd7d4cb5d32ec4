import fc from 'fast-check';
import { readEvent } from '../../../src/report/event.ts';

const push = {
  event: 'proactive_chat_suppressed',
  proactive_rule_set_id: 'shop',
  proactive_rule_id: 'pricing',
  proactive_reason: 'too_soon',
  client_id: '12.34',
};
const read = {
  kind: 'step',
  event: {
    step: 'suppressed',
    ruleSetId: 'shop',
    ruleId: 'pricing',
    reason: 'too_soon',
    visitor: '12.34',
    day: null,
  },
};

it('reads a push to the data layer, a row of a table and a row of the export alike', () => {
  expect(readEvent(push, null)).toEqual(read);
  const { event, client_id, ...params } = push;
  expect(readEvent({ event_name: event, user_pseudo_id: client_id, ...params }, null)).toEqual(read);
  const event_params = Object.entries(params).map(([key, string_value]) => ({
    key,
    value: { string_value },
  }));
  expect(readEvent({ event_name: event, user_pseudo_id: client_id, event_params }, null)).toEqual(read);
});

it('takes a number for the text it was, as GA4 does with ids of digits', () => {
  const event_params = [
    { key: 'proactive_rule_set_id', value: { string_value: 'shop' } },
    { key: 'proactive_rule_id', value: { string_value: null, int_value: '42' } },
  ];
  const exported = { event_name: 'proactive_chat_invited', user_pseudo_id: 7.5, event_params };
  expect(readEvent(exported, null)).toMatchObject({ event: { ruleId: '42', visitor: '7.5', reason: null } });
});

it.each([
  [{ event_date: '20261105' }, '20261105'],
  [{ event_timestamp: '1762300800000000' }, '20251105'],
  [{ event_timestamp: 1762300800000000 }, '20251105'],
  [{ event_timestamp: '9'.repeat(40) }, null],
  [{ event_date: 'yesterday' }, null],
])('tells the day of %j', (time, day) => {
  expect(readEvent({ ...push, ...time }, null)).toMatchObject({ event: { day } });
});

it('looks for the visitor where it is told to, and nowhere else', () => {
  expect(readEvent({ ...push, shopper: 's1' }, 'shopper')).toMatchObject({ event: { visitor: 's1' } });
  expect(readEvent(push, 'shopper')).toEqual({ kind: 'anonymous' });
});

it.each([
  [{ event: 'page_view' }],
  [{ event: 'lcw_on_close', proactive_rule_id: 'pricing' }],
  [{ event: 'lcw_chat_queued', client_id: 'c' }],
])('passes over what no figure asks for: %j', (event) => {
  expect(readEvent(event, null)).toEqual({ kind: 'other' });
});

it.each([
  [3, /An event is an object/],
  [[], /An event is an object/],
  [{ name: 'x' }, /There is no name/],
  [{ event: 'proactive_chat_shown' }, /There is no event "proactive_chat_shown"/],
  [{ event: 'lcw_opened' }, /There is no event "lcw_opened"/],
  [{ ...push, proactive_rule_set_id: '' }, /without "proactive_rule_set_id"/],
  [{ ...push, event: 'proactive_chat_invited', proactive_rule_id: undefined }, /without "proactive_rule_id"/],
  [{ ...push, proactive_reason: undefined }, /without "proactive_reason"/],
  [{ ...push, proactive_reason: 'bad_mood' }, /There is no reason "bad_mood"/],
  [{ ...push, proactive_reason: 'constructor' }, /There is no reason "constructor"/],
  [{ ...push, event_params: 'x' }, /not the list of keys and values/],
])('says what is wrong with %j', (event, problem) => {
  expect(readEvent(event, null)).toEqual({ kind: 'malformed', problem: expect.stringMatching(problem) });
});

it('reads anything without throwing', () => {
  const name = fc.constantFrom('proactive_chat_invited', 'proactive_chat_suppressed', 'lcw_chat_queued');
  const value = fc.oneof(fc.anything(), fc.string());
  const event = fc.record({ event: name, event_params: fc.oneof(value, fc.array(value)), client_id: value });
  fc.assert(
    fc.property(fc.oneof(event, fc.anything()), (input) => expect(readEvent(input, null)).toBeDefined()),
  );
});
