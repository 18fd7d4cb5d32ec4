import type { Route, ServiceReply } from './httpServer.ts';

/** `down`: connections are destroyed. `hang`: no answer ever comes. `status:429`: that status, with `Retry-After` for 429 and 503. */
export type Fault = 'down' | 'hang' | `status:${number}`;
/** Where a fault strikes; the console and the page at `/` always work. */
export type FaultArea = 'everything' | Exclude<Route['area'], 'site'>;

export interface Faults {
  /** Without `area`: `down` and `hang` strike everything, a status strikes availability. `null` heals all. */
  set(fault: Fault | null, area?: FaultArea): void;
  /** For the HTTP server. */
  readonly interfere: (area: Route['area']) => ServiceReply | 'destroy' | 'hang' | null;
  /** Whether new realtime sockets are refused. */
  readonly realtimeIsDown: () => boolean;
}

export function createFaults(): Faults {
  let current: { readonly fault: Fault; readonly area: FaultArea } | null = null;
  const strikes = (area: Route['area']): Fault | null =>
    current !== null && area !== 'site' && (current.area === 'everything' || current.area === area)
      ? current.fault
      : null;

  return {
    set(fault, area) {
      const byDefault = fault === 'down' || fault === 'hang' ? 'everything' : 'availability';
      current = fault === null ? null : { fault, area: area ?? byDefault };
    },
    interfere(area) {
      const fault = strikes(area);
      if (fault === null) return null;
      if (fault === 'down') return 'destroy';
      if (fault === 'hang') return 'hang';
      const status = Number(fault.slice('status:'.length));
      return {
        status,
        ...((status === 429 || status === 503) && { headers: { 'Retry-After': '1' } }),
        json: { error: 'A fault was asked for.' },
      };
    },
    realtimeIsDown: () => strikes('realtime') !== null,
  };
}
