/**
 * Controls that look the same on the invitation and in the chat window, as the text of a style sheet. The SDK core
 * puts it into the shadow root after the design tokens; the chat window relies on it.
 */
export const controlStyles = `
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.icon {
  display: block; inline-size: 1.5em; block-size: 1.5em; fill: none; stroke: currentColor;
  stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; pointer-events: none;
}
:dir(rtl) > .icon-chat { transform: scaleX(-1); }
button {
  font: inherit; letter-spacing: inherit; color: inherit; margin: 0; border: 0; cursor: pointer;
  -webkit-tap-highlight-color: transparent; touch-action: manipulation;
}
button:focus-visible, [tabindex="0"]:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }

.mark {
  display: grid; place-items: center; flex: none; inline-size: 2.75em; block-size: 2.75em;
  border-radius: 50%; background: var(--_accent-soft); color: var(--_on-accent-soft);
}
.mark .icon { inline-size: 1.625em; block-size: 1.625em; }
.button {
  min-block-size: var(--_target); padding: .375em 1em; border: 1px solid transparent;
  border-radius: var(--_radius-control); font-size: .9375em; font-weight: 600; line-height: 1.25; text-align: center;
  overflow-wrap: anywhere;
}
.button-primary { background: var(--_accent); color: var(--_on-accent); }
.button-primary:hover { background: var(--_accent-hover); }
.button-quiet { background: transparent; border-color: var(--_line-strong); color: var(--_ink); }
.button-quiet:hover { background: var(--_surface-sunken); }
.button-alert { background: var(--_alert); color: var(--_on-alert); }
.button-alert:hover { background: var(--_alert-hover); }
.icon-button {
  display: grid; place-items: center; flex: none; inline-size: var(--_target); block-size: var(--_target); padding: 0;
  border-radius: 50%; background: transparent; color: var(--_ink-muted);
}
.icon-button:hover { background: var(--_surface-sunken); color: var(--_ink); }
.icon-button .icon { inline-size: 1.25em; block-size: 1.25em; }
`;
