import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness.ts';
import type { Story, StoryOptions } from './story.ts';
import { beginStory, displayed } from './story.ts';

let browser: Browser;
let story: Story;

const begin = async (options?: StoryOptions): Promise<Story> => (story = await beginStory(browser, options));

/** Where the pointer is on the page, and where it has left through the top. */
const onPage = [640, 300] as const;
const outside = [640, -20] as const;

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

describe('1, time on the page', () => {
  it('invites after 20 seconds', async () => {
    const { site, passTime } = await begin();
    await story.open('/time-on-page.html');
    await passTime(20);
    expect(await story.offer()).toBe('Shall we help you choose a grinder?');
    const { customContext, isProactive } = await story.accept();
    expect(customContext).toEqual(
      displayed({
        'Proactive Chat': 'True',
        'Time On Page': 20_000,
        'Page URL': `${site.url}/time-on-page.html`,
      }),
    );
    expect(isProactive).toBe(true);
  });

  it('does not invite sooner', async () => {
    const { passTime } = await begin();
    await story.open('/time-on-page.html');
    await passTime(15);
    await story.expectNothingOffered();
  });
});

describe('2, repeated visits', () => {
  const counter = async (): Promise<string | undefined> =>
    (await story.context.cookies()).find(({ name }) => name === 'timesPageVisited')?.value;

  it('invites on the third visit after 5 seconds, and counts anew', async () => {
    const { passTime } = await begin();
    await story.open('/repeated-visits.html');
    await story.open('/repeated-visits.html');
    expect(await counter()).toBe('2');
    await story.open('/repeated-visits.html');
    await passTime(5);
    expect(await story.offer()).toBe('Still looking for an answer? Ask one of us.');
    expect(await counter()).toBeUndefined();
    const { customContext, isProactive } = await story.accept();
    expect(customContext).toEqual(
      displayed({ 'Proactive Chat': 'True', 'No. of visits': '2', Forums: 'Espresso' }),
    );
    expect(isProactive).toBe(true);
  });

  it('does not invite on the second visit', async () => {
    const { passTime } = await begin();
    await story.open('/repeated-visits.html');
    await story.open('/repeated-visits.html');
    await passTime(10);
    await story.expectNothingOffered();
  });
});

describe('3, an open support case', () => {
  it('invites after 10 seconds and names the case', async () => {
    const { passTime } = await begin();
    await story.open('/support-case.html?case=CAS-01042');
    await passTime(10);
    expect(await story.offer()).toBe('Would you like to talk about your case CAS-01042?');
    const { customContext, isProactive } = await story.accept();
    expect(customContext).toEqual(displayed({ 'Proactive Chat': 'True', 'Case Id': 'CAS-01042' }));
    expect(isProactive).toBe(true);
  });

  it('does not invite where the case is resolved', async () => {
    const { passTime } = await begin();
    await story.open('/support-case.html?case=CAS-00871');
    await passTime(20);
    await story.expectNothingOffered();
  });
});

describe('4, the pointer leaves the page', () => {
  it('invites with the address of that moment, once per page load', async () => {
    const { page, site, passTime } = await begin();
    await story.open('/leaving-page.html');
    await passTime(15);
    await page.getByRole('link', { name: 'How it gets to you' }).click();
    await page.mouse.move(...outside);
    expect(await story.offer()).toBe('Leaving already? Ask us anything before you go.');
    const { customContext, isProactive } = await story.accept();
    expect(customContext).toEqual(
      displayed({ 'Proactive Chat': 'True', 'Page URL': `${site.url}/leaving-page.html#delivery` }),
    );
    expect(isProactive).toBe(true);
  });

  it('does not invite a second time who has said no', async () => {
    const { page, passTime } = await begin();
    await story.open('/leaving-page.html');
    await passTime(15);
    await page.mouse.move(...onPage);
    await page.mouse.move(...outside);
    await story.offer();
    await page.getByRole('button', { name: 'No thanks' }).click();
    await page.mouse.move(...outside);
    await story.expectNothingOffered();
  });

  it('does not invite who leaves within 15 seconds', async () => {
    const { page, passTime } = await begin();
    await story.open('/leaving-page.html');
    await passTime(10);
    await page.mouse.move(...onPage);
    await page.mouse.move(...outside);
    await passTime(10);
    await story.expectNothingOffered();
  });

  it('does not invite who stays', async () => {
    const { page, passTime } = await begin();
    await story.open('/leaving-page.html');
    await passTime(20);
    await page.mouse.move(...onPage);
    await page.mouse.move(onPage[0], onPage[1] - 100);
    await story.expectNothingOffered();
  });
});

describe('5, from a given page', () => {
  const followLink = async (from: string): Promise<void> => {
    await story.page.goto(`${story.site.url}${from}`);
    await story.page.getByRole('link', { name: 'Go on' }).click();
    await story.told.whenEvent('lcw:ready');
  };

  it('invites after 15 seconds', async () => {
    const { site, passTime } = await begin({ values: { LINK: '/came-from.html' } });
    await followLink('/plans/compare');
    await passTime(15);
    expect(await story.offer()).toBe('Not sure which plan fits? We compare them with you.');
    const { customContext, isProactive } = await story.accept();
    expect(customContext).toEqual(
      displayed({
        'Proactive Chat': 'True',
        'Page URL': `${site.url}/came-from.html`,
        'Last Page URL': `${site.url}/plans/compare`,
      }),
    );
    expect(isProactive).toBe(true);
  });

  it('does not invite who comes from another page', async () => {
    const { passTime } = await begin({ values: { LINK: '/came-from.html' } });
    await followLink('/plans/overview');
    await passTime(20);
    await story.expectNothingOffered();
  });
});

