import type { Words } from './card.ts';
import { element } from './element.ts';

/**
 * The one element the SDK core adds to a page. Everything a visitor sees lives in its open shadow root, where no
 * style of the site reaches in and none of ours out.
 */
export interface Surface {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Adds a style sheet to the root; returns what takes it away. Without constructable style sheets: nothing. */
  adoptStyles(cssText: string): () => void;
  /** Has a screen reader say words when it is free; `null` takes back what was to be said. */
  announce(words: Words | null): void;
  holdsFocus(): boolean;
  /** Makes sure that our element is on the page, which may have replaced its body, and fixed to the window. */
  stay(): void;
  /** False while the visitor is in a field, where taking the focus would swallow what is typed. */
  mayTakeFocus(): boolean;
  /** Gives focus back to where in the page it came from; false if that is unknown or gone. */
  returnFocus(): boolean;
  destroy(): void;
}

/** What a screen reader can be asked to read out unbidden. */
const maxAnnouncement = 150;
const editable = 'input, textarea, select, iframe, [contenteditable]:not([contenteditable="false"])';

/** Is this a field, or a component with a field in it that has the focus? */
function isEditable(focused: Element | null): boolean {
  let active = focused;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (active === null) return false;
  // A closed component does not show where in it the focus is.
  return active.matches(editable) || (active.shadowRoot === null && active.localName.includes('-'));
}

export function createSurface(view: Window & typeof globalThis): Surface {
  const { document } = view;
  const host = element(document, 'div', { 'data-lcw-proactive-chat': '' });
  const root = host.attachShadow({ mode: 'open' });

  // A live region has to be there before its text: what arrives together with its text is not announced.
  const announcer = element(document, 'div', { class: 'announcer', role: 'status', 'aria-live': 'polite' });
  root.append(announcer);
  document.body.append(host);

  let isFixed = false;
  /**
   * What is fixed moves with a body that has a transform, a filter or the like: there, only the top layer is fixed to the
   * window. Elsewhere our element keeps out of it, below the dialogs and banners that a page puts on top.
   */
  function fix(): void {
    isFixed = true;
    const { bottom } = host.getBoundingClientRect();
    if (Math.abs(bottom - document.documentElement.clientHeight) < 2) return;
    try {
      host.popover = 'manual';
      host.showPopover();
    } catch {
      // A browser without it.
    }
  }

  let cameFrom: HTMLElement | null = null;
  root.addEventListener('focusin', (event) => {
    const from = event instanceof view.FocusEvent ? event.relatedTarget : null;
    if (from instanceof view.HTMLElement && !root.contains(from)) cameFrom = from;
  });

  return {
    element: host,
    root,
    adoptStyles(cssText) {
      let sheet: CSSStyleSheet;
      try {
        sheet = new view.CSSStyleSheet();
        sheet.replaceSync(cssText);
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      } catch {
        return () => undefined;
      }
      return () => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
      };
    },
    announce(words) {
      const { text, language } = words ?? { text: '', language: '' };
      announcer.lang = language;
      announcer.textContent = text.length > maxAnnouncement ? `${text.slice(0, maxAnnouncement - 1)}…` : text;
    },
    holdsFocus: () => root.activeElement !== null,
    stay() {
      if (!host.isConnected) {
        document.body.append(host);
        isFixed = false;
      }
      if (!isFixed) fix();
    },
    mayTakeFocus: () => !isEditable(document.activeElement),
    returnFocus() {
      const target = cameFrom;
      cameFrom = null;
      if (target === null || !target.isConnected) return false;
      target.focus({ preventScroll: true });
      return document.activeElement === target;
    },
    destroy() {
      host.remove();
    },
  };
}
