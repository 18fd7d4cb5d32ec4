import type { WidgetConfig } from '../core/chatPort.ts';
import type { AuthTokenProvider } from '../core/sdkPort.ts';
import type { ErrorDetail } from './errors.ts';
import { errorDetail, reasonOf } from './errors.ts';
import { conversationErrors } from './conversationErrors.ts';
import type { RunHost } from './conversationRun.ts';

export const tokenDeadlineMs = 10_000;

export type TokenResult =
  { readonly ok: true; readonly token: string } | { readonly ok: false; readonly error: ErrorDetail };

/** The answer for one conversation; without a token it is that of a stranger. */
export type TokenAnswer =
  | { readonly ok: true; readonly token: string | undefined }
  | { readonly ok: false; readonly error: ErrorDetail };

const failed = (
  ...error: Parameters<typeof errorDetail>
): { readonly ok: false; readonly error: ErrorDetail } => ({
  ok: false,
  error: errorDetail(...error),
});

/**
 * The token for a new or resumed conversation: that of the provider the page has registered, else that of the page
 * function which the administrator has named. A widget that asks for no token gets none; where signing in is up to the
 * visitor, a visitor without a token is a stranger. A name that leads to no function gives code 8. Never rejects.
 */
export async function tokenFor(
  config: WidgetConfig,
  registered: AuthTokenProvider | null,
  host: Pick<RunHost, 'window' | 'page' | 'warn'>,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  if (config.requiresAuthentication !== true) return { ok: true, token: undefined };
  const optional = config.isSignInOptional === true;
  const { authTokenFunction: name } = config;
  const provider = registered ?? (name === undefined ? null : functionAt(host.page, name));
  if (provider === undefined) return failed(conversationErrors.noTokenFunction, `window.${name ?? ''}`);
  if (provider === null)
    return optional ? { ok: true, token: undefined } : failed(conversationErrors.noToken);

  const answer = await requestToken(provider, host.window, signal);
  if (!answer.ok) return optional && answer.error.errorCode === 3 ? { ok: true, token: undefined } : answer;
  const problem = checkToken(answer.token, Date.now(), host.warn);
  return problem === null ? answer : failed(conversationErrors.badToken, problem);
}

/** The function at a dotted path from the window; `undefined` if there is none. */
function functionAt(view: Window, path: string): AuthTokenProvider | undefined {
  let owner: unknown = undefined;
  let found: unknown = view;
  try {
    for (const name of path.split('.')) {
      owner = found;
      found = Reflect.get(Object(found), name.trim());
    }
  } catch {
    return undefined;
  }
  return typeof found === 'function'
    ? ((found as AuthTokenProvider).bind(owner) as AuthTokenProvider)
    : undefined;
}

/**
 * Asks a provider for a token. The first delivery counts; a provider that throws gives code 2, no token or none within
 * ten seconds code 3, anything but text code 4. The token is kept nowhere. Never rejects.
 */
export function requestToken(
  provider: AuthTokenProvider,
  view: Pick<Window, 'setTimeout' | 'clearTimeout'>,
  signal: AbortSignal,
): Promise<TokenResult> {
  return new Promise((resolve) => {
    const settle = (result: TokenResult): void => {
      view.clearTimeout(timer);
      resolve(result);
    };
    const timer = view.setTimeout(
      () => settle(failed(conversationErrors.noToken, 'no token in 10 seconds')),
      tokenDeadlineMs,
    );
    signal.addEventListener('abort', () => settle(failed(conversationErrors.noToken)));
    const deliver = (token: unknown): void => {
      if (token === undefined || token === null || token === '') settle(failed(conversationErrors.noToken));
      else if (typeof token !== 'string') settle(failed(conversationErrors.badToken, 'not a text'));
      else settle({ ok: true, token });
    };
    const fail = (cause: unknown): void => settle(failed(conversationErrors.tokenProvider, reasonOf(cause)));
    try {
      // An async provider tells of its failure by a rejected promise, which may come from another window.
      Promise.resolve(provider(deliver) as unknown).catch(fail);
    } catch (cause) {
      fail(cause);
    }
  });
}

/** Claims the service asks for (Live chat SDK reference, authentication settings). */
const requiredClaims = ['iss', 'iat', 'exp', 'sub'] as const;

/**
 * What is wrong with a token, as far as that can be seen without the key; `null` if nothing is. Microsoft's widget lets
 * a token pass that lacks a claim, so a missing one is a warning here: the service has the last word.
 */
export function checkToken(token: string, now: number, warn: (message: string) => void): string | null {
  const parts = token.split('.');
  if (parts.length !== 3 || parts.some((part) => !/^[\w-]+=*$/.test(part))) return 'not a JSON Web Token';
  let claims: Readonly<Record<string, unknown>>;
  try {
    const bytes = Uint8Array.from(
      atob((parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')),
      (character) => character.charCodeAt(0),
    );
    claims = Object(JSON.parse(new TextDecoder().decode(bytes))) as typeof claims;
  } catch {
    return 'the payload is not JSON';
  }
  const missing = requiredClaims.filter((name) => claims[name] === undefined);
  if (missing.length > 0) warn(`The token has no claim ${missing.join(', ')}; the service may refuse it.`);
  const { exp, lwicontexts } = claims;
  if (lwicontexts !== undefined && typeof lwicontexts !== 'string') {
    warn('The claim lwicontexts is not a JSON text: the service will not read it.');
  }
  // Thirteen digits are milliseconds.
  const expiresAt = typeof exp === 'number' ? (exp > 99_999_999_999 ? exp : exp * 1000) : Infinity;
  return expiresAt <= now ? 'expired' : null;
}
