/** Wide enough for the panel to stand beside the shop; below that it lies over it. */
export const besideQuery = '(min-width: 1100px)';

/** Makes room for the panel while it stands beside the page. */
export const pageStyles = `
@media ${besideQuery} {
  html[data-tag-panel='open'] body { padding-inline-start: 23rem; }
}`;

/** The panel keeps its own dark look in both themes: it is an instrument, not a part of the shop. */
export const panelStyles = `
:host {
  --ground: #12181b;
  --raised: #1b2327;
  --rule: #2d383d;
  --ink: #e9eef0;
  --soft: #9fb0b7;
  --good: #8bd6a4;
  --held: #f0c466;
  --bad: #ff9a8a;
  --link: #9dcbff;
  color-scheme: dark;
  font: 400 0.8125rem/1.45 -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
button, a { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }

.pill {
  position: fixed; inset: auto auto 1rem 1rem; z-index: 10;
  display: inline-flex; align-items: center; gap: 0.55rem;
  min-height: 2.75rem; padding: 0.4rem 1rem;
  border: 1px solid var(--rule); border-radius: 2rem;
  background: var(--ground); color: var(--ink); cursor: pointer;
  box-shadow: 0 6px 20px rgb(0 0 0 / 0.25);
}
.pill:hover { background: var(--raised); }
.dot { flex: none; width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--held); }
.dot[data-live] { background: var(--good); }

.panel {
  position: fixed; z-index: 10; inset: 0 0 auto 0;
  display: flex; flex-direction: column;
  max-height: 52vh; max-height: 52dvh;
  background: var(--ground); color: var(--ink);
  border-block-end: 1px solid var(--rule);
  box-shadow: 0 10px 30px rgb(0 0 0 / 0.35);
}
.head { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; padding: 0.5rem 0.5rem 0 1rem; }
h2 { margin: 0; font-size: 0.9375rem; font-weight: 600; }
.small { min-height: 2.25rem; padding: 0.3rem 0.75rem; border: 0; border-radius: 6px; background: none; color: var(--soft); cursor: pointer; }
.small:hover { background: var(--raised); color: var(--ink); }
.state { display: flex; align-items: center; gap: 0.55rem; margin: 0; padding: 0 1rem 0.6rem; color: var(--soft); }
.filters { display: flex; flex-wrap: wrap; gap: 0.35rem; padding: 0 1rem 0.7rem; border-block-end: 1px solid var(--rule); }
.filter {
  min-height: 1.9rem; padding: 0.1rem 0.7rem; border: 1px solid var(--rule); border-radius: 1rem;
  background: none; color: var(--soft); cursor: pointer;
}
.filter[aria-pressed='true'] { background: var(--raised); border-color: #53656d; color: var(--ink); }
.filter span { color: var(--soft); font-variant-numeric: tabular-nums; }

.rows { flex: 1; min-height: 0; margin: 0; padding: 0; overflow-y: auto; overscroll-behavior: contain; list-style: none; }
.rows[data-hidden~='event'] [data-kind='event'],
.rows[data-hidden~='decision'] [data-kind='decision'],
.rows[data-hidden~='push'] [data-kind='push'] { display: none; }
.row { border-block-end: 1px solid var(--rule); }
.row summary, .plain { display: grid; grid-template-columns: 1fr auto; gap: 0 0.75rem; padding: 0.5rem 1rem; }
.row summary { cursor: pointer; list-style: none; }
.row summary::-webkit-details-marker { display: none; }
.row summary:hover { background: var(--raised); }
.row summary:focus-visible { outline-offset: -2px; }
.name { font-weight: 600; overflow-wrap: anywhere; }
.row[data-tone='good'] .name { color: var(--good); }
.row[data-tone='held'] .name { color: var(--held); }
.row[data-tone='bad'] .name { color: var(--bad); }
.row[data-kind='push'] .name { color: var(--link); font-weight: 400; }
time { color: var(--soft); font-size: 0.75rem; font-variant-numeric: tabular-nums; line-height: 1.6; }
.text { grid-column: 1 / -1; overflow-wrap: anywhere; }
.row[data-kind='push'] .text { color: var(--soft); }
.row[data-kind='page'] { background: var(--raised); }
.row[data-kind='page'] .plain { padding-block: 0.35rem; color: var(--soft); }
pre {
  margin: 0; padding: 0.6rem 1rem 0.8rem; max-height: 18rem; overflow: auto; background: #0b1012; color: #c8d4d9;
  font: 0.75rem/1.5 ui-monospace, 'Cascadia Mono', 'Liberation Mono', Menlo, Consolas, monospace; tab-size: 2;
}

.foot { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.9rem; padding: 0.6rem 1rem; border-block-start: 1px solid var(--rule); }
.foot nav { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; }
.foot a { padding-block: 0.25rem; color: var(--link); text-underline-offset: 0.2em; }
.foot a[aria-current] { color: var(--soft); text-decoration: none; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.9rem; width: 100%; }
.reset { min-height: 2.25rem; padding: 0.2rem 0.9rem; border: 1px solid #53656d; border-radius: 6px; background: var(--raised); cursor: pointer; }
.reset:hover { border-color: var(--ink); }
.reset:disabled { color: var(--soft); cursor: default; }

@media (min-width: 720px) {
  .panel {
    inset: auto auto 1rem 1rem; width: 21rem; max-height: min(32rem, 80vh);
    border: 1px solid var(--rule); border-radius: 10px; overflow: hidden;
  }
}
@media ${besideQuery} {
  .panel { inset: 0 auto 0 0; width: 23rem; max-height: none; border-width: 0 1px 0 0; border-radius: 0; box-shadow: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .row[data-fresh] { animation: fresh 1.6s ease-out; }
  @keyframes fresh { from { background: #31424a; } }
}`;
