/**
 * Codes a page hears of through `lcw:error`. Those below 100 are documented; our own begin at 1000. The texts stand where
 * the errors are made, so that none loads before it can happen.
 */
export type ErrorCode = 1 | 2 | 3 | 4 | 7 | 8 | 1001 | 1002 | 1010 | 1011 | 1012 | 1013 | 1014;

/** The `detail` of `lcw:error`. */
export interface ErrorDetail {
  readonly errorCode: ErrorCode;
  readonly errorDescription: string;
  /** What exactly went wrong, where more is known. */
  readonly errorDetail?: string;
}

/** The errors of the widget itself. */
export const widgetErrors = {
  contextProvider: [1, 'Custom context provider method execution failed'],
  load: [7, 'Live chat widget scripts failed to load'],
  availability: [1001, 'The availability of agents could not be found out'],
  availabilityInChat: [1002, 'The availability of agents cannot be asked while a chat is open'],
  file: [1014, 'A file of the chat widget could not be loaded'],
} as const;

/** The errors of a chat that is for signed-in visitors; all that a visitor can do about any of them is to sign in. */
export const signInErrors: readonly ErrorCode[] = [2, 3, 4, 8, 1012];

export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');

export function errorDetail(
  [errorCode, errorDescription]: readonly [ErrorCode, string],
  detail?: string,
): ErrorDetail {
  return {
    errorCode,
    errorDescription,
    ...(detail === undefined || detail === '' ? {} : { errorDetail: detail }),
  };
}
