/** The looks of the chat window; colours and sizes come from the design tokens. */
export const chatStyles = `
.unseen {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.window {
  position: fixed; display: flex; flex-direction: column; overflow: hidden;
  inset-block-end: calc(var(--_edge) + env(safe-area-inset-bottom, 0px)); inset-inline: var(--_place);
  inline-size: min(24.5em, 100vw - 2 * var(--_edge)); block-size: min(40em, 100dvh - 2 * var(--_edge));
  border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); color: var(--_ink);
  font: 400 1em/1.45 var(--_font); box-shadow: var(--_shadow); -webkit-font-smoothing: antialiased; outline: none;
}
.window.is-whole {
  inset: 0; inline-size: auto; block-size: auto; border: 0; border-radius: 0; box-shadow: none;
  padding-block-end: env(safe-area-inset-bottom, 0px);
}
:where(.window) :where(p, h2) { margin: 0; }
.window * { scroll-padding: 1em; }

.window-head {
  display: flex; align-items: center; gap: .125em; padding-block: .75em; padding-inline: 1em .625em;
  border-block-end: 1px solid var(--_line);
}
.window-names { flex: 1; min-inline-size: 0; }
.window-head > .mark { margin-inline-end: .625em; }
.window-title { font-size: 1.0625em; font-weight: 650; line-height: 1.3; letter-spacing: -.008em; }
.window-status { min-block-size: 1lh; font-size: .875em; color: var(--_ink-muted); }
.typing, .name { text-align: -webkit-match-parent; text-align: match-parent; }
.window-names > * {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere;
}
.window-head .text-button { max-inline-size: 45%; font-size: .9375em; line-height: 1.25; }
.window.is-whole .window-body { inline-size: 100%; max-inline-size: 48em; margin-inline: auto; }
.window-body { flex: 1; min-block-size: 0; display: flex; flex-direction: column; }

.log, .survey {
  flex: 1; min-block-size: 0; display: flex; flex-direction: column; overflow-y: auto; overscroll-behavior: contain;
  scrollbar-width: thin; scrollbar-color: var(--_line-strong) transparent;
}
.log { gap: 1em; margin: 3px; padding: 1.0625em .8125em .3125em; }
.log:focus-visible { outline-offset: 0; }
.waiting { text-align: center; white-space: pre-line; font-size: .9375em; background: var(--_surface-sunken); }
.waiting:not(:empty) { padding: .625em 1em; }
.aside {
  align-self: center; max-inline-size: 90%; text-align: center; font-size: .875em; color: var(--_ink-muted);
  overflow-wrap: anywhere; text-wrap: balance;
}
.group { display: flex; flex-direction: column; gap: .25em; max-inline-size: 86%; }
.from-agent { position: relative; max-inline-size: 93%; align-self: flex-start; align-items: flex-start; padding-inline-start: 2.625em; }
.from-visitor { align-self: flex-end; align-items: flex-end; }
.avatar {
  position: absolute; inset-block-start: 1.5em; inset-inline-start: 0; inline-size: 2em; block-size: 2em;
  font-size: .9375em; font-weight: 650;
}
.name, .time, .delivery { font-size: .8125em; color: var(--_ink-muted); padding-inline: .25em; }
.name { font-weight: 600; }
.time { font-variant-numeric: tabular-nums; }
.message { position: relative; display: flex; flex-direction: column; align-items: inherit; max-inline-size: 100%; }
.bubble {
  padding: .5625em .875em; border-radius: 1.125em; white-space: pre-wrap; overflow-wrap: anywhere; max-inline-size: 100%;
}
.from-agent .bubble { background: var(--_surface-sunken); border-start-start-radius: .375em; }
.from-agent .message ~ .message .bubble { border-start-start-radius: 1.125em; }
.from-visitor .bubble { background: var(--_bubble); color: var(--_on-bubble); border-end-end-radius: .375em; }
.from-visitor .message:not(:last-of-type) .bubble { border-end-end-radius: 1.125em; }
.is-unsent .bubble { background: transparent; color: var(--_ink); box-shadow: inset 0 0 0 1px var(--_alert); }
.delivery { display: flex; flex-wrap: wrap; align-items: center; gap: .25em; }
.delivery.is-alert { color: var(--_alert); font-weight: 600; }
.text-button {
  min-block-size: 44px; padding: 0 .5em; border-radius: .5em; background: none; color: var(--_ink);
  text-decoration: underline; text-underline-offset: .2em;
}
.typing {
  min-block-size: 1.7em; padding-inline: 1.25em; font-size: .875em; color: var(--_ink-muted); overflow-wrap: anywhere;
}

.composer {
  display: flex; align-items: flex-end; gap: .5em; margin: 0 .75em .75em; padding: .25em;
  border: 1px solid var(--_line-strong); border-radius: 1.5em; background: var(--_surface);
}
.composer:has(.field:focus) { border-color: var(--_focus); outline: 2px solid var(--_focus); }
@supports not selector(:has(a)) {
  .composer:focus-within { border-color: var(--_focus); outline: 2px solid var(--_focus); }
}
.field {
  flex: 1; min-inline-size: 0; min-block-size: var(--_target); max-block-size: 8em; margin: 0;
  padding-block: calc(var(--_target) / 2 - .725em); padding-inline: min(.875em, 4vw) 0; border: 0; outline: 0; background: none;
  color: inherit; font: inherit; resize: none; field-sizing: content; overflow-y: auto; scrollbar-width: thin;
}
.field::placeholder { color: var(--_ink-muted); opacity: 1; }
.send {
  display: grid; place-items: center; flex: none; inline-size: var(--_target); block-size: var(--_target); padding: 0;
  border-radius: 50%; background: var(--_accent); color: var(--_on-accent);
}
.send:hover { background: var(--_accent-hover); }

.pane {
  flex: 1; overflow-y: auto; display: flex; flex-direction: column; justify-content: safe center; gap: 1.5em;
  padding: 2em 2em 3.5em; text-align: center;
}
.pane > *, .window-end > * { flex: none; }
.pane-words { display: flex; flex-direction: column; align-items: center; gap: .375em; }
.pane-mark { inline-size: 4em; block-size: 4em; margin-block-end: .75em; }
.pane-mark .icon { inline-size: 2em; block-size: 2em; stroke-width: 1.5; }
.pane-title { font-size: 1.25em; font-weight: 650; line-height: 1.3; letter-spacing: -.012em; text-wrap: balance; }
.pane-text { color: var(--_ink-muted); text-wrap: balance; }
.pane-actions { display: flex; flex-direction: column; gap: .625em; align-self: center; min-inline-size: min(12em, 100%); }

.window-end {
  display: flex; flex-direction: column; gap: .75em; max-block-size: 67%; overflow-y: auto; padding: .875em 1em 1em;
  border-block-start: 1px solid var(--_line);
}
.window-end-text { text-align: center; color: var(--_ink-muted); font-size: .9375em; text-wrap: balance; }

.survey { gap: 1.25em; padding: 1.25em 1em; }
.survey-form { display: flex; flex-direction: column; gap: 1.25em; }
.question { display: flex; flex-direction: column; gap: .375em; }
.question label { font-weight: 600; overflow-wrap: anywhere; }
.question-toggle { display: flex; align-items: center; gap: .75em; min-block-size: var(--_target); }
.question-error { font-size: .875em; font-weight: 600; color: var(--_alert); }
.fields :is(input:not([type="checkbox"], [type="radio"]), select, textarea) {
  inline-size: 100%; min-inline-size: 0; min-block-size: var(--_target); margin: 0; padding: .5em .75em; font: inherit;
  border: 1px solid var(--_line-strong); border-radius: var(--_radius-control); background: var(--_surface);
  color: var(--_ink); accent-color: var(--_accent);
}
.fields textarea { min-block-size: 6em; resize: vertical; }
.fields :is([type="checkbox"], [type="radio"]) {
  flex: none; inline-size: 1.5em; block-size: 1.5em; margin: 0; accent-color: var(--_accent);
}
.fields ::placeholder { color: var(--_ink-muted); opacity: 1; }
.fields :is(input, select, textarea):focus-visible { outline: 2px solid var(--_focus); outline-offset: 1px; }
.fields :is(input, select, textarea)[aria-invalid="true"] { border-color: var(--_alert); box-shadow: 0 0 0 1px var(--_alert); }
.survey-frame { flex: 1; min-block-size: 0; inline-size: 100%; border: 0; background: #fff; }
.survey-end {
  display: flex; align-items: center; justify-content: space-between; gap: .75em; padding: .75em 1em;
  border-block-start: 1px solid var(--_line);
}
.window a { color: var(--_accent-ink); text-underline-offset: .2em; border-radius: .25em; }
.window a:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
.link { display: inline-flex; align-items: center; min-block-size: 44px; font-size: .9375em; }
.window a.button { display: grid; place-items: center; color: var(--_on-accent); border-radius: var(--_radius-control); text-decoration: none; }

.confirm {
  position: absolute; inset: 0; display: flex; align-items: flex-end; padding: .75em;
  background: color-mix(in srgb, var(--_surface-sunken) 55%, transparent); backdrop-filter: blur(3px);
}
.confirm-box {
  inline-size: 100%; max-block-size: 100%; overflow-y: auto; padding: 1.25em; border: 1px solid var(--_line); border-radius: calc(var(--_radius) - .25em);
  background: var(--_surface); box-shadow: var(--_shadow);
}
.confirm-title { font-size: 1.0625em; font-weight: 650; letter-spacing: -.008em; }
.confirm-text { margin-block-start: .1875em; color: var(--_ink-muted); }
.confirm-actions { display: flex; flex-wrap: wrap; gap: .625em; margin-block-start: 1.125em; }
.confirm-actions .button { flex: 1 1 7em; }

@media (max-width: 25em) {
  .window-head > .mark { display: none; }
}
@media (max-width: 15em) {
  .window { --_target: 44px; }
  .window-head { flex-wrap: wrap; justify-content: flex-end; }
  .window-names { flex-basis: 100%; }
  .window-names > * { -webkit-line-clamp: 1; }
  .window button > .icon { inline-size: 1em; }
  .pane { padding: 1em; }
  .log { padding-inline: .5em; }
  .group { max-inline-size: 100%; padding: 0; }
  .avatar { display: none; }
  .bubble { padding-inline: .5em; }
}
@media (max-height: 25em) {
  .window-head { padding-block: .125em; }
  .log { padding-block-start: .5em; }
  .window-end { gap: .5em; padding: .5em; }
  .pane { padding-block: 1em; }
  .pane-mark { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .window { animation: window-in .28s cubic-bezier(.2, .7, .2, 1); }
  .confirm-box { animation: window-in .2s cubic-bezier(.2, .7, .2, 1); }
  .message, .aside { animation: message-in .18s ease-out; }
  @keyframes window-in { from { opacity: 0; transform: translateY(.75em); } }
  @keyframes message-in { from { opacity: 0; } }
}
@media (forced-colors: active) {
  .bubble, .send { border: 1px solid ButtonText; }
}
`;
