/**
 * What a scroll from top to bottom costs of the main thread on a processor four times slower, with every rule there can
 * be about scrolling and attention; and how long the main thread is busy with and without the tag, side by side.
 */
import type { Browser, Page } from 'playwright-core';
import { diagnose, launchChromium, startTestDemo, untilKnown } from '../test/browser/harness.ts';
import { scrollThrough, traceOf } from '../test/browser/tracing.ts';

const ROUNDS = 3;
const MOST_MS = 2;

const asked = [
  ...[25, 50, 75, 90].map((value) => ({
    fact: 'engagement.scrollPercent',
    operator: 'greaterThanInclusive',
    value,
  })),
  ...['dwell', 'engaged', 'idle'].map((kind) => ({
    fact: `engagement.${kind}Seconds`,
    operator: 'greaterThanInclusive',
    value: 1000,
  })),
  ...['#p20', '#p60', 'h1'].map((selector) => ({
    fact: 'page.elementVisible',
    params: { selector, seconds: 0.5 },
    operator: 'equal',
    value: true,
  })),
  { fact: 'engagement.exitIntent', operator: 'equal', value: true },
  { fact: 'engagement.deadClicks', operator: 'greaterThan', value: 0 },
  { fact: 'device.viewportWidth', operator: 'greaterThan', value: 9999 },
];
const ruleSet = {
  formatVersion: 1,
  id: 'scroll',
  version: '1',
  availability: { basis: 'none' },
  rules: asked.map((condition, index) => ({
    id: `rule-${index}`,
    conditions: {
      all: [{ fact: 'page.host', operator: 'equal', value: 'nowhere.example' }, { any: [condition] }],
    },
    invitation: { message: 'Never.' },
  })),
};
const paragraphs = Array.from(
  { length: 100 },
  (_, index) => `<p id="p${index}">Paragraph ${index}. ${'Words that fill a line or two. '.repeat(8)}</p>`,
).join('');

function html(scripts: string): { readonly contentType: string; readonly body: string } {
  return {
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><title>Long</title><style>p { min-height: 180px }</style>${scripts}
      <h1>A long page</h1>${paragraphs}</html>`,
  };
}

interface Cost {
  readonly ours: number;
  readonly calls: number;
  readonly busy: number;
  readonly costliest: readonly string[];
}

async function measure(browser: Browser, page: Page, url: string, withTag: boolean): Promise<Cost> {
  await page.goto(url, { waitUntil: 'networkidle' });
  if (withTag) {
    await untilKnown(page, 'engagement.scrollPercent');
    await untilKnown(page, 'engagement.exitIntent');
  }
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const trace = await traceOf(browser, page, () => scrollThrough(page));
  if (withTag) {
    const { facts } = await diagnose(page);
    expect(facts['engagement.scrollPercent']).toBeGreaterThanOrEqual(90);
  }
  await cdp.detach();
  return {
    ours: trace.scriptMs(/\/tag\/proactive-chat/),
    calls: trace.scriptCalls(/\/tag\/proactive-chat/),
    busy: trace.busyMs(),
    costliest: trace.costliest(/\/tag\/proactive-chat/),
  };
}

it('a scroll from top to bottom costs at most 2 ms of our main-thread time at four-fold CPU slowdown', async () => {
  let config = '';
  const demo = await startTestDemo({
    routes: {
      '/with': html('<script src="/config.js"></script><script src="/tag/proactive-chat.js"></script>'),
      '/without': html(''),
      '/config.js': {
        contentType: 'text/javascript',
        get body() {
          return config;
        },
      },
    },
  });
  const { url, appId, orgId } = demo.emulator;
  const settings = {
    widget: { source: 'built-in', appId, orgId, orgUrl: url },
    ruleSet,
    consent: { default: 'granted' },
  };
  config = `(window.lcwProactiveChat = window.lcwProactiveChat || []).push(
    { command: 'init', protocol: 1, config: ${JSON.stringify(settings)} });`;
  const browser = await launchChromium({ isWhole: true });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
    const costs: (Cost & { readonly without: number })[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { busy } = await measure(browser, page, `${demo.shop.url}/without`, false);
      costs.push({ ...(await measure(browser, page, `${demo.shop.url}/with`, true)), without: busy });
    }
    const median = (pick: (cost: (typeof costs)[number]) => number): number =>
      costs.map(pick).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? NaN;
    const ours = median((cost) => cost.ours);
    process.stdout.write(
      `scroll, ms: ours ${ours.toFixed(2)} in ${median(({ calls }) => calls)} calls; ` +
        `main thread with ${median(({ busy }) => busy).toFixed(0)}, without ${median(({ without }) => without).toFixed(0)}, ` +
        `ratio ${median(({ busy, without }) => busy / without).toFixed(3)}\n` +
        `costliest calls of the last round:\n  ${costs.at(-1)?.costliest.join('\n  ')}\n`,
    );
    expect(ours).toBeLessThanOrEqual(MOST_MS);
  } finally {
    await Promise.allSettled([browser.close(), demo.close()]);
  }
});
