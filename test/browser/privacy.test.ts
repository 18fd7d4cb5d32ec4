/** What a browser that writes everything down sees of a visitor who has not consented, or does no longer. */
import type { Browser, CDPSession } from 'playwright-core';
import { factTable } from '../../src/core/factTable.ts';
import { storageKeys } from '../../src/core/storageKeys.ts';
import { storedPurposes } from '../../src/page/consent.ts';
import { factParams } from '../fakes/factParams.ts';
import { eventually } from './conformance/eventually.ts';
import { microsoftLoaderScript } from '../standIn/microsoftLoader.ts';
import { openBarePage, ruleSet } from './barePage.ts';
import { diagnose, launchChromium, newVisitor, startTestDemo } from './harness.ts';
import type { Demo, Visit } from './harness.ts';

let browser: Browser;
let demo: Demo | null = null;
let visit: Visit;
let cdp: CDPSession;
let requests: URL[];

/** Runs in the page before its first script: every way of keeping something is written down, with its key. */
function watchStorage(): void {
  const own = window as unknown as { watched: string[] };
  own.watched = [];
  const note = (what: string): void => void own.watched.push(what);
  const whole = (owner: object, name: string): PropertyDescriptor =>
    Object.getOwnPropertyDescriptor(owner, name) ?? {};
  for (const kind of ['localStorage', 'sessionStorage'] as const) {
    const store = window[kind];
    const watching = new Proxy(store, {
      get: (_, key) => {
        const value: unknown = Reflect.get(store, key);
        if (typeof value !== 'function') {
          note(`${kind} get ${String(key)}`);
          return value;
        }
        return (...given: readonly unknown[]): unknown => {
          note(`${kind} ${String(key)} ${String(given[0])}`);
          return Reflect.apply(value, store, given);
        };
      },
      set: (_, key, value) => {
        note(`${kind} set ${String(key)}`);
        return Reflect.set(store, key, value);
      },
      has: (_, key) => {
        note(`${kind} has ${String(key)}`);
        return Reflect.has(store, key);
      },
      deleteProperty: (_, key) => {
        note(`${kind} delete ${String(key)}`);
        return Reflect.deleteProperty(store, key);
      },
      ownKeys: () => {
        note(`${kind} names`);
        return Reflect.ownKeys(store);
      },
    });
    Object.defineProperty(window, kind, { get: () => watching });
  }
  const cookie = whole(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    get() {
      note('cookie get');
      return cookie.get?.call(document) as unknown;
    },
    set(value) {
      note(`cookie set ${String(value)}`);
      cookie.set?.call(document, value);
    },
  });
  for (const name of ['indexedDB', 'caches', 'cookieStore']) {
    const { get } = whole(window, name);
    Object.defineProperty(window, name, {
      get() {
        note(name);
        return get?.call(window) as unknown;
      },
    });
  }
  for (const name of ['storage', 'serviceWorker']) {
    const { get } = whole(Navigator.prototype, name);
    Object.defineProperty(Navigator.prototype, name, {
      get() {
        note(`navigator.${name}`);
        return get?.call(navigator) as unknown;
      },
    });
  }
}

/** What the shop's own pages keep, and what the stand-in for Microsoft's widget does. */
const isOthers = (what: string): boolean => /\b(lcw-demo|godwit|stand-in)-/.test(what);

const watched = async (): Promise<readonly string[]> => {
  const seen = await visit.page.evaluate(() =>
    (window as unknown as { watched: string[] }).watched.splice(0),
  );
  return [...new Set(seen.filter((what) => !isOthers(what)))];
};

/** What the browser itself has of the site, whoever has put it there. */
async function stored(): Promise<readonly string[]> {
  const securityOrigin = new URL(visit.page.url()).origin;
  const items = await Promise.all(
    [true, false].map((isLocalStorage) =>
      cdp.send('DOMStorage.getDOMStorageItems', { storageId: { securityOrigin, isLocalStorage } }),
    ),
  );
  const { cookies } = await cdp.send('Network.getCookies');
  const { databaseNames } = await cdp.send('IndexedDB.requestDatabaseNames', { securityOrigin });
  const { caches } = await cdp.send('CacheStorage.requestCacheNames', { securityOrigin });
  return [
    ...items.flatMap(({ entries }) => entries.map(([key = '']) => key)),
    ...cookies.map(({ name }) => `cookie ${name}`),
    ...databaseNames,
    ...caches.map(({ cacheName }) => cacheName),
  ]
    .filter((name) => !isOthers(name))
    .sort();
}

