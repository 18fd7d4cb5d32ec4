/** What a site's own signal is given when a rule asks for its fact. */
export interface OwnSignalHost {
  /** Tells the value of this moment; anything but a text, a number or a truth value means that it is unknown. */
  readonly publish: (value: string | number | boolean | null | undefined) => void;
  /** Values at which some condition on this number may change its answer, ascending. */
  readonly thresholds: readonly number[];
}

/** How a signal of the site's own is stopped, if there is anything to stop. */
export type OwnSignalStop = (() => void) | void;

/** A signal of the site's own: rules ask for it as the fact `custom.value` with its name. */
export interface OwnSignal {
  /** Name of the fact, without a dot. */
  readonly name: string;
  /** Called when a page view begins in which a loaded rule asks for the fact. What it throws leaves the fact unknown. */
  readonly start: (host: OwnSignalHost) => OwnSignalStop;
}

/** The entry of the queue that makes a signal known to the tag. */
export interface DefineSignalCommand extends OwnSignal {
  readonly command: 'defineSignal';
}

/**
 * A signal of the site's own, as an entry for the queue:
 * `lcwProactiveChat.push(defineSignal({ name: 'stock', start: ({ publish }) => … }))`.
 *
 * @throws TypeError if the name is empty or has a dot, which only the tag's own facts have.
 */
export function defineSignal({ name, start }: OwnSignal): DefineSignalCommand {
  if (name === '' || name.includes('.')) throw new TypeError(`"${name}" cannot be the name of a fact.`);
  return { command: 'defineSignal', name, start };
}
