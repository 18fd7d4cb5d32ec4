import type { ConsentState } from '../../../gtm/sandboxPage.ts';

type States = Readonly<Record<string, string>>;

const statesOf = (value: unknown): States =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
      (entry): entry is [string, string] => entry[1] === 'granted' || entry[1] === 'denied',
    ),
  );

const isArguments = (entry: unknown): entry is ArrayLike<unknown> =>
  Object.prototype.toString.call(entry) === '[object Arguments]';

/**
 * Keeps a consent state by what the page says to Google: `gtag('consent', 'default' or 'update', …)`, which lands in the
 * data layer as an `arguments` object. What is there already counts, and all that is pushed from now on.
 */
export function followConsentCommands(layer: unknown, consent: ConsentState): void {
  if (!Array.isArray(layer)) return;
  const follow = (entry: unknown): void => {
    if (!isArguments(entry) || entry[0] !== 'consent') return;
    if (entry[1] === 'default') consent.setDefault(statesOf(entry[2]));
    if (entry[1] === 'update') consent.update(statesOf(entry[2]));
  };
  const entries = layer as unknown[];
  const push = entries.push.bind(entries);
  entries.push = (...added) => {
    const length = push(...added);
    added.forEach(follow);
    return length;
  };
  entries.forEach(follow);
}

/** Google's snippet: the data layer gets the arguments object itself. */
export function gtag(..._command: readonly unknown[]): void {
  const layer: unknown = (window.dataLayer ??= []);
  if (!Array.isArray(layer)) return;
  // Google's scripts tell a command from other entries by its being an arguments object.
  // eslint-disable-next-line prefer-rest-params
  layer.push(arguments);
}
