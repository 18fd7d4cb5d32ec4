const focusable =
  ':is(button, input, select, textarea):not([disabled], [type="hidden"], [tabindex="-1"]), a[href], iframe, [tabindex="0"]';

/** Keeps a Tab press inside an element: after the last control comes the first, and the other way round. */
export function keepFocusInside(
  element: HTMLElement,
  event: { readonly shiftKey: boolean; preventDefault(): void },
): void {
  const controls = Array.from(element.querySelectorAll<HTMLElement>(focusable)).filter(
    (control) =>
      control.closest('[inert], [hidden], [style*="display: none"]') === null &&
      getComputedStyle(control).visibility !== 'hidden',
  );
  const root = element.getRootNode();
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  const edge = event.shiftKey ? controls[0] : controls.at(-1);
  const other = event.shiftKey ? controls.at(-1) : controls[0];
  if (other === undefined || (active !== edge && active !== element)) return;
  // From the window itself Tab goes to its first control by its own means.
  if (active === element && !event.shiftKey) return;
  event.preventDefault();
  other.focus();
}
