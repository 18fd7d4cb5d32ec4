import { act, insist } from './agentActs.ts';
import type { Desk } from './desk.ts';
import type { FaultArea, Faults } from './faults.ts';
import { faultAreas, parseFault } from './faults.ts';
import type { Route } from './httpServer.ts';
import { RequestProblem } from './httpServer.ts';

export interface ControlApiOptions {
  readonly desk: Desk;
  readonly faults: Faults;
  /** Breaks all realtime sockets once. */
  readonly dropRealtime: () => void;
}

/**
 * Faults on request, for the console's switches and for tests in other processes: `GET` and `POST /console/api/faults`
 * (`{ fault, area?, times? }`; `fault: null` heals the area, or without an area everything), `POST …/realtime/drop`, and
 * `POST …/agents/:id/vanish`.
 */
export function createControlApi({ desk, faults, dropRealtime }: ControlApiOptions): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: '/console/api/faults',
      audience: 'own',
      area: 'site',
      answer: () => ({ status: 200, json: { faults: faults.active(), areas: faultAreas } }),
    },
    act('/faults', (_request, body) => {
      const area = body['area'] === undefined ? undefined : areaOf(body['area']);
      if (body['fault'] === null) {
        if (area === undefined) faults.set(null);
        else faults.remove(area);
        return;
      }
      const fault = parseFault(body['fault']);
      if (fault === null) {
        throw new RequestProblem(
          400,
          '"fault" has to be null, "down", "hang", "malformed", "empty", "expired", "lost", "late", "status:400" to "status:599", or "latency:" with up to 60000 milliseconds.',
        );
      }
      faults.add(fault, area, timesOf(body['times'] ?? null));
      if (faults.realtimeIsDown()) dropRealtime();
    }),
    act('/realtime/drop', dropRealtime),
    act('/agents/:id/vanish', (request) => {
      insist(desk.agentVanishes(request.params['id'] ?? ''));
    }),
  ];
}

function areaOf(value: unknown): FaultArea {
  const area = faultAreas.find((each) => each === value);
  if (area === undefined) throw new RequestProblem(400, `"area" has to be one of ${faultAreas.join(', ')}.`);
  return area;
}

function timesOf(value: unknown): number | null {
  if (value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  throw new RequestProblem(400, '"times" has to be a whole number from 1 to 1000, or null.');
}
