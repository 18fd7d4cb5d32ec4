import type { Browser, Locator } from 'playwright-core';
import { limits } from '../../src/rules/limits.ts';
import type { Stage, StageSetting } from './conformance/stage.ts';
import { createStage } from './conformance/stage.ts';
import type { Tab } from './conformance/tab.ts';
import { launchChromium } from './harness.ts';
import { foreign, names, payloads, schemes } from './hostilePayloads.ts';

/** Whatever somebody puts into a text, a visitor's browser shows it and does nothing else. */

let browser: Browser;
let stage: Stage;
/** What a browser has asked for, opened or shown because of a payload. */
let deeds: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(() => {
  stage = createStage(browser);
  deeds = [];
});
afterEach(() => stage.close());

/** Opens a page and watches what it does from then on. */
async function open(setting: StageSetting): Promise<Tab> {
  const tab = await stage.open(setting);
  const { origin } = new URL(stage.url);
  const allowed = new Set([origin, stage.service.url, stage.service.url.replace('http', 'ws')]);
  stage.context.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (!allowed.has(asked) && protocol !== 'blob:') deeds.push(request.url());
  });
  stage.context.on('page', (page) => deeds.push(`a window: ${page.url()}`));
  tab.page.on('dialog', (dialog) => deeds.push(`a dialog: ${dialog.message()}`));
  return tab;
}

/** What could run or fetch something here, and links that lead where no visitor can be sent; runs in the page. */
function findHarm(node: Element): readonly string[] {
  const elements =
    /^(script|img|image|iframe|object|embed|svg|style|link|meta|base|video|audio|source|template|math)$/;
  return Array.from(node.querySelectorAll('*')).flatMap((element) => [
    ...(elements.test(element.localName) ? [element.outerHTML] : []),
    ...Array.from(element.attributes, ({ name }) => name).filter((name) =>
      /^(on.*|srcdoc|action|formaction)$/.test(name),
    ),
    ...(element instanceof HTMLAnchorElement && !/^(https?|mailto|tel):$/.test(element.protocol)
      ? [element.href]
      : []),
  ]);
}

async function expectHarmless(place: Locator): Promise<void> {
  expect(await place.evaluate(findHarm)).toEqual([]);
}

/** Nothing has come of any payload. */
async function expectNothingDone(tab: Tab): Promise<void> {
  expect(await tab.notes()).toEqual([]);
  expect(await tab.page.evaluate(() => 'polluted' in {})).toBe(false);
  expect(deeds).toEqual([]);
  expect(stage.troubles()).toEqual([]);
}

it(`${payloads.length} payloads in messages and cards and ${names.length} in names do nothing`, async () => {
  const agents = names.map((name, place) => ({ id: `agent-${place}`, name, available: true }));
  const tab = await open({ service: { agents, conversationsPerAgent: 100 } });

  const end = 'This is the end of it.';
  // A conversation holds so many characters, and a name belongs to one conversation: one for each name.
  const share = Math.ceil(payloads.length / names.length);
  for (const [place, name] of names.entries()) {
    const { id } = await stage.start(tab);
    stage.service.accept(id, `agent-${place}`);
    await tab.window
      .locator('.window-status')
      .getByText('Talking with')
      .or(tab.window.getByText('Connected'))
      .waitFor();
    for (const payload of payloads.slice(place * share, (place + 1) * share)) stage.service.say(id, payload);
    stage.service.typing(id);
    stage.service.say(id, end);
    await tab.window.locator('.bubble', { hasText: end }).waitFor();
    await tab.window.locator('[aria-busy]').first().waitFor({ state: 'detached' });
    // Everything there is to press that does not leave the page.
    await tab.window.evaluate((node) => {
      for (const button of node.querySelectorAll<HTMLButtonElement>('.bubble button')) {
        if (!button.closest('.ac-adaptiveCard')) button.click();
      }
    });
    await expectHarmless(tab.window.locator('.log'));
    if (name.trim() !== '') expect(await tab.window.locator('.name').first().textContent()).toBe(name);
    await tab.call('closeChat');
    await tab.window.waitFor({ state: 'detached' });
  }
  await expectNothingDone(tab);
}, 120_000);

