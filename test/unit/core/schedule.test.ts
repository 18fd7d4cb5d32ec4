import fc from 'fast-check';
import type { Schedule } from '../../../src/core/ruleSet.ts';
import { checkSchedule } from '../../../src/core/schedule.ts';

const office: Schedule = {
  timeZone: 'Europe/Amsterdam',
  weekly: { mon: ['09:00-12:00', '13:00-17:30'], fri: ['22:00-04:00'], sun: ['00:00-24:00'] },
};
const isOpen = (schedule: Schedule, at: string, visitorZone?: string): boolean =>
  checkSchedule(schedule, Date.parse(at), visitorZone).isOpen;

describe('hours of the week', () => {
  // 2026-11-23 is a Monday; Amsterdam is one hour ahead of UTC then.
  it.each([
    ['before they begin', '2026-11-23T08:59:59+01:00', false],
    ['as they begin', '2026-11-23T09:00:00+01:00', true],
    ['as they end', '2026-11-23T12:00:00+01:00', false],
    ['in the second part of the day', '2026-11-23T13:00:00+01:00', true],
    ['in the last minute', '2026-11-23T17:29:59+01:00', true],
    ['on a day that is not named', '2026-11-24T10:00:00+01:00', false],
    ['after midnight of the night before', '2026-11-28T03:59:00+01:00', true],
    ['when that night is over', '2026-11-28T04:00:00+01:00', false],
    ['in the early hours of the day on which a night begins', '2026-11-27T03:00:00+01:00', false],
    ['in the last minute of a whole day', '2026-11-29T23:59:59+01:00', true],
    ['when the whole day is over', '2026-11-30T00:00:00+01:00', false],
  ])('%s', (_, at, expected) => {
    expect(isOpen(office, at)).toBe(expected);
  });

  it('follow the clocks of the zone as they change', () => {
    // In summer 09:00 in Amsterdam is 07:00 UTC, in winter 08:00.
    expect(isOpen(office, '2026-07-06T07:00:00Z')).toBe(true);
    expect(isOpen(office, '2026-11-23T07:00:00Z')).toBe(false);
    expect(isOpen(office, '2026-11-23T08:00:00Z')).toBe(true);
  });

  it('of the visitor are those of the visitor', () => {
    const { weekly } = office;
    const mondayMorning = '2026-11-23T09:30:00Z';
    expect(isOpen({ weekly: weekly ?? {} }, mondayMorning, 'UTC')).toBe(true);
    expect(isOpen({ timeZone: 'visitor', weekly: weekly ?? {} }, mondayMorning, 'Asia/Tokyo')).toBe(false);
  });

  it('in a zone that nobody knows are closed', () => {
    expect(checkSchedule({ timeZone: 'Mars/Olympus' }, 0, 'UTC')).toEqual({
      isOpen: false,
      until: Infinity,
    });
  });
});

describe('days', () => {
  const in2026 = (date: string): string => `${date}T12:00:00Z`;
  it.each<[string, Schedule, string, boolean]>([
    ['before the first', { from: '2026-11-01' }, '2026-10-31', false],
    ['the first', { from: '2026-11-01' }, '2026-11-01', true],
    ['the last', { until: '2026-12-31' }, '2026-12-31', true],
    ['after the last', { until: '2026-12-31' }, '2027-01-01', false],
    ['one left out', { except: ['2026-12-24'] }, '2026-12-24', false],
    ['the same day of another year', { except: ['2026-12-24'] }, '2027-12-24', true],
    ['one left out every year', { except: ['12-25'] }, '2031-12-25', false],
    ['in a yearly range', { yearly: ['12-01/12-26'] }, '2029-12-26', true],
    ['outside the yearly ranges', { yearly: ['12-01/12-26', '06-01/06-30'] }, '2029-05-31', false],
    ['over New Year, before', { yearly: ['12-27/01-06'] }, '2026-12-31', true],
    ['over New Year, after', { yearly: ['12-27/01-06'] }, '2027-01-06', true],
    ['over New Year, outside', { yearly: ['12-27/01-06'] }, '2027-01-07', false],
  ])('%s', (_, schedule, date, expected) => {
    expect(isOpen(schedule, in2026(date), 'UTC')).toBe(expected);
  });

  it('are those of the zone', () => {
    const newYear = { from: '2027-01-01', timeZone: 'Pacific/Auckland' };
    expect(isOpen(newYear, '2026-12-31T10:59:00Z')).toBe(false);
    expect(isOpen(newYear, '2026-12-31T11:00:00Z')).toBe(true);
  });

  it('of a night are those of its evening', () => {
    const night: Schedule = { weekly: { thu: ['22:00-02:00'] }, until: '2026-12-24' };
    expect(isOpen(night, '2026-12-25T01:00:00Z', 'UTC')).toBe(true);
    expect(isOpen({ ...night, except: ['2026-12-24'] }, '2026-12-25T01:00:00Z', 'UTC')).toBe(false);
  });
});

describe('when to look again', () => {
  it.each([
    ['at the next opening of the day', '2026-11-23T12:30:20+01:00', '2026-11-23T13:00:00+01:00'],
    ['at the next closing', '2026-11-23T13:00:00+01:00', '2026-11-23T17:30:00+01:00'],
    ['at midnight', '2026-11-24T10:00:00+01:00', '2026-11-25T00:00:00+01:00'],
    ['when the night is over', '2026-11-28T01:00:00+01:00', '2026-11-28T04:00:00+01:00'],
  ])('%s', (_, at, until) => {
    expect(new Date(checkSchedule(office, Date.parse(at), 'UTC').until)).toEqual(new Date(until));
  });

  const time = fc
    .integer({ min: 0, max: 1439 })
    .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
  const hours = fc.array(
    fc.tuple(time, time).map(([from, to]) => `${from}-${to}`),
    { maxLength: 3 },
  );
  const schedules = fc.record(
    {
      weekly: fc.record({ mon: hours, tue: hours, sat: hours }, { requiredKeys: [] }),
      except: fc.constant(['2026-11-24']),
      yearly: fc.constant(['11-20/12-02']),
    },
    { requiredKeys: [] },
  );
  const instants = fc
    .integer({ min: 0, max: 20 * 1440 })
    .map((minute) => Date.parse('2026-11-16T00:00:00Z') + minute * 60_000);

  it('until then the answer stays, in a zone whose clocks do not change', () => {
    fc.assert(
      fc.property(schedules, instants, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, at, share) => {
        const { isOpen: now, until } = checkSchedule(schedule, at, 'UTC');
        expect(until).toBeGreaterThan(at);
        const later = at + Math.floor((until - at - 1) * share);
        expect(checkSchedule(schedule, later, 'UTC').isOpen).toBe(now);
      }),
      { numRuns: 2000 },
    );
  });
});
