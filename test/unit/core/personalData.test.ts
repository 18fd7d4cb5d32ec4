import fc from 'fast-check';
import { withoutPersonalData } from '../../../src/core/personalData.ts';

it.each([
  ['Mail mira.jansen+shop@example.co.uk now', 'Mail [email] now'],
  ['/account?email=mira%40example.com&tab=1', '/account?email=[email]&tab=1'],
  ['Card 4111 1111 1111 1111, please', 'Card [card], please'],
  ['4111-1111-1111-1111', '[card]'],
  ['Call +31 (0)20 123 45 67 today', 'Call [phone] today'],
  ['phone=%2B31201234567', 'phone=[phone]'],
  ['020-1234567', '[phone]'],
  ['0170 1234567', '[phone]'],
])('%s', (text, expected) => {
  expect(withoutPersonalData(text)).toBe(expected);
});

it.each([
  'Order 100045678',
  'Invoice 2026-11-23',
  '12:30 - 17:45',
  'EUR 1,249.00',
  '4111 1111 1111 1112',
  'SKU 8712345678906',
  'me@home',
  '1 + 2 = 3',
  'Version 1.2.3',
  '/pricing/eu?plan=42',
])('leaves "%s" as it is', (text) => {
  expect(withoutPersonalData(text)).toBe(text);
});

it('never throws and is done after once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const once = withoutPersonalData(text);
      expect(withoutPersonalData(once)).toBe(once);
    }),
  );
});
