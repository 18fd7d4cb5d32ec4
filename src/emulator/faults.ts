import type { Interference, Route, ServiceReply } from './httpServer.ts';

/**
 * `down`: connections are destroyed. `hang`: no answer ever comes. `malformed`: status 200 with a body that is no JSON.
 * `empty`: status 204. `status:429`: that status, with `Retry-After` for 429 and 503. `expired`: 401, as for a token whose
 * time is over. `lost`: what was asked for is done, and the connection destroyed before the answer. `late`: it is done, and
 * the answer waits until a fault is next set or healed. `latency:2000`: it is done, and the answer comes so many
 * milliseconds later.
 */
export type Fault =
  | 'down'
  | 'hang'
  | 'malformed'
  | 'empty'
  | 'expired'
  | 'lost'
  | 'late'
  | `status:${number}`
  | `latency:${number}`;

/** The areas of the service and the single steps a fault can strike. */
export const faultAreas = [
  'everything',
  'availability',
  'service',
  'messages',
  'realtime',
  'config',
  'token',
  'conversation',
  'sessioninit',
  'validate',
  'details',
  'close',
  'transcript',
  'reconnect',
  'survey',
  'join',
  'history',
  'send',
] as const satisfies readonly ('everything' | Route['area'] | NonNullable<Route['step']>)[];

/** Where a fault strikes, a whole area or one step; the console, the surveys and the page at `/` always work. */
export type FaultArea = (typeof faultAreas)[number];

/** A fault that has been set. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly area: FaultArea;
  /** How many more requests it strikes; null: all of them. */
  readonly times: number | null;
}

export interface Faults {
  /**
   * Takes the place of all faults before. Without `area`: `down` and `hang` strike everything, `expired` messages, the
   * others availability. `null` heals all.
   */
  set(fault: Fault | null, area?: FaultArea): void;
  /** Sets a fault beside those of other areas; of an area it takes the place of the one before. */
  add(fault: Fault, area?: FaultArea, times?: number | null): void;
  /** Heals an area, or a step; what strikes it from a wider area stays. */
  remove(area: FaultArea): void;
  active(): readonly ActiveFault[];
  /** For the HTTP server; a request counts as struck. */
  readonly interfere: (route: Pick<Route, 'area' | 'step'>) => Interference | null;
  /** Whether new realtime sockets are refused. */
  readonly realtimeIsDown: () => boolean;
}

const kinds = ['down', 'hang', 'malformed', 'empty', 'expired', 'lost', 'late'];

/** What a control request names, if it is a fault: a status from 400 to 599, a latency up to a minute. */
export function parseFault(text: unknown): Fault | null {
  if (typeof text !== 'string') return null;
  const isFault =
    kinds.includes(text) || /^status:[45]\d\d$/.test(text) || /^latency:([1-5]?\d{1,4}|60000)$/.test(text);
  return isFault ? (text as Fault) : null;
}

export function createFaults(onChange: () => void = () => undefined): Faults {
  /** Lets the answers go that wait. */
  let release: () => void = () => undefined;
  let released = Promise.resolve();
  let faults: readonly ActiveFault[] = [];

  const change = (next: readonly ActiveFault[]): void => {
    faults = next;
    onChange();
  };
  const letGo = (): void => {
    release();
    released = new Promise((resolve) => (release = resolve));
  };
  const areaFor = (fault: Fault): FaultArea =>
    fault === 'down' || fault === 'hang' ? 'everything' : fault === 'expired' ? 'messages' : 'availability';
  /** Those that strike a route, the narrowest area first. */
  const striking = ({ area, step }: Pick<Route, 'area' | 'step'>): readonly ActiveFault[] =>
    area === 'site'
      ? []
      : [step, area, 'everything'].flatMap((where) => faults.filter((each) => each.area === where));

  const count = (struck: readonly ActiveFault[]): void => {
    if (!struck.some(({ times }) => times !== null)) return;
    change(
      faults
        .map((each) =>
          struck.includes(each) && each.times !== null ? { ...each, times: each.times - 1 } : each,
        )
        .filter(({ times }) => times !== 0),
    );
  };

  return {
    set(fault, area) {
      change(fault === null ? [] : [{ fault, area: area ?? areaFor(fault), times: null }]);
      letGo();
    },
    add(fault, area = areaFor(fault), times = null) {
      change([...faults.filter((each) => each.area !== area), { fault, area, times }]);
      letGo();
    },
    remove(area) {
      change(faults.filter((each) => each.area !== area));
      letGo();
    },
    active: () => faults,
    interfere(route) {
      const all = striking(route);
      const failing = all.find(({ fault }) => !fault.startsWith('latency:'));
      const slowing = all.filter(({ fault }) => fault.startsWith('latency:'));
      count(failing === undefined ? slowing : [...slowing, failing]);
      const delay = slowing.reduce((sum, { fault }) => sum + Number(fault.slice('latency:'.length)), 0);
      const interference = failing === undefined ? null : interferenceOf(failing.fault, released);
      if (delay === 0 || typeof interference === 'string') return interference;
      const answer = new Promise<void>((resolve) => setTimeout(resolve, delay).unref());
      if (interference === null) return { answer };
      return 'status' in interference ? { answer, instead: interference } : interference;
    },
    realtimeIsDown: () =>
      striking({ area: 'realtime' }).some(({ fault }) => /^(down|hang|status|expired)/.test(fault)),
  };
}

function interferenceOf(fault: Fault, released: Promise<void>): Interference {
  switch (fault) {
    case 'down':
      return 'destroy';
    case 'hang':
      return 'hang';
    case 'lost':
      return { answer: 'never' };
    case 'late':
      return { answer: released };
    case 'malformed':
      return { status: 200, headers: { 'Content-Type': 'application/json' }, text: '{"a fault":' };
    case 'empty':
      return { status: 204 };
    case 'expired':
      return statusReply(401);
    default:
      return statusReply(Number(fault.slice('status:'.length)));
  }
}

function statusReply(status: number): ServiceReply {
  return {
    status,
    ...((status === 429 || status === 503) && { headers: { 'Retry-After': '1' } }),
    json: { error: 'A fault was asked for.' },
  };
}
