import type { Apis, Demand, SandboxPage } from './sandboxPage.ts';
import { isFunction, toText, typeName } from './values.ts';
import type { SandboxFunction } from './values.ts';

type Waiting = { readonly onSuccess: unknown; readonly onFailure: unknown };
/** Scripts that were asked for with a cache token: those that wait for a load, or `loaded`. */
export type ScriptTokens = Map<string, Waiting[] | 'loaded'>;

const checkCallback = (callback: unknown): void => {
  if (callback !== undefined && callback !== null && !isFunction(callback)) {
    throw new Error(`a callback must be a function, not ${typeName(callback)}`);
  }
};

const tell = (callback: unknown): void => {
  if (!isFunction(callback)) return;
  try {
    callback();
  } catch {
    // Tag Manager swallows what a callback throws.
  }
};

/** Functions that load something from the network; each URL must match a pattern of the permission. */
export const createLoadApis = (page: SandboxPage, demand: Demand, tokens: ScriptTokens): Apis => {
  const settle = ({ onSuccess, onFailure }: Waiting, ok: boolean): void => tell(ok ? onSuccess : onFailure);

  const injectScript: SandboxFunction = (rawUrl, onSuccess, onFailure, rawToken) => {
    const url = toText(rawUrl);
    demand('inject_script', `prohibited script URL ${url}`, url);
    checkCallback(onSuccess);
    checkCallback(onFailure);
    const caller = { onSuccess, onFailure };
    if (rawToken === undefined || rawToken === null) {
      page.loadScript(url, (ok) => settle(caller, ok));
      return;
    }
    // The token is the key, not the URL.
    const token = toText(rawToken);
    const state = tokens.get(token);
    if (state === 'loaded') page.later(() => tell(onSuccess));
    else if (state) state.push(caller);
    else {
      const waiting = [caller];
      tokens.set(token, waiting);
      page.loadScript(url, (ok) => {
        if (ok) tokens.set(token, 'loaded');
        else tokens.delete(token);
        waiting.forEach((entry) => settle(entry, ok));
      });
    }
  };

  return {
    injectScript,
    injectHiddenIframe: (rawUrl, onSuccess) => {
      const url = toText(rawUrl);
      demand('inject_hidden_iframe', `prohibited frame URL ${url}`, url);
      page.loadFrame(url, (ok) => (ok ? tell(onSuccess) : undefined));
    },
    sendPixel: (rawUrl, onSuccess, onFailure) => {
      const url = toText(rawUrl);
      demand('send_pixel', `prohibited pixel URL ${url}`, url);
      page.loadPixel(url, (ok) => settle({ onSuccess, onFailure }, ok));
    },
  };
};
