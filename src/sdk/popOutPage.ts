import { sdkEventNames } from '../core/sdkEvents.ts';
import { installSdk } from './controller.ts';
import type { SdkHost } from './host.ts';
import type { PopOutHandOver } from './popOut.ts';
import { hearOpener, tellOpener } from './popOut.ts';

/** How long a window that is done with waits for the service to know. */
const endLimitMs = 5000;

/** What happens in a pop-out and means nothing to the page that opened it. */
const ownBusiness: ReadonlySet<string> = new Set(['lcw:ready', 'lcw:onMinimize', 'lcw:onMaximize']);

/**
 * Runs a chat in a browser window of its own: starts it, or goes on with the conversation that is there, has the page
 * raise its events, and closes the window with the chat.
 */
export function runPopOut(
  host: SdkHost,
  { order, contextProvider, authTokenProvider }: PopOutHandOver,
): void {
  const { window: view, identity } = host;
  const installed = installSdk(host);
  const { sdk } = installed;
  if (contextProvider !== null) sdk.setContextProvider(contextProvider);
  if (authTokenProvider !== null) sdk.setAuthTokenProvider(authTokenProvider);

  for (const name of sdkEventNames) {
    if (ownBusiness.has(name)) continue;
    view.addEventListener(name, (event) => {
      const { detail } = event as CustomEvent<unknown>;
      tellOpener(view, identity, { kind: 'event', name, detail });
    });
  }
  let isDone = false;
  view.addEventListener('lcw:onClose', () => {
    if (installed.chatState() !== 'closed') return;
    isDone = true;
    tellOpener(view, identity, { kind: 'done' });
    // What tells the service goes with the window.
    const close = (): void => view.close();
    view.setTimeout(close, endLimitMs);
    void installed.ending()?.then(close);
  });
  view.addEventListener('pagehide', () => {
    if (!isDone) tellOpener(view, identity, { kind: 'left' });
  });
  hearOpener(view, identity, () => sdk.closeChat());
  // The next page in the tab that opened this window may look for it.
  void host.loadConversation().then(
    ({ tabs }) =>
      tabs.hear(({ kind }) => {
        if (kind === 'popOutSought') tellOpener(view, identity, { kind: 'here' });
      }),
    () => undefined,
  );
  tellOpener(view, identity, { kind: 'here' });
  installed.continueStart(order);
}
