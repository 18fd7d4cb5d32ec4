/**
 * The id in a reconnect link (`oc.reconnectid`, as Microsoft's widget reads it) by which the page was opened, or the page
 * around it; `null` without one.
 */
export function reconnectIdOf(page: Window): string | null {
  for (const each of [page, page.top]) {
    try {
      const id = new URLSearchParams(each?.location.search).get('oc.reconnectid');
      if (id) return id;
    } catch {
      // The address of a page around this one that is of another origin is not to be read.
    }
  }
  return null;
}
