import { createHash } from 'node:crypto';
import { createPretendPage } from '../../../src/gtm/pretendPage.ts';
import type { PretendPage, PretendPageOptions } from '../../../src/gtm/pretendPage.ts';
import type { Permission } from '../../../src/gtm/permissions.ts';
import { installTemplate } from '../../../src/gtm/sandboxRun.ts';
import { toPage } from '../../../src/gtm/boundary.ts';

const run = (
  code: string,
  permissions: readonly Permission[] = [],
  options: PretendPageOptions = {},
): { page: PretendPage; result: unknown; error: Error | undefined } => {
  const page = createPretendPage(options);
  const template = { info: {}, fields: [], code, codeLine: 1, permissions, scenarios: [], setup: '' };
  const { returned, error } = installTemplate(template, page).fire({});
  return { page, result: toPage(returned), error };
};

const globals = (...keys: readonly Record<string, string | boolean>[]): Permission => ({
  publicId: 'access_globals',
  settings: { keys },
});
const all = { read: true, write: true, execute: true };

describe('the window', () => {
  it('copies both ways: no reference crosses, and only plain values do', () => {
    const shared = { list: [1], date: new Date(0), nested: { map: new Map() } };
    const { page, result } = run(
      `const copy = require('copyFromWindow')('shared');
      copy.list.push(2);
      require('setInWindow')('mine', copy, true);
      copy.list.push(3);
      return copy;`,
      [globals({ key: 'shared', read: true }, { key: 'mine', ...all })],
      { globals: { shared } },
    );
    expect(shared.list).toEqual([1]);
    expect(page.window['mine']).toEqual({ list: [1, 2], date: undefined, nested: { map: undefined } });
    expect(result).toMatchObject({ list: [1, 2, 3] });
  });

  it('keeps cycles', () => {
    const shared: Record<string, unknown> = { name: 'a' };
    shared['self'] = shared;
    const { result } = run(
      "const s = require('copyFromWindow')('shared'); return [s.self === s, s.self.self.name];",
      [globals({ key: 'shared', read: true })],
      { globals: { shared } },
    );
    expect(result).toEqual([true, 'a']);
  });

  it('calls functions on their owner', () => {
    const counter = {
      n: 5,
      add(this: { n: number }, k: number) {
        this.n += k;
        return this.n;
      },
    };
    const permission = globals({ key: 'counter.add', execute: true });
    const { result } = run("return require('callInWindow')('counter.add', 2);", [permission], {
      globals: { counter },
    });
    expect([result, counter.n]).toEqual([7, 7]);
  });

  it('keeps an existing value unless told to override', () => {
    const { result, page } = run(
      "const set = require('setInWindow'); return [set('a', 2), set('a', 3, true), set('missing.b', 1)];",
      [globals({ key: 'a', ...all }, { key: 'missing.b', ...all })],
      { globals: { a: 1 } },
    );
    expect(result).toEqual([false, true, false]);
    expect(page.window['a']).toBe(3);
  });

  it.each([
    ["require('copyFromWindow')('a.b');", 'prohibited read on global variable a.b'],
    ["require('setInWindow')('a', 1);", 'prohibited readwrite on global variable a'],
    ["require('callInWindow')('a');", 'prohibited execute on global variable a'],
    ["require('createQueue')('a');", 'prohibited readwrite on global variable a'],
  ])('a right covers that path and that right alone: %s', (code, message) => {
    expect(run(code, [globals({ key: 'a', read: true })]).error?.message).toContain(message);
  });

  it('gives an arguments queue that pushes its arguments object', () => {
    const { page } = run(
      "const gtag = require('createArgumentsQueue')('gtag', 'dataLayer'); gtag('event', {a: 1});",
      [globals({ key: 'gtag', ...all }, { key: 'dataLayer', ...all })],
    );
    const [entry] = page.window['dataLayer'] as IArguments[];
    expect(Object.prototype.toString.call(entry)).toBe('[object Arguments]');
    expect([...(entry ?? [])]).toEqual(['event', { a: 1 }]);
  });

  it('fill an array that is a member of the function they make, as many vendors have it', () => {
    const { page } = run(
      "const queue = require('createArgumentsQueue')('clarity', 'clarity.q'); queue('set', 'a');",
      [globals({ key: 'clarity', ...all }, { key: 'clarity.q', ...all })],
    );
    const { q } = page.window['clarity'] as unknown as { readonly q: readonly IArguments[] };
    expect(q.map((entry) => [...entry])).toEqual([['set', 'a']]);
  });
});

