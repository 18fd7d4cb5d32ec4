const light = `
  --surface: #fff; --sunken: #f2f4f6; --ink: #1a1f24; --soft: #4b5662; --line: #cdd4db; --strong: #6b7783;
  --link: #0b4f9c; --good: #12602f; --good-soft: #ddf1e3; --open: #6b4a00; --open-soft: #faecc8;
  --bad: #9b1c14; --bad-soft: #fbe3e0; --shadow: 0 2px 6px rgb(0 0 0 / .14), 0 12px 40px rgb(0 0 0 / .22);
`;
const dark = `
  --surface: #171b1f; --sunken: #22282e; --ink: #eef2f5; --soft: #b3bec8; --line: #3a434c; --strong: #84919d;
  --link: #9dcbff; --good: #8bdca6; --good-soft: #16382a; --open: #f2ca6b; --open-soft: #3d3115;
  --bad: #ffab9f; --bad-soft: #48211d; --shadow: 0 0 0 1px rgb(255 255 255 / .1), 0 12px 40px rgb(0 0 0 / .6);
`;

/**
 * An instrument beside the page, and no part of it: it has its own plain look, and stands one step below the chat widget,
 * so that it never covers an invitation.
 */
export const inspectorStyles = `
:host {
  all: initial !important; color-scheme: light !important;
  font: 400 .8125em/1.45 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif !important;
  ${light}
}
@media (prefers-color-scheme: dark) { :host { color-scheme: dark !important; ${dark} } }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.panel {
  position: fixed; z-index: 2147482999; inset-block-end: 1.25rem; inset-inline-start: 1.25rem;
  display: flex; flex-direction: column; inline-size: min(27rem, 100vw - 1.5rem);
  max-block-size: min(40rem, 100vh - 2.5rem); overflow: hidden; border: 1px solid var(--strong); border-radius: .6rem;
  background: var(--surface); color: var(--ink); box-shadow: var(--shadow); text-align: start;
}
.panel[data-place="end"] {
  inset-inline: auto 1.25rem; inset-block-end: 5.75rem; max-block-size: min(40rem, 100vh - 7rem);
}
.panel > * { direction: ltr; text-align: start; }
button {
  font: inherit; color: inherit; min-block-size: 2.75em; padding: .3em .9em; border: 1px solid var(--strong);
  border-radius: .4em; background: var(--surface); cursor: pointer;
}
button:hover { background: var(--sunken); }
:focus-visible { outline: 2px solid var(--link); outline-offset: -2px; border-radius: .3em; }
h2, h3, h4, p, ul, dl, dd { margin: 0; padding: 0; font-size: inherit; font-weight: inherit; }
code, textarea { font: .9375em/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.head { display: flex; flex: none; align-items: stretch; background: var(--sunken); }
.head h2 { flex: 1; min-inline-size: 0; }
.head button { min-block-size: 3.25em; border: 0; border-radius: 0; background: none; }
.head button:hover { background: var(--line); }
.title { display: flex; gap: .6em; align-items: center; inline-size: 100%; text-align: start; font-weight: 650; }
.chevron { transition: none; color: var(--soft); }
[aria-expanded="false"] .chevron { transform: rotate(180deg); }
.count { color: var(--soft); font-weight: 400; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tool { flex: none; inline-size: 3.25em; padding: 0; font-size: 1em; }
.tool span { font-size: 1.25em; line-height: 1; }

.in-use { flex: none; display: grid; gap: .5em; padding: .7em 1em; background: var(--open-soft); color: var(--open); }
.in-use button, .offer button { border-color: currentColor; background: none; }
.in-use button:hover, .offer button:hover { background: var(--surface); }
.from { overflow-wrap: anywhere; }
.offer { display: grid; gap: .5em; margin-block-end: 1em; padding: .8em 1em; border-radius: .5em; background: var(--open-soft); color: var(--open); }
.offer h3 { margin: 0; font-weight: 650; }
.choices { display: flex; flex-wrap: wrap; gap: .5em; margin-block-start: .25em; }

.body { display: flex; flex-direction: column; min-block-size: 0; }
.scroll { overflow-y: auto; overscroll-behavior: contain; min-block-size: 0; padding: .9em 1em; }
.scroll > h3 { margin-block: 1.1em .4em; font-weight: 650; }
.about { display: grid; grid-template-columns: max-content 1fr; gap: .25em .9em; }
dt { color: var(--soft); }
dd { min-inline-size: 0; overflow-wrap: anywhere; }
.purpose { display: inline-block; margin-inline-end: .9em; }
.failure { margin-block-start: .9em; padding: .6em .8em; border-radius: .4em; background: var(--bad-soft); color: var(--bad); }
.none { color: var(--soft); }

.rule { border-block-start: 1px solid var(--line); }
.rule > :not(summary) { margin-inline-start: .25em; }
.rule > .about { margin-block-start: .5em; }
.rule > :last-child { margin-block-end: 1em; }
summary { display: grid; gap: .15em; padding: .65em .25em; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--sunken); }
.rule-head { display: flex; gap: .75em; align-items: baseline; justify-content: space-between; }
.rule-title { font-weight: 650; overflow-wrap: anywhere; }
.rule-title::before { content: "▸"; display: inline-block; inline-size: 1.1em; color: var(--soft); font-weight: 400; }
[open] > summary .rule-title::before { content: "▾"; }
.rule-words { padding-inline-start: 1.1em; color: var(--soft); }
.outcome { flex: none; padding: .05em .6em; border-radius: 1em; background: var(--sunken); color: var(--soft); font-size: .9375em; }
.outcome.is-good { background: var(--good-soft); color: var(--good); }
.outcome.is-open { background: var(--open-soft); color: var(--open); }
.outcome.is-bad { background: var(--bad-soft); color: var(--bad); }
h4 { margin-block: .8em .25em !important; color: var(--soft); }

ul { list-style: none; }
ul ul { margin-inline-start: .5em; padding-inline-start: .9em; border-inline-start: 1px solid var(--line); }
.leaf { display: flex; gap: .5em; padding-block: .12em; overflow-wrap: anywhere; }
.leaf b { font-weight: 600; }
.leaf > :last-child { min-inline-size: 0; }
.sign { position: relative; flex: none; font-weight: 700; }
.purpose .sign { margin-inline-end: .3em; }
.sign.is-good { color: var(--good); }
.sign.is-bad { color: var(--bad); }
.sign.is-open { color: var(--open); }
.actual { display: block; color: var(--soft); }

.report { display: grid; gap: .4em; margin-block-start: 1em; }
textarea { inline-size: 100%; padding: .5em; border: 1px solid var(--strong); border-radius: .4em; background: var(--sunken); color: inherit; resize: vertical; }
.foot { display: flex; flex: none; flex-wrap: wrap; gap: .5em; padding: .7em 1em; border-block-start: 1px solid var(--line); }
.foot button { flex: 1 1 auto; }
.notice { flex: none; padding: 0 1em; color: var(--soft); overflow-wrap: anywhere; }
.notice:not(:empty) { padding-block: .5em; border-block-start: 1px solid var(--line); }

@media (max-width: 480px) {
  .panel, .panel[data-place="end"] {
    inset-inline: .75rem; inset-block-end: 4.75rem; inline-size: auto; max-block-size: min(26rem, 100vh - 6rem);
  }
  .move { display: none; }
  .panel:has([aria-expanded="false"]) { inset-inline-end: 5.5rem; inset-block-end: .75rem; }
}
@media (prefers-contrast: more) { :host { --soft: var(--ink); --line: var(--strong); } }
@media print { :host { display: none !important; } }
`;
