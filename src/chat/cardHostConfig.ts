import { HostConfig } from 'adaptivecards/lib/host-config';

const colour = (name: string) => ({ default: `var(--_${name})`, subtle: `var(--_${name})` });

/** Colours of the words; the design has one for what is wrong, and none for "good" or "warning". */
const foregroundColors = {
  default: { default: 'var(--_ink)', subtle: 'var(--_ink-muted)' },
  dark: { default: 'var(--_ink)', subtle: 'var(--_ink-muted)' },
  light: { default: 'var(--_ink)', subtle: 'var(--_ink-muted)' },
  accent: colour('accent-ink'),
  good: colour('ink'),
  warning: colour('ink'),
  attention: colour('alert'),
};
const plain = { backgroundColor: 'transparent', foregroundColors };
const sunken = { backgroundColor: 'var(--_surface-sunken)', foregroundColors };

/**
 * How the library draws a card: in the design tokens, and in proportion to the text around it.
 *
 * @param em size of that text, in CSS pixels
 */
export function createHostConfig(em: number): HostConfig {
  const sizes = { small: 0.875, default: 1, medium: 1.0625, large: 1.25, extraLarge: 1.375 };
  const inPixels = (factor: number): Record<string, number> =>
    Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, size * em * factor]));
  return new HostConfig({
    fontFamily: 'inherit',
    fontTypes: {
      default: { fontFamily: 'inherit', fontSizes: inPixels(1) },
      monospace: { fontFamily: 'monospace', fontSizes: inPixels(1) },
    },
    fontSizes: inPixels(1),
    lineHeights: inPixels(1.4),
    spacing: {
      small: 0.375 * em,
      default: em,
      medium: 1.25 * em,
      large: 1.5 * em,
      extraLarge: 2 * em,
      padding: em,
    },
    separator: { lineThickness: 1, lineColor: 'var(--_line)' },
    containerStyles: {
      default: plain,
      emphasis: sunken,
      accent: sunken,
      good: sunken,
      attention: sunken,
      warning: sunken,
    },
    actions: {
      // Every action has a button: a menu for the rest would hang on the page's body, outside our shadow root.
      maxActions: 100,
      spacing: 'medium',
      buttonSpacing: 0.625 * em,
      actionsOrientation: 'vertical',
      actionAlignment: 'stretch',
      allowTitleToWrap: true,
    },
    inputs: {
      label: { requiredInputs: { weight: 'bolder' }, optionalInputs: { weight: 'bolder' } },
      errorMessage: { color: 'attention', size: 'small', weight: 'bolder' },
    },
    // Below the title of the window.
    textBlock: { headingLevel: 3 },
  });
}
