/**
 * Shows the number of unread messages before the title of the page, as Microsoft's widget does. What the page makes of
 * its title meanwhile is its own: only a prefix that still stands there is taken away or replaced. A page without a
 * title is left as it is.
 */
export function createTitleCount(document: Document): (count: number) => void {
  let prefix = '';
  return (count) => {
    // Not `document.title`, which would give back other white space than the page has put there.
    const title = document.querySelector('head > title');
    const text = title?.textContent ?? '';
    const own = text.startsWith(prefix) ? text.slice(prefix.length) : text;
    prefix = count > 0 && own !== '' ? `(${count}) ` : '';
    if (title !== null && text !== prefix + own) title.textContent = prefix + own;
  };
}
