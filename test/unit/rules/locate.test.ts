import fc from 'fast-check';
import { codeFrame } from '../../../src/rules/codeFrame.ts';
import { locate, placesIn } from '../../../src/rules/locate.ts';
import { placeOf, scanJson } from '../../../src/rules/scanJson.ts';

const text = `{
  "id": "set",
  "rules": [
    { "id": "a" },
    {
      "id": "b/c",
      "conditions": { "any": [] }
    }
  ]
}
`;
const rest = (offset: number, count: number): string => text.slice(offset, offset + count);

describe('places in JSON text', () => {
  it('leads a pointer to the value, or to its name', () => {
    const places = placesIn(text);
    expect(places.place('/rules/1/conditions/any')).toMatchObject({ line: 7, column: 30 });
    expect(rest(places.place('/rules/1/conditions/any').offset, 2)).toBe('[]');
    expect(rest(places.place('/rules/1/conditions/any', 'key').offset, 5)).toBe('"any"');
    expect(rest(places.place('/rules/0').offset, 8)).toBe('{ "id": ');
    expect(locate(text, '')).toEqual({ offset: 0, line: 1, column: 1 });
  });

  it('leads a pointer to nothing to the nearest object around it', () => {
    expect(locate(text, '/rules/0/conditions/all/3')).toEqual(locate(text, '/rules/0'));
    expect(locate(text, '/nothing')).toEqual(locate(text, ''));
  });

  it('understands names with slashes, tildes and escapes', () => {
    const strange = '{ "a/b": { "m~n": { "caf\\u00e9": 1 } } }';
    expect(strange.slice(locate(strange, '/a~1b/m~0n/café').offset)).toMatch(/^1 /);
  });

  it('finds names that stand twice in one object', () => {
    const { duplicates } = placesIn('{ "all": [1],\n  "all": [2], "x": { "all": 3 } }');
    expect(duplicates.map(({ key, pointer, place }) => [key, pointer, place.line, place.column])).toEqual([
      ['all', '/all', 2, 3],
    ]);
  });

  it('finds every value of a document where JSON.stringify has put it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const written = JSON.stringify(value, null, space);
        const scanned = scanJson(written);
        if (!scanned.ok) throw new Error(scanned.message);
        for (const [pointer, { value: offset }] of scanned.spans) {
          const steps = pointer.split('/').slice(1);
          const found = steps.reduce<unknown>(
            (inner, step) =>
              (inner as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
            JSON.parse(written),
          );
          const start = JSON.stringify(found, null, space).slice(0, 1);
          expect(written.slice(offset, offset + 1)).toBe(start);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('mistakes in JSON', () => {
  it.each([
    ['', 1, 1, 'The file is empty.'],
    ['{ "a": 1, }', 1, 9, 'There is a comma after the last entry. Remove it.'],
    ['[1, 2,\n]', 1, 6, 'There is a comma after the last entry. Remove it.'],
    ['{ "a": 1\n  "b": 2 }', 2, 3, 'A comma is missing before this.'],
    ['{ "a" 1 }', 1, 7, 'A colon is missing after "a".'],
    ['{ a: 1 }', 1, 3, 'Names stand in double quotes: "a".'],
    ["{ 'a': 1 }", 1, 3, 'Names stand in double quotes: "a".'],
    ['{ "a": \'b\' }', 1, 8, 'Texts stand in double quotes, not in single ones.'],
    [
      '<!doctype html>\n<title>Not found</title>',
      1,
      1,
      'This is HTML, not JSON: another page answers here, or it is another file.',
    ],
    ['{ “a”: 1 }', 1, 3, 'This quote is curly. JSON knows only the straight one: ".'],
    ['{ "a": „b“ }', 1, 8, 'This quote is curly. JSON knows only the straight one: ".'],
    ['{ "a": yes }', 1, 8, 'Texts stand in double quotes: "yes".'],
    ['{ "a": True }', 1, 8, 'Write true in small letters.'],
    ['{ "a": undefined }', 1, 8, 'JSON has no undefined.'],
    ['{ "a": 05 }', 1, 8, '"05" is not a number as JSON writes it, such as 20 or 0.5.'],
    ['{ "a": .5 }', 1, 8, '".5" is not a number as JSON writes it, such as 20 or 0.5.'],
    ['{ "a": }', 1, 8, 'A value is missing here.'],
    ['{ "a": "b }', 1, 8, 'This text has no closing quote on its line.'],
    ['{ "a": "C:\\path" }', 1, 11, 'A backslash must be doubled in JSON: "\\\\".'],
    [
      '{ "a": "x\ty" }',
      1,
      10,
      'A control character such as a tab is not allowed in a text. Write it as "\\t".',
    ],
    ['{ "a": [1, 2 }', 1, 14, 'Here "]" is needed, not "}".'],
    ['{ "a": [1, 2', 1, 8, 'The "[" that is opened here is never closed.'],
    ['{ "a": 1 } }', 1, 12, 'The document ends before this. Remove what follows.'],
    ['{ // rules\n}', 1, 3, 'JSON has no comments. Remove this one; a rule has a "description".'],
    ['\uFEFF{}', 1, 1, 'The file begins with a byte order mark. Save it as UTF-8 without one.'],
  ])('%j', (broken, line, column, message) => {
    const { syntax } = placesIn(broken);
    expect(syntax).toMatchObject({ message, place: { line, column } });
    expect(locate(broken, '/any/where')).toMatchObject({ line, column });
  });

  it('are found exactly where JSON.parse finds one', () => {
    const valid = JSON.stringify({ a: [1, -0.5, 1e3, true, null, 'x\n"\u2028é'], b: { c: {} } }, null, 1);
    const spoiled = fc
      .tuple(fc.nat(valid.length), fc.nat(3), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([place, removed, added]) => valid.slice(0, place) + added + valid.slice(place + removed));
    const parses = (candidate: string): boolean => {
      try {
        JSON.parse(candidate);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.oneof(spoiled, fc.string(), fc.json()), (candidate) => {
        expect(scanJson(candidate).ok).toBe(parses(candidate));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('code frames', () => {
  it('show the line with its neighbours and a caret under the column', () => {
    expect(codeFrame(text, locate(text, '/rules/1/conditions/any'))).toBe(
      [
        '  5 |     {',
        '  6 |       "id": "b/c",',
        '> 7 |       "conditions": { "any": [] }',
        '    |                              ^',
        '  8 |     }',
      ].join('\n'),
    );
  });

  it('keep the caret under its character in a tabbed, a first and a last line', () => {
    for (const [source, offset] of [
      ['\t\t"a"', 2],
      ['x', 0],
      ['a\nb', 2],
    ] as const) {
      const lines = codeFrame(source, placeOf(source, offset)).split('\n');
      const caret = lines.findIndex((line) => line.endsWith('^'));
      expect(lines[caret - 1]?.charAt((lines[caret]?.length ?? 0) - 1)).toBe(source.charAt(offset));
    }
  });

  it('cut a long line around the column', () => {
    const source = JSON.stringify({ a: 'x'.repeat(5000), b: 1, c: 'y'.repeat(5000) });
    const [line = '', caret = ''] = codeFrame(source, locate(source, '/b')).split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.charAt(caret.length - 1)).toBe('1');
  });
});