const command = (entry: object): Promise<void> =>
  visit.page.evaluate((given) => {
    (window as unknown as { lcwProactiveChat: object[] }).lcwProactiveChat.push(given);
  }, entry);
/** Gives a command and looks in the same task: before anything else can happen on the page. */
const keysRightAfter = (entry: object): Promise<readonly string[]> =>
  visit.page.evaluate((given) => {
    (window as unknown as { lcwProactiveChat: object[] }).lcwProactiveChat.push(given);
    return Object.keys(localStorage).sort();
  }, entry);
const keysOf = (...purposes: readonly string[]): readonly string[] =>
  Object.values(storageKeys)
    .filter(({ purpose }) => purposes.includes(purpose))
    .map(({ key }) => key);

/** One rule for every few facts, so that together they ask for all of them, and words that need to know the visitor. */
const names = Object.keys(factTable);
const rules = Array.from({ length: Math.ceil(names.length / 10) }, (_, index) => ({
  id: `asks-${index + 1}`,
  conditions: {
    any: names.slice(index * 10, index * 10 + 10).map((fact) => ({
      fact,
      ...(factParams[fact] === undefined ? {} : { params: factParams[fact] }),
      operator: 'isKnown',
      value: true,
    })),
  },
  goal: { event: 'purchase', withinDays: 7 },
  invitation: {
    message: 'May we help?',
    variants: [
      { id: 'warm', weight: 1 },
      { id: 'cool', weight: 1 },
    ],
  },
}));

type Consented = Readonly<Partial<Record<(typeof storedPurposes)[number], boolean>>>;
const all = (answer: boolean): Consented => Object.fromEntries(storedPurposes.map((one) => [one, answer]));
const consent = (purposes: Consented): object => ({ command: 'consent', purposes });

/** Microsoft's element as a page carries it, with the stand-in behind it, which wants a body. */
const element = `<script defer id="Microsoft_Omnichannel_LCWidget" src="/microsoft.js" v2
  data-app-id="app-1" data-org-id="org-1" data-org-url="https://org.example"></script>`;
const microsoft = { '/microsoft.js': { contentType: 'text/javascript', body: microsoftLoaderScript } };

interface Setting {
  readonly name: string;
  readonly widget?: object;
  readonly scripts?: string;
  /** Whether the widget is there before consent. */
  readonly isThere: boolean;
}
const builtIn: Setting = { name: 'the built-in widget', isThere: true };
const onPage: Setting = {
  name: "Microsoft's on the page",
  widget: { source: 'microsoft' },
  scripts: element,
  isThere: true,
};
const detected: Setting = {
  ...onPage,
  name: "Microsoft's on the page, found by the tag",
  widget: { source: 'auto' },
};
const toBeAdded: Setting = {
  name: "Microsoft's, added by the tag",
  widget: {
    source: 'microsoft',
    appId: 'app-1',
    orgId: 'org-1',
    orgUrl: 'https://org.example',
    scriptUrl: '/microsoft.js',
  },
  isThere: false,
};

async function watch(): Promise<void> {
  await visit.page.addInitScript(watchStorage);
  visit.page.on('request', (request) => requests.push(new URL(request.url())));
}

async function open(
  purposes: Consented | null,
  { widget, scripts = '', isThere }: Setting = builtIn,
): Promise<void> {
  const { told } = visit;
  await watch();
  demo = await openBarePage(visit, {
    rules: ruleSet(rules),
    config: { consent: { default: 'ask' }, ...(widget && { widget }) },
    scripts,
    routes: microsoft,
  });
  if (purposes !== null) await command(consent(purposes));
  if (isThere) await told.whenEvent('lcw:ready');
  await told.whenDecision(({ reason }) => reason === 'no_consent');
}

