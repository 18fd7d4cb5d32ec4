/** Something wrong with a template. */
export interface Problem {
  /** Short stable name of the rule that was broken. */
  readonly rule: string;
  /** What is wrong and where, for a person. */
  readonly message: string;
  /** Line in the template file, from 1, where one is known. */
  readonly line?: number;
}

/** `line 12: message (rule)`, or without the line where none is known. */
export const describeProblem = ({ rule, message, line }: Problem): string =>
  `${line === undefined ? '' : `line ${line}: `}${message} (${rule})`;
