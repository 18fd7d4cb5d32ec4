import type { ConversationView } from '../consoleView.ts';
import type { KeyedView } from './dom.ts';
import { byId, element, keyedList, setText } from './dom.ts';
import type { Model } from './model.ts';
import { hindranceOf, isTyping, sectionsFor } from './model.ts';
import { clockTime, duration, preview } from './words.ts';

export interface RailActions {
  readonly choose: (agentId: string) => void;
  readonly setAvailable: (available: boolean) => void;
  readonly setQueueOpen: (open: boolean) => void;
  readonly select: (conversationId: string) => void;
  readonly accept: (conversationId: string) => void;
}

export interface RailState {
  readonly model: Model;
  readonly agentId: string;
  readonly selectedId: string | null;
  readonly unread: (conversation: ConversationView) => number;
  readonly now: number;
}

/** The left side: who the agent is, whether it is available, and the lists of conversations. */
export function createRail(actions: RailActions): (state: RailState) => void {
  const agentSelect = byId('agent', HTMLSelectElement);
  const presence = byId('presence', HTMLButtonElement);
  const hours = byId('hours', HTMLButtonElement);
  const lists = byId('lists', HTMLElement);
  let current: RailState | null = null;

  agentSelect.addEventListener('change', () => {
    actions.choose(agentSelect.value);
  });
  presence.addEventListener('click', () => {
    actions.setAvailable(presence.getAttribute('aria-checked') !== 'true');
  });
  hours.addEventListener('click', () => {
    actions.setQueueOpen(hours.getAttribute('aria-checked') !== 'true');
  });
  lists.addEventListener('keydown', (event) => {
    if (event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    const cards = [...lists.querySelectorAll<HTMLButtonElement>('.card-open')];
    const at = cards.findIndex((card) => card.closest('.card')?.contains(document.activeElement));
    const next = cards[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  });

  const makeCard = (conversation: ConversationView): KeyedView<ConversationView> => {
    const { id } = conversation;
    const name = element('span', 'card-name');
    const time = element('span', 'card-time');
    const line = element('span', 'card-line');
    const badge = element('span', 'unread');
    const open = element('button', 'card-open', element('span', 'card-top', name, badge, time), line);
    open.type = 'button';
    open.addEventListener('click', () => {
      actions.select(id);
    });
    const accept = element('button', 'button small', 'Accept');
    accept.type = 'button';
    accept.addEventListener('click', () => {
      actions.accept(id);
    });
    const root = element('li', 'card', open, accept);
    return {
      root,
      update(item) {
        if (current === null) return;
        const { model, now, selectedId, agentId } = current;
        const waiting = item.state === 'Waiting';
        const typing = isTyping(model, item.id, now);
        const unread = current.unread(item);
        setText(name, item.visitorName);
        setText(
          time,
          waiting ? duration(now - item.queuedAt) : clockTime(item.messages.at(-1)?.sentAt ?? item.createdAt),
        );
        setText(line, typing ? 'is typing…' : preview(item));
        setText(badge, unread > 0 ? String(unread) : '');
        badge.hidden = unread === 0;
        badge.setAttribute('aria-label', `${String(unread)} unread`);
        root.classList.toggle('selected', item.id === selectedId);
        root.classList.toggle('is-typing', typing);
        root.classList.toggle('is-ended', item.state === 'WrapUp' || item.state === 'Closed');
        open.setAttribute('aria-current', String(item.id === selectedId));
        accept.hidden = !waiting;
        accept.disabled = hindranceOf(model, agentId) !== null;
        accept.setAttribute('aria-label', `Accept ${item.visitorName}`);
      },
    };
  };
  const list = (id: string) =>
    keyedList(byId(id, HTMLUListElement), (item: ConversationView) => item.id, makeCard);
  const show = {
    waiting: list('waiting'),
    yours: list('yours'),
    colleagues: list('colleagues'),
    ended: list('ended'),
  };

  return (state) => {
    current = state;
    const { desk } = state.model;
    if (desk === null) return;
    setText(byId('queue-name', HTMLElement), desk.queueName);

    const options = desk.agents.map(({ id, name }) => `${id}=${name}`).join('\n');
    if (agentSelect.dataset['options'] !== options) {
      agentSelect.dataset['options'] = options;
      agentSelect.replaceChildren(...desk.agents.map(({ id, name }) => new Option(name, id)));
    }
    agentSelect.value = state.agentId;

    const agent = desk.agents.find((each) => each.id === state.agentId);
    const available = agent?.available ?? false;
    presence.setAttribute('aria-checked', String(available));
    setText(byId('presence-text', HTMLElement), available ? 'Available' : 'Away');
    const most = String(agent?.capacity ?? desk.conversationsPerAgent);
    const hints = {
      away: 'While nobody is available, no visitor is invited.',
      full: `You have ${most} conversations, as many as you take at a time. End one to accept another.`,
    };
    const hindrance = hindranceOf(state.model, state.agentId);
    setText(
      byId('presence-hint', HTMLElement),
      hindrance === null ? `You take up to ${most} conversations at a time.` : hints[hindrance],
    );
    hours.setAttribute('aria-checked', String(desk.queueOpen));
    setText(byId('hours-text', HTMLElement), desk.queueOpen ? 'open' : 'closed');

    const sections = sectionsFor(state.model, state.agentId);
    for (const name of ['waiting', 'yours', 'colleagues', 'ended'] as const) {
      show[name](sections[name]);
      setText(
        byId(`${name}-count`, HTMLElement),
        sections[name].length === 0 ? '' : String(sections[name].length),
      );
    }
    byId('waiting-none', HTMLElement).hidden = sections.waiting.length > 0;
    byId('yours-none', HTMLElement).hidden = sections.yours.length > 0;
    byId('colleagues-section', HTMLElement).hidden = sections.colleagues.length === 0;
    byId('ended-section', HTMLElement).hidden = sections.ended.length === 0;
  };
}