describe('injectScript', () => {
  const permission: Permission = {
    publicId: 'inject_script',
    settings: { urls: ['https://cdn.example.com/*'] },
  };
  const started = (calls: string): { page: PretendPage; log: () => unknown } => {
    const { page } = run(
      `const inject = require('injectScript');
      const push = require('createQueue')('log');
      const load = (n, token) => inject('https://cdn.example.com/' + n, () => push('ok' + n), () => push('bad' + n), token);
      ${calls}
      require('setInWindow')('again', load, true);`,
      [permission, globals({ key: 'log', ...all }, { key: 'again', ...all })],
    );
    return { page, log: () => page.window['log'] };
  };

  it('loads once for a token, whatever the address, and tells all who wait', () => {
    const { page, log } = started("load(1, 't'); load(2, 't');");
    expect(page.resources).toHaveLength(1);
    page.resources[0]?.finish(true);
    expect(log()).toEqual(['ok1', 'ok2']);
  });

  it('answers a later call with the same token in a later turn, without loading', () => {
    const { page, log } = started("load(1, 't');");
    page.resources[0]?.finish(true);
    (page.window['again'] as (n: number, token: string) => void)(3, 't');
    expect(log()).toEqual(['ok1']);
    page.flush();
    expect(log()).toEqual(['ok1', 'ok3']);
    expect(page.resources).toHaveLength(1);
  });

  it('forgets a token after a failure', () => {
    const { page, log } = started("load(1, 't');");
    page.resources[0]?.finish(false);
    (page.window['again'] as (n: number, token: string) => void)(4, 't');
    page.resources[1]?.finish(true);
    expect(log()).toEqual(['bad1', 'ok4']);
  });

  it('loads every time without a token', () => {
    expect(started('load(1); load(1);').page.resources).toHaveLength(2);
  });

  it('refuses a callback that is no function', () => {
    const { error } = run("require('injectScript')('https://cdn.example.com/a', 1);", [permission]);
    expect(error?.message).toContain('a callback must be a function');
  });
});

describe('consent', () => {
  const permission: Permission = {
    publicId: 'access_consent',
    settings: { consentTypes: [{ consentType: 'analytics_storage', read: true, write: false }] },
  };

  it('counts a type that nobody has set as granted, and is silent about the step to granted', () => {
    const { page, result } = run(
      `const push = require('createQueue')('log');
      require('addConsentListener')('analytics_storage', (type, granted) => push([type, granted]));
      return require('isConsentGranted')('analytics_storage');`,
      [permission, globals({ key: 'log', ...all })],
    );
    expect(result).toBe(true);
    page.consent.update({ analytics_storage: 'granted' });
    page.consent.update({ analytics_storage: 'denied' });
    page.consent.update({ analytics_storage: 'denied' });
    expect(page.window['log']).toEqual([['analytics_storage', false]]);
  });

  it('needs the right for that type and that way', () => {
    expect(run("require('isConsentGranted')('ad_storage');", [permission]).error?.message).toContain(
      'prohibited read of consent type ad_storage',
    );
    expect(
      run("require('updateConsentState')({analytics_storage: 'granted'});", [permission]).error?.message,
    ).toContain('prohibited write of consent type analytics_storage');
  });
});

