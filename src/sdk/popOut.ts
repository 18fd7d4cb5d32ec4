import type { WidgetIdentity } from '../core/chatPort.ts';
import type { AuthTokenProvider, ContextProvider, StartOrder } from '../core/sdkPort.ts';
import type { SdkEventName } from '../core/sdkEvents.ts';
import { sdkEventNames } from '../core/sdkEvents.ts';
import type { WidgetOptions } from './widgetOptions.ts';

/** Where a page leaves what its pop-out needs, on the window of the pop-out. */
export const handOverName = 'lcwProactiveChatPopOut';

/** What a page gives its pop-out. The functions are those of the page and run in it. */
export interface PopOutHandOver {
  readonly page: Window;
  readonly identity: WidgetIdentity;
  readonly options: WidgetOptions;
  readonly order: StartOrder;
  readonly contextProvider: ContextProvider | null;
  readonly authTokenProvider: AuthTokenProvider | null;
}

/** What a pop-out tells the page that has opened it. */
export type PopOutNotice =
  | { readonly kind: 'here' }
  /** An event of its chat, to be raised in the page too. */
  | { readonly kind: 'event'; readonly name: SdkEventName; readonly detail: unknown }
  /** The window goes; the conversation may still be running. */
  | { readonly kind: 'left' }
  /** The chat has been closed. */
  | { readonly kind: 'done' };

export interface PopOutListener {
  readonly onHere: () => void;
  readonly onEvent: (name: SdkEventName, detail: object | undefined) => void;
  readonly onLeft: () => void;
  readonly onDone: () => void;
  /** There will be no chat in it; it has been closed. */
  readonly onFailed: () => void;
}

/** The browser window of its own that a chat can be in, as the page sees it. */
export interface PopOut {
  /** Puts the chat into a window that has been opened, unless it is there already. */
  fill(opened: Window, handOver: PopOutHandOver): void;
  /** Brings it to the front; false if it is not there any more. */
  focus(): boolean;
  /** Asks it to close its chat, and with it itself. */
  close(): void;
  stop(): void;
}

export type CreatePopOut = (
  view: Window,
  popOutUrl: string,
  identity: WidgetIdentity,
  listener: PopOutListener,
) => PopOut;

const keyOf = ({ orgId, appId }: WidgetIdentity): string => `${orgId}/${appId}`;

/** Sends a notice to the page that has opened this window, whichever page is there now. */
export function tellOpener(view: Window, identity: WidgetIdentity, notice: PopOutNotice): void {
  try {
    const opener = view.opener as Window | null;
    opener?.postMessage({ popOut: keyOf(identity), ...notice }, view.origin);
  } catch {
    // The page is gone, or what an event carries cannot be cloned.
  }
}

/** Hears what the page asks of its pop-out; there is one thing: to close the chat. */
export function hearOpener(view: Window, identity: WidgetIdentity, onClose: () => void): void {
  view.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    const message = Object(data) as Readonly<Record<string, unknown>>;
    if (origin === view.origin && message['closePopOut'] === keyOf(identity)) onClose();
  });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function readNotice(data: unknown, key: string): PopOutNotice | null {
  const { popOut, kind, name, detail } = Object(data) as Readonly<Record<string, unknown>>;
  if (popOut !== key) return null;
  if (kind === 'here' || kind === 'left' || kind === 'done') return { kind };
  const event = sdkEventNames.find((known) => known === name);
  return kind === 'event' && event !== undefined ? { kind, name: event, detail } : null;
}

export const createPopOut: CreatePopOut = (view, popOutUrl, identity, listener) => {
  const key = keyOf(identity);
  let target: Window | null = null;
  /** Its script runs and hears us. */
  let isHere = false;

  const onMessage = ({ origin, source, data }: MessageEvent<unknown>): void => {
    const notice = origin === view.origin ? readNotice(data, key) : null;
    if (notice === null) return;
    if (source !== null && source !== view) target = source as Window;
    isHere = notice.kind === 'here' || notice.kind === 'event';
    if (!isHere) target = null;
    if (notice.kind === 'here') listener.onHere();
    else if (notice.kind === 'left') listener.onLeft();
    else if (notice.kind === 'done') listener.onDone();
    else listener.onEvent(notice.name, isObject(notice.detail) ? notice.detail : undefined);
  };
  view.addEventListener('message', onMessage);

  /** The visitor is back in the page. A window that was closed before its script ran could not say so. */
  const onFocus = (): void => {
    if (target?.closed !== true) return;
    const tell = isHere ? listener.onLeft : listener.onDone;
    target = null;
    isHere = false;
    tell();
  };
  view.addEventListener('focus', onFocus);

  /** Throws where Trusted Types are required, or the window is not ours. */
  function addScript(opened: Window): void {
    const { document } = opened;
    if (document.querySelector('script') !== null) return;
    document.title = view.document.title;
    for (const name of ['lang', 'dir'] as const) {
      document.documentElement[name] = view.document.documentElement[name];
    }
    const viewport = document.createElement('meta');
    viewport.name = 'viewport';
    viewport.content = 'width=device-width, initial-scale=1';
    const script = document.createElement('script');
    script.type = 'module';
    // A policy that lists nonces wants one here too.
    script.nonce = view.document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
    script.addEventListener('error', () => fail(opened));
    script.src = popOutUrl;
    document.head.append(viewport, script);
  }

  function fail(opened: Window): void {
    opened.close();
    target = null;
    listener.onFailed();
  }

  return {
    fill(opened, handOver) {
      target = opened;
      const space = opened as unknown as Record<string, unknown>;
      try {
        if (space[handOverName] === undefined) {
          space[handOverName] = handOver;
          addScript(opened);
          // Some browsers replace the empty document once.
          opened.addEventListener('load', () => addScript(opened), { once: true });
        }
        opened.focus();
      } catch {
        fail(opened);
      }
    },
    focus() {
      if (target === null || target.closed) return false;
      target.focus();
      return true;
    },
    close() {
      if (isHere) {
        target?.postMessage({ closePopOut: key }, view.origin);
        return;
      }
      target?.close();
      target = null;
      listener.onDone();
    },
    stop() {
      view.removeEventListener('message', onMessage);
      view.removeEventListener('focus', onFocus);
    },
  };
};
