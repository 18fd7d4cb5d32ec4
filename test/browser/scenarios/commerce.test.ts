import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness.ts';
import type { Story } from './story.ts';
import { beginStory, displayed } from './story.ts';

interface Rule {
  readonly name: string;
  /** Parameters with which the rule holds for the visitor of these stories, and with which it does not. */
  readonly holds: object;
  readonly fails: object;
  /** The context keys of the rule, besides the two that all have. */
  readonly context: (site: Story['site']) => Readonly<Record<string, unknown>>;
}

/** A day as the module's settings have it: dd/mm/yyyy, `days` from today. */
const day = (days: number): string => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const twoDigits = (number: number): string => String(number).padStart(2, '0');
  return `${twoDigits(date.getDate())}/${twoDigits(date.getMonth() + 1)}/${date.getFullYear()}`;
};

const cart = {
  amount: 240,
  lines: [
    { productId: 'GRINDER-2', quantity: 1 },
    { productId: 'FILTER-100', quantity: 2 },
  ],
};

/** In the order in which they are tried. */
const rules: readonly Rule[] = [
  {
    name: 'dateRange',
    holds: { startDate: day(0), endDate: day(1) },
    fails: { endDate: day(-1) },
    context: () => ({ eCommerceCustProactiveFromDate: day(0), eCommerceCustProactiveToDate: day(1) }),
  },
  {
    name: 'specificPage',
    holds: { pages: '/shop/checkout, /shop/cart' },
    fails: { pages: '/shop/checkout' },
    context: ({ url }) => ({ eCommerceCustProactivePageUrl: `${url}/shop/cart` }),
  },
  {
    name: 'fromPage',
    holds: { pages: ' /plans/ ' },
    fails: { pages: '/offers/' },
    context: ({ url }) => ({ eCommerceCustProactiveCameFromPage: `${url}/plans/compare` }),
  },
  {
    name: 'pageVisits',
    holds: { visits: 2 },
    fails: { visits: 9 },
    context: () => ({ eCommerceCustProactiveNumberOfVisits: 2 }),
  },
  {
    name: 'country',
    holds: { countryCode: 'NO' },
    fails: { countryCode: 'DK' },
    context: () => ({ eCommerceCustProactiveCountryCode: 'NO' }),
  },
  {
    name: 'cartAmount',
    holds: { minimum: 240, maximum: 0 },
    fails: { maximum: 239 },
    context: () => ({ eCommerceCustProactiveShoppingCartAmount: 240 }),
  },
  {
    name: 'cartCount',
    holds: { minimum: 2, maximum: 3 },
    fails: { minimum: 4 },
    context: () => ({ eCommerceCustProactiveShoppingCartNumberOfItems: 3 }),
  },
  {
    name: 'cartProduct',
    holds: { products: 'KETTLE-1, FILTER-100' },
    fails: { products: 'KETTLE-1' },
    context: () => ({ eCommerceCustProactiveShoppingCartSpecificProduct: 'FILTER-100' }),
  },
  {
    name: 'waitTime',
    holds: { seconds: 30 },
    fails: {},
    context: () => ({ eCommerceCustProactiveTimeOnPage: 30_000 }),
  },
];

const greetingOf = (name: string): string => `Invited by ${name}`;

let browser: Browser;
let story: Story;

/** Comes to the cart by a link, `visits` times, and waits there for `seconds`. */
async function shop(
  parameters: object,
  { visits = 1, seconds = 0, request = {} }: { visits?: number; seconds?: number; request?: object } = {},
): Promise<void> {
  const asJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
  story = await beginStory(browser, {
    values: {
      LINK: '/shop/cart',
      REQUEST: asJson({ market: 'NO', hasCookieConsent: true, ...request }),
      CART: asJson(cart),
      PARAMETERS: asJson({ enabled: true, greeting: 'How can we help?', rules: {}, ...parameters }),
    },
  });
  const { page, told, site, passTime } = story;
  for (let visit = 1; visit <= visits; visit += 1) {
    told.clear();
    await page.goto(`${site.url}/plans/compare`);
    await page.getByRole('link', { name: 'Go on' }).click();
    await told.whenEvent('lcw:ready');
  }
  if (seconds > 0) await passTime(seconds);
}

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => {
  const { troubles } = story.told;
  return story.end().then(() => {
    expect(troubles).toEqual([]);
  });
});

// So each rule that does not hold has a story in which the next one invites instead.
it.each(rules)('$name invites where it holds and none before it does', async ({ name, context }) => {
  const place = rules.findIndex((rule) => rule.name === name);
  const set = rules.map((rule, index) => [
    rule.name,
    { ...(index < place ? rule.fails : rule.holds), greeting: greetingOf(rule.name) },
  ]);
  await shop(
    { rules: Object.fromEntries(set) },
    { visits: name === 'pageVisits' ? 2 : 1, seconds: name === 'waitTime' ? 30 : 0 },
  );
  expect(await story.offer()).toBe(greetingOf(name));
  const { customContext, isProactive } = await story.accept();
  expect(customContext).toEqual(
    displayed({
      eCommerceCustIsProactiveChat: 'True',
      eCommerceCustProactiveType: name,
      ...context(story.site),
    }),
  );
  expect(isProactive).toBe(true);
});

it('nothing invites where no rule holds', async () => {
  const set = rules.map(({ name, fails }) => [name, fails]);
  await shop({ rules: Object.fromEntries(set) }, { visits: 2, seconds: 40 });
  await story.expectNothingOffered();
});

it('a rule without a greeting has the general one', async () => {
  await shop({ rules: { country: { countryCode: 'NO' } } });
  expect(await story.offer()).toBe('How can we help?');
});

it('waitTime does not invite sooner', async () => {
  await shop({ rules: { waitTime: { seconds: 30 } } }, { seconds: 25 });
  await story.expectNothingOffered();
});

it('pageVisits counts nothing before the visitor allows cookies', async () => {
  const request = { hasCookieConsent: false };
  await shop({ rules: { pageVisits: { visits: 2 } } }, { visits: 3, request });
  await story.expectNothingOffered();
  expect(await story.context.cookies()).toEqual([]);
});

it('nothing invites while proactive chat is off', async () => {
  const all = rules.map((rule) => [rule.name, rule.holds]);
  await shop({ enabled: false, rules: Object.fromEntries(all) }, { visits: 2, seconds: 40 });
  await story.expectNothingOffered();
});
