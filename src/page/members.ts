/** The members of a value of unknown origin, which may not be an object at all: then it has none of interest. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>;
}
