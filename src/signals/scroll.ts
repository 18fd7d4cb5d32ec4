import { guarded, listen } from '../page/guard.ts';
import type { Signal } from './signal.ts';

const KEY = 'engagement.scrollPercent';

/**
 * Deepest point of the page that has been in view, in percent of its height. Measured at most once a frame, and only
 * after the page has scrolled; published when a threshold is crossed.
 */
export const scrollSignal: Signal = {
  owner: 'scroll',
  start: (host) => {
    const { window, report } = host;
    const { document } = window;
    const thresholds = host.needs.find(({ key }) => key === KEY)?.thresholds ?? [];
    let deepest = 0;
    let published = -1;
    let frame = 0;
    let stopped = false;

    const passed = (percent: number): number => thresholds.filter((threshold) => threshold <= percent).length;
    const publish = (): void => {
      if (stopped || deepest === published) return;
      published = deepest;
      host.publish(new Map([[KEY, deepest]]));
    };
    const measure = (): void => {
      const { scrollHeight, clientHeight } = document.documentElement;
      const share = scrollHeight <= clientHeight ? 1 : (window.scrollY + clientHeight) / scrollHeight;
      deepest = Math.max(deepest, Math.min(100, Math.round(share * 1000) / 10));
    };
    const look = guarded(
      'scroll',
      () => {
        frame = 0;
        measure();
        if (published < 0 || passed(deepest) !== passed(published)) publish();
      },
      report,
    );
    const unlisten = listen(
      window,
      'scroll',
      () => {
        if (frame === 0) frame = window.requestAnimationFrame(look);
      },
      { passive: true },
    );
    frame = window.requestAnimationFrame(look);
    return {
      refresh: () => {
        measure();
        publish();
      },
      stop: () => {
        stopped = true;
        unlisten();
        if (frame !== 0) window.cancelAnimationFrame(frame);
      },
    };
  },
};
