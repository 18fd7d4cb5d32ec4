/**
 * Where a visitor stands between 0 and 1 (exclusive) on the scale that `salt` names: always at the same place on one
 * scale, and independently on different ones. FNV-1a over the UTF-16 units, then the finalizer of MurmurHash3, since FNV
 * alone leaves the upper bits of short texts alike.
 */
export function stickyShare(salt: string, visitorId: string): number {
  let hash = 0x811c9dc5;
  const text = `${salt}\n${visitorId}`;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
