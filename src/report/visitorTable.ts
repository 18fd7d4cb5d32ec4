/** What is known of one visitor in one row of the report: steps, and two words of reasons. */
export const WORDS = 3;
/** Two words of the hash, the row, and the words of what is known. */
const SLOT = 3 + WORDS;
const FIRST_CAPACITY = 1024;
const { imul } = Math;

/** Bits by row and visitor. Takes 24 bytes for each pair, times at most four for empty places, however many events there are. */
export interface VisitorTable {
  /** Sets bits in one of the words. */
  mark(row: number, visitor: VisitorHash, word: number, bits: number): void;
  /** Every pair of row and visitor once, in no order; `words` are for reading. */
  forEach(visit: (row: number, words: Uint32Array) => void): void;
  readonly size: number;
}

/** 64 bits that stand for a visitor. */
export interface VisitorHash {
  readonly high: number;
  readonly low: number;
}

/**
 * A hash table with linear probing in one typed array. Visitors are kept as hashes of 64 bits, so that an id takes the
 * same room however long it is: among ten million visitors two are taken for one with a chance of 1 in 400,000.
 */
export function createVisitorTable(): VisitorTable {
  let capacity = FIRST_CAPACITY;
  let slots = new Uint32Array(capacity * SLOT);
  let size = 0;

  /** The slot of the pair, or the free one where it belongs. Rows are kept from 1 on; 0 is a free slot. */
  const find = (row: number, high: number, low: number): number => {
    const mask = capacity - 1;
    let index = (low ^ imul(row, 0x9e3779b1)) & mask;
    for (;;) {
      const at = index * SLOT;
      const there = slots[at + 2];
      if (there === 0) return at;
      if (there === row && slots[at] === high && slots[at + 1] === low) return at;
      index = (index + 1) & mask;
    }
  };
  const grow = (): void => {
    const before = slots;
    capacity *= 2;
    slots = new Uint32Array(capacity * SLOT);
    for (let from = 0; from < before.length; from += SLOT) {
      const row = before[from + 2] ?? 0;
      if (row === 0) continue;
      slots.set(before.subarray(from, from + SLOT), find(row, before[from] ?? 0, before[from + 1] ?? 0));
    }
  };

  return {
    mark: (row, { high, low }, word, bits) => {
      if (size * 2 >= capacity) grow();
      const at = find(row + 1, high, low);
      if (slots[at + 2] === 0) {
        slots[at] = high;
        slots[at + 1] = low;
        slots[at + 2] = row + 1;
        size += 1;
      }
      const place = at + 3 + word;
      slots[place] = (slots[place] ?? 0) | bits;
    },
    forEach: (visit) => {
      for (let at = 0; at < slots.length; at += SLOT) {
        const row = slots[at + 2] ?? 0;
        if (row !== 0) visit(row - 1, slots.subarray(at + 3, at + SLOT));
      }
    },
    get size() {
      return size;
    },
  };
}

/** Two running products over the UTF-16 units, each ended by the finalizer of MurmurHash3 (A. Appleby) over both. */
export function hashVisitor(id: string): VisitorHash {
  let high = 0x3c6ef372;
  let low = 0x1b873593;
  for (let index = 0; index < id.length; index += 1) {
    const unit = id.charCodeAt(index);
    high = imul(high ^ unit, 0x85ebca77);
    low = imul(low ^ unit, 0xc2b2ae3d);
    // Multiplication carries upwards only: what was lost at the top comes back at the bottom.
    high ^= high >>> 15;
    low ^= low >>> 13;
  }
  return { high: finish(high ^ imul(low, 0x27d4eb2f)), low: finish(low ^ imul(high, 0x165667b1)) };
}

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = imul(mixed, 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
