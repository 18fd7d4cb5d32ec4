/** The element an event is about, also if it is inside a shadow tree that is open. */
export function elementOf(event: Event): Element | null {
  return event.composedPath().find(isElement) ?? null;
}

function isElement(target: EventTarget): target is Element {
  return (target as Partial<Node>).nodeType === 1;
}