/** What the tag has looked at, also in the time that passes once all of its files are there. */
async function lookedAt(): Promise<readonly string[]> {
  const before = await watched();
  // Its file comes last. It looks itself, at names only, because it is asked to.
  await diagnose(visit.page);
  const meanwhile = await watched();
  await visit.passTime(45);
  const after = await watched();
  return [
    ...new Set([...before, ...meanwhile.filter((what) => what !== 'localStorage names'), ...after]),
  ].sort();
}

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  visit = await newVisitor(browser);
  cdp = await visit.context.newCDPSession(visit.page);
  await cdp.send('DOMStorage.enable');
  requests = [];
});
afterEach(async () => {
  const { troubles } = visit.told;
  await Promise.allSettled([visit.context.close(), demo?.close()]);
  expect(troubles).toEqual([]);
});

/** Is there storage at all, and does a chat that the visitor has opened go on? */
const builtInLooks = (): readonly string[] => {
  const { orgId, appId } = demo?.emulator ?? { orgId: '', appId: '' };
  return ['localStorage getItem ', `localStorage getItem lcw-proactive-chat.conversation.${orgId}/${appId}`];
};
/** To erase what an earlier page load has left, and what is only in memory now. */
const refusalLooks = (purposes: Consented | null): readonly string[] => [
  ...(purposes === null ? [] : ['localStorage names']),
  ...(purposes?.functionality === false ? ['localStorage removeItem lcw-proactive-chat.visit'] : []),
];

describe('before consent', () => {
  const answers: readonly (readonly [string, Consented | null])[] = [
    ['nobody has said anything', null],
    ...storedPurposes.map((purpose) => [`${purpose} is refused`, { [purpose]: false }] as const),
    ['all is refused', all(false)],
  ];
  it.each([
    ...[builtIn, onPage, toBeAdded].flatMap((setting) =>
      answers.map(([said, purposes]) => [setting.name, said, setting, purposes] as const),
    ),
    [detected.name, 'nobody has said anything', detected, null] as const,
  ])(
    'with %s, and %s: nothing is kept, and nothing looked at but what the documentation names',
    async (_widget, _said, setting, purposes) => {
      await open(purposes, setting);
      const looks = setting === builtIn ? builtInLooks() : [];
      expect(await lookedAt()).toEqual([...looks, ...refusalLooks(purposes)]);
      expect(await stored()).toEqual([]);
      const known = /^\/(page|config\.js|rules\.json|tag\/proactive-chat(\.[\w-]+)?\.js)$/;
      const own = new URL(visit.page.url()).origin;
      const others = requests.filter(({ origin, pathname }) => origin !== own || !known.test(pathname));
      // The page's own element, and no second time.
      expect(others.map(({ pathname }) => pathname)).toEqual(setting.scripts ? ['/microsoft.js'] : []);
      // Every signal that needs no consent runs.
      expect(requests.filter(({ pathname }) => pathname.includes('signals-')).length).toBeGreaterThan(10);
      const page = await visit.page.evaluate(() => ({
        name: window.name,
        ids: (window as unknown as { dataLayer: Readonly<Record<string, unknown>>[] }).dataLayer.flatMap(
          (push) => push['proactive_event_id'] ?? push['proactive_invitation_id'] ?? [],
        ),
      }));
      expect(page).toEqual({ name: '', ids: [] });
    },
  );

  it('in a tab with a name the tag looks whether the inspector is open there', async () => {
    await visit.page.addInitScript(() => {
      window.name = 'shop';
    });
    await open(null);
    expect(await lookedAt()).toEqual([
      ...builtInLooks(),
      'sessionStorage getItem lcw-proactive-chat.preview',
      'sessionStorage getItem lcw-proactive-chat.preview.shop',
    ]);
    expect(await stored()).toEqual([]);
  });
});

/** What a purpose alone brings here, where nobody opens a chat. */
const kept = {
  functionality: ['history', 'visit', 'visitorId'],
  personalization: ['journey', 'visitor'],
  analytics: [],
} as const;

