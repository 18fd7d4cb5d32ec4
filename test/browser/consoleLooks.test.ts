import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { createVisitor } from '../unit/emulator/visitor.ts';
import { launchChromium, startTestDemo } from './harness.ts';
import type { Demo } from './harness.ts';

const longWord = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3);
const letters = [...'abcdefghijklmnop'];
/** A desk as its configuration allows it: many agents, and names that go on and on. */
const config = {
  agents: [
    { id: 'long', name: longWord },
    { id: 'arabic', name: 'سارة بنت عبد الرحمن' },
    ...letters.map((id) => ({ id, name: `Agent ${id}` })),
  ],
  queueName: longWord,
  authenticatedChat: true,
  signInOptional: true,
};
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const signedIn = [encode({}), encode({ sub: 'kim', name: longWord, exp: 4e9 }), 'signature'].join('.');

let browser: Browser;
let demo: Demo;
let desk: Page;

beforeAll(async () => {
  browser = await launchChromium();
  demo = await startTestDemo({}, config);
  const context = { [longWord]: { value: longWord, isDisplayable: true } };
  for (let count = 0; count < 12; count += 1) {
    const visitor = createVisitor(demo.emulator, count === 0 ? signedIn : undefined);
    await visitor.start({ customContextData: context });
    await visitor.send(`${longWord} ${count}`);
  }
});
afterAll(async () => {
  await demo.close();
  await browser.close();
});
beforeEach(async () => {
  desk = await browser.newPage();
});
afterEach(() => desk.close());

/** What is cut off, or lies where something else is: texts and controls that reach out of the column they are in. */
const findEscaped = () =>
  desk.evaluate(() =>
    ['.rail', '.stage', '.details'].flatMap((selector) => {
      const column = document.querySelector(selector);
      if (column === null) return [`no ${selector}`];
      const { left, right } = column.getBoundingClientRect();
      return [...column.querySelectorAll('*')]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.right > right + 1 || box.left < left - 1))
        .map(({ element }) => `${selector} ${element.tagName} ${element.id || element.className.toString()}`);
    }),
  );

const findViolations = async () => {
  await desk.evaluate(axe.source);
  return desk.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join()}`);
  });
};

it.each([
  [1280, 800, 'light'],
  [1280, 600, 'dark'],
  [900, 700, 'light'],
  [375, 700, 'dark'],
] as const)(
  'at %d by %d in %s: long names and many agents stay in their columns, and leave room for who waits',
  async (width, height, colorScheme) => {
    await desk.setViewportSize({ width, height });
    await desk.emulateMedia({ colorScheme });
    await desk.goto(demo.emulator.consoleUrl);
    await desk.getByRole('button', { name: /^Wolfe/ }).click();
    await desk.getByRole('heading', { name: longWord }).waitFor();

    expect(await findEscaped()).toEqual([]);
    expect(await findViolations()).toEqual([]);
    // Somebody has to be able to press it: nothing lies over it.
    await desk.getByRole('switch', { name: /away/i }).click({ trial: true, timeout: 2000 });
    const lists = await desk.locator('#lists').boundingBox();
    expect(lists?.height).toBeGreaterThan(180);
  },
);

it('on a phone: the conversation that is chosen comes into view', async () => {
  await desk.setViewportSize({ width: 375, height: 700 });
  await desk.goto(demo.emulator.consoleUrl);
  await desk.getByRole('button', { name: /^Visitor 3/ }).click();
  const heading = desk.getByRole('heading', { name: 'Visitor 3' });
  await heading.waitFor();
  const box = await heading.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect(box?.y).toBeLessThan(350);
});
