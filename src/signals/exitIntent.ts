import { guarded, runAll } from '../page/guard.ts';
import { watchFlick } from './exitByTouch.ts';
import { watchPointer } from './exitByPointer.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.exitIntent';

/** True once the visitor was about to leave, for the rest of the page view. Armed some seconds after it began. */
export const exitIntentSignal: Signal = {
  start: (host) => {
    const stops: (() => void)[] = [];
    const stop = (): void => runAll(stops, host.report);
    const leave = guarded(
      'exit intent',
      () => {
        stop();
        host.publish(new Map([[KEY, true]]));
      },
      host.report,
    );
    host.publish(new Map([[KEY, false]]));
    stops.push(watchPointer(host, leave), watchFlick(host, leave));
    return { stop };
  },
};
