import { isTested } from './statement.ts';
import type { Statement, StatementGroup } from './statement.ts';

const head = `# Conformance

What a page may expect of \`Microsoft.Omnichannel.LiveChatWidget.SDK\` and of the \`lcw:*\` events, statement by statement, and
whether this widget keeps it. Every statement with a case is checked in Chromium, on the files that are shipped, on a
page with a strict Content Security Policy that holds nothing but the script element of Microsoft's documentation with
another address. The conversations are real ones: Microsoft's client holds them with the embedded Omnichannel service.

The cases are in \`test/browser/conformance\`; the name of a case is its id and its statement. \`npm run conformance\` runs
them and writes this file. A test fails when it lists anything else than the statements of the suite.

- **documented**: Microsoft's pages say so. **settled**: they are silent or disagree, and we have chosen. **observed**: the
  shipped widget does so, and pages may count on it.
- **§** is the section of the specification that the widget was written by; **#n** marks a part of check n of its list of
  conformance checks (section 9.1).
- **passed** and **failed** come from the last run. **not met** is what we leave out on purpose, **not testable here**
  what only the real service could show; both say why.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

function row(statement: Statement, results: Readonly<Record<string, string>>): string {
  const { id, says, origin, section, checks = [] } = statement;
  const marks = checks.map((check) => `#${String(check)}`);
  const result = isTested(statement)
    ? (results[id] ?? 'not run')
    : `**${statement.result}**: ${statement.why}`;
  const about = [origin, `§ ${section}`, ...marks].join(', ');
  return `| ${cell(says)} (${about}) | ${id} | ${cell(result)} |`;
}

/**
 * The document, from the statements and the result of each case by its id (`passed`, `failed`). Its text but for the
 * results depends on the statements alone.
 */
export function conformanceDocument(
  groups: readonly StatementGroup[],
  results: Readonly<Record<string, string>>,
): string {
  const all = groups.flatMap(({ statements }) => statements);
  const count = (result: string): number =>
    all.filter((statement) => (isTested(statement) ? results[statement.id] : statement.result) === result)
      .length;
  const summary = ['passed', 'failed', 'not met', 'not testable here']
    .map((result) => [result, count(result)] as const)
    .filter(([, number]) => number > 0)
    .map(([result, number]) => `${String(number)} ${result}`);
  const sections = groups.map(
    ({ title, statements }) =>
      `## ${title}\n\n| Statement | Case | Result |\n| --- | --- | --- |\n${statements.map((each) => row(each, results)).join('\n')}\n`,
  );
  return `${head}
${String(all.length)} statements: ${summary.join(', ')}.

<!-- prettier-ignore-start -->

${sections.join('\n')}
<!-- prettier-ignore-end -->
`;
}

/** The result of each case as the document has it, by its id. */
export function resultsIn(document: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const line of document.split('\n')) {
    const [, id, result] = /\| ([A-Za-z]+-\d+) \| (passed|failed|not run) \|$/.exec(line) ?? [];
    if (id !== undefined && result !== undefined) found[id] = result;
  }
  return found;
}
