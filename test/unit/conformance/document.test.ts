import { readFileSync } from 'node:fs';
import { conformanceDocument, resultsIn } from '../../browser/conformance/report.ts';
import { isTested } from '../../browser/conformance/statement.ts';
import { statementGroups } from '../../browser/conformance/statements.ts';

const statements = statementGroups.flatMap((group) => group.statements);

describe('docs/conformance.md', () => {
  const document = readFileSync('docs/conformance.md', 'utf8');

  it('lists exactly the statements of the suite (`npm run conformance` writes it)', () => {
    expect(document).toBe(conformanceDocument(statementGroups, resultsIn(document)));
  });

  it('has a result for every case', () => {
    const results = resultsIn(document);
    const without = statements
      .filter(isTested)
      .filter(({ id }) => !['passed', 'failed'].includes(results[id] ?? ''));
    expect(without.map(({ id }) => id)).toEqual([]);
  });
});

describe('the conformance suite', () => {
  it('gives every statement an id of its own', () => {
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
  });

  it('has a case for each of the twelve checks of section 9.1', () => {
    const checked = new Set(statements.filter(isTested).flatMap(({ checks = [] }) => checks));
    expect([...checked].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});
