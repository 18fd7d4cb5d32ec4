/** The bounds of a rule set document, for the checks and for the schemas made from them. */
export const limits = {
  /** Characters of the document as JSON text. */
  characters: 256 * 1024,
  /** Objects and lists inside each other. */
  nesting: 64,
  rules: 500,
  namedConditions: 200,
  /** Leaves of all rules together, named conditions counted wherever they are used. */
  conditions: 2000,
  /** Levels of `all`, `any` and `not`, named conditions included; a leaf is one. */
  conditionDepth: 16,
  /** Entries of a list a fact is looked up in. */
  listEntries: 200,
  /** Characters. */
  message: 500,
  title: 100,
  agentName: 100,
  agentPictureUrl: 1000,
  value: 1000,
  /** Of a path pattern, and of a regular expression. */
  pattern: 256,
  contextName: 100,
  contextValue: 4000,
} as const;
