import { reasonTexts } from '../core/reasons.ts';
import { axisFor, axisLabels, bar, emptyWhisker, whisker } from './charts.ts';
import type { Axis } from './charts.ts';
import type { Funnel, RowFigures } from './figures.ts';
import { html, Html } from './html.ts';
import { pageStyles } from './pageStyles.ts';
import type { Report } from './report.ts';
import {
  brokenSplitSentence,
  count,
  counted,
  funnelSteps,
  interval,
  percent,
  rowName,
  signedPercent,
  splitWords,
  stepWords,
  verdictWords,
} from './words.ts';

/** The report as one HTML page that needs no other file, no script and no network. */
export function reportPage(report: Report): string {
  const { period, rows, events } = report;
  const inDays = period === null ? '' : html`${day(period.from)} to ${day(period.to)} · `;
  const sets = rows.filter(({ ruleId }) => ruleId === null);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Proactive chat report${period === null ? '' : `, ${period.from} to ${period.to}`}</title>
        <style>
          ${new Html(pageStyles)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>Proactive chat report</h1>
            <p class="soft">
              ${inDays}${counted(events.counted, 'event')} of ${count(events.read)} counted. Every figure is a
              number of visitors.
            </p>
          </header>
          ${sets.length === 0 ? html`<p class="warning">The files hold no event that this report counts.</p>` : ''}
          ${sets.map((set) => ruleSetSection(set, rows))} ${dataSection(report)}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function ruleSetSection(set: RowFigures, all: readonly RowFigures[]): Html {
  const rows = all.filter(({ ruleSetId }) => ruleSetId === set.ruleSetId);
  const rules = rows.filter(({ ruleId }) => ruleId !== null);
  const broken = rows.flatMap(({ split, ...row }) =>
    split?.isBroken === true ? [html`<li>${rowName(row)}: ${splitWords(split)}</li>`] : [],
  );
  const warning = html`<div class="warning">
    <strong>The split is broken.</strong> ${brokenSplitSentence}
    <ul>
      ${broken}
    </ul>
  </div>`;
  return html`<section class="rule-set">
    <h2>Rule set ${set.ruleSetId}</h2>
    ${tiles(set)} ${broken.length === 0 ? '' : warning} ${liftCard(rows)}
    ${set.silence.length === 0 ? '' : silenceCard(set)} ${rules.map(ruleCard)}
  </section>`;
}

function tiles({ funnel, lift }: RowFigures): Html {
  const tile = (name: string, value: string, note: string): Html =>
    html`<div class="tile">
      <dt>${name}</dt>
      <dd>${value}<span class="soft">${note}</span></dd>
    </div>`;
  const ratio = (part: number, whole: number): string => (whole === 0 ? '–' : percent(part / whole));
  return html`<dl class="tiles">
    ${tile('Qualified for a rule', count(funnel.qualified), `${ratio(funnel.invited, funnel.qualified)} of them invited`)}
    ${tile('Invited', count(funnel.invited), `${count(funnel.heldOut)} held out`)}
    ${tile('Accepted', ratio(funnel.accepted, funnel.invited), `${count(funnel.accepted)} of those invited`)}
    ${tile('Conversations', count(funnel.queued), `${count(funnel.firstMessage)} with a first message`)}
    ${tile('Lift of the goal', lift.lift === null ? '–' : signedPercent(lift.lift.value), lift.lift === null ? verdictWords[lift.verdict] : interval(lift.lift))}
  </dl>`;
}

function liftCard(rows: readonly RowFigures[]): Html {
  const axis = axisFor(rows.flatMap(({ lift: { lift } }) => lift ?? []));
  const [set] = rows;
  const both = set?.lift.inBoth ?? 0;
  const notes = [
    set?.split?.isBroken === false ? `The split is sound: ${splitWords(set.split)}.` : '',
    set?.split === null && set.lift.heldOut.visitors > 0
      ? 'The split was not checked: say with --holdout-percent what the rule set plans.'
      : '',
    both > 0 ? `${counted(both, 'visitor')} left out, who were both invited and held out.` : '',
  ].filter((note) => note !== '');
  return html`<section class="card">
    <h3>Does inviting help?</h3>
    <p class="hint">
      Visitors who reached the goal of the rule: those invited, whatever they answered, against those held
      out. The line is the 95 % confidence interval; where it crosses 0, chance may be the cause.
    </p>
    <div class="wide">
      <table class="lifts">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col" class="number">Invited</th>
            <th scope="col" class="number">Held out</th>
            <th scope="col" class="drawn">${axisLabels(axis)}</th>
            <th scope="col" class="number">Lift</th>
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => liftRow(row, axis))}
        </tbody>
      </table>
    </div>
    ${notes.length === 0 ? '' : html`<p class="notes">${notes.join(' ')}</p>`}
  </section>`;
}

function liftRow({ ruleId, split, lift: { invited, heldOut, lift, verdict } }: RowFigures, axis: Axis): Html {
  const group = ({ rate, goals, visitors }: RowFigures['lift']['invited']): Html =>
    rate === null
      ? html`–`
      : html`${percent(rate.value)}<small>${count(goals)} of ${count(visitors)}</small>`;
  const isBroken = split?.isBroken === true;
  const isShown = !isBroken && (verdict === 'higher' || verdict === 'lower');
  const drawn = lift === null ? emptyWhisker(axis) : whisker(lift, axis, isShown ? verdict : 'undecided');
  return html`<tr>
    <th scope="row">${ruleId ?? html`<strong>All rules</strong>`}</th>
    <td class="number">${group(invited)}</td>
    <td class="number">${group(heldOut)}</td>
    <td class="drawn">${drawn}</td>
    <td class="number">
      ${lift === null ? '–' : html`${signedPercent(lift.value)}<small>${interval(lift)}</small>`}
    </td>
    <td class="verdict ${isBroken ? 'untrusted' : verdict}">
      ${isBroken ? 'Split broken' : verdictWords[verdict]}
    </td>
  </tr>`;
}

function silenceCard(row: RowFigures): Html {
  return html`<section class="card">
    <h3>Why there was silence</h3>
    <p class="hint">
      Visitors whom a rule would have invited, had nothing spoken against it. One visitor may count under
      several reasons.
    </p>
    ${reasonTable(row, true)}
    <ul class="key">
      <li>${swatch('main')}never invited</li>
      <li>${swatch('light')}invited or held out at another time</li>
    </ul>
  </section>`;
}

function reasonTable({ silence }: RowFigures, isExplained: boolean): Html {
  const most = Math.max(1, ...silence.map(({ visitors }) => visitors));
  const rows = silence.map(({ reason, visitors, neverInvited }) => {
    const parts = [
      { share: neverInvited / most, kind: 'main' },
      { share: (visitors - neverInvited) / most, kind: 'light' },
    ];
    const text = isExplained ? html`<span class="soft">${reasonTexts[reason]}</span>` : '';
    return html`<tr>
      <th scope="row"><span class="reason">${breakable(reason)}</span>${text}</th>
      <td class="drawn">${bar(parts)}</td>
      <td class="number">${count(neverInvited)}</td>
      <td class="number soft">${count(visitors)}</td>
    </tr>`;
  });
  return html`<table class="reasons">
    <thead>
      <tr>
        <th scope="col">Reason</th>
        <th></th>
        <th scope="col" class="number">Never invited</th>
        <th scope="col" class="number">Visitors</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function ruleCard(row: RowFigures): Html {
  const { declined, dismissed, expired, withdrawn, failed } = row.answers;
  const answers = Object.entries({ declined, dismissed, expired, withdrawn, failed })
    .filter(([, visitors]) => visitors > 0)
    .map(([answer, visitors]) => `${answer} ${count(visitors)}`);
  const notAccepted = html`<p class="notes">Not accepted: ${answers.join(' · ')}</p>`;
  return html`<section class="card rule">
    <h3>${row.ruleId ?? ''}</h3>
    <div>
      <h4>How far visitors came</h4>
      ${funnelTable(row.funnel)}${answers.length === 0 ? '' : notAccepted}
    </div>
    ${
      row.silence.length === 0
        ? ''
        : html`<div>
            <h4>Why there was silence</h4>
            ${reasonTable(row, false)}
          </div>`
    }
  </section>`;
}

/** What a step is a share of, if the step before is not what the table says. */
const wholeOf: Readonly<Record<keyof Funnel, keyof Funnel>> = {
  qualified: 'qualified',
  suppressed: 'qualified',
  heldOut: 'qualified',
  invited: 'qualified',
  accepted: 'invited',
  queued: 'accepted',
  firstMessage: 'queued',
  goal: 'invited',
};

const kindOf: Readonly<Partial<Record<keyof Funnel, string>>> = { suppressed: 'side', heldOut: 'held' };

function funnelTable(funnel: Funnel): Html {
  const most = Math.max(1, ...Object.values(funnel).map((visitors: number) => visitors));
  const rows = funnelSteps.map((step) => {
    const kind = kindOf[step] ?? 'main';
    const whole = funnel[wholeOf[step]];
    const share =
      step === 'qualified' || whole === 0
        ? ''
        : html`${percent(funnel[step] / whole)} <span>of ${stepWords[wholeOf[step]].toLowerCase()}</span>`;
    return html`<tr${kind === 'main' ? '' : new Html(' class="aside"')}><th scope="row">${stepWords[step]}</th><td class="drawn">${bar([{ share: funnel[step] / most, kind }])}</td><td class="number">${count(funnel[step])}</td><td class="of soft">${share}</td></tr>`;
  });
  return html`<table class="funnel">
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function dataSection({ events, problems, moreProblems }: Report): Html {
  const lines =
    problems.length === 0
      ? ''
      : html`<h4>Malformed lines</h4>
          <table class="problems">
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">What is wrong</th>
              </tr>
            </thead>
            <tbody>
              ${problems.map(
                ({ file, line, problem }) =>
                  html`<tr>
                    <td>${file}:${line}</td>
                    <td>${problem}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
          ${moreProblems > 0 ? html`<p class="notes">And ${counted(moreProblems, 'line')} more.</p>` : ''}`;
  return html`<section>
    <h2>The data</h2>
    <div class="card">
      <p>
        ${counted(events.read, 'event')} read: ${count(events.counted)} counted, ${count(events.other)} of
        other kinds, ${count(events.anonymous)} without a visitor (no consent for analytics),
        ${count(events.malformed)} malformed.
      </p>
      ${lines}
    </div>
    <div class="card notes">
      <p>
        <strong>Visitors.</strong> A visitor is one browser, as the analytics tool tells them apart, and
        counts once in a row however often something happened. From “Accepted” on, a visitor counts only after
        every step before. “Queued” and “First message” may end with the page on which the invitation was
        accepted: without consent for analytics, events of the chat no longer name the rule after the next
        page load. “Qualified” leaves out those for whom consent was missing: nobody can say whether a rule
        would have held.
      </p>
      <p>
        <strong>Lift.</strong> How much larger the share of the invited is that reached the goal, relative to
        that of the held-out. Intervals: Wilson’s score limits for a share, from them Newcombe’s for a
        difference, and the method of variance estimates recovery (MOVER-R) for the lift. With many rules, one
        in twenty “differences” comes of chance alone.
      </p>
      <p>
        <strong>Split.</strong> Pearson’s chi-square of invited and held-out visitors against the planned
        share; broken below a probability of 0.1 %.
      </p>
    </div>
  </section>`;
}

/** May be broken behind each underscore. */
function breakable(name: string): readonly Html[] {
  return name.split(/(?<=_)/).map((word) => html`${word}<wbr />`);
}

function swatch(kind: string): Html {
  return html`<svg aria-hidden="true"><rect class="${kind}" width="100%" height="100%" /></svg>`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-27` as `27 Nov 2026`. */
function day(text: string): string {
  const [year = '', month = '', date = ''] = text.split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}
