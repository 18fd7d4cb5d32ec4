import { createGunzip } from 'node:zlib';

/** Bytes that are unpacked at once; at most some thousand times as many come of them. */
const LARGEST_PACKED = 1 << 14;

/**
 * The text of a file, piece by piece, unpacked if it is packed by gzip, as BigQuery exports it, and without a byte order
 * mark. Throws an `Error` with a sentence if it is no text.
 */
export async function* readText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const source = bytes[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  const all = resumed(first.value, source);
  const isPacked = first.value[0] === 0x1f && first.value[1] === 0x8b;
  let decoder: TextDecoder | null = null;
  for await (const piece of isPacked ? unpacked(all) : all) {
    decoder ??= decoderFor(piece);
    const text = decoder.decode(piece, { stream: true });
    if (text.includes('\0')) throw new Error('This is no text file: events come as JSON lines or CSV.');
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

/** Spreadsheets save "Unicode text" in two bytes each. */
function decoderFor(start: Uint8Array): TextDecoder {
  const isTwoBytes = start[0] === 0xff && start[1] === 0xfe;
  return new TextDecoder(isTwoBytes ? 'utf-16le' : 'utf-8');
}

async function* resumed(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    // Who writes into a pipe is not waited for once the file is given up.
    await rest.return?.();
  }
}

/** One piece after the other, none ahead: so an end at any point is one for whoever writes into the pipe too. */
async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const out: Uint8Array[] = [];
  gunzip.on('data', (piece: Uint8Array) => out.push(piece));
  const damaged = (error: Error): Error =>
    new Error(`The gzip packing is damaged: ${error.message}.`, { cause: error });
  let failure: Error | null = null;
  let isOver = false;
  let wake = (): void => undefined;
  gunzip.on('error', (error) => {
    failure = damaged(error);
    wake();
  });
  gunzip.on('end', () => {
    isOver = true;
    wake();
  });
  /** Resolves when all is unpacked that `give` has given. */
  const settled = (give: (done: () => void) => void): Promise<void> =>
    new Promise((done) => {
      wake = done;
      if (failure === null && !isOver) give(done);
      else done();
    });
  const taken = (): readonly Uint8Array[] => {
    if (failure !== null) throw failure;
    return out.splice(0);
  };
  try {
    for await (const piece of bytes) {
      for (let at = 0; at < piece.length; at += LARGEST_PACKED) {
        await settled((done) => gunzip.write(piece.subarray(at, at + LARGEST_PACKED), () => done()));
        yield* taken();
      }
    }
    await settled(() => gunzip.end());
    yield* taken();
  } finally {
    gunzip.destroy();
  }
}
