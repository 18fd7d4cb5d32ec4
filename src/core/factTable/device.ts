import { define } from './define.ts';

const vital = { type: 'number', unit: 'milliseconds', range: [0, 600_000] } as const;
const pixels = { type: 'number', unit: 'pixels', range: [0, 1e5] } as const;

/** The device, the connection, and how fast the page is on them. */
export const deviceFacts = {
  ...define(
    { owner: 'device/device', scope: 'visitor', purpose: 'none' },
    {
      'device.type': {
        type: 'text',
        values: ['desktop', 'mobile', 'tablet', 'smarttv', 'console', 'wearable', 'embedded', 'xr'],
        description: 'Kind of device, as ua-parser-js tells it; desktop where it names none.',
        example: 'mobile',
      },
      'device.os': {
        type: 'text',
        description: 'Name of the operating system, as ua-parser-js tells it.',
        example: 'Android',
      },
      'device.browser': {
        type: 'text',
        description: 'Name of the browser, as ua-parser-js tells it.',
        example: 'Firefox',
      },
    },
  ),
  ...define(
    { owner: 'signals-environment/environment', scope: 'page', purpose: 'none' },
    {
      'device.viewportWidth': {
        ...pixels,
        description: 'Width of the window with its scroll bar, as style sheets go by it.',
        example: 1280,
      },
      'device.viewportHeight': { ...pixels, description: 'Height of the window.', example: 800 },
      'device.connection': {
        type: 'text',
        values: ['slow-2g', '2g', '3g', '4g'],
        description: 'How fast the connection is, as the browser judges it. Unknown where it does not tell.',
        example: '3g',
      },
      'device.saveData': {
        type: 'boolean',
        description: 'Whether the visitor asks for little data. Unknown where the browser does not tell.',
        example: true,
      },
      'device.reducedMotion': {
        type: 'boolean',
        description: 'Whether the visitor asks for little motion.',
        example: false,
      },
    },
  ),
  ...define(
    { owner: 'vitals/vitals', scope: 'page', purpose: 'none' },
    {
      'vitals.lcpMs': { ...vital, grows: true, description: 'Largest contentful paint.', example: 2500 },
      'vitals.inpMs': { ...vital, description: 'Interaction to next paint.', example: 200 },
      'vitals.cls': {
        type: 'number',
        range: [0, 100],
        grows: true,
        description: 'Cumulative layout shift.',
        example: 0.1,
      },
      'vitals.fcpMs': { ...vital, description: 'First contentful paint.', example: 1800 },
      'vitals.ttfbMs': { ...vital, description: 'Time to first byte.', example: 800 },
    },
  ),
} as const;
