import type { SdkHost } from './host.ts';
import type { CreatePopOut, PopOut, PopOutHandOver, PopOutListener } from './popOut.ts';

/** The name Microsoft's widget gives its window: there is one of them. */
const windowName = 'Omnichannel Chat';
const windowFeatures = 'popup,width=420,height=680';

/** A pop-out of which only the opening is here; what else there is to it loads when there is one. */
export interface LazyPopOut {
  /**
   * Opens it with a chat, or brings the one that is there to the front. False if the browser does not allow it: only a
   * click or key of the visitor may open windows, so this has to be called while that is being handled.
   */
  open(handOver: PopOutHandOver): boolean;
  /** Begins to listen for one that another page of this tab has opened; then calls back. */
  expect(onListening: () => void): void;
  focus(): boolean;
  close(): void;
  stop(): void;
}

export function createLazyPopOut(
  host: Pick<SdkHost, 'window' | 'popOutUrl' | 'identity' | 'loadPopOut'>,
  listener: PopOutListener,
): LazyPopOut {
  const { window: view, popOutUrl, identity } = host;
  let popOut: PopOut | null = null;
  /** The window, for as long as there is nobody to look after it. */
  let opened: Window | null = null;
  let isStopped = false;

  async function whenLoaded(act: (loaded: PopOut) => void, onFailed: () => void): Promise<void> {
    let create: CreatePopOut;
    try {
      create = await host.loadPopOut();
    } catch {
      onFailed();
      return;
    }
    if (isStopped || popOutUrl === null) return;
    popOut ??= create(view, popOutUrl, identity, listener);
    act(popOut);
  }

  return {
    open(handOver) {
      try {
        opened = view.open('', windowName, windowFeatures);
      } catch {
        opened = null;
      }
      if (opened === null) return false;
      const target = opened;
      void whenLoaded(
        (loaded) => loaded.fill(target, handOver),
        () => {
          target.close();
          listener.onFailed();
        },
      );
      return true;
    },
    expect: (onListening) => void whenLoaded(onListening, () => undefined),
    focus() {
      if (popOut !== null) return popOut.focus();
      opened?.focus();
      return opened?.closed === false;
    },
    close: () =>
      void whenLoaded(
        (loaded) => loaded.close(),
        () => undefined,
      ),
    stop() {
      isStopped = true;
      popOut?.stop();
      // Nothing would come into it any more.
      if (popOut === null) opened?.close();
    },
  };
}
