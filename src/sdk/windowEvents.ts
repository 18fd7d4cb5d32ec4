/** The thirteen events a page can listen to on `window` (Live chat SDK reference). */
export const lcwEventNames = [
  'lcw:ready',
  'lcw:error',
  'lcw:startChat',
  'lcw:closeChat',
  'lcw:chatQueued',
  'lcw:chatRetrieved',
  'lcw:onClose',
  'lcw:onMinimize',
  'lcw:onMaximize',
  'lcw:onMessageReceived',
  'lcw:onMessageSent',
  'lcw:threadUpdate',
  'lcw:getAgentAvailability',
] as const;
export type LcwEventName = (typeof lcwEventNames)[number];

/** Raises one event of the contract; the events without a documented payload have the detail `null`. */
export type RaiseEvent = (name: LcwEventName, detail?: object) => void;

/**
 * Raises events on a window: they do not bubble and cannot be cancelled. A listener of the page that throws is
 * reported by the browser and stops nothing here.
 */
export function createRaiseEvent(view: Window & typeof globalThis): RaiseEvent {
  return (name, detail) => {
    view.dispatchEvent(new view.CustomEvent(name, { detail: detail ?? null }));
  };
}
