import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments, UsageError } from '../../../src/cli/arguments.ts';
import { createProgressBar } from '../../../src/cli/progressBar.ts';
import { runReport } from '../../../src/cli/report.ts';
import { csvLines, jsonLines, simulate } from '../report/syntheticEvents.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const world = { seed: 2, visitors: 400, holdoutPercent: 20, goalRate: 0.1, trueLift: 0 };

function file(name: string, lines: Iterable<string>): string {
  const place = join(folder, name);
  writeFileSync(place, [...lines].join('\n'));
  return place;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function run(
  argv: readonly string[],
  stdin: AsyncIterable<Uint8Array> = nothing(),
  onProgress: () => void = () => undefined,
): Promise<{ readonly code: number; readonly text: string; readonly progress: readonly (number | null)[] }> {
  const lines: string[] = [];
  const progress: (number | null)[] = [];
  const code = await runReport(readArguments(['report', ...argv]), {
    out: (line) => lines.push(line),
    progress: {
      show: (done) => {
        progress.push(done);
        onProgress();
      },
      clear: () => undefined,
    },
    stdin,
  });
  return { code, text: lines.join('\n'), progress };
}

it('tells the same of JSON lines, of CSV, of two halves, and of what comes in by a pipe', async () => {
  const json = [...jsonLines(simulate(world).events)];
  const whole = await run([file('whole.jsonl', json), '--json']);
  expect(whole.code).toBe(0);
  const { rows } = JSON.parse(whole.text) as { rows: unknown };
  expect(rows).toHaveLength(4);

  const csv = await run([file('whole.csv', csvLines(simulate(world).events)), '--json']);
  const halves = await run([file('a.jsonl', json.slice(0, 700)), file('b.jsonl', json.slice(700)), '--json']);
  async function* piped(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(json.join('\n'));
  }
  const pipe = await run(['-', '--json'], piped());
  for (const { text } of [csv, halves, pipe]) {
    expect((JSON.parse(text) as { rows: unknown }).rows).toEqual(rows);
  }
  expect(halves.progress.at(-1)).toBe(1);
  expect(pipe.progress).toEqual([null]);
});

it('names malformed lines with file and number, and goes on', async () => {
  const lines = [...jsonLines(simulate(world).events)];
  const place = file('spoilt.jsonl', [...lines.slice(0, 9), '{"event_name":', ...lines.slice(9)]);
  const { code, text } = await run([place]);
  expect(code).toBe(0);
  expect(text).toContain('1 malformed.');
  expect(text).toContain(`${place}:10  This is no JSON.`);
  expect(text).toContain('pricing-hesitation');
});

it('names only the first of many malformed lines', async () => {
  const good = [...jsonLines(simulate(world).events)];
  const { text } = await run([file('bad.jsonl', [...good, ...Array.from({ length: 1000 }, () => '{')])]);
  expect(text).toContain('1,000 malformed.');
  expect(text).toContain('… and 990 lines more.');
  expect(text.match(/This is no JSON/g)).toHaveLength(10);
  const { text: json } = await run([join(folder, 'bad.jsonl'), '--json']);
  const { problems, moreProblems } = JSON.parse(json) as { problems: unknown[]; moreProblems: number };
  expect([problems.length, moreProblems]).toEqual([50, 950]);
});

it('checks the split against what is planned for the rule set, or for all', async () => {
  const place = file('split.jsonl', jsonLines(simulate({ ...world, visitors: 1500 }).events));
  expect((await run([place])).text).toContain('say with --holdout-percent what the rule set plans');
  expect((await run([place, '--holdout-percent', '20'])).text).toContain('✓ shop-eu, all rules:');
  const own = ['--holdout-percent', '20', '--holdout-percent', 'shop-eu=60'];
  const broken = await run([place, ...own]);
  expect(broken.text).toContain('✗ shop-eu, all rules:');
  expect(broken.text).toContain('Split broken');
});

it('writes a page that needs nothing else, with every name as text', async () => {
  const events = [...jsonLines(simulate(world).events)].map((line) =>
    line.replaceAll('cart-rescue', '<img src=x onerror=alert(1)>'),
  );
  const html = join(folder, 'report.html');
  const { code, text } = await run([file('page.jsonl', [...events, '{']), '--html', html]);
  expect([code, text.includes(html)]).toEqual([0, true]);
  expect(text).toContain('Queued and First message may end with the next page load');
  const page = readFileSync(html, 'utf8');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page).not.toMatch(/<img|<script|<link|<iframe|https?:|@import|url\(/i);
  expect(page).toContain('<svg');
  expect(page).toContain('page.jsonl:');
  expect(page).toContain('“Queued” and “First message” may end with the page');
});

describe('with the figures out first, tells', () => {
  const events = file('figures.jsonl', jsonLines(simulate(world).events));
  it.each([
    [
      'that there is no directory for the page',
      ['--html', join(folder, 'nodir', 'r.html')],
      /nodir.r\.html: the page cannot be written: ENOENT: no such file or directory\. Make its directory first\./,
    ],
    [
      'that the page cannot be where a directory is',
      ['--html', folder],
      /: the page cannot be written: EISDIR: [^,]+\. Give --html another place\./,
    ],
    [
      'which rule set of --holdout-percent has no events, and which have',
      ['--holdout-percent', 'nosuch=10', '--holdout-percent', 'shop-eu=20', '--holdout-percent', '5'],
      /^--holdout-percent: no event is of rule set nosuch\. Those in the events are: shop-eu\.$/,
    ],
  ])('%s', async (_, argv, message) => {
    for (const json of [[], ['--json']]) {
      const lines: string[] = [];
      const io = {
        out: (line: string) => lines.push(line),
        progress: { show: () => undefined, clear: () => undefined },
        stdin: nothing(),
      };
      const running = runReport(readArguments(['report', events, ...argv, ...json]), io);
      await expect(running).rejects.toThrow(message);
      expect(lines.join('\n')).toContain('pricing-hesitation');
    }
  });
});

it('reports also when nobody was held out, and when there is only silence', async () => {
  const about = { proactive_rule_set_id: 's', proactive_rule_id: 'r', client_id: 'v' };
  const one = { event: 'proactive_chat_suppressed', proactive_reason: 'too_soon', ...about };
  const html = join(folder, 'small.html');
  const { code, text } = await run([file('small.jsonl', jsonLines([one])), '--html', html]);
  expect(code).toBe(0);
  expect(text).toContain('Nobody was held out');
  expect(readFileSync(html, 'utf8')).not.toMatch(/NaN|undefined|null/);
});

it.each([
  ['no event of ours', [{ event: 'page_view' }], /No event is proactive_chat_…; those there are come/],
  ['nothing at all', [], /No event is proactive_chat_…\./],
  [
    'no visitors',
    [{ event: 'proactive_chat_invited', proactive_rule_set_id: 's', proactive_rule_id: 'r' }],
    /1 event of ours, but none tells its visitor: that is user_pseudo_id, client_id or clientId/,
  ],
  ['no sound line', [{ event: 'proactive_chat_x' }, {}], /Nothing could be read: 2 lines, malformed without/],
  [
    'something else, and the rest malformed',
    [{ event: 'page_view' }, {}],
    /No event is proactive_chat_…; those there are come from something else, or are malformed \(1\)\./,
  ],
])('ends with 1 where there is %s', async (name, events, message) => {
  const { code, text } = await run([file(`${name.replaceAll(' ', '-')}.jsonl`, jsonLines(events))]);
  expect(code).toBe(1);
  expect(text).toMatch(message);
});

it.each([
  [['nowhere.jsonl'], /nowhere\.jsonl: cannot be read\. Is the name right\?/],
  [[folder], /is a directory; report wants the files in it/],
  [[], /report wants at least one file of events/],
])('says what is wrong with the files %j', async (argv, message) => {
  await expect(run(argv)).rejects.toThrow(message);
});

it('opens a file only when its turn has come', async () => {
  const events = [...jsonLines(simulate(world).events)];
  const [first, second] = [file('first.jsonl', events), file('second.jsonl', events)];
  const running = run([first, second], nothing(), () => rmSync(second, { force: true }));
  await expect(running).rejects.toThrow(`${second}: cannot be read: ENOENT: no such file or directory.`);
});

it('names a later file that is there but cannot be opened', async () => {
  const socket = join(folder, 'socket');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  try {
    const sound = file('sound.jsonl', jsonLines(simulate(world).events));
    await expect(run([sound, socket])).rejects.toThrow(/socket: cannot be read: E\w+: [^,']+\.$/);
  } finally {
    server.close();
  }
});

it('names the file that is something else', async () => {
  const place = file('array.json', ['[{"event":"a"}]']);
  await expect(run([place])).rejects.toThrow(`${place}: This is one JSON array`);
});

it.each(['0', '100', 'ten', 'shop=', '=5', '-3', '1.2.3'])('refuses --holdout-percent %s', (value) => {
  expect(() => readArguments(['report', 'f', `--holdout-percent=${value}`])).toThrow(UsageError);
});

describe('the progress bar', () => {
  function bar(isTTY: boolean): { readonly written: string[]; readonly show: (done: number | null) => void } {
    const written: string[] = [];
    let time = 0;
    const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) };
    const progress = createProgressBar(stream, () => (time += 100));
    return { written, show: (done) => progress.show(done, '1.0 MB read') };
  }

  it('is drawn over itself on a terminal, and fits into it', () => {
    const { written, show } = bar(true);
    [0, 0.5, 1, 7, null].forEach(show);
    expect(
      written.map((text) => text.replace(/[█░]+/, (blocks) => `${blocks.match(/█/g)?.length ?? 0}`)),
    ).toEqual([
      '\r0 0 % 1.0 MB read\u001b[K',
      '\r15 50 % 1.0 MB read\u001b[K',
      '\r30 100 % 1.0 MB read\u001b[K',
      '\r30 100 % 1.0 MB read\u001b[K',
      '\r1.0 MB read\u001b[K',
    ]);
    expect(Math.max(...written.map((text) => text.length))).toBeLessThan(60 + 4);
  });

  it('is not drawn anywhere else', () => {
    const { written, show } = bar(false);
    [0, 0.5, 1].forEach(show);
    expect(written).toEqual([]);
  });
});
