import type { LiveChatSdk } from '../core/sdkPort.ts';

const path = ['Microsoft', 'Omnichannel', 'LiveChatWidget'] as const;
const member = 'SDK';

/** A namespace we can add to; an element of the page whose id is `Microsoft` is none, although it answers to the name. */
function isNamespace(value: unknown): value is Record<string, unknown> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  return !('nodeType' in value);
}

/**
 * Puts the SDK on the window as `Microsoft.Omnichannel.LiveChatWidget.SDK`, into the namespaces that are already
 * there. Returns what takes it away again: the SDK that was there before comes back, and namespaces made here go if
 * nobody else has put anything into them. Throws a `TypeError` if the page has frozen a namespace.
 */
export function publishSdk(window: Window, sdk: LiveChatSdk): () => void {
  const made: { readonly parent: Record<string, unknown>; readonly name: string }[] = [];
  let space = window as unknown as Record<string, unknown>;
  for (const name of path) {
    let next = space[name];
    if (!isNamespace(next)) {
      next = {};
      space[name] = next;
      made.push({ parent: space, name });
    }
    space = next as Record<string, unknown>;
  }
  const home = space;
  const before = home[member];
  home[member] = sdk;

  return () => {
    if (home[member] !== sdk) return;
    if (before === undefined) delete home[member];
    else home[member] = before;
    for (const { parent, name } of made.reverse()) {
      const namespace = parent[name];
      if (isNamespace(namespace) && Object.keys(namespace).length === 0) delete parent[name];
    }
  };
}
