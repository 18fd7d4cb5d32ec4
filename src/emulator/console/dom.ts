/** The element with this id, which index.html is known to have; throws if it is missing or of another kind. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} with the id "${id}".`);
  return found;
}

/** A new element with a class and text or children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** Sets text only when it differs, so that live regions stay quiet. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export interface KeyedView<T> {
  readonly root: HTMLElement;
  update(item: T): void;
}

/**
 * Keeps the children of `parent` in step with a list: a view per key, made once, moved only when
 * its place has changed, so that focus and scroll survive.
 */
export function keyedList<T>(
  parent: HTMLElement,
  keyOf: (item: T) => string,
  make: (item: T) => KeyedView<T>,
) {
  const views = new Map<string, KeyedView<T>>();
  return (items: readonly T[]): void => {
    const keys = new Set(items.map(keyOf));
    for (const [key, view] of views) {
      if (keys.has(key)) continue;
      view.root.remove();
      views.delete(key);
    }
    let next = parent.firstElementChild;
    for (const item of items) {
      const key = keyOf(item);
      let view = views.get(key);
      if (view === undefined) {
        view = make(item);
        views.set(key, view);
      }
      view.update(item);
      if (view.root === next) next = next.nextElementSibling;
      else parent.insertBefore(view.root, next);
    }
  };
}