describe('on the same page', () => {
  it.each(
    [builtIn, onPage, toBeAdded].flatMap((setting) =>
      storedPurposes.map((purpose) => [purpose, setting.name, setting] as const),
    ),
  )(
    '%s alone is granted, with %s: what it allows is kept; withdrawn: it is gone at once',
    async (purpose, _, setting) => {
      const { page } = visit;
      await open(null, setting);
      await command(consent({ [purpose]: true }));
      const keys = kept[purpose].map((name) => storageKeys[name].key).sort();
      await page.waitForFunction((wanted) => wanted.every((key) => localStorage.getItem(key) !== null), keys);
      await visit.passTime(45);
      expect(await stored()).toEqual(keys);
      expect(await keysRightAfter(consent({ [purpose]: false }))).toEqual([]);
      await visit.passTime(1);
      expect(await stored()).toEqual([]);
      const isAdded = await page.locator('#Microsoft_Omnichannel_LCWidget').count();
      expect(isAdded).toBe(
        setting === onPage || (setting === toBeAdded && purpose === 'functionality') ? 1 : 0,
      );
    },
  );

  it('all are granted and a chat begins; each is withdrawn by itself, and what is left is forgotten', async () => {
    const { page, told } = visit;
    await open(all(false));
    await command(consent(all(true)));
    await told.whenDecision(({ outcome }) => outcome === 'invited');
    await page.getByRole('button', { name: 'Chat now' }).click();
    await told.whenEvent('lcw:chatQueued');
    const { orgId = '', appId = '' } = demo?.emulator ?? {};
    const conversation = `lcw-proactive-chat.conversation.${orgId}/${appId}`;
    const left = (...purposes: readonly string[]): readonly string[] =>
      [...keysOf(...purposes), conversation].filter((key) => !key.endsWith('.availability')).sort();
    expect(await stored()).toEqual(left(...storedPurposes));
    expect(await keysRightAfter(consent({ analytics: false }))).toEqual(
      left('functionality', 'personalization'),
    );
    expect(await keysRightAfter(consent({ personalization: false }))).toEqual(left('functionality'));
    // A chat that the visitor has opened needs no consent.
    expect(await keysRightAfter(consent({ functionality: false }))).toEqual([conversation]);
    await visit.passTime(1);
    expect(await stored()).toEqual([conversation]);
    await command(consent(all(true)));
    expect(await keysRightAfter({ command: 'forget' })).toEqual([]);
    await visit.passTime(1);
    expect(await stored()).toEqual([]);
  });
});

it('where the browser keeps nothing, what was withdrawn does not come back with a new grant', async () => {
  const { page } = visit;
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Not here.', 'SecurityError');
      },
    });
  });
  const condition = { fact: 'visit.pathViews', params: { path: '/page' } };
  demo = await openBarePage(visit, {
    rules: ruleSet([
      {
        id: 'only',
        conditions: { all: [{ ...condition, operator: 'greaterThan', value: 5 }] },
        invitation: { message: 'May we help?' },
      },
    ]),
    config: { consent: { default: 'ask' } },
  });
  const pageViews = async (): Promise<unknown> =>
    Object.entries((await diagnose(page)).facts).find(([key]) => key.startsWith('visit.pathViews'))?.[1];
  const untilCounted = (): Promise<unknown> => eventually(async () => (await pageViews()) !== undefined);
  await command(consent({ functionality: true, personalization: true }));
  await untilCounted();
  await page.evaluate(() => window.history.pushState(null, '', '/other'));
  await eventually(async () => (await pageViews()) === 1);
  await command(consent({ personalization: false }));
  await eventually(async () => (await pageViews()) === undefined);
  await command(consent({ personalization: true }));
  await untilCounted();
  expect(await pageViews()).toBe(0);
});

