import type { PopOutNotice } from '../../../src/sdk/popOut.ts';
import { identity } from './harness.ts';
import { openWindow } from './tabs.ts';

/** The browser window of a pop-out, with what has been done to it. */
export interface FakePopOutWindow {
  readonly view: Window & typeof globalThis;
  readonly open: jest.SpyInstance<Window | null, Parameters<typeof window.open>>;
  readonly focus: jest.SpyInstance;
  readonly close: jest.SpyInstance;
  /** What the page has sent to it. */
  readonly sent: unknown[];
  script(): HTMLScriptElement | null;
  /** Sends a notice to the page, as the pop-out would. */
  tell(notice: PopOutNotice | object, from?: Partial<MessageEventInit> & { readonly key?: string }): void;
}

/** Lets `window.open` give a second window. Needs fake timers. */
export function fakePopOutWindow(): FakePopOutWindow {
  const view = openWindow();
  const sent: unknown[] = [];
  let isClosed = false;
  const tell: FakePopOutWindow['tell'] = (
    notice,
    { key = `${identity.orgId}/${identity.appId}`, ...from } = {},
  ) => {
    const init = { origin: window.origin, source: view, data: { popOut: key, ...notice }, ...from };
    window.dispatchEvent(new MessageEvent('message', init));
  };
  Object.defineProperties(view, {
    closed: { get: () => isClosed },
    origin: { value: window.origin },
    opener: {
      value: {
        postMessage(data: unknown, origin: string) {
          const copy = JSON.parse(JSON.stringify(data)) as unknown;
          window.dispatchEvent(new MessageEvent('message', { origin, source: view, data: copy }));
        },
      },
      configurable: true,
    },
    postMessage: {
      value(data: unknown, origin: string) {
        sent.push(data);
        view.dispatchEvent(new view.MessageEvent('message', { origin, data }));
      },
    },
  });
  return {
    view,
    open: jest.spyOn(window, 'open').mockReturnValue(view),
    focus: jest.spyOn(view, 'focus').mockImplementation(() => undefined),
    close: jest.spyOn(view, 'close').mockImplementation(() => (isClosed = true)),
    sent,
    script: () => view.document.querySelector('script'),
    tell,
  };
}
