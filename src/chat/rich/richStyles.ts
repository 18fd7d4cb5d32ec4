/** The looks of what agents and bots say, and of what can be pressed in it. */
export const richStyles = `
.rich { display: flex; flex-direction: column; align-items: flex-start; gap: .5em; max-inline-size: 100%; }
.rich-text { min-inline-size: 0; max-inline-size: 100%; }
.rich > :is(.survey-card, .message-card) { margin-block: .25em .3125em; }
.rich-text > * { margin: 0; }
.rich-text > * + * { margin-block-start: .5em; }
.rich :is(ul, ol) { margin: 0; padding-inline-start: 1.375em; }
.rich-text > :is(ul, ol) { white-space: normal; }
.rich li { white-space: pre-wrap; margin-block-start: .125em; }
.rich :is(strong) { font-weight: 650; }
.rich code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em; }
.rich :not(pre) > code { padding: .0625em .25em; border-radius: .25em; background: color-mix(in srgb, currentColor 10%, transparent); }
.rich pre {
  margin: 0; padding: .625em .75em; border-radius: .5em; background: color-mix(in srgb, currentColor 8%, transparent);
  white-space: pre-wrap; overflow-wrap: anywhere; direction: ltr; text-align: left;
}
.bubble a { overflow-wrap: anywhere; }
.from-visitor .bubble a { color: inherit; }
.from-visitor .bubble .text-button { color: inherit; }
.rich > .text-button { padding: 0; }
.message-card { align-self: stretch; display: flex; flex-direction: column; gap: .5em; min-inline-size: min(15em, 100%); }
.message-card > p { margin: 0; }
.message-card-title { font-weight: 650; }
.choices { display: flex; flex-wrap: wrap; gap: .5em; }
.message-card > .choices { flex-direction: column; align-items: stretch; }
.choice, .window a.choice {
  display: inline-grid; place-items: center; min-block-size: var(--_target); padding: .375em 1em; max-inline-size: 100%;
  border: 1px solid var(--_line-strong); border-radius: var(--_radius-control); background: var(--_surface);
  color: var(--_accent); font-size: .9375em; font-weight: 600; line-height: 1.25; text-align: center;
  text-decoration: none; overflow-wrap: anywhere; cursor: pointer;
}
.choice:hover { background: var(--_accent-soft); color: var(--_on-accent-soft); }
.suggestions { padding-inline-start: 2.625em; justify-content: flex-start; }
.is-stacked .suggestions { flex-direction: column; align-items: flex-start; }
.suggestions .choice { border-radius: 1.5em; }
.is-frozen :disabled { opacity: .6; cursor: default; }
@media (forced-colors: active) {
  .choice { border-color: ButtonText; }
}
`;