describe('invitations', () => {
  /** No policy of the page stands between a picture and its address. */
  const policy = 'img-src * data: blob:';

  /** The payload as the address of a picture; one elsewhere on the web may be fetched, so it is none. */
  function pictureOf(payload: string): string | null {
    const page = 'http://site.example/';
    const address = URL.canParse(payload, page) ? new URL(payload, page) : null;
    const isWeb = address !== null && /^https?:$/.test(address.protocol);
    return isWeb && !page.startsWith(address.origin) ? null : payload;
  }

  /** One invitation: the page asks for it, or comes to where a rule invites. */
  type Occasion = { readonly config: object } | { readonly title: string; readonly path: string };

  /** Has all these invitations shown and closed, one after the other; what they have said. */
  async function showAll(tab: Tab, occasions: readonly Occasion[]): Promise<readonly (string | null)[]> {
    await tab.page.evaluate(`window.findHarm = ${String(findHarm)}`);
    const seen = await tab.page.evaluate(async (all) => {
      const { findHarm: find } = window as unknown as { readonly findHarm: typeof findHarm };
      const { shadowRoot } = document.querySelector('[data-lcw-proactive-chat]') as Element;
      const root = shadowRoot as ShadowRoot;
      const within = <Part extends HTMLElement>(part: string) => root.querySelector<Part>(`.card ${part}`);
      const until = (isShown: boolean) =>
        new Promise<void>((resolve) => {
          const look = (): void => {
            if ((root.querySelector('.card') !== null) !== isShown) return;
            changes.disconnect();
            resolve();
          };
          const changes = new MutationObserver(look);
          changes.observe(root, { childList: true, subtree: true });
          look();
        });
      const shown: { harm: readonly string[]; text: string | null }[] = [];
      for (const occasion of all) {
        if ('config' in occasion) {
          window.lcw.startProactiveChat(occasion.config as { message: string });
        } else {
          document.title = occasion.title;
          history.pushState(null, '', occasion.path);
        }
        await until(true);
        const words = within('.card-words') as HTMLElement;
        shown.push({ harm: find(words), text: words.querySelector('.card-text')?.textContent ?? null });
        within('.card-close')?.click();
        await until(false);
      }
      return shown;
    }, occasions);
    expect(seen.flatMap(({ harm }) => harm)).toEqual([]);
    return seen.map(({ text }) => text);
  }

  /** What is no text of Unicode is changed on the way to the page, and for no text there is one of ours. */
  const isComparable = (text: string): boolean => text.trim() !== '' && !/\p{Surrogate}/u.test(text);
  function expectSaid(said: readonly (string | null)[], texts: readonly string[]): void {
    const compared = (all: readonly (string | null)[]) =>
      all.map((text, place) => (isComparable(texts[place] ?? '') ? text : '')).map((text) => text?.trim());
    expect(compared(said)).toEqual(compared(texts));
  }

  it('by the page: payloads as title, message, name and picture do nothing', async () => {
    const tab = await open({ policy });
    const said = await showAll(
      tab,
      payloads.map((payload) => ({
        config: {
          title: payload,
          message: payload,
          agentName: payload,
          agentPictureUrl: pictureOf(payload),
        },
      })),
    );
    expectSaid(said, payloads);
    await expectNothingDone(tab);
  });

  it('by a rule: payloads in its texts and in a fact it shows do nothing', async () => {
    const fact = '{page.title|none}';
    // What a rule set may not say can still come with a fact.
    const canBeSaid = (payload: string, longest: number): boolean =>
      payload.trim() !== '' && payload.length <= longest && !payload.includes('{{');
    const messages = payloads.map((payload) => (canBeSaid(payload, limits.message) ? payload : 'Hello'));
    const rules = payloads.map((payload, place) => ({
      id: `rule-${place}`,
      conditions: { all: [{ fact: 'page.path', operator: 'equal', value: `/${place}` }] },
      invitation: {
        message: messages[place],
        title: canBeSaid(payload, limits.title) ? payload : fact,
        agentName: fact,
        agentPictureUrl: pictureOf(payload) === null ? 'none' : fact,
      },
    }));
    const config = {
      widget: { source: 'built-in' },
      ruleSet: {
        formatVersion: 1,
        id: 'set',
        version: '1',
        availability: { basis: 'none' },
        limits: { max: [{ count: 1, per: 'page' }] },
        rules,
      },
      consent: { default: 'granted' },
    };
    const before: StageSetting['before'] = (context) =>
      context.addInitScript((given) => {
        Object.assign(window, { lcwProactiveChat: [{ command: 'init', protocol: 1, config: given }] });
      }, config);
    const tab = await open({ policy, before });
    const said = await showAll(
      tab,
      payloads.map((title, place) => ({ title, path: `/${place}` })),
    );
    expectSaid(said, messages);
    await expectNothingDone(tab);
  });
});

