/** The style sheet of the page. What shows figures is drawn as SVG, which is printed without asking for backgrounds. */
export const pageStyles = `
:root {
  color-scheme: light dark;
  --paper: #f5f6f8; --card: #ffffff; --ink: #16202c; --soft: #566473; --line: #dde2e8;
  --main: #0b6e72; --side: #8a94a3; --held: #7a4fb5; --good: #17794a; --bad: #b3372c;
  --warn-ink: #7a4300; --warn-paper: #fff3dc; --warn-line: #e8b864; --track: #edf0f3; --light: #9ccdcf;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #10151b; --card: #19212a; --ink: #e8edf2; --soft: #a3b0be; --line: #2d3844;
    --main: #3fb7b4; --side: #7c8a99; --held: #b596ea; --good: #5ccb8f; --bad: #ff8f80;
    --warn-ink: #ffd795; --warn-paper: #33260d; --warn-line: #7d5b1c; --track: #242e39; --light: #23605f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 56px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -0.01em; }
h2 { font-size: 21px; line-height: 1.3; margin: 48px 0 16px; overflow-wrap: anywhere; }
h3 { font-size: 16px; line-height: 1.35; margin: 0 0 2px; overflow-wrap: anywhere; }
h4 { font-size: 13px; margin: 22px 0 6px; color: var(--soft); font-weight: 600; }
p { margin: 0; }
.soft, .hint { color: var(--soft); }
.hint { font-size: 13px; margin-bottom: 14px; max-width: 76ch; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px; }
.card + .card, .tiles + .card, .warning + .card { margin-top: 16px; }
.warning ul { margin: 6px 0 0; padding-inline-start: 20px; }
.tiles { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(158px, 1fr)); }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
.tile dt { font-size: 13px; color: var(--soft); }
.tile dd { margin: 0; font-size: 26px; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
.tile .soft { font-size: 13px; font-weight: 400; letter-spacing: 0; line-height: 1.4; display: block; }
dl { margin: 0; }
.warning {
  background: var(--warn-paper); border: 1px solid var(--warn-line); color: var(--warn-ink);
  border-radius: 12px; padding: 12px 16px; margin: 16px 0 0; max-width: none;
}
.rule { display: grid; gap: 4px 36px; grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr)); align-items: start; }
.rule > h3 { grid-column: 1 / -1; margin-bottom: 8px; }
.rule > * { min-width: 0; }
.rule h4 { margin-top: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 10px; text-align: start; vertical-align: middle; font-weight: 400; }
th:first-child, td:first-child { padding-inline-start: 0; }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th { font-size: 12.5px; color: var(--soft); border-bottom: 1px solid var(--line); vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.funnel tbody tr + tr > *, .reasons tbody tr + tr > * { border-top: 0; }
.funnel th, .funnel td { padding-block: 3px; }
.number { text-align: end; white-space: nowrap; }
.funnel th[scope='row'], .funnel .of { white-space: nowrap; width: 1%; }
.funnel .of { font-size: 13px; }
.funnel .drawn { min-width: 60px; }
.reasons .number { width: 1%; }
.aside th { color: var(--soft); }
.reason { font: 12.5px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.reason + .soft { display: block; font-size: 13px; }
.reasons th { overflow-wrap: break-word; }
thead .number { white-space: normal; }
.reasons .drawn { width: 40%; min-width: 44px; }
.rule .reasons .drawn { width: 50%; }
.lifts .drawn { width: 34%; min-width: 190px; padding-inline: 4px; }
.lifts tbody th { overflow-wrap: break-word; min-width: 140px; }
.lifts small { display: block; font-size: 12.5px; color: var(--soft); white-space: nowrap; }
.verdict { font-weight: 600; white-space: nowrap; }
.verdict.higher { color: var(--good); }
.verdict.lower { color: var(--bad); }
.verdict.untrusted { color: var(--warn-ink); font-weight: 400; }
.verdict.undecided, .verdict.nothing_to_compare { color: var(--soft); font-weight: 400; }
svg { display: block; width: 100%; }
.bar { height: 16px; border-radius: 4px; }
.axis { height: 18px; font-size: 11.5px; overflow: visible; }
.axis text { fill: var(--soft); }
.whisker { height: 44px; overflow: visible; }
.whisker svg { width: 1px; height: 1px; }
.track { fill: var(--track); }
rect.main { fill: var(--main); } rect.light { fill: var(--light); } rect.side { fill: var(--side); } rect.held { fill: var(--held); }
line, path { stroke-width: 2; fill: none; }
line.grid { stroke: var(--line); stroke-width: 1; }
line.zero { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 3; }
line.higher, path.higher { stroke: var(--good); } circle.higher { fill: var(--good); }
line.lower, path.lower { stroke: var(--bad); } circle.lower { fill: var(--bad); }
line.undecided, path.undecided { stroke: var(--side); } circle.undecided { fill: var(--side); }
.key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 10px 0 0; padding: 0; list-style: none; font-size: 13px; color: var(--soft); }
.key li { display: flex; align-items: center; gap: 7px; }
.key svg { width: 12px; height: 12px; border-radius: 3px; }
.notes { font-size: 13.5px; color: var(--soft); }
.notes p + p { margin-top: 8px; }
table + .notes, .wide + .notes { margin-top: 12px; }
.problems td { font-size: 13.5px; overflow-wrap: anywhere; }
footer { margin-top: 32px; font-size: 13px; color: var(--soft); }
@media screen and (min-width: 900px) {
  .reason wbr { display: none; }
}
@media (max-width: 560px) {
  main { padding: 24px 14px 40px; }
  .card { padding: 16px 14px; }
  .funnel .of span { display: none; }
  th, td { padding-inline: 6px; }
}
@media print {
  @page { margin: 14mm 12mm; }
  :root { color-scheme: light; --paper: #fff; --card: #fff; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .card, .tile, tr, .warning { break-inside: avoid; }
  .wide { overflow: visible; }
  h2 { break-after: avoid; margin-top: 26px; }
  .rule-set + .rule-set h2 { break-before: page; margin-top: 0; }
  h3, h4, .hint { break-after: avoid; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: 8px; }
  .tile { padding: 8px 10px; }
  .tile dd { font-size: 17pt; }
  .rule { grid-template-columns: 5fr 6fr; gap: 4px 20px; }
  .funnel .of span { display: none; }
  .lifts .drawn { min-width: 90px; }
  .lifts tbody th { min-width: 90px; }
  .verdict { white-space: normal; }
  th, td { padding-inline: 5px; }
  .card { padding: 12px 14px; border-radius: 8px; }
}
`;
