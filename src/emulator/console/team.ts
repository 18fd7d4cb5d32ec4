import type { AgentView } from '../consoleView.ts';
import { byId, element, keyedList, setText } from './dom.ts';
import type { Model } from './model.ts';
import { loadOf } from './model.ts';

/** Who is there and how much each has to do, in one look. */
export function createTeam(): (model: Model) => void {
  let model: Model | null = null;
  const show = keyedList(
    byId('team', HTMLUListElement),
    (agent: AgentView) => agent.id,
    ({ name }) => {
      const meter = element('meter');
      meter.min = 0;
      const load = element('span', 'team-load');
      const root = element('li', 'team-agent', element('span', '', name), meter, load);
      return {
        root,
        update({ id, available, capacity }) {
          const taken = model === null ? 0 : loadOf(model, id);
          meter.max = capacity;
          meter.high = capacity - 0.5;
          meter.optimum = 0;
          meter.value = taken;
          meter.setAttribute('aria-label', `Conversations of ${name}`);
          setText(load, available || taken > 0 ? `${String(taken)} of ${String(capacity)}` : 'away');
          root.classList.toggle('is-away', !available);
        },
      };
    },
  );
  return (next) => {
    model = next;
    show(next.desk?.agents ?? []);
  };
}
