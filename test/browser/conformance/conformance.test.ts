import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness.ts';
import { conformanceDocument } from './report.ts';
import { createStage } from './stage.ts';
import { isTested } from './statement.ts';
import type { TestedStatement } from './statement.ts';
import { statementGroups } from './statements.ts';

/** Where the results are to be written; only `scripts/conformance.mjs` wants that. */
const documentFile = process.env['CONFORMANCE_DOCUMENT'];

const results: Record<string, string> = {};
let browser: Promise<Browser> | undefined;

/** Rejects when the case has had its time; jest itself would leave it running. */
function beforeDeadline(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The case has not come to its end.')), 100_000);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Cases share nothing but the browser, so several can be under way at the same time. */
async function check({ id, test }: TestedStatement): Promise<void> {
  results[id] = 'failed';
  // Not in a hook: hooks are none of the business of concurrent cases.
  browser ??= launchChromium();
  const stage = createStage(await browser);
  try {
    await beforeDeadline(test(stage));
    expect(stage.troubles()).toEqual([]);
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n\n${stage.story()}`, {
      cause,
    });
  } finally {
    await stage.close();
  }
  results[id] = 'passed';
}

afterAll(async () => {
  await (await browser)?.close();
  if (documentFile !== undefined) writeFileSync(documentFile, conformanceDocument(statementGroups, results));
});

for (const { title, statements } of statementGroups) {
  describe(title, () => {
    for (const statement of statements.filter(isTested)) {
      it.concurrent(`${statement.id}: ${statement.says}`, () => check(statement));
    }
  });
}
