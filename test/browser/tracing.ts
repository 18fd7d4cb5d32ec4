/** What Chromium itself writes down of a stretch of time: which scripts ran for how long, and who forced a layout. */
import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Microseconds of the processor, which other work on the machine does not lengthen. */
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: {
      readonly url?: string;
      readonly functionName?: string;
      readonly stackTrace?: readonly Frame[];
    };
    readonly beginData?: { readonly stackTrace?: readonly Frame[] };
  };
}

interface Frame {
  readonly url: string;
}

export interface Trace {
  /** Milliseconds of the processor the main thread has spent in functions of files whose address matches. */
  scriptMs(url: RegExp): number;
  /** How often the browser has called one. */
  scriptCalls(url: RegExp): number;
  /** The calls that took longest, as `file function milliseconds`. */
  costliest(url: RegExp): readonly string[];
  /** How often one of them has forced a layout or a computation of styles. */
  forced(url: RegExp): number;
  /** Layouts and computations of styles, whoever brought them about. */
  layouts(): number;
  /** Frames drawn by the main thread. */
  frames(): number;
  /** Milliseconds of the processor the main thread of the page has taken. */
  busyMs(): number;
}

/**
 * Traces the page while `run` goes on. With stacks it is known who has forced a layout; to write them down lengthens
 * every call that starts a timer.
 */
export async function traceOf(
  browser: Browser,
  page: Page,
  run: () => Promise<void>,
  { withStacks = true } = {},
): Promise<Trace> {
  await browser.startTracing(page, {
    categories: [
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      ...(withStacks ? ['disabled-by-default-devtools.timeline.stack'] : []),
      '__metadata',
    ],
  });
  await run();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const named = (...names: readonly string[]): readonly TraceEvent[] =>
    traceEvents.filter(({ name }) => names.includes(name));
  const calls = (url: RegExp): readonly TraceEvent[] =>
    outermost(named('FunctionCall').filter(({ args }) => url.test(args?.data?.url ?? '')));
  const mainThreads = new Set(
    named('thread_name')
      .filter(({ args }) => args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const layouts = named('Layout', 'UpdateLayoutTree');
  return {
    scriptMs: (url) => sumMs(calls(url)),
    scriptCalls: (url) => calls(url).length,
    costliest: (url) =>
      [...calls(url)]
        .sort((a, b) => sumMs([b]) - sumMs([a]))
        .slice(0, 6)
        .map((call) => {
          const { url: address = '', functionName = '' } = call.args?.data ?? {};
          return `${address.replace(/.*\//, '')} ${functionName} ${sumMs([call]).toFixed(2)}`;
        }),
    forced: (url) =>
      layouts.filter(({ args }) => {
        const stack = args?.beginData?.stackTrace ?? args?.data?.stackTrace ?? [];
        return stack.some((frame) => url.test(frame.url));
      }).length,
    layouts: () => layouts.length,
    frames: () => named('PrePaint').length,
    busyMs: () =>
      sumMs(outermost(named('RunTask').filter(({ pid, tid }) => mainThreads.has(`${pid} ${tid}`)))),
  };
}

/** Scrolls from top to bottom as fast as a finger does, by the browser's own input, until the page has been told. */
export async function scrollThrough(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const height = await page.evaluate(() => {
    addEventListener('scrollend', () => {
      // A frame later whoever waits for a layout has had one.
      requestAnimationFrame(() => setTimeout(() => document.documentElement.setAttribute('data-ended', '')));
    });
    return document.documentElement.scrollHeight;
  });
  await cdp.send('Input.synthesizeScrollGesture', {
    x: 500,
    y: 300,
    yDistance: -height,
    speed: 6000,
    gestureSourceType: 'mouse',
  });
  await page.waitForFunction(
    () =>
      document.documentElement.hasAttribute('data-ended') &&
      window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2,
  );
  await cdp.detach();
}

/** Without those that lie within another one. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const ends = new Map<string, number>();
  return [...events]
    .sort((a, b) => a.ts - b.ts)
    .filter(({ pid, tid, ts, dur = 0 }) => {
      const thread = `${pid} ${tid}`;
      if (ts < (ends.get(thread) ?? -Infinity)) return false;
      ends.set(thread, ts + dur);
      return true;
    });
}

function sumMs(events: readonly TraceEvent[]): number {
  return events.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000;
}
