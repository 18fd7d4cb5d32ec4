/**
 * The id in a reconnect link (`oc.reconnectid`, as Microsoft's widget reads it) by which the page was opened, or the page
 * around it; `null` without one.
 */
export function reconnectIdOf(page: Window): string | null {
  const idIn = (search: string | undefined): string | null =>
    new URLSearchParams(search).get('oc.reconnectid') || null;
  try {
    return idIn(page.location.search) ?? idIn(page.top?.location.search);
  } catch {
    // The address of a page around this one that is of another origin is not to be read.
    return null;
  }
}
