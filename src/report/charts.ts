import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Estimate } from './statistics.ts';
import { signedPercent } from './words.ts';

/**
 * A bar for a cell of a table. The numbers stand beside it, so it is kept from screen readers.
 *
 * @param parts - shares of the full width, one after the other, each with the class of its colour.
 */
export function bar(parts: readonly { readonly share: number; readonly kind: string }[]): Html {
  let from = 0;
  const pieces = parts.map(({ share, kind }) => {
    const x = from;
    from += share;
    return html`<rect class="${kind}" x="${place(x)}" y="0" width="${place(share)}" height="100%" />`;
  });
  return html`<svg class="bar" aria-hidden="true">
    <rect class="track" width="100%" height="100%" />
    ${pieces}
  </svg>`;
}

/** The stretch of numbers that a chart shows, from left to right. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** An axis that shows 0 and all estimates, with round numbers on it; limits far beyond the estimates are cut off. */
export function axisFor(estimates: readonly Estimate[]): Axis {
  const furthest = Math.max(0.05, ...estimates.map(({ value }) => Math.abs(value))) * 3;
  const low = Math.min(-0.05, ...estimates.map((estimate) => Math.max(estimate.low, -furthest)));
  const high = Math.max(0.05, ...estimates.map((estimate) => Math.min(estimate.high, furthest)));
  const step = roundStep((high - low) / 4);
  const from = Math.floor(low / step - 0.25);
  const to = Math.ceil(high / step + 0.25);
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * step);
  return { from: from * step, to: to * step, ticks };
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

/** The numbers along the axis. */
export function axisLabels({ ticks, ...axis }: Axis): Html {
  const inside = ticks.slice(1, -1);
  const labels = inside.map(
    (tick) => html`<text x="${at(tick, axis)}" y="14" text-anchor="middle">${axisNumber(tick)}</text>`,
  );
  return html`<svg class="axis" aria-hidden="true">${labels}</svg>`;
}

/** An estimate on the axis, with the stretch of its interval; an arrow where it goes on beyond the edge. */
export function whisker(estimate: Estimate, axis: Axis, kind: string): Html {
  const { value, low, high } = estimate;
  const left = at(low, axis);
  const right = at(high, axis);
  const isCut = high > axis.to;
  const end = isCut
    ? html`<svg x="100%" y="50%" overflow="visible"><path class="${kind}" d="M-8-5 0 0-8 5" /></svg>`
    : html`<line class="${kind}" x1="${right}" x2="${right}" y1="32%" y2="68%" />`;
  return html`<svg
    class="whisker"
    role="img"
    aria-label="Lift ${signedPercent(value)}, 95 % interval ${signedPercent(low)} to ${signedPercent(high)}"
  >
    ${grid(axis)}
    <line class="${kind}" x1="${left}" x2="${right}" y1="50%" y2="50%" />
    <line class="${kind}" x1="${left}" x2="${left}" y1="32%" y2="68%" />
    ${end}
    <circle class="${kind}" cx="${at(value, axis)}" cy="50%" r="5.5" />
  </svg>`;
}

/** The lines of the axis alone, where there is nothing to show on it. */
export function emptyWhisker(axis: Axis): Html {
  return html`<svg class="whisker" aria-hidden="true">${grid(axis)}</svg>`;
}

function grid({ ticks, ...axis }: Axis): readonly Html[] {
  return ticks.slice(1, -1).map((tick) => {
    const x = at(tick, axis);
    const kind = Math.abs(tick) < 1e-9 ? 'zero' : 'grid';
    return html`<line class="${kind}" x1="${x}" x2="${x}" y1="0" y2="100%" />`;
  });
}

function at(value: number, { from, to }: Omit<Axis, 'ticks'>): string {
  return place((Math.min(to, Math.max(from, value)) - from) / (to - from));
}

function place(share: number): string {
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
}

function axisNumber(tick: number): string {
  const value = Math.round(tick * 1000) / 10;
  return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${Math.abs(value)} %`;
}
