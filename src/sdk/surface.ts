import type { Words } from './card.ts';

/**
 * The one element the SDK core adds to a page. Everything a visitor sees lives in its open shadow root, where no
 * style of the site reaches in and none of ours out.
 */
export interface Surface {
  readonly root: ShadowRoot;
  /** Adds a style sheet to the root; returns what takes it away. Without constructable style sheets: nothing. */
  adoptStyles(cssText: string): () => void;
  /** Has a screen reader say words when it is free. */
  announce(words: Words): void;
  /** Takes back what was to be announced. */
  silence(): void;
  holdsFocus(): boolean;
  /** False while the visitor is in a field of the page, where taking the focus would swallow what is typed. */
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
  const element = document.createElement('div');
  element.setAttribute('data-lcw-proactive-chat', '');
  const root = element.attachShadow({ mode: 'open' });

  // A live region has to be there before its text: what arrives together with its text is not announced.
  const announcer = document.createElement('div');
  announcer.className = 'announcer';
  announcer.setAttribute('role', 'status');
  announcer.setAttribute('aria-live', 'polite');
  root.append(announcer);
  document.body.append(element);

  let cameFrom: HTMLElement | null = null;
  root.addEventListener('focusin', (event) => {
    const from = event instanceof view.FocusEvent ? event.relatedTarget : null;
    if (from instanceof view.HTMLElement && !root.contains(from)) cameFrom = from;
  });

  return {
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
    announce({ text, language }) {
      announcer.lang = language;
      announcer.textContent = text.length > maxAnnouncement ? `${text.slice(0, maxAnnouncement - 1)}…` : text;
    },
    silence() {
      announcer.textContent = '';
    },
    holdsFocus: () => root.activeElement !== null,
    mayTakeFocus() {
      return document.activeElement === element || !isEditable(document.activeElement);
    },
    returnFocus() {
      const target = cameFrom;
      cameFrom = null;
      if (target === null || !target.isConnected) return false;
      target.focus({ preventScroll: true });
      return document.activeElement === target;
    },
    destroy() {
      element.remove();
    },
  };
}
