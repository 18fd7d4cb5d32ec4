import type { Effect, WidgetEvent, WidgetState } from './conversationState.ts';
import { afterStep, initialState, stepFor } from './conversationState.ts';

/** The state of the widget, and the one way to change it. */
export interface WidgetMachine<Carried> {
  state(): WidgetState;
  /** Takes an event through the table; false if it is ignored there. */
  dispatch(event: WidgetEvent, carried?: Carried): boolean;
  /** Would the event do anything now? */
  takes(event: WidgetEvent): boolean;
  /** Ignores everything from now on. */
  stop(): void;
}

/**
 * Runs the state table. The effects of all events form one line that whoever dispatches works off: a page that calls a
 * method from inside an event handler finds the effects of the event before done first, and its own done when the call
 * returns.
 */
export function createWidgetMachine<Carried>(
  show: (state: WidgetState, before: WidgetState) => void,
  perform: (effect: Effect, carried: Carried | undefined) => void,
  warn: (message: string) => void,
): WidgetMachine<Carried> {
  let state = initialState;
  let isStopped = false;
  const acts: (() => void)[] = [];
  const next = (event: WidgetEvent) => (isStopped ? null : stepFor(state, event));

  return {
    state: () => state,
    takes: (event) => next(event) !== null,
    dispatch(event, carried) {
      const step = next(event);
      if (step === null) return false;
      const before = state;
      state = afterStep(state, step);
      acts.push(() => show(state, before));
      for (const effect of step.effects) acts.push(() => perform(effect, carried));
      for (let act = acts.shift(); act !== undefined; act = acts.shift()) {
        // What fails must neither reach the page nor hold up the rest.
        try {
          act();
        } catch (cause) {
          warn(String(cause));
        }
      }
      return true;
    },
    stop() {
      isStopped = true;
    },
  };
}
