import * as fc from 'fast-check';
import type { WeeklyHours } from '../../../src/emulator/operatingHours.ts';
import { currentOrNextSpan } from '../../../src/emulator/operatingHours.ts';

const hours = (
  weekly: WeeklyHours['weekly'],
  timeZone = 'Europe/Brussels',
  closedOn: string[] = [],
): WeeklyHours => ({
  timeZone,
  weekly,
  closedOn,
});
const spanAt = (given: WeeklyHours, at: string) => {
  const span = currentOrNextSpan(given, Date.parse(at));
  return span && [new Date(span.from).toISOString(), new Date(span.until).toISOString()];
};
const office = hours({ mon: ['09:00-12:00', '12:00-17:00'], tue: ['09:00-17:00'], fri: ['22:00-02:00'] });

it.each([
  [
    'inside, spans that touch as one',
    office,
    '2026-11-23T10:00:00Z',
    '2026-11-23T08:00:00.000Z',
    '2026-11-23T16:00:00.000Z',
  ],
  [
    'in the evening, the next morning',
    office,
    '2026-11-23T16:00:00Z',
    '2026-11-24T08:00:00.000Z',
    '2026-11-24T16:00:00.000Z',
  ],
  [
    'after midnight, the span of the evening',
    office,
    '2026-11-28T00:30:00Z',
    '2026-11-27T21:00:00.000Z',
    '2026-11-28T01:00:00.000Z',
  ],
  [
    'over the weekend, Monday',
    office,
    '2026-11-28T12:00:00Z',
    '2026-11-30T08:00:00.000Z',
    '2026-11-30T16:00:00.000Z',
  ],
  [
    'on a holiday, the day after',
    hours({ mon: ['09:00-17:00'], tue: ['09:00-17:00'] }, 'Europe/Brussels', ['2026-11-23']),
    '2026-11-23T10:00:00Z',
    '2026-11-24T08:00:00.000Z',
    '2026-11-24T16:00:00.000Z',
  ],
  [
    'in summer, an hour earlier',
    office,
    '2026-07-06T08:00:00Z',
    '2026-07-06T07:00:00.000Z',
    '2026-07-06T15:00:00.000Z',
  ],
  [
    'on the day the clocks go forward',
    hours({ sun: ['01:00-09:00'] }),
    '2026-03-29T00:00:00Z',
    '2026-03-29T00:00:00.000Z',
    '2026-03-29T07:00:00.000Z',
  ],
  [
    'on the other side of the date line',
    hours({ mon: ['09:00-17:00'] }, 'Pacific/Auckland'),
    '2026-11-22T21:00:00Z',
    '2026-11-22T20:00:00.000Z',
    '2026-11-23T04:00:00.000Z',
  ],
  [
    'till midnight',
    hours({ mon: ['09:00-24:00'] }, 'UTC'),
    '2026-11-23T23:59:00Z',
    '2026-11-23T09:00:00.000Z',
    '2026-11-24T00:00:00.000Z',
  ],
])('tells the open time that is or comes next: %s', (_, given, at, from, until) => {
  expect(spanAt(given, at)).toEqual([from, until]);
});

it('tells nothing where it never opens', () => {
  expect(currentOrNextSpan(hours({}), 0)).toBeNull();
});

it('is never in the past, and is the same for every moment inside', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Brussels', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 365 * 24 }),
      (timeZone, hour, later) => {
        const at = Date.parse('2026-01-01T00:00:00Z') + later * 3_600_000;
        const day = `${String(hour).padStart(2, '0')}:30-${String((hour + 5) % 24).padStart(2, '0')}:15`;
        const given = hours({ mon: [day], thu: [day], sat: [day] }, timeZone);
        const span = currentOrNextSpan(given, at);
        if (span === null) throw new Error('it opens three times a week');
        expect(span.until).toBeGreaterThan(at);
        expect(span.until).toBeGreaterThan(span.from);
        expect(currentOrNextSpan(given, Math.floor((span.from + span.until) / 2))).toEqual(span);
      },
    ),
    { numRuns: 100 },
  );
});
