import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { checkRegex } from '../../../src/rules/checkRegex.ts';
import { checkTest } from '../../../src/rules/checkTest.ts';
import { describeIssue } from '../../../src/rules/messages.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();

interface InvalidDocument {
  readonly expect: { readonly code: string; readonly pointer: string };
  /** "accepts" where JSON Schema has no words for the mistake. */
  readonly editorSchema: 'refuses' | 'accepts';
  readonly document: unknown;
}

const acceptedByEditor = new Ajv({ strict: false }).compile(
  read('schemas/rule-set.schema.json') as Record<string, unknown>,
);

describe('documents that are right', () => {
  const places = [
    ...filesIn('test/schemas/valid').map((file) => `test/schemas/valid/${file}`),
    ...filesIn('rules').map((file) => `rules/${file}`),
  ];

  it.each(places)('%s passes the checks and the schema for editors', (place) => {
    const { ruleSet, issues, invalid } = parseRuleSet(read(place), checkTest, checkRegex);
    expect(issues).toEqual([]);
    expect(invalid).toEqual([]);
    expect(ruleSet).not.toBeNull();
    acceptedByEditor(read(place));
    expect(acceptedByEditor.errors ?? []).toEqual([]);
  });
});

describe('documents with a mistake', () => {
  const files = filesIn('test/schemas/invalid');

  it.each(files)('%s is refused at the right place, with a reason', (file) => {
    const { document, expect: expected } = read(`test/schemas/invalid/${file}`) as InvalidDocument;
    const { issues } = parseRuleSet(document, checkTest, checkRegex);
    expect(issues.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
      `${expected.code} ${expected.pointer}`,
    );
  });

  it.each(files)('%s gets the same verdict from the schema for editors, as far as it can tell', (file) => {
    const { document, editorSchema } = read(`test/schemas/invalid/${file}`) as InvalidDocument;
    expect(acceptedByEditor(document) ? 'accepts' : 'refuses').toBe(editorSchema);
  });

  it.each(files)('%s is explained in whole sentences without a gap', (file) => {
    const { document } = read(`test/schemas/invalid/${file}`) as InvalidDocument;
    for (const issue of parseRuleSet(document, checkTest, checkRegex).issues) {
      const sentence = describeIssue(issue);
      expect(sentence).toMatch(/^["A-Z].*[.?]$/s);
      expect(sentence).not.toMatch(/undefined|\[object|""|NaN| {2}/);
    }
  });
});
