/** Errors that a page hears of through `lcw:error`. Codes below 100 are documented; our own begin at 1000. */
export const errorTexts = {
  1: 'Custom context provider method execution failed',
  2: 'Auth token provider method execution failed',
  3: "Auth token provider didn't provide any token",
  4: 'Auth token provider provided invalid token',
  1001: 'The availability of agents could not be found out',
  1002: 'The availability of agents cannot be asked while a chat is open',
  1010: 'The chat service could not be reached',
  1011: 'The chat service refused to start a conversation',
  1012: 'The chat service asks for a signed-in visitor',
  1013: 'The chat service did not answer in time',
  1014: 'A file of the chat widget could not be loaded',
  1015: 'The chat widget could not be put on the page',
} as const;
export type ErrorCode = keyof typeof errorTexts;

/** The `detail` of `lcw:error`. */
export interface ErrorDetail {
  readonly errorCode: ErrorCode;
  readonly errorDescription: string;
  /** What exactly went wrong, where more is known. */
  readonly errorDetail?: string;
}

export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');

export function errorDetail(code: ErrorCode, detail?: string): ErrorDetail {
  return {
    errorCode: code,
    errorDescription: errorTexts[code],
    ...(detail === undefined || detail === '' ? {} : { errorDetail: detail }),
  };
}
