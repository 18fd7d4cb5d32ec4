import type { ConsentState, Load, SandboxPage } from '../../../gtm/sandboxPage.ts';

export interface LivePagePorts {
  readonly window: Window;
  readonly containerId: string;
  readonly consent: ConsentState;
  readonly inPreview: () => boolean;
  /** Where an address that a template asks for is to be loaded from. */
  readonly addressOf: (url: string) => string;
  /** Takes what a template writes to the console, besides the console itself. */
  readonly onLog: (values: readonly unknown[]) => void;
}

/** The page that this runs on, as the container's sandbox gives it to a template. */
export function createLivePage(ports: LivePagePorts): SandboxPage {
  const { window, containerId, consent, inPreview, addressOf, onLog } = ports;
  const { document } = window;

  const waitFor = (element: HTMLElement, done: (ok: boolean) => void): void => {
    element.addEventListener('load', () => done(true), { once: true });
    element.addEventListener('error', () => done(false), { once: true });
  };

  /** As Tag Manager does it: asynchronous, before the first script of the page, with its nonce. */
  const loadScript: Load = (url, done) => {
    const first = document.querySelector('script');
    const script = document.createElement('script');
    script.async = true;
    script.src = addressOf(url);
    if (first?.nonce) script.nonce = first.nonce;
    waitFor(script, done);
    if (first) first.before(script);
    else document.head.append(script);
  };

  const loadHidden =
    (name: 'iframe' | 'img'): Load =>
    (url, done) => {
      const element = document.createElement(name);
      element.src = addressOf(url);
      element.hidden = true;
      waitFor(element, done);
      document.body.append(element);
    };

  return {
    window,
    url: () => window.location.href,
    referrer: () => document.referrer,
    title: () => document.title,
    characterSet: () => document.characterSet,
    loadScript,
    loadFrame: loadHidden('iframe'),
    loadPixel: loadHidden('img'),
    cookies: {
      read: () => document.cookie,
      write: (cookie) => {
        document.cookie = cookie;
      },
    },
    localStorage: {
      get: (key) => window.localStorage.getItem(key) ?? undefined,
      set: (key, value) => window.localStorage.setItem(key, value),
      delete: (key) => window.localStorage.removeItem(key),
    },
    consent,
    get container() {
      return {
        containerId,
        version: inPreview() ? 'QUICK_PREVIEW' : '1',
        environmentName: 'Live',
        environmentMode: false,
        previewMode: inPreview(),
        debugMode: inPreview(),
      };
    },
    now: () => Date.now(),
    random: () => Math.random(),
    later: (run) => void window.setTimeout(run),
    log: (values) => {
      console.log(...values);
      onLog(values);
    },
  };
}
