import { readFileSync } from 'node:fs';
import { checkMetadata } from '../../../src/gtm/metadataCheck.ts';
import type { FindCommit } from '../../../src/gtm/metadataCheck.ts';

const newest = 'b'.repeat(40);
const oldest = 'a'.repeat(40);
const sound = `homepage: 'https://example.com'
documentation: 'https://example.com/docs'
versions:
  - sha: ${newest}
    changeNotes: |2
      Rules by variable.
  - sha: ${oldest}
    changeNotes: First version.
`;
const commits = new Map([
  [newest, { at: 2000, hasTemplate: true }],
  [oldest, { at: 1000, hasTemplate: true }],
]);
const history: FindCommit = (sha) => commits.get(sha);

const rulesOf = (text: string, find?: FindCommit): readonly string[] =>
  checkMetadata(text, find).map(({ rule }) => rule);

it('finds nothing in a sound metadata.yaml, nor in ours', () => {
  expect(checkMetadata(sound, history)).toEqual([]);
  expect(checkMetadata(readFileSync('gtm-template/metadata.yaml', 'utf8'), history)).toEqual([]);
});

it.each<[string, string, string, string]>([
  ['metadata-yaml', 'text that is no YAML', 'versions:', 'versions: ['],
  ['metadata-address', 'an address without https', 'https://example.com/docs', 'http://example.com/docs'],
  ['metadata-address', 'no address', "homepage: 'https://example.com'\n", ''],
  ['metadata-versions', 'no list', 'versions:', 'releases:'],
  ['metadata-sha', 'a short hash', newest, 'bbbbbbb'],
  ['metadata-sha', 'a tag', newest, 'v1.0.0'],
  ['metadata-sha', 'a hash that YAML reads as a number', newest, '1'.repeat(40)],
  ['metadata-sha', 'a commit twice', oldest, newest],
  ['metadata-notes', 'no notes', 'changeNotes: First version.', "changeNotes: ''"],
  ['metadata-commit', 'a commit that is not there', oldest, 'c'.repeat(40)],
])('reports %s for %s', (rule, _, from, to) => {
  expect(rulesOf(sound.replace(from, to), history)).toContain(rule);
});

it('reports a commit without the template, and an older one before a newer', () => {
  expect(rulesOf(sound, (sha) => ({ at: sha === newest ? 1 : 0, hasTemplate: sha === newest }))).toEqual([
    'metadata-commit',
  ]);
  expect(rulesOf(sound, (sha) => ({ at: sha === newest ? 0 : 1, hasTemplate: true }))).toEqual([
    'metadata-order',
  ]);
});

it('asks nothing of the history where there is none', () => {
  expect(rulesOf(sound)).toEqual([]);
});
