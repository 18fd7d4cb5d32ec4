import type {
  ChatWindow,
  ChatWindowCallbacks,
  ChatWindowHost,
  ChatWindowOptions,
  ChatWindowPart,
  ChatWindowView,
} from '../core/chatWindow.ts';
import type { Surface } from './surface.ts';

/** The place of the chat window: loads it when it is first to be seen, and keeps it up to date. */
export interface WindowSlot {
  /** What is to be seen now; `null` takes the window away. */
  update(view: ChatWindowView | null): void;
  /**
   * Gives the window focus as soon as it is on the screen, unless the visitor has begun to type in the page; with
   * `always`, also then.
   */
  focus(always?: 'always'): void;
  /** Tries again to load a window that did not come. */
  retry(): void;
  /** True while a window that should be seen is not there yet. */
  isLoading(): boolean;
  destroy(): void;
}

export interface WindowSlotOptions {
  readonly surface: Surface;
  readonly callbacks: ChatWindowCallbacks;
  readonly options: ChatWindowOptions;
  loadPart(name: ChatWindowPart): Promise<unknown>;
  load(): Promise<(host: Omit<ChatWindowHost<ShadowRoot>, 'language' | 'messages'>) => ChatWindow>;
  /** The window has come, so that what stood for it can go. */
  onShown(): void;
  onUnavailable(cause: unknown): void;
}

export function createWindowSlot(options: WindowSlotOptions): WindowSlot {
  const { surface } = options;
  let window: ChatWindow | null = null;
  let view: ChatWindowView | null = null;
  let phase: 'idle' | 'loading' | 'failed' | 'destroyed' = 'idle';
  let wantsFocus = false;
  let isForced = false;

  function draw(): void {
    if (window === null || view === null) return;
    window.update(view);
    if (wantsFocus && view.visible) {
      wantsFocus = false;
      if (isForced || surface.mayTakeFocus()) window.focus();
      isForced = false;
    }
  }

  async function load(): Promise<void> {
    phase = 'loading';
    try {
      const create = await options.load();
      if (phase !== 'loading') return;
      phase = 'idle';
      if (view === null) return;
      window = create({
        root: surface.root,
        adoptStyles: (cssText) => surface.adoptStyles(cssText),
        callbacks: options.callbacks,
        options: options.options,
        loadPart: options.loadPart,
      });
      draw();
      options.onShown();
    } catch (cause) {
      if (phase !== 'loading') return;
      phase = 'failed';
      options.onUnavailable(cause);
    }
  }

  return {
    update(next) {
      view = next;
      if (next === null) {
        wantsFocus = false;
        window?.destroy();
        window = null;
        if (phase === 'failed') phase = 'idle';
      } else if (window !== null) {
        draw();
      } else if (next.visible && phase === 'idle') {
        void load();
      }
    },
    focus(always) {
      wantsFocus = true;
      isForced = always !== undefined;
      draw();
    },
    retry() {
      if (phase === 'failed') void load();
    },
    isLoading: () => phase === 'loading' && view !== null && view.visible,
    destroy() {
      phase = 'destroyed';
      window?.destroy();
      window = null;
      view = null;
    },
  };
}
