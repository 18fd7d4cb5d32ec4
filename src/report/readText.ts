import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

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

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // What goes wrong in between comes out of the stream as well, which is read here.
  pipeline(Readable.from(bytes), gunzip).catch(() => undefined);
  try {
    for await (const piece of gunzip) yield piece as Uint8Array;
  } catch (error) {
    throw new Error(`The gzip packing is damaged: ${(error as Error).message}.`, { cause: error });
  }
}
