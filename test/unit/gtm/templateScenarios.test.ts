import { readFileSync } from 'node:fs';
import { runScenarios } from '../../../src/gtm/scenarios.ts';
import { readTemplate } from '../../../src/gtm/template.ts';

const template = readTemplate(readFileSync('gtm-template/template.tpl', 'utf8'));
const results = runScenarios(template);

describe('scenarios of our template', () => {
  it.each(results.map((result) => [result.name, result] as const))('%s', (_, result) => {
    expect(result.failure).toBeUndefined();
    expect(result.completions.every((count) => count === 1)).toBe(true);
  });
});