describe('by the template, in Google consent mode', () => {
  type States = Readonly<Record<string, 'granted' | 'denied'>>;
  const types = storedPurposes.map((purpose) => `${purpose}_storage`);
  const every = (state: 'granted' | 'denied'): States =>
    Object.fromEntries(types.map((type) => [type, state]));
  const gtag = (how: 'default' | 'update', states: States): string =>
    `(function () { (window.dataLayer ??= []).push(arguments); })('consent', '${how}', ${JSON.stringify(states)});`;
  /** Our keys, in the task in which the banner has said something. */
  const keysAfter = async (states: States): Promise<readonly string[]> => {
    const keys: string[] = await visit.page.evaluate(
      `${gtag('update', states)} Object.keys(localStorage).sort()`,
    );
    return keys.filter((key) => !isOthers(key));
  };

  /** Fills the form in and fires the tag, after the banner has set its defaults. */
  async function fire(widget: string, defaults: States | null): Promise<void> {
    const { page } = visit;
    await watch();
    if (defaults !== null) await page.addInitScript(gtag('default', defaults));
    if (widget === 'on-page') await page.addInitScript(addElement, element);
    demo = await startTestDemo({ routes: microsoft });
    await page.goto(`${demo.shop.url}/tag-manager`);
    await page.locator('[data-tm="fire"]:enabled').waitFor();
    await page.getByLabel('Widget', { exact: true }).selectOption({ label: labels[widget] ?? '' });
    await page.getByLabel('Rule set (JSON)', { exact: true }).fill(ruleSet(rules));
    await page.getByRole('button', { name: 'Fire the tag', exact: true }).click();
    await page.locator('.firing').first().getByText('Succeeded').waitFor();
  }
  const labels: Readonly<Record<string, string>> = {
    'built-in': 'The built-in widget',
    'on-page': "Microsoft's widget, already on the page",
  };
  /** Not in the frame that the widget makes, where it would make another one, and so on. */
  function addElement(html: string): void {
    if (window.parent !== window) return;
    document.addEventListener('DOMContentLoaded', () => {
      const given = new DOMParser().parseFromString(html, 'text/html').querySelector('script');
      const made = document.createElement('script');
      for (const { name, value } of given?.attributes ?? []) made.setAttribute(name, value);
      document.body.append(made);
    });
  }

  it.each(Object.keys(labels))(
    'denied, granted later one by one, and each revoked, with the widget %s',
    async (widget) => {
      const { page, told } = visit;
      await fire(widget, every('denied'));
      await told.whenEvent('lcw:ready');
      await told.whenDecision(({ reason }) => reason === 'no_consent');
      expect(await lookedAt()).toEqual([
        ...(widget === 'built-in' ? builtInLooks() : []),
        ...refusalLooks(all(false)),
      ]);
      expect(await stored()).toEqual([]);

      const keys = (...purposes: readonly (keyof typeof kept)[]): readonly string[] =>
        purposes.flatMap((purpose) => kept[purpose].map((name) => storageKeys[name].key)).sort();
      for (const [index, purpose] of storedPurposes.entries()) {
        await keysAfter({ [`${purpose}_storage`]: 'granted' });
        const wanted = keys(...storedPurposes.slice(0, index + 1));
        await page.waitForFunction((all) => all.every((key) => localStorage.getItem(key) !== null), wanted);
        await visit.passTime(1);
        expect(await stored()).toEqual(wanted);
      }
      for (const [index, purpose] of storedPurposes.entries()) {
        const left = keys(...storedPurposes.slice(index + 1));
        expect(await keysAfter({ [`${purpose}_storage`]: 'denied' })).toEqual(left);
        await visit.passTime(1);
        expect(await stored()).toEqual(left);
      }
    },
  );

  it('unset: it counts as granted until the banner says no', async () => {
    const { page } = visit;
    await fire('built-in', null);
    const keys = [...kept.functionality, ...kept.personalization].map((name) => storageKeys[name].key).sort();
    await page.waitForFunction((all) => all.every((key) => localStorage.getItem(key) !== null), keys);
    expect(await stored()).toEqual(keys);
    expect(await keysAfter(every('denied'))).toEqual([]);
    await visit.passTime(1);
    expect(await stored()).toEqual([]);
  });
});
