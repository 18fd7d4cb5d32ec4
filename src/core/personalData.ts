/**
 * `%40` and `%2B` as they stand in addresses of pages. The lengths are the greatest that RFC 5321 and DNS allow, and keep
 * the time in proportion to the text.
 */
const email = /[\w.+-]{1,64}(?:@|%40)(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}/gi;
const digits = /(?:\+|%2B)?\(?\d(?:[ ./()-]{0,2}\d){6,18}/gi;

/**
 * A text without e-mail addresses, card numbers (13 to 19 digits that pass the check of ISO/IEC 7812, as Luhn's
 * algorithm) and phone numbers (7 to 15 digits after a "+", or 9 to 15 that begin with 0, as E.164 and its national
 * forms have them): each is replaced by what it was, in square brackets.
 */
export function withoutPersonalData(text: string): string {
  return text.replace(email, '[email]').replace(digits, (found) => {
    const number = found.replace(/%2B/i, '+').replace(/[^\d+]/g, '');
    if (/^\d{13,19}$/.test(number) && passesLuhn(number)) return '[card]';
    return /^(\+\d{7,15}|0\d{8,14})$/.test(number) ? '[phone]' : found;
  });
}

function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let place = 0; place < number.length; place += 1) {
    const digit = Number(number[number.length - 1 - place]) * (place % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
