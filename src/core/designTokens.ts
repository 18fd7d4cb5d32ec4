/** Whether the widget is light, dark, or as the visitor has set up their device. */
export type ColorScheme = 'light' | 'dark' | 'auto';

/** Each with its value in light and in dark. */
const colours: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  surface: ['#fffdfa', '#211e1b'],
  'surface-sunken': ['#f5f0e9', '#2f2b27'],
  ink: ['#231e1a', '#f6f1ea'],
  'ink-muted': ['#544b43', '#cdc3b8'],
  line: ['#e8e0d6', '#3b3631'],
  'line-strong': ['#857a6f', '#8f857a'],
  accent: ['#124f49', '#8fd3c6'],
  bubble: ['var(--lcw-accent,#124f49)', 'var(--lcw-accent,#1d5750)'],
  'on-accent': ['#fff', '#000'],
  'on-bubble': ['#fff', '#fff'],
  'accent-hover': ['#0b3c38', '#abe2d7'],
  'accent-ink': ['#124f49', '#8fd3c6'],
  'accent-soft': ['#dcebe6', '#24423d'],
  'on-accent-soft': ['#0f443f', '#d5f1ea'],
  alert: ['#8c1d18', '#ffb4a8'],
  'on-alert': ['#fff', '#45100a'],
  'alert-hover': ['#6f1512', '#ffcac1'],
  focus: ['#124f49', '#8fd3c6'],
  shadow: [
    '0 1px 2px rgb(50 34 18 / .07), 0 6px 16px rgb(50 34 18 / .08), 0 20px 48px rgb(50 34 18 / .14)',
    '0 0 0 1px rgb(255 255 255 / .08), 0 8px 20px rgb(0 0 0 / .35), 0 24px 56px rgb(0 0 0 / .5)',
  ],
  'shadow-small': [
    '0 1px 2px rgb(50 34 18 / .12), 0 6px 18px rgb(50 34 18 / .2)',
    '0 1px 2px rgb(0 0 0 / .4), 0 8px 20px rgb(0 0 0 / .4)',
  ],
};
const sizes: Readonly<Record<string, string>> = {
  font: '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, system-ui, sans-serif',
  radius: '1.125em',
  'radius-control': '.75em',
  edge: '1.25em',
  target: 'max(44px, 2.75em)',
};

/** The two colours that others follow from, as the site gives them. */
const given = ['accent', 'bubble'];

const declare = (name: string, value: string): string => `--_${name}:var(--lcw-${name},${value});`;

/** A colour made of another: `channel` gives each of its three channels, linear and from 0 to 1, without its alpha. */
const madeOf = (from: string, channel: (c: string) => string): string =>
  `color(from var(--_${from}) srgb-linear ${['r', 'g', 'b'].map((c) => `calc(${channel(c)})`).join(' ')}/1)`;

/** Relative luminance of that other colour (WCAG 2.2). */
const luminance = '(.2126*r + .7152*g + .0722*b)';

/**
 * White on a dark colour and black on a light one. At a luminance of .179 both are equally easy to read, at a contrast of
 * 4.58 to 1, so that neither is ever below that.
 */
const readableOn = (name: string): string => madeOf(name, () => `clamp(0,(.179 - ${luminance})*1e6,1)`);
const contrary = madeOf('accent', () => `clamp(0,(${luminance} - .179)*1e6,1)`);

const declareColours = (scheme: 0 | 1): string =>
  Object.entries(colours)
    .map(([name, values]) =>
      given.includes(name)
        ? `--_given-${name}:var(--lcw-${name},${values[scheme]});--_${name}:var(--_given-${name});`
        : declare(name, values[scheme]),
    )
    .join('');

/**
 * What follows from the accent, whichever a site has chosen: it is opaque, what stands on it can be read, and where it
 * is itself a text, a link or the ring around what has the focus, it is dark enough for that, or light enough.
 */
const declareDerived = (scheme: 0 | 1): string => {
  const inked = (darkest: number, lightest: number): string =>
    madeOf('accent', (c) =>
      scheme === 0
        ? `${c}*min(1,${darkest}/${luminance})`
        : `${c} + (1 - ${c})*max(0,(${lightest} - ${luminance})/(1 - ${luminance}))`,
    );
  return [
    ...given.map((name) => `--_${name}:${madeOf(`given-${name}`, (c) => c)};`),
    declare('on-accent', readableOn('accent')),
    declare('on-bubble', readableOn('bubble')),
    declare('accent-hover', `color-mix(in srgb,${contrary} 12%,var(--_accent))`),
    declare('accent-soft', `color-mix(in srgb,var(--_accent) ${scheme === 0 ? 12 : 24}%,var(--_surface))`),
    declare('on-accent-soft', inked(0.06, 0.8)),
    declare('accent-ink', inked(0.1, 0.56)),
    declare('focus', 'var(--_accent-ink)'),
  ].join('');
};

const scheme = (number: 0 | 1): string => `
:host { color-scheme: ${number === 0 ? 'light' : 'dark'} !important; ${declareColours(number)} }
@supports (color: color(from red srgb-linear r g b)) { :host { ${declareDerived(number)} } }
`;

const schemes: Readonly<Record<ColorScheme, () => string>> = {
  light: () => scheme(0),
  dark: () => scheme(1),
  auto: () => `${scheme(0)}@media (prefers-color-scheme: dark) { ${scheme(1)} }`,
};

/**
 * The design tokens of everything a visitor sees, as the text of a style sheet for our shadow root.
 *
 * A site overrides a token by setting the public property (`--lcw-accent: #6b1f5c`) on `:root` or any ancestor of
 * our element. Our own rules read the private twin (`--_accent`), so that a site's value wins without a fight of
 * specificity, in light and in dark. Sizes are in `em` of the visitor's own font size: the root font size of the
 * site has no say here.
 *
 * What is `!important` here wins over what a site says of our element, also when it says so with `!important`.
 */
export const designTokens = (colorScheme: ColorScheme): string => `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset-block-end: 0 !important;
  inset-inline-end: 0 !important;
  inline-size: 0 !important;
  block-size: 0 !important;
  z-index: var(--lcw-z-index, 2147483000) !important;
  font-size: medium !important;
  direction: ltr !important;
  --_place: auto var(--_edge);
  ${Object.entries(sizes)
    .map(([name, value]) => declare(name, value))
    .join('')}
}
:host([dir="rtl"]) { direction: rtl !important; }
:host([data-place="start"]) { --_place: var(--_edge) auto; }
:host::backdrop { display: none !important; }
${schemes[colorScheme]()}
@media (prefers-contrast: more) {
  :host {
    --_ink-muted: var(--_ink); --_accent-ink: var(--_ink); --_on-accent-soft: var(--_ink);
    --_line: var(--_ink); --_line-strong: var(--_ink);
  }
}
@media (max-width: 480px) {
  :host { ${declare('edge', '.75em')} }
}
@media print {
  :host { display: none !important; }
}
`;
