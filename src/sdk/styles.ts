/** The looks of chat button and card; colours and sizes come from the design tokens. */
export const sdkStyles = `
.announcer {
  position: fixed; inset-block-end: 0; inset-inline-end: 0; inline-size: 1px; block-size: 1px;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.chat-button {
  position: fixed; z-index: 1; display: grid; place-items: center; padding: 0;
  inset-block-end: calc(var(--_edge) + env(safe-area-inset-bottom, 0px)); inset-inline-end: var(--_edge);
  inline-size: 3.5em; block-size: 3.5em; min-inline-size: 44px; min-block-size: 44px;
  border: 1px solid transparent; border-radius: 50%; background: var(--_accent); color: var(--_on-accent);
  font-family: var(--_font); box-shadow: var(--_shadow-small);
}
.chat-button:hover { background: var(--_accent-hover); }
.chat-button .icon { inline-size: 1.75em; block-size: 1.75em; }
.chat-button.is-busy .icon { opacity: .6; }
.chat-button-count {
  position: absolute; inset-block-start: -.25em; inset-inline-end: -.25em; display: grid; place-items: center;
  min-inline-size: 1.75em; block-size: 1.75em; padding-inline: .4em; border-radius: 1em;
  font-size: .8125em; font-weight: 700; font-variant-numeric: tabular-nums;
  background: var(--_alert); color: var(--_on-alert); box-shadow: 0 0 0 2px var(--_surface);
}

.card {
  position: fixed; display: grid; grid-template-columns: auto 1fr; column-gap: .875em; align-items: start;
  inset-block-end: calc(var(--_edge) + env(safe-area-inset-bottom, 0px) + 4.25em); inset-inline-end: var(--_edge);
  inline-size: min(22.5em, 100vw - 2 * var(--_edge)); padding: 1.125em;
  border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); color: var(--_ink);
  font: 400 1em/1.45 var(--_font); box-shadow: var(--_shadow); -webkit-font-smoothing: antialiased;
}
.chat-button[hidden] ~ .card { inset-block-end: calc(var(--_edge) + env(safe-area-inset-bottom, 0px)); }
.card .mark { grid-row: span 2; }
.card-title {
  margin: 0; padding-inline-end: 2.25em; font-size: 1.0625em; font-weight: 650; line-height: 1.3;
  letter-spacing: -.008em; overflow-wrap: anywhere;
}
.card-text {
  grid-column: 2; margin: .1875em 0 0; color: var(--_ink-muted); overflow-wrap: anywhere; text-wrap: pretty;
  max-block-size: 5.15em; overflow-y: auto; scrollbar-width: thin;
}
.card-actions { grid-column: 1 / -1; display: grid; grid-template-columns: 1fr 1fr; gap: .625em; margin-block-start: 1em; }
.card-close { position: absolute; inset-block-start: .375em; inset-inline-end: .375em; }

@media (max-width: 480px) and (max-height: 640px) {
  .card { padding: .75em; }
  .card .mark { display: none; }
  .card-title, .card-text { grid-column: 1 / -1; }
  .card-text { max-block-size: 3.65em; }
  .card-actions { margin-block-start: .625em; }
}
@media (prefers-reduced-motion: no-preference) {
  .card { animation: card-in .26s cubic-bezier(.2, .7, .2, 1); }
  @keyframes card-in { from { opacity: 0; transform: translateY(.75em); } }
}
@media (forced-colors: active) {
  .card, .chat-button { border-color: ButtonText; }
}
`;
