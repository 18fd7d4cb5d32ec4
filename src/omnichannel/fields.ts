/** Reads the first of the named fields that is present and not null. Case does not matter. */
export type FieldReader = (...names: readonly string[]) => unknown;

/**
 * Reader for the fields of an answer, whose names the documentation spells in several ways. `null` if the answer is
 * not an object with fields.
 */
export function fieldReader(answer: unknown): FieldReader | null {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null;
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(answer)) {
    if (value !== null && value !== undefined) fields.set(name.toLowerCase(), value);
  }
  return (...names) => {
    for (const name of names) {
      const value = fields.get(name.toLowerCase());
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A boolean, or one as the service likes to write it: "True", "false". */
export function asFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = asText(value)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** A finite number, also one written as text. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
