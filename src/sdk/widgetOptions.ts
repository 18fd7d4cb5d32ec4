/**
 * How a site wants the widget to look and behave; every member has its default where it is used. The names are those of
 * the data attributes of the script element: `data-hide-chat-button` is `hideChatButton` (Live chat SDK reference).
 */
export interface WidgetOptions {
  readonly hideChatButton?: boolean;
  readonly hideMinimizeButton?: boolean;
  /** No header in the chat window: closing and minimising are up to the page. */
  readonly renderMobile?: boolean;
  /** The chat opens in a browser window of its own. */
  readonly openInWindow?: boolean;
  /** The auth token provider shows the visitor nothing, so that it can be asked before an invitation. */
  readonly silentToken?: boolean;
  /** A CSS colour. */
  readonly colorOverride?: string;
  /** A CSS list of fonts. */
  readonly fontFamilyOverride?: string;
  readonly customCloseButtonText?: string;
  /** `stacked`: suggested answers below each other. */
  readonly suggestedActionLayout?: string;
  /** BCP 47 tag of the language; default: that of the page. */
  readonly language?: string;
  /** `bottom-start` or `bottom-end`, which is the default: the corner, in the direction of the page. */
  readonly position?: string;
  /** `light` or `dark`; default: as the page says of itself, or else the device. */
  readonly colorScheme?: string;
  /** When the context provider throws, the chat starts without context, unless this is `stop`. */
  readonly whenContextFails?: string;
}

const flags = [
  'hideChatButton',
  'hideMinimizeButton',
  'renderMobile',
  'openInWindow',
  'silentToken',
] as const;
const texts = [
  'colorOverride',
  'fontFamilyOverride',
  'customCloseButtonText',
  'suggestedActionLayout',
  'language',
  'position',
  'colorScheme',
  'whenContextFails',
] as const;

/** In an attribute flags are the words `true` and `false`; the bare attribute is a yes, too. */
const flagOf = (value: unknown): boolean | undefined => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === true || word === 'true' || word === ''
    ? true
    : word === false || word === 'false'
      ? false
      : undefined;
};
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/**
 * The options of the configuration, else of the script element. What is not of the right kind counts as not given; the
 * check of the configuration tells about it.
 */
export function readWidgetOptions(
  given: unknown,
  script: { readonly dataset: DOMStringMap } | null,
): WidgetOptions {
  const members = Object(given ?? {}) as Readonly<Record<string, unknown>>;
  const options: Record<string, boolean | string> = {};
  const read = (name: string, kind: (value: unknown) => boolean | string | undefined): void => {
    const value = kind(members[name]) ?? kind(script?.dataset[name]);
    if (value !== undefined) options[name] = value;
  };
  for (const name of flags) read(name, flagOf);
  for (const name of texts) read(name, textOf);
  return options;
}
