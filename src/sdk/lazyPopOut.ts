import type { StartOrder } from '../core/sdkPort.ts';
import type { SdkHost } from './host.ts';
import type { OwnConversation } from './ownConversation.ts';
import type { CreatePopOut, PopOut, PopOutListener } from './popOut.ts';
import type { WidgetMachine } from './widgetMachine.ts';

/** The name Microsoft's widget gives its window: there is one of them. */
const windowName = 'Omnichannel Chat';
const windowFeatures = 'popup,width=420,height=680';

/** A pop-out of which only the opening is here; what else there is to it loads when there is one. */
export interface LazyPopOut {
  /**
   * Opens it with a chat if that is wanted, or is where the conversation is. False if the chat is for the page, also where
   * the browser does not allow it: only a click or key of the visitor may open windows, so this has to be called while that
   * is being handled.
   */
  open(order: StartOrder, inNewWindow: boolean | undefined): boolean;
  /** Begins to listen for one that another page of this tab has opened; then calls back. */
  expect(onListening: () => void): void;
  focus(): boolean;
  close(): void;
  stop(): void;
}

/**
 * @param onEvent called with the events of its chat
 * @param onFailed called if the window could not be filled after all, and has been closed
 */
export function createLazyPopOut(
  host: SdkHost,
  machine: Pick<WidgetMachine<never>, 'dispatch' | 'takes'>,
  stored: OwnConversation['stored'],
  onEvent: PopOutListener['onEvent'],
  onFailed: () => void,
): LazyPopOut {
  const { window: view, popOutUrl, identity, options, published } = host;
  const { dispatch } = machine;
  let popOut: PopOut | null = null;
  /** The window, for as long as there is nobody to look after it. */
  let opened: Window | null = null;
  let isStopped = false;

  async function whenLoaded(act: (loaded: PopOut) => void, otherwise?: () => void): Promise<void> {
    let create: CreatePopOut;
    try {
      create = await host.loadPopOut();
    } catch {
      otherwise?.();
      return;
    }
    if (isStopped || popOutUrl === null) return;
    popOut ??= create(view, popOutUrl, identity, listener);
    act(popOut);
  }

  const warn = (): void => host.warn('The chat opens in the page: a window could not be opened.');
  const listener: PopOutListener = {
    onHere: () => dispatch('popOutFound'),
    onEvent,
    onLeft: () => dispatch('popOutLeft'),
    onDone: () => dispatch('popOutDone'),
    onFailed() {
      if (!dispatch('popOutDone')) return;
      warn();
      onFailed();
    },
  };

  return {
    open(order, inNewWindow) {
      // Its window was closed before it could say so.
      dispatch('popOutDone');
      const kept = stored();
      const isWanted = kept === null ? (inNewWindow ?? options.openInWindow) : kept.place === 'popOut';
      if (isWanted !== true || popOutUrl === null || !machine.takes('popOutRequested')) return false;
      try {
        opened = view.open('', windowName, windowFeatures);
      } catch {
        opened = null;
      }
      if (opened === null) {
        warn();
        return false;
      }
      const target = opened;
      const { context: contextProvider, authToken: authTokenProvider } = published.providers;
      const handOver = { page: view, identity, options, order, contextProvider, authTokenProvider };
      void whenLoaded(
        (loaded) => loaded.fill(target, handOver),
        () => {
          target.close();
          listener.onFailed();
        },
      );
      return dispatch('popOutRequested');
    },
    expect: (onListening) => void whenLoaded(onListening),
    focus() {
      if (popOut !== null) return popOut.focus();
      opened?.focus();
      return opened?.closed === false;
    },
    close: () => void whenLoaded((loaded) => loaded.close()),
    stop() {
      isStopped = true;
      popOut?.stop();
      // Nothing would come into it any more.
      if (popOut === null) opened?.close();
    },
  };
}
