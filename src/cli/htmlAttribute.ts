/** The value of an attribute in the text of a start tag, quoted or not, as it is written; `null` if it has none. */
export function htmlAttribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? null;
}
