/** Makes an element; children that are text become text nodes, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

export function makeButton(className: string, label: string, press: () => void): HTMLButtonElement {
  const button = make('button', className, label);
  button.type = 'button';
  button.addEventListener('click', press);
  return button;
}

export function makeLink(className: string, label: string, href: string): HTMLAnchorElement {
  const link = make('a', className, label);
  link.href = href;
  return link;
}
