/** The looks of chat button and card; colours and sizes come from the design tokens. */
export const sdkStyles = `
.announcer {
  position: fixed; inset-block-end: 0; inset-inline-end: 0; inline-size: 1px; block-size: 1px;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.chat-button, .card { position: fixed; inset-inline: var(--_place); font-family: var(--_font); }
.chat-button {
  z-index: 1; display: grid; place-items: center; padding: 0;
  inset-block-end: calc(var(--_edge) + env(safe-area-inset-bottom, 0px));
  inline-size: max(44px, 3.5em); block-size: max(44px, 3.5em);
  border: 1px solid transparent; border-radius: 50%; background: var(--_accent); color: var(--_on-accent);
  box-shadow: var(--_shadow-small);
}
.chat-button:hover { background: var(--_accent-hover); }
.chat-button:focus-visible { box-shadow: 0 0 0 6px var(--_surface); }
.chat-button .icon { inline-size: 1.75em; block-size: 1.75em; }
.chat-button.is-busy .icon { opacity: .6; }
.chat-button-count {
  position: absolute; inset-block-start: -.25em; inset-inline-end: -.25em; display: grid; place-items: center;
  min-inline-size: 1.75em; block-size: 1.75em; padding-inline: .4em; border-radius: 1em;
  font-size: .8125em; font-weight: 700; font-variant-numeric: tabular-nums;
  background: var(--_alert); color: var(--_on-alert); box-shadow: 0 0 0 2px var(--_surface);
}

.card {
  --_below: calc(var(--_edge) + env(safe-area-inset-bottom, 0px) + 4.25em);
  display: flex; flex-direction: column; gap: 1em; inset-block-end: var(--_below);
  inline-size: min(22.5em, 100vw - 2 * var(--_edge));
  max-block-size: min(var(--_tallest, 20em), 100vh - var(--_below) - var(--_edge)); padding: 1.125em;
  overflow: auto; border: 1px solid var(--_line); border-radius: var(--_radius);
  background: var(--_surface); color: var(--_ink); box-shadow: var(--_shadow);
  line-height: 1.45; -webkit-font-smoothing: antialiased;
}
.card:has(~ .chat-button[hidden]) { --_below: calc(var(--_edge) + env(safe-area-inset-bottom, 0px)); }
.card-main { display: flex; gap: .875em; min-block-size: 3.25em; }
.card-words { flex: 1; min-inline-size: 0; overflow-y: auto; scrollbar-width: thin; }
.card-words p { margin: 0; overflow-wrap: anywhere; text-wrap: pretty; }
.card-name, .card-title, .is-long .card-text { padding-inline-end: calc(var(--_target) - .5em); }
.card-name { font-size: .8125em; font-weight: 600; color: var(--_ink-muted); }
.card-title { font-size: 1.0625em; font-weight: 650; line-height: 1.3; letter-spacing: -.008em; }
.card-text { margin-block-start: .1875em; color: var(--_ink-muted); }
.is-long { padding-block-end: .75em; mask-image: linear-gradient(#000 calc(100% - .75em), transparent); }
.card-actions { display: flex; flex-wrap: wrap; flex: none; gap: .625em; }
.card-actions .button { flex: 1 1 7em; padding-inline: .25em; }
.card-close { position: absolute; inset-block-start: .375em; inset-inline-end: .375em; }
.has-picture { overflow: hidden; background: none; }
.picture { display: block; inline-size: 100%; block-size: 100%; object-fit: cover; }

@media (max-width: 480px) {
  .card { --_tallest: max(26vh, 10.25em); --_target: 44px; gap: .5em; padding: .75em; }
  .card .mark:not(.has-picture) { display: none; }
  .card .mark { font-size: .8125em; }
  .card-main { gap: .625em; min-block-size: 2.75em; }
  .card-text { font-size: .9375em; line-height: 1.4; margin: 0; }
  .card-close { inset-block-start: 0; inset-inline-end: 0; }
}
@media (max-width: 15em) {
  .card .mark { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .card { animation: card-in .26s cubic-bezier(.2, .7, .2, 1); }
  @keyframes card-in { from { opacity: 0; transform: translateY(.75em); } }
}
`;