describe('surveys', () => {
  const longest = 300;

  /** A card that says every payload wherever a card says something. */
  const survey = {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: payloads[0],
    body: payloads
      .map((payload) => payload.slice(0, longest))
      .flatMap((payload, place) => [
        { type: 'TextBlock', text: payload },
        { type: 'Input.Text', id: `text-${place}`, label: payload, placeholder: payload, value: payload },
        { type: 'Input.Text', id: `more-${place}`, isRequired: true, errorMessage: payload },
        {
          type: 'Input.ChoiceSet',
          id: `choice-${place}`,
          label: payload,
          placeholder: payload,
          style: place % 2 === 0 ? 'compact' : 'expanded',
          choices: [{ title: payload, value: payload }],
          value: payload,
        },
        { type: 'Input.Toggle', id: `toggle-${place}`, title: payload, valueOn: payload, value: payload },
      ]),
    actions: [{ type: 'Action.Submit', title: 'Send', tooltip: payloads[0] }],
  };

  it.each([
    ['a card', {}],
    ['a card without Trusted Types', { policy: "require-trusted-types-for 'script'; trusted-types 'none'" }],
    ['a plain form', { missingFiles: ['proactive-chat.cards.js'] }],
  ])(
    'before the conversation, as %s: payloads in questions, answers and mistakes do nothing',
    async (_, setting) => {
      const tab = await open({ service: { preChatSurvey: survey }, ...setting });
      await tab.button.click();
      const place = tab.window.locator('.survey');
      await place.locator('select').first().waitFor();
      await expectHarmless(place);
      // Every answer that is missing has its words shown.
      await place.locator('button').last().click();
      const mistakes = place.locator('[aria-invalid="true"]');
      expect(await mistakes.count()).toBe(payloads.length);
      await expectHarmless(place);
      await expectNothingDone(tab);
    },
  );

  it('after the conversation: an address that is no place for a visitor is not shown', async () => {
    const tab = await open({ service: { postChatSurvey: 'embedded', conversationsPerAgent: 100 } });
    let address = '';
    await stage.context.route('**/getsurveyinvite/**', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { inviteList: [{ invitationLink: address }] } });
    });
    const wrong = [...schemes, 'http://evil.example/?', '"><script>', '']
      .map((scheme) => `${scheme}window.notes.push(1)`)
      .filter((given) => !URL.canParse(given) || new URL(given).protocol !== 'https:');
    for (const given of wrong) {
      address = given;
      await stage.converse(tab);
      const before = tab.count('lcw:onClose');
      await tab.call('closeChat');
      await tab.when('lcw:onClose', before + 1);
      expect(await tab.window.count()).toBe(0);
    }
    await expectNothingDone(tab);
  });

  it('after the conversation: a survey in the window cannot reach the page or leave its place', async () => {
    const tab = await open({ service: { postChatSurvey: 'embedded' } });
    await stage.context.route('**/survey/*', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><form target="_top" action="${foreign}"></form><p></p><script>
          for (const deed of [
            () => parent.notes.push(1),
            () => { top.location = '${foreign}'; },
            () => { parent.document.title = 'mine'; },
            () => document.forms[0].submit(),
            () => alert(1),
            () => parent.postMessage({ type: 'lcw:closeChat' }, '*'),
          ]) try { deed(); } catch {}
          document.querySelector('p').textContent = 'All tried';
        </script>`,
      }),
    );
    await stage.converse(tab);
    await tab.call('closeChat');
    await tab.window.frameLocator('iframe').getByText('All tried').waitFor();
    await tab.quiet();
    expect(await tab.page.title()).toBe('A page');
    expect(tab.page.url()).toBe(stage.url);
    await expectNothingDone(tab);
  });
});
