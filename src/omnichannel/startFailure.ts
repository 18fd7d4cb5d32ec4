import type { StartResult } from '../core/chatPort.ts';
import { asNumber, asText, fieldReader } from './fields.ts';
import { TimeLimitError } from './timeLimit.ts';

type StartFailure = Extract<StartResult, { readonly ok: false }>;

const authenticationNames = [
  'GetAuthTokenNotFound',
  'GetAuthTokenFailed',
  'UndefinedAuthToken',
  'AuthenticatedUserTokenNotFound',
  'AuthContactIdNotFoundFailure',
];
const noAnswer = /network error|err_network|econnaborted|failed to fetch|load failed|networkerror|timeout/i;

/**
 * Why a conversation could not be started, from what Microsoft's client throws: objects that are no `Error`s, with a
 * name in `message`, at times a status, and an `errorObject` that holds headers and body of the answer. The detail
 * names failure and status only: the rest is not for logs.
 */
export function startFailure(error: unknown): StartFailure {
  if (error instanceof TimeLimitError) return { ok: false, failure: 'network', detail: error.message };
  const read = fieldReader(error);
  const name = asText(read?.('message') ?? (error instanceof Error ? error.message : undefined)) ?? 'Unknown';
  const status = asNumber(read?.('httpResponseStatusCode'));
  const cause = asText(fieldReader(read?.('exceptionDetails'))?.('errorObject')) ?? '';
  const detail = status === undefined ? name : `${name} (HTTP ${status})`;
  return { ok: false, failure: failureOf(name, status, cause), detail };
}

function failureOf(name: string, status: number | undefined, cause: string): StartFailure['failure'] {
  if (name === 'WidgetUseOutsideOperatingHour') return 'outsideOperatingHours';
  if (authenticationNames.includes(name) || status === 401 || status === 403) return 'authentication';
  if (status !== undefined) return status >= 400 && status < 500 ? 'refused' : 'unavailable';
  return noAnswer.test(cause) || noAnswer.test(name) ? 'network' : 'unavailable';
}