describe('values', () => {
  it.each<[string, unknown]>([
    ["require('JSON').parse('{')", undefined],
    ["require('JSON').parse('{\"a\": [1]}')", { a: [1] }],
    ["require('JSON').stringify({a: undefined, b: [1]})", '{"b":[1]}'],
    ["require('makeInteger')('12.6')", 13],
    ["require('makeInteger')('x')", 0],
    ["require('makeTableMap')([{key: 'a', value: 1}])", { a: 1 }],
    ["require('makeTableMap')([])", null],
    ["require('getType')([])", 'array'],
    ["require('getType')(null)", 'null'],
    ["require('Object').entries({a: 1})", [['a', 1]]],
    ["require('Object').delete({a: 1}, 'a')", true],
    ["require('Math').max(1, 3)", 3],
    ["require('decodeUriComponent')('%')", undefined],
    ["require('fromBase64')(require('toBase64')('äö'))", 'äö'],
    ["require('parseUrl')('nonsense')", undefined],
    ["require('parseUrl')('https://a.example/p?x=1&x=2#h').searchParams", { x: ['1', '2'] }],
    ["require('queryPermission')('logging')", false],
  ])('%s', (expression, expected) => {
    const { result, error } = run(`return ${expression};`);
    expect(error).toBeUndefined();
    expect(result).toEqual(expected);
  });

  it.each([0, 1, 31, 55, 56, 64, 1000])(
    'gives the digest of a text of %d letters in a later turn, in either encoding',
    (length) => {
      const text = 'aé€😀'.repeat(length).slice(0, length);
      const { page } = run(
        `const sha256 = require('sha256');
        const keep = require('createQueue')('kept');
        sha256('${text}', keep);
        sha256('${text}', keep, undefined, { outputEncoding: 'hex' });`,
        [globals({ key: 'kept', ...all })],
      );
      expect(page.window['kept']).toEqual([]);
      page.flush();
      const digest = createHash('sha256').update(text);
      const bytes = digest.digest();
      expect(page.window['kept']).toEqual([bytes.toString('base64'), bytes.toString('hex')]);
    },
  );

  const gtagCommand = (function (..._: readonly unknown[]) {
    // Tag Manager tells commands from other entries by their being an arguments object.
    // eslint-disable-next-line prefer-rest-params
    return arguments;
  })('set', 'user.plan', 'c');
  it.each<[string, readonly unknown[], string, unknown]>([
    ['a key with dots is a path', [{ 'user.plan': 'a' }, { user: { id: 1 } }], 'user', { plan: 'a', id: 1 }],
    [
      'lists are merged, item by item',
      [{ items: [1, { a: 1 }] }, { items: [2, { b: 1 }] }],
      'items',
      [2, { a: 1, b: 1 }],
    ],
    [
      '_clear prevents it',
      [{ user: { id: 1 } }, { user: { plan: 'b' }, _clear: true }],
      'user',
      { plan: 'b' },
    ],
    ['null takes the place of an object', [{ user: { id: 1 } }, { user: null }], 'user', null],
    ['an item of a list', [{ items: [{ id: 'x' }] }], 'items.0.id', 'x'],
    ['the length of a list', [{ items: [1, 2] }], 'items.length', 2],
    ['gtag set', [{ user: { id: 1 } }, gtagCommand], 'user', { id: 1, plan: 'c' }],
    ['nothing that the site did not push', [{ items: [] }], 'items.constructor', undefined],
  ])('reads the data layer as Tag Manager does: %s', (_, dataLayer, key, expected) => {
    const { result, error } = run(
      `return require('copyFromDataLayer')('${key}');`,
      [{ publicId: 'read_data_layer', settings: { allowedKeys: 'any' } }],
      { globals: { dataLayer } },
    );
    expect(error).toBeUndefined();
    expect(result).toEqual(expected);
  });

  it.each([
    ["'max-age': 0", []],
    ["expires: 'Thu, 01 Jan 1970 00:00:00 GMT'", []],
    ["'max-age': 60, expires: 'Thu, 01 Jan 1970 00:00:00 GMT'", ['b']],
    ["path: '/'", ['b']],
  ])('keeps a cookie or deletes it, as { %s } says', (options, expected) => {
    const cookie = { name: 'a', domain: '*', path: '*' };
    const { result } = run(
      `require('setCookie')('a', 'b', {${options}}); return require('getCookieValues')('a');`,
      [
        { publicId: 'set_cookies', settings: { allowedCookies: [cookie] } },
        { publicId: 'get_cookies', settings: { cookieAccess: 'any' } },
      ],
      { cookies: ['a=before', 'other=1'] },
    );
    expect(result).toEqual(expected);
  });

  it('leaves what is in the data layer as it was', () => {
    class Own {
      readonly id = 1;
    }
    const written = () => [
      { user: { id: 1 }, items: [1] },
      { user: new Own() },
      { user: { id: 2 }, items: [3, 4] },
    ];
    const dataLayer = written();
    run(
      "return require('copyFromDataLayer')('user');",
      [{ publicId: 'read_data_layer', settings: { allowedKeys: 'any' } }],
      { globals: { dataLayer } },
    );
    expect(dataLayer).toEqual(written());
  });

  it('reads the data layer as the merged model, dotted keys included', () => {
    const { result } = run(
      "const read = require('copyFromDataLayer'); return [read('user.plan'), read('user.id'), read('event')];",
      [
        {
          publicId: 'read_data_layer',
          settings: { allowedKeys: 'specific', keyPatterns: ['user.*', 'event'] },
        },
      ],
      { globals: { dataLayer: [{ user: { id: 1, plan: 'a' } }, { event: 'x', user: { plan: 'b' } }] } },
    );
    expect(result).toEqual(['b', 1, 'x']);
  });
});
