import type { FaultView } from '../consoleView.ts';
import { byId, element, keyedList, setText } from './dom.ts';
import type { Model } from './model.ts';

export interface FaultActions {
  /** `null` heals the area. */
  readonly setFault: (fault: string | null, area: string, times: number | null) => void;
  readonly dropRealtime: () => void;
  readonly vanish: () => void;
}

const faults = {
  'latency:2000': '2 s late',
  'status:429': '429 too many requests',
  'status:500': '500',
  'status:503': '503',
  hang: 'Never answers',
  down: 'Connection breaks',
  empty: '204, empty',
  malformed: 'Not JSON',
  expired: 'Token expired (401)',
} as const;
const areas = {
  everything: 'everywhere',
  availability: 'availability',
  service: 'start and end of chats',
  messages: 'messages',
  realtime: 'realtime',
  config: 'configuration',
  send: 'sending',
} as const;

const named = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key;

/** Switches for the faults of the service. */
export function createFaultSwitches(actions: FaultActions): (model: Model) => void {
  const fault = byId('fault', HTMLSelectElement);
  const area = byId('fault-area', HTMLSelectElement);
  const times = byId('fault-times', HTMLSelectElement);
  fault.append(...Object.entries(faults).map(([value, text]) => new Option(text, value)));
  area.append(...Object.entries(areas).map(([value, text]) => new Option(text, value)));
  byId('faults-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    actions.setFault(fault.value, area.value, times.value === '' ? null : Number(times.value));
  });
  byId('drop-realtime', HTMLButtonElement).addEventListener('click', actions.dropRealtime);
  byId('vanish', HTMLButtonElement).addEventListener('click', actions.vanish);

  const show = keyedList(
    byId('faults-active', HTMLUListElement),
    (each: FaultView) => each.area,
    (each) => {
      const text = element('span');
      const heal = element('button', 'button plain', 'Heal');
      heal.type = 'button';
      heal.setAttribute('aria-label', `Heal ${named(areas, each.area)}`);
      heal.addEventListener('click', () => {
        actions.setFault(null, each.area, null);
      });
      return {
        root: element('li', '', text, heal),
        update(now) {
          const left = now.times === null ? '' : `, ${String(now.times)} more`;
          setText(text, `${named(faults, now.fault)}: ${named(areas, now.area)}${left}`);
        },
      };
    },
  );
  return ({ desk }) => {
    const active = desk?.faults ?? [];
    show(active);
    setText(byId('faults-count', HTMLElement), active.length === 0 ? '' : String(active.length));
  };
}
