import type { FactNeed } from '../core/compile.ts';
import { runAll } from '../page/guard.ts';
import type { RunningSignal, Signal, SignalHost } from './signal.ts';
import { startStopwatch } from './stopwatch.ts';
import type { Stopwatch } from './stopwatch.ts';
import { watchForms } from './watchForms.ts';

/** Forms of this page view: how often they were sent, and for how long one that was begun has been left alone. */
export const formsSignal: Signal = {
  start: (host) => {
    const running = host.needs.map((need) =>
      need.fact === 'engagement.formSubmits' ? countSubmits(host, need) : timeSinceInput(host, need),
    );
    return {
      refresh: () => running.forEach((each) => each.refresh?.()),
      stop: () =>
        runAll(
          running.map(
            ({ stop }) =>
              () =>
                stop(),
          ),
          host.report,
        ),
    };
  },
};

function countSubmits(host: SignalHost, { key, params }: FactNeed): RunningSignal {
  let count = 0;
  const publish = (): void => host.publish(new Map([[key, count]]));
  publish();
  const stop = watchForms(host, String(params?.['selector']), {
    onInput: () => undefined,
    onSubmit: () => {
      count += 1;
      publish();
    },
  });
  return { stop };
}

/** Unknown while there is no form that was begun and not sent; of several, the one touched last counts. */
function timeSinceInput(host: SignalHost, need: FactNeed): RunningSignal {
  const { key, params } = need;
  const { lifecycle, report } = host;
  let last: Element | null = null;
  let stopwatch: Stopwatch | null = null;
  let published: number | undefined;
  const publish = (seconds: number | undefined): void => {
    if (seconds === published) return;
    published = seconds;
    host.publish(new Map([[key, seconds]]));
  };
  const end = (): void => {
    stopwatch?.stop();
    stopwatch = null;
  };
  const stops = [
    end,
    lifecycle.onAttention(() => stopwatch?.update()),
    watchForms(host, String(params?.['selector']), {
      onInput: (form) => {
        end();
        publish(0);
        last = form;
        stopwatch = startStopwatch(host, {
          thresholds: () => need.thresholds,
          counts: lifecycle.isVisible,
          publish,
          spanMs: Infinity,
        });
      },
      onSubmit: (form) => {
        if (form !== last) return;
        end();
        last = null;
        publish(undefined);
      },
    }),
  ];
  return { refresh: () => stopwatch?.refresh?.(), stop: () => runAll(stops, report) };
}
