import type { AuthTokenProvider } from '../core/sdkPort.ts';
import type { ErrorCode } from './errors.ts';

export const tokenDeadlineMs = 10_000;

export type TokenResult =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly code: Extract<ErrorCode, 2 | 3 | 4> };

/** A signed token in its compact form: three parts of base64url. What it says is for the service to judge. */
const tokenForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Asks the page's provider for a token. The first delivery counts; a provider that throws gives code 2, no token or
 * none within ten seconds code 3, anything that cannot be a token code 4. The token is kept nowhere. Never rejects.
 */
export function requestToken(
  provider: AuthTokenProvider,
  view: Pick<Window, 'setTimeout' | 'clearTimeout'>,
): Promise<TokenResult> {
  return new Promise((resolve) => {
    const timer = view.setTimeout(() => resolve({ ok: false, code: 3 }), tokenDeadlineMs);
    const settle = (result: TokenResult): void => {
      view.clearTimeout(timer);
      resolve(result);
    };
    const deliver = (token: unknown): void => {
      if (token === undefined || token === null || token === '') settle({ ok: false, code: 3 });
      else if (typeof token !== 'string' || !tokenForm.test(token)) settle({ ok: false, code: 4 });
      else settle({ ok: true, token });
    };
    const failed = (): void => settle({ ok: false, code: 2 });
    try {
      const returned: unknown = provider(deliver);
      // An async provider tells of its failure by a rejected promise.
      if (returned instanceof Promise) returned.catch(failed);
    } catch {
      failed();
    }
  });
}
