import type { SdkEventName } from '../core/sdkEvents.ts';

/** Raises one event of the contract; the events without a documented payload have the detail `null`. */
export type RaiseEvent = (name: SdkEventName, detail?: object) => void;

/**
 * Raises events on a window: they do not bubble and cannot be cancelled. A listener of the page that throws is
 * reported by the browser and stops nothing here.
 */
export function createRaiseEvent(view: Window & typeof globalThis): RaiseEvent {
  return (name, detail) => {
    view.dispatchEvent(new view.CustomEvent(name, { detail: detail ?? null }));
  };
}
