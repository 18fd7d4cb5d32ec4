/** Where something is typed or chosen. */
export const fields =
  'input:not([type=button], [type=submit], [type=reset], [type=image], [type=hidden]), select, textarea, [contenteditable]';

/** The element an event is about, also if it is inside a shadow tree that is open. */
export function elementOf(event: Event): Element | null {
  return event.composedPath().find(isElement) ?? null;
}

/** An element or the nearest one around it that matches a selector, also around the shadow tree it is in. */
export function closestTo(element: Element | null, selector: string): Element | null {
  if (element === null) return null;
  const { host = null } = element.getRootNode() as Partial<ShadowRoot>;
  return element.closest(selector) ?? closestTo(host, selector);
}

function isElement(target: EventTarget): target is Element {
  return (target as Partial<Node>).nodeType === 1;
}
