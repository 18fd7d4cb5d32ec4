import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readRecords } from '../../../src/report/readRecords.ts';

/** In pieces of a few bytes, so that everything is cut somewhere. */
async function* pieces(bytes: Uint8Array, length = 3): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}

async function read(input: string | Uint8Array, length?: number): Promise<[number, unknown][]> {
  const found: [number, unknown][] = [];
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  await readRecords(pieces(bytes, length), {
    record: (value, line) => found.push([line, value]),
    malformed: (problem, line) => found.push([line, problem]),
  });
  return found;
}

describe('JSON lines', () => {
  it('are read one by one; empty lines say nothing', async () => {
    expect(await read('\n{"event":"é"}\r\n\n  {"event":"b"}')).toEqual([
      [2, { event: 'é' }],
      [4, { event: 'b' }],
    ]);
  });

  it('that are no JSON are told with their number, and the rest goes on', async () => {
    expect(await read('{"event":"a"}\n{"event":\n{"event":"b"}\n')).toEqual([
      [1, { event: 'a' }],
      [2, 'This is no JSON.'],
      [3, { event: 'b' }],
    ]);
  });

  it('may come after lines that are nothing', async () => {
    expect(await read('Exported today\n{"event":"a"}\n')).toEqual([
      [1, 'This is neither a JSON object nor the first line of a CSV file.'],
      [2, { event: 'a' }],
    ]);
  });

  it('of more than a million characters are told, and not held', async () => {
    const found = await read(`{"event":"a"}\n{"event":"${'x'.repeat(2_500_000)}"}\n{"event":"b"}\n`, 65_536);
    expect(found).toEqual([
      [1, { event: 'a' }],
      [2, 'The line is longer than 1,000,000 characters.'],
      [3, { event: 'b' }],
    ]);
  });

  it('come out as they went in, however they are cut', async () => {
    const event = fc.record({ event: fc.string({ unit: 'binary' }), more: fc.jsonValue() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (events, length) => {
          const lines = events.map((one) => JSON.stringify(one));
          const found = await read(lines.join('\n'), length);
          expect(found.map(([, value]) => JSON.stringify(value))).toEqual(lines);
        },
      ),
    );
  });
});

describe('CSV', () => {
  it.each([
    ['commas', 'event_name,proactive_rule_id\ninvited,"a, ""b"""\n,\n'],
    ['semicolons', 'event_name;proactive_rule_id\r\ninvited;"a, ""b"""\r\n;\r\n'],
    ['tabs, behind a byte order mark', '\ufeffevent_name\tproactive_rule_id\ninvited\t"a, ""b"""\n\t'],
  ])('is read with %s', async (_, text) => {
    expect(await read(text)).toEqual([
      [2, { event_name: 'invited', proactive_rule_id: 'a, "b"' }],
      ...(text.includes('\t"') ? [] : [[3, { event_name: '', proactive_rule_id: '' }]]),
    ]);
  });

  it('loses one line to a missing quote or cell, and the rest goes on', async () => {
    expect(await read('event,rule\na,1\n"b,2\nc\nd"x,4\n"e"x,5\nf,6,6\ng,7')).toEqual([
      [2, { event: 'a', rule: '1' }],
      [3, 'A quote is missing, or stands where none belongs.'],
      [4, 'The line has 1 cells, the first line names 2.'],
      [5, 'A quote is missing, or stands where none belongs.'],
      [6, 'A quote is missing, or stands where none belongs.'],
      [7, 'The line has 3 cells, the first line names 2.'],
      [8, { event: 'g', rule: '7' }],
    ]);
  });

  it('gives back every text that was put in quotes', async () => {
    const cell = fc.string().map((text) => text.replace(/[\r\n\0]/g, ' '));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const found = await read(['event,rule', ...quoted].join('\n'));
        expect(found.map(([, value]) => value)).toEqual(rows.map(([event, rule]) => ({ event, rule })));
      }),
    );
  });
});

describe('a file', () => {
  it('may be packed by gzip, or of two bytes a character', async () => {
    const text = '{"event":"a"}\n{"event":"b"}\n';
    const events = [
      [1, { event: 'a' }],
      [2, { event: 'b' }],
    ];
    expect(await read(gzipSync(text))).toEqual(events);
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'), 8)).toEqual(events);
    expect(await read('')).toEqual([]);
  });

  it.each([
    ['an array', '[{"event":"a"}]', /one JSON array; make it one event a line/],
    ['a table of something else', 'name,size\na,1\n', /no line is a JSON object, and none names the columns/],
    ['no text', 'PK\u0003\u0004\0\0', /no text file/],
    ['damaged packing', gzipSync('{"event":"a"}\n'.repeat(100)).subarray(0, 30), /gzip packing is damaged/],
  ])('that is %s is refused', async (_, content, problem) => {
    await expect(read(content)).rejects.toThrow(problem);
  });

  it.each([
    ['an array', '[{"event":"a"}]\n'],
    ['no text', 'PK\u0003\u0004\0\0'],
  ])('that turns out to be %s is closed, whatever else would come', async (_, start) => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new TextEncoder().encode(start);
      } finally {
        isClosed = true;
      }
    }
    const listener = { record: () => undefined, malformed: () => undefined };
    await expect(readRecords(endless(), listener)).rejects.toThrow();
    expect(isClosed).toBe(true);
  });

  const silent = { record: () => undefined, malformed: () => undefined };

  it.each([
    ['damaged packing', Buffer.from([0x1f, 0x8b, 0xff, 0, 0, 0, 0, 0, 0, 0])],
    ['no text', gzipSync('PK\u0003\u0004\0\0'.repeat(20))],
  ])('packed by gzip that turns out to be %s is closed, whoever goes on writing', async (_, packed) => {
    let isClosed = false;
    async function* slow(): AsyncGenerator<Uint8Array> {
      try {
        yield packed;
        await new Promise(() => undefined);
      } finally {
        isClosed = true;
      }
    }
    await expect(readRecords(slow(), silent)).rejects.toThrow(/damaged|no text file/);
    expect(isClosed).toBe(true);
  });

  it('packed by gzip that cannot be read to its end says that, and not that its packing is damaged', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield gzipSync('{"event":"a"}\n'.repeat(1000)).subarray(0, 40);
      throw new Error('cannot be read: EIO.');
    }
    await expect(readRecords(broken(), silent)).rejects.toThrow(/^cannot be read: EIO\.$/);
  });
});
