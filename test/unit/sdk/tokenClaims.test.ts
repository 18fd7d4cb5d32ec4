import { checkToken } from '../../../src/sdk/authToken.ts';

const now = Date.parse('2026-01-05T10:00:00Z');
const inSeconds = now / 1000;
const claims = { iss: 'shop', iat: inSeconds - 10, exp: inSeconds + 60, sub: 'contact' };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (payload: unknown): string => `${part({ alg: 'RS256' })}.${part(payload)}.c2lnbmF0dXJl`;

function check(token: string) {
  const warnings: string[] = [];
  return { problem: checkToken(token, now, (message) => warnings.push(message)), warnings };
}

it('lets a token with all claims pass without a word', () => {
  expect(check(tokenOf(claims))).toEqual({ problem: null, warnings: [] });
});

it('reads letters of any language', () => {
  expect(check(tokenOf({ ...claims, sub: 'Zoë 王' }))).toEqual({ problem: null, warnings: [] });
});

it.each([
  ['garbage', 'garbage'],
  ['two parts', 'e30.e30'],
  ['four parts', 'e30.e30.e30.e30'],
  ['an empty part', 'e30..e30'],
  ['a space', ' e30.e30.e30'],
  ['a payload that is no base64', 'e30.x.e30'],
  ['a payload that is no JSON', `e30.${Buffer.from('no').toString('base64url')}.e30`],
])('refuses %s', (_, token) => {
  expect(check(token).problem).not.toBeNull();
});

it.each([
  ['seconds, a second ahead', inSeconds + 1, null],
  ['seconds, now', inSeconds, 'expired'],
  ['milliseconds, one ahead', now + 1, null],
  ['milliseconds, now', now, 'expired'],
])('takes the expiry in %s', (_, exp, problem) => {
  expect(check(tokenOf({ ...claims, exp })).problem).toBe(problem);
});

it('takes a token without expiry for one that never expires, and warns', () => {
  const { exp: _, ...others } = claims;
  const { problem, warnings } = check(tokenOf(others));
  expect(problem).toBeNull();
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('exp');
});

it('warns of a context that is no text', () => {
  expect(check(tokenOf({ ...claims, lwicontexts: { Plan: 'pro' } })).warnings).toHaveLength(1);
  expect(check(tokenOf({ ...claims, lwicontexts: '{"Plan":"pro"}' })).warnings).toHaveLength(0);
});

it('never says the token, or what is in it', () => {
  const token = tokenOf({ sub: 'secret-subject', lwicontexts: { Plan: 'secret-plan' } });
  const { warnings } = check(token);
  expect(warnings).toHaveLength(2);
  for (const secret of [token, 'secret']) expect(warnings.join()).not.toContain(secret);
});
