import type { ColorScheme } from '../core/designTokens.ts';
import type { LanguageName } from '../core/language.ts';
import { directionOf } from '../core/language.ts';
import type { WidgetOptions } from './widgetOptions.ts';

type View = Window & typeof globalThis;

/** What the site says in the configuration, else what the page says of itself, else what the device is set to. */
export function colorSchemeOf(view: View, { colorScheme }: WidgetOptions): ColorScheme {
  const declared = view.getComputedStyle(view.document.documentElement).colorScheme;
  return [colorScheme, declared].find((value) => value === 'light' || value === 'dark') ?? 'auto';
}

/**
 * The accent colour and the fonts a site has chosen, as design tokens on our element; the other colours follow from the
 * accent. A colour that the browser does not know, or cannot make others of, is left out.
 */
export function applyAppearance(
  { CSS }: Pick<typeof globalThis, 'CSS'>,
  { style }: HTMLElement,
  { colorOverride: color, fontFamilyOverride: fonts }: WidgetOptions,
): void {
  if (fonts !== undefined) style.setProperty('--lcw-font', fonts);
  if (color === undefined || !CSS.supports('color', `color(from ${color} srgb-linear r g b)`)) return;
  style.setProperty('--lcw-accent', color);
}

/**
 * Marks our element with the language of its texts, and says in which corner it stands. The corner is one of the page: its
 * texts may run the other way.
 */
export function applyLanguage(
  view: View,
  element: HTMLElement,
  name: LanguageName,
  { position }: WidgetOptions,
): void {
  const { direction } = view.getComputedStyle(view.document.body);
  element.lang = name;
  element.dir = directionOf(name);
  const isAtStart = (position === 'bottom-start') !== ((direction || 'ltr') !== element.dir);
  element.dataset['place'] = isAtStart ? 'start' : 'end';
}
