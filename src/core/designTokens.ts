/**
 * The design tokens of everything a visitor sees, as the text of a style sheet for our shadow root.
 *
 * A site overrides a token by setting the public property (`--lcw-accent: #6b1f5c`) on `:root` or any ancestor of
 * our element. Our own rules read the private twin (`--_accent`), so that a site's value wins without a fight of
 * specificity, in light and in dark. Sizes are in `em` of the visitor's own font size: the root font size of the
 * site has no say here.
 */
export const designTokens = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset-block-end: 0 !important;
  inset-inline-end: 0 !important;
  inline-size: 0 !important;
  block-size: 0 !important;
  z-index: var(--lcw-z-index, 2147483000) !important;
  font-size: medium !important;

  --_surface: var(--lcw-surface, #fffdfa);
  --_surface-sunken: var(--lcw-surface-sunken, #f5f0e9);
  --_ink: var(--lcw-ink, #231e1a);
  --_ink-muted: var(--lcw-ink-muted, #574e46);
  --_line: var(--lcw-line, #e8e0d6);
  --_line-strong: var(--lcw-line-strong, #857a6f);
  --_accent: var(--lcw-accent, #124f49);
  --_accent-hover: var(--lcw-accent-hover, #0b3c38);
  --_on-accent: var(--lcw-on-accent, #ffffff);
  --_accent-soft: var(--lcw-accent-soft, #dcebe6);
  --_on-accent-soft: var(--lcw-on-accent-soft, #0f443f);
  --_bubble: var(--lcw-bubble, var(--lcw-accent, #124f49));
  --_on-bubble: var(--lcw-on-bubble, var(--lcw-on-accent, #ffffff));
  --_alert: var(--lcw-alert, #8c1d18);
  --_alert-hover: var(--lcw-alert-hover, #6f1512);
  --_on-alert: var(--lcw-on-alert, #ffffff);
  --_focus: var(--lcw-focus, #124f49);
  --_shadow: var(--lcw-shadow, 0 1px 2px rgb(50 34 18 / .07), 0 6px 16px rgb(50 34 18 / .08), 0 20px 48px rgb(50 34 18 / .14));
  --_shadow-small: var(--lcw-shadow-small, 0 1px 2px rgb(50 34 18 / .12), 0 6px 18px rgb(50 34 18 / .2));

  --_font: var(--lcw-font, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, system-ui, sans-serif);
  --_radius: var(--lcw-radius, 1.125em);
  --_radius-control: var(--lcw-radius-control, .75em);
  --_edge: var(--lcw-edge, 1.25em);
  --_target: var(--lcw-target, max(44px, 2.75em));
}
@media (prefers-color-scheme: dark) {
  :host {
    --_surface: var(--lcw-surface, #211e1b);
    --_surface-sunken: var(--lcw-surface-sunken, #2f2b27);
    --_ink: var(--lcw-ink, #f6f1ea);
    --_ink-muted: var(--lcw-ink-muted, #cdc3b8);
    --_line: var(--lcw-line, #3b3631);
    --_line-strong: var(--lcw-line-strong, #8f857a);
    --_accent: var(--lcw-accent, #8fd3c6);
    --_accent-hover: var(--lcw-accent-hover, #abe2d7);
    --_on-accent: var(--lcw-on-accent, #0a2622);
    --_accent-soft: var(--lcw-accent-soft, #24423d);
    --_on-accent-soft: var(--lcw-on-accent-soft, #d5f1ea);
    --_bubble: var(--lcw-bubble, var(--lcw-accent, #1d5750));
    --_on-bubble: var(--lcw-on-bubble, var(--lcw-on-accent, #f3fbf9));
    --_alert: var(--lcw-alert, #ffb4a8);
    --_alert-hover: var(--lcw-alert-hover, #ffcac1);
    --_on-alert: var(--lcw-on-alert, #45100a);
    --_focus: var(--lcw-focus, #8fd3c6);
    --_shadow: var(--lcw-shadow, 0 0 0 1px rgb(255 255 255 / .08), 0 8px 20px rgb(0 0 0 / .35), 0 24px 56px rgb(0 0 0 / .5));
    --_shadow-small: var(--lcw-shadow-small, 0 1px 2px rgb(0 0 0 / .4), 0 8px 20px rgb(0 0 0 / .4));
  }
}
@media (max-width: 480px) {
  :host { --_edge: var(--lcw-edge, .75em); }
}
@media print {
  :host { display: none !important; }
}
`;
