/**
 * Each ready rule set in the demo shop: its story is acted out but for one thing, and nobody is invited; then that thing
 * happens too, and somebody is.
 */
import { readdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { factKey } from '../../src/core/facts.ts';
import {
  diagnose,
  launchChromium,
  newVisitor,
  scrollToEnd,
  startTestDemo,
  untilKnown,
} from '../browser/harness.ts';
import type { Demo, Visit } from '../browser/harness.ts';

interface Told {
  readonly page: Page;
  /** Opens a page of the shop, and waits until the tag is ready there and knows these facts. */
  open(path: string, ...facts: readonly string[]): Promise<void>;
  /** Follows a link of the shop, and waits likewise. */
  follow(link: string, ...facts: readonly string[]): Promise<void>;
  /** Time of the page passes. */
  stay(seconds: number): Promise<void>;
  /** Time of the page passes until this moment, and no further: what begins then waits for answers from outside. */
  stayUntil(moment: string): Promise<void>;
  /** A page's own script pushes to the data layer. */
  push(entry: object): Promise<void>;
  /** The site gives facts to the tag. */
  give(facts: object): Promise<void>;
  /** Fast out through the top, and stays away. */
  leave(): Promise<void>;
  /** Puts a lamp into the cart, on its page. */
  buy(product: 'avocet' | 'knot', pieces?: number): Promise<void>;
  /** A new visit: the last one was two hours ago. */
  comeBack(): Promise<void>;
}

interface Story {
  readonly file: string;
  /** What the visitor does, all but one thing. */
  readonly before: (told: Told) => Promise<void>;
  /** How the rule stands then: outcome and reason. */
  readonly silent: string;
  readonly then: (told: Told) => Promise<void>;
  /** When it happens; default: now. ISO 8601, in UTC. */
  readonly at?: string;
  /** The page goes by the browser's own clock, which its timings go by. */
  readonly realTime?: boolean;
  /** What the service is set up with. */
  readonly service?: object;
}

const DWELL = 'engagement.dwellSeconds';
const MORE = 'waiting needs_more';
const NOT = 'waiting not_matched';

const stories: readonly Story[] = [
  {
    file: 'time-on-page',
    before: async ({ open, stay }) => {
      await open('/', DWELL);
      await stay(15);
    },
    silent: MORE,
    then: ({ stay }) => stay(6),
  },
  {
    file: 'repeated-visits',
    before: async ({ open, follow, stay }) => {
      await open('/product/avocet', DWELL);
      await follow('Knot', DWELL);
      await stay(10);
    },
    silent: MORE,
    then: async ({ follow, stay }) => {
      await follow('Avocet', DWELL);
      await stay(6);
    },
  },
  {
    file: 'open-support-case',
    before: async ({ open, push, stay }) => {
      await open('/support/cases/1042', DWELL);
      await push({ case: { id: '1042', status: 'closed' } });
      await stay(11);
    },
    silent: NOT,
    then: ({ push }) => push({ case: { id: '1042', status: 'open' } }),
  },
  {
    file: 'leaving-page',
    before: async ({ open, stay }) => {
      await open('/pricing', DWELL, 'engagement.exitIntent');
      await stay(20);
    },
    silent: NOT,
    then: ({ leave }) => leave(),
  },
  {
    file: 'came-from-page',
    before: async ({ open, follow, stay }) => {
      await open('/');
      await follow('Knot', DWELL, 'page.previousPath');
      await stay(16);
    },
    silent: NOT,
    then: async ({ follow, stay }) => {
      await follow('Plans');
      await follow('Knot', DWELL, 'page.previousPath');
      await stay(16);
    },
  },
  {
    file: 'country',
    before: async ({ open, give, stay }) => {
      await open('/', DWELL);
      await give({ 'visitor.country': 'NL' });
      await stay(11);
    },
    silent: NOT,
    then: ({ give }) => give({ 'visitor.country': 'NO' }),
  },
  {
    file: 'time-window',
    at: '2026-11-24T08:59:40Z',
    before: async ({ open, stay }) => {
      await open('/', DWELL);
      await stay(8);
    },
    silent: 'suppressed outside_schedule',
    then: ({ stayUntil }) => stayUntil('2026-11-24T09:00:00Z'),
  },
  {
    file: 'survey-first',
    before: async ({ open, stay }) => {
      await open('/pricing', DWELL);
      await stay(11);
    },
    silent: NOT,
    then: async ({ open, stay }) => {
      await open('/support', DWELL);
      await stay(11);
    },
  },
  {
    file: 'commerce-date-range',
    at: '2026-11-30T23:59:40Z',
    before: async ({ open, stay }) => {
      await open('/', DWELL);
      await stay(8);
    },
    silent: 'suppressed outside_schedule',
    then: ({ stayUntil }) => stayUntil('2026-12-01T00:00:00Z'),
  },
  {
    file: 'commerce-specific-page',
    before: async ({ open, stay }) => {
      await open('/product/knot', DWELL);
      await stay(5);
    },
    silent: NOT,
    then: async ({ follow, stay }) => {
      await follow('Avocet', DWELL);
      await stay(5);
    },
  },
  {
    file: 'commerce-from-page',
    before: async ({ open, stay }) => {
      await open('/product/avocet', DWELL);
      await stay(5);
    },
    silent: NOT,
    then: async ({ follow, stay }) => {
      await follow('Plans');
      await follow('Knot', DWELL);
      await stay(5);
    },
  },
  {
    file: 'commerce-page-visits',
    before: ({ open }) => open('/product/knot', factKey('visitor.pathViews', { path: '/product/knot' })),
    silent: MORE,
    then: async ({ follow }) => {
      await follow('Cart');
      await follow('Knot');
    },
  },
  {
    file: 'commerce-country',
    before: async ({ open, give }) => {
      await open('/');
      await give({ 'visitor.country': 'DK' });
    },
    silent: NOT,
    then: ({ give }) => give({ 'visitor.country': 'NO' }),
  },
  {
    file: 'commerce-cart-amount',
    before: async ({ open, buy, follow }) => {
      await open('/product/knot');
      await buy('knot');
      await follow('Cart', 'cart.value');
    },
    silent: NOT,
    then: async ({ follow, buy }) => {
      await follow('Avocet');
      await buy('avocet');
      await follow('Cart', 'cart.value');
    },
  },
  {
    file: 'commerce-cart-count',
    before: async ({ open, buy, follow }) => {
      await open('/product/avocet');
      await buy('avocet');
      await follow('Cart', 'cart.quantity');
    },
    silent: NOT,
    then: async ({ follow, buy }) => {
      await follow('Avocet');
      await buy('avocet');
      await follow('Cart', 'cart.quantity');
    },
  },
  {
    file: 'commerce-cart-product',
    before: async ({ open, buy, follow }) => {
      await open('/product/avocet');
      await buy('avocet');
      await follow('Cart', 'cart.itemIds');
    },
    silent: NOT,
    then: async ({ follow, buy }) => {
      await follow('Knot');
      await buy('knot');
      await follow('Cart', 'cart.itemIds');
    },
  },
  {
    file: 'commerce-wait-time',
    before: async ({ open, stay }) => {
      await open('/', DWELL);
      await stay(25);
    },
    silent: MORE,
    then: ({ stay }) => stay(6),
  },
  {
    file: 'pricing-hesitation',
    before: async ({ open, stay }) => {
      await open('/pricing', 'engagement.engagedSeconds', 'engagement.scrollPercent');
      await stay(21);
    },
    silent: MORE,
    then: ({ page }) => scrollToEnd(page),
  },
  {
    file: 'cart-rescue',
    before: async ({ open, stay }) => {
      await open('/cart', 'engagement.idleSeconds');
      await stay(31);
    },
    silent: NOT,
    then: async ({ follow, buy, stay }) => {
      await follow('Avocet');
      await buy('avocet');
      await follow('Cart', 'cart.quantity', 'engagement.idleSeconds');
      await stay(31);
    },
  },
  {
    file: 'checkout-error',
    before: async ({ page, open }) => {
      await open('/checkout', 'engagement.formErrors', 'errors.failedRequests');
      await page.getByRole('button', { name: 'Go on' }).click();
      await untilFact(page, 'engagement.formErrors', 1);
    },
    silent: MORE,
    then: async ({ page, stay }) => {
      await stay(1);
      await page.getByRole('button', { name: 'Go on' }).click();
    },
  },
  {
    file: 'returning-high-value',
    before: async ({ open, buy, follow }) => {
      await open('/product/avocet', 'visitor.returning');
      await buy('avocet', 2);
      await follow('Cart', 'cart.value', 'visitor.returning');
    },
    silent: NOT,
    then: async ({ comeBack, follow }) => {
      await comeBack();
      await follow('Cart', 'cart.value', 'visitor.returning');
    },
  },
  {
    file: 'slow-page-apology',
    realTime: true,
    before: async ({ open }) => {
      await open('/pricing', 'vitals.lcpMs');
    },
    silent: MORE,
    then: async ({ page, open }) => {
      await page.route('**/product/avocet', async (route) => {
        await new Promise((slow) => setTimeout(slow, 4200));
        await route.continue();
      });
      await open('/product/avocet', 'vitals.lcpMs');
    },
  },
  {
    file: 'zero-result-search',
    before: async ({ open, push, stay }) => {
      await open('/', DWELL, 'engagement.emptySearches');
      await push({ event: 'search', search_term: 'rope lamp', results_count: 3 });
      await stay(4);
    },
    silent: MORE,
    then: ({ push }) => push({ event: 'search', search_term: 'chandelier', results_count: 0 }),
  },
  {
    file: 'case-follow-up',
    before: ({ open }) =>
      open('/support/cases/1042', factKey('visit.pathViews', { path: '/support/cases/*' })),
    silent: MORE,
    then: async ({ open }) => {
      await open('/support');
      await open('/support/cases/1042');
    },
  },
  {
    file: 'exit-intent',
    before: async ({ page, open, stay }) => {
      await open('/product/avocet', 'engagement.engagedSeconds', 'engagement.scrollPercent');
      await untilKnown(page, 'engagement.exitIntent');
      await stay(12);
      await scrollToEnd(page);
      await untilFact(page, 'engagement.scrollPercent', 50);
    },
    silent: NOT,
    then: ({ leave }) => leave(),
  },
  {
    file: 'campaign-landing',
    before: async ({ open, stay }) => {
      await open(
        '/?utm_source=newsletter&utm_campaign=spring',
        'engagement.engagedSeconds',
        'campaign.source',
      );
      await stay(5);
    },
    silent: MORE,
    then: ({ stay }) => stay(5),
  },
  {
    file: 'out-of-hours',
    // The team is in Amsterdam, an hour ahead.
    at: '2026-11-24T07:59:30Z',
    before: async ({ open, stay }) => {
      await open('/pricing', DWELL);
      await stay(16);
    },
    silent: 'suppressed suppressed_by_rule',
    then: ({ stayUntil }) => stayUntil('2026-11-24T08:00:00Z'),
  },
  {
    file: 'wait-aware',
    before: async ({ open, stay }) => {
      await open('/pricing', DWELL);
      await stay(6);
    },
    silent: MORE,
    then: ({ stay }) => stay(6),
  },
];

/** Pages that the shop does not have and some stories are about; the tag is on them as on the others. */
const page = (title: string, body = ''): { contentType: string; body: string } => ({
  contentType: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><title>${title}</title>
    <script src="/shop-config.js"></script><script src="/tag/proactive-chat.js"></script>
    <h1>${title}</h1>${body}</html>`,
});
const routes = {
  '/support': page('Support'),
  '/support/cases/1042': page('Case 1042'),
  '/checkout': page(
    'Address',
    '<form><input name="street" aria-label="Street" required><button>Go on</button></form>',
  ),
};

let browser: Browser;
let demo: Demo;
let visit: Visit;

async function begin({ file, at, realTime = false, service }: Story): Promise<Told> {
  demo = await startTestDemo({ ruleSetUrl: `/rules/${file}.json`, routes }, service);
  demo.emulator.setAgentAvailable('alex', true);
  visit = await newVisitor(browser, { realTime: realTime || at !== undefined });
  if (at !== undefined) await visit.page.clock.install({ time: at });
  const { page: shown, told, passTime } = visit;
  const arrived = async (facts: readonly string[]): Promise<void> => {
    await told.whenEvent('lcw:ready');
    await shown.waitForFunction(
      () => {
        const { lcwProactiveChat } = window as unknown as { lcwProactiveChat: object[] };
        let hasRules = false;
        lcwProactiveChat.push({
          command: 'diagnose',
          callback: ({ rules }: { rules: object }) => {
            hasRules = Object.keys(rules).length > 0;
          },
        });
        return hasRules;
      },
      undefined,
      { polling: 50 },
    );
    for (const fact of facts) await (isTime(fact) ? untilTimeCounts(shown) : untilKnown(shown, fact));
  };
  const tell = (entry: object): Promise<void> =>
    shown.evaluate((given) => {
      (window as unknown as { lcwProactiveChat: object[] }).lcwProactiveChat.push(given);
    }, entry);
  return {
    page: shown,
    open: async (path, ...facts) => {
      told.clear();
      await shown.goto(`${demo.shop.url}${path}`);
      await arrived(facts);
    },
    follow: async (link, ...facts) => {
      told.clear();
      await shown.getByRole('navigation', { name: 'Shop' }).getByRole('link', { name: link }).click();
      await arrived(facts);
    },
    stay: passTime,
    stayUntil: async (moment) => {
      const now = await shown.evaluate(() => Date.now());
      await passTime((Date.parse(moment) - now) / 1000 + 0.1);
    },
    push: (entry) =>
      shown.evaluate((given) => {
        ((window as unknown as { dataLayer?: object[] }).dataLayer ??= []).push(given);
      }, entry),
    give: (facts) => tell({ command: 'setFacts', facts }),
    leave: async () => {
      for (const [x, y] of [
        [640, 400],
        [645, 250],
        [650, 100],
        [652, -10],
      ] as const) {
        await shown.mouse.move(x, y);
        await passTime(0.03);
      }
      await passTime(0.5);
    },
    buy: async (product, pieces = 1) => {
      const form = shown.locator(`form[data-buy=${product}]`);
      await form.getByRole('spinbutton').fill(String(pieces));
      await form.getByRole('button', { name: 'Add to cart' }).click();
      await shown.getByText(/ added\. /).waitFor();
    },
    comeBack: async () => {
      await shown.goto('about:blank');
      await shown.clock.fastForward('02:00:00');
      told.clear();
      await shown.goto(`${demo.shop.url}/`);
      await arrived([]);
    },
  };
}

/** Facts that are known when they have come as far as a rule wants. */
const isTime = (fact: string): boolean => /^engagement\.(dwell|engaged|idle)Seconds$/.test(fact);

/** Resolves when the page has what counts time; time that is wound on before that does not count. */
async function untilTimeCounts(shown: Page): Promise<void> {
  // As text: what compiles the tests would make something else of the import.
  await shown.evaluate(`import('/tag/proactive-chat.signals-engagement.js').then(() => undefined)`);
}

/** Resolves as soon as a number has come so far. */
async function untilFact(shown: Page, key: string, least: number): Promise<void> {
  await shown.waitForFunction(
    ([wanted, value]) => {
      const { lcwProactiveChat } = window as unknown as { lcwProactiveChat: object[] };
      let holds = false;
      const callback = ({ facts }: { facts: Record<string, unknown> }): void => {
        holds = Number(facts[wanted]) >= value;
      };
      lcwProactiveChat.push({ command: 'diagnose', callback });
      return holds;
    },
    [key, least] as const,
    { polling: 50 },
  );
}

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

it('each ready rule set has a story', () => {
  const files = readdirSync('rules').filter((file) => file.endsWith('.json'));
  expect(stories.map(({ file }) => `${file}.json`).sort()).toEqual(files.sort());
});

afterEach(async () => {
  await Promise.allSettled([demo?.close(), visit?.context.close()]);
});

it.each(stories)('$file', async (story) => {
  const { file, silent } = story;
  const acts = await begin(story);
  await story.before(acts);
  // What is told of the rule follows from the facts at once; an attempt to invite would say so here.
  expect((await diagnose(visit.page)).rules[file]).toBe(silent);
  expect(visit.told.events.some(({ type }) => type === 'proactive-chat:invited')).toBe(false);
  expect(await visit.page.getByRole('button', { name: 'Chat now' }).count()).toBe(0);

  await story.then(acts);
  const invited = await visit.told.whenDecision(({ outcome }) => outcome === 'invited');
  expect(invited.ruleId).toBe(file);
  await visit.page.getByRole('button', { name: 'Chat now' }).waitFor();
  expect(visit.told.troubles).toEqual([]);
});

it('wait-aware leaves the visitor alone while the line is long', async () => {
  const { open, stay } = await begin({
    file: 'wait-aware',
    service: { averageWaitMinutes: 4 },
    before: () => Promise.resolve(),
    silent: '',
    then: () => Promise.resolve(),
  });
  await open('/pricing', DWELL);
  await stay(11);
  const { reason } = await visit.told.whenDecision(({ outcome }) => outcome === 'suppressed');
  expect(reason).toBe('no_longer_matched');
  expect(await visit.page.getByRole('button', { name: 'Chat now' }).count()).toBe(0);
});
