import { UAParser } from 'ua-parser-js';
import type { Signal } from './signal.ts';

/** Type, operating system and browser as ua-parser-js reads them from the user agent; a name it cannot tell stays unknown. */
export const deviceSignal: Signal = {
  start: ({ window, publish }) => {
    const { device, os, browser } = new UAParser(window.navigator.userAgent).getResult();
    publish(
      new Map([
        ['device.type', device.type ?? 'desktop'],
        ['device.os', os.name],
        ['device.browser', browser.name],
      ]),
    );
    return { stop: () => undefined };
  },
};