describe('6, the country of the visitor', () => {
  const oslo = { latitude: 59.91, longitude: 10.75 };
  const aarhus = { latitude: 56.16, longitude: 10.2 };

  it('invites as soon as the country is known', async () => {
    const { context, site } = await begin();
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation(oslo);
    await story.open('/country.html');
    expect(await story.offer()).toBe('Questions about customs? We ship to Norway every day.');
    const { customContext, isProactive } = await story.accept();
    expect(customContext).toEqual(
      displayed({ 'Proactive Chat': 'True', Country: 'Norway', 'Page URL': `${site.url}/country.html` }),
    );
    expect(isProactive).toBe(true);
  });

  it('does not invite in another country', async () => {
    const { context, page } = await begin();
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation(aarhus);
    await story.open('/country.html');
    await page.getByText('We deliver to Denmark.').waitFor();
    await story.expectNothingOffered();
  });

  it('does not invite who does not tell', async () => {
    const { page } = await begin();
    await story.open('/country.html');
    await page.getByText('We could not find out where you are.').waitFor();
    await story.expectNothingOffered();
  });
});

describe('7, a time of day', () => {
  const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

  it('invites at once, although the page asks before the chat has come', async () => {
    const { page, site } = await begin({ values: { FROM: inHours(-1), UNTIL: inHours(1) } });
    await page.route('**/chat/proactive-chat.sdk.js', async (route) => {
      await page.waitForLoadState('load');
      await route.continue();
    });
    await page.goto(`${site.url}/time-window.html`);
    expect(await story.offer()).toBe('Our barista is here right now. Any questions?');
    const { customContext, isProactive } = await story.accept();
    expect(customContext).toEqual(
      displayed({ 'Proactive Chat': 'True', 'Page URL': `${site.url}/time-window.html` }),
    );
    expect(isProactive).toBe(true);
  });

  it.each([
    ['before', inHours(1), inHours(2)],
    ['after', inHours(-2), inHours(-1)],
    ['where the end is before the start', inHours(1), inHours(-1)],
  ])('does not invite %s', async (_, from, until) => {
    await begin({ values: { FROM: from, UNTIL: until } });
    await story.open('/time-window.html');
    await story.page.waitForLoadState('load');
    await story.expectNothingOffered();
  });
});

describe('8, a survey before the conversation', () => {
  const preChatSurvey = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'Input.Text', id: 'problem', label: 'What is broken?' }],
    actions: [{ type: 'Action.Submit', title: 'Start' }],
  };

  it('asks after the invitation is accepted, and starts the conversation with the answer', async () => {
    const { page, told, emulator } = await begin({ service: { preChatSurvey } });
    await story.open('/survey.html');
    expect(await story.offer()).toBe('Something broken? Tell us about it.');
    await page.getByRole('button', { name: 'Chat now' }).click();
    const question = page.getByLabel('What is broken?');
    await question.waitFor();
    expect(told.events.map(({ type }) => type)).toContain('lcw:startChat');
    expect(told.events.map(({ type }) => type)).not.toContain('lcw:chatQueued');
    expect(emulator.conversations()).toEqual([]);

    await question.fill('The hopper');
    await page.getByRole('button', { name: 'Start' }).click();
    await told.whenEvent('lcw:chatQueued');
    const { customContext, isProactive, preChatAnswers } = await emulator.whenConversation(() => true);
    expect(preChatAnswers).toEqual({ problem: 'The hopper' });
    expect(customContext).toEqual({});
    expect(isProactive).toBe(true);
  });

  it('asks nothing where no survey is set up', async () => {
    await begin();
    await story.open('/survey.html');
    await story.offer();
    expect((await story.accept()).isProactive).toBe(true);
  });

  it('asks nothing where the page does not want it', async () => {
    const { passTime } = await begin({ service: { preChatSurvey } });
    await story.open('/time-on-page.html');
    await passTime(20);
    await story.offer();
    expect((await story.accept()).isProactive).toBe(true);
  });
});

it('a page whose own script comes late still hears that the chat is ready', async () => {
  const { page, site, told, passTime } = await begin();
  await page.route('**/leaving-page.js', async (route) => {
    // Ours is there and has had its turn before the page's own comes.
    await page.evaluate(`import('${site.url}/chat/proactive-chat.sdk.js')`);
    await passTime(1);
    await route.continue();
  });
  await page.goto(`${site.url}/leaving-page.html`);
  await told.whenEvent('lcw:ready');
  await passTime(15);
  await page.mouse.move(...onPage);
  await page.mouse.move(...outside);
  expect(await story.offer()).toBe('Leaving already? Ask us anything before you go.');
});
