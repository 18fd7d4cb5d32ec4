import type { ConversationView } from '../consoleView.ts';
import { createDeskService } from './deskService.ts';
import { createDetails } from './details.ts';
import { createFaultSwitches } from './faultSwitches.ts';
import { byId, setText } from './dom.ts';
import type { Model } from './model.ts';
import { applyEvent, emptyModel, sectionsFor, visitorMessages } from './model.ts';
import { createRail } from './rail.ts';
import { createReadyAnswers } from './readyAnswers.ts';
import { createTalk } from './talk.ts';
import { createTeam } from './team.ts';

const rememberedAgent = 'agent-desk.agent';
/** The agent who is available because somebody said so in this tab. */
const rememberedPresence = 'agent-desk.available';
const problemMilliseconds = 6000;

const service = createDeskService();
let model: Model = emptyModel;
let agentId = sessionStorage.getItem(rememberedAgent) ?? '';
let selectedId: string | null = null;
let problem: { readonly text: string; readonly until: number } | null = null;
/** The conversation whose answer field gets the focus as soon as there is one. */
let focusWanted: string | null = null;
/** Visitor messages seen, per conversation. */
const seen = new Map<string, number>();

const unread = (conversation: ConversationView): number =>
  conversation.state === 'Active' && conversation.agentId === agentId
    ? visitorMessages(conversation) - (seen.get(conversation.id) ?? 0)
    : 0;

function attempt(work: Promise<void>, failed: () => void = () => undefined): void {
  work.catch((error: unknown) => {
    problem = {
      text: error instanceof Error ? error.message : String(error),
      until: Date.now() + problemMilliseconds,
    };
    failed();
    render();
  });
}

function setAvailable(available: boolean): void {
  if (available) sessionStorage.setItem(rememberedPresence, agentId);
  else sessionStorage.removeItem(rememberedPresence);
  attempt(service.setAvailable(agentId, available));
}

function choose(id: string): void {
  // Nobody sits at the place that is left: visitors must not be invited to it. In another tab somebody may.
  if (sessionStorage.getItem(rememberedPresence) === agentId && agentId !== id) setAvailable(false);
  agentId = id;
  sessionStorage.setItem(rememberedAgent, id);
  const selected = selectedId === null ? undefined : model.conversations.get(selectedId);
  if (selected?.state === 'Active' && selected.agentId !== id) selectedId = null;
  render();
}

function select(id: string): void {
  selectedId = id;
  focusWanted = id;
  render();
  // On a narrow screen the conversation is below the lists.
  byId('conversation', HTMLElement).scrollIntoView();
  if (model.conversations.get(id)?.state !== 'Waiting') focusWanted = null;
}

function accept(id: string): void {
  attempt(
    // The event that makes it ours may come before or after this answer.
    service.accept(id, agentId).then(() => {
      select(id);
    }),
  );
}

const rail = createRail({
  choose,
  setAvailable,
  setQueueOpen: (open) => {
    attempt(service.setQueueOpen(open));
  },
  select,
  accept,
});
const talk = createTalk({
  accept,
  say: (id, text) => {
    attempt(service.say(id, agentId, text), () => {
      talk.restoreDraft(id, text);
    });
  },
  // Not worth a word when it fails.
  type: (id) => void service.type(id, agentId).catch(() => undefined),
  end: (id) => {
    attempt(service.end(id, agentId));
  },
});
const details = createDetails();
const team = createTeam();
const readyAnswers = createReadyAnswers();
const faultSwitches = createFaultSwitches({
  setFault: (fault, area, times) => {
    attempt(service.setFault(fault, area, times));
  },
  dropRealtime: () => {
    attempt(service.dropRealtime());
  },
  vanish: () => {
    attempt(service.vanish(agentId));
  },
});
byId('empty-action', HTMLButtonElement).addEventListener('click', () => {
  setAvailable(true);
});

function render(): void {
  const { desk } = model;
  if (desk === null) return;
  if (!desk.agents.some((each) => each.id === agentId)) agentId = desk.agents[0]?.id ?? '';
  if (selectedId !== null && !model.conversations.has(selectedId)) selectedId = null;
  const conversation = (selectedId === null ? undefined : model.conversations.get(selectedId)) ?? null;
  if (conversation !== null && !document.hidden) seen.set(conversation.id, visitorMessages(conversation));

  const now = Date.now();
  if (problem !== null && problem.until < now) problem = null;
  rail({ model, agentId, selectedId, unread, now });
  const notice = byId('problem', HTMLElement);
  notice.hidden = problem === null;
  setText(notice, problem?.text ?? '');
  talk.render({ model, conversation, agentId, now });
  if (conversation !== null && conversation.id === focusWanted && talk.focusDraft()) focusWanted = null;
  details(model, conversation);
  team(model);
  readyAnswers(conversation?.state === 'Active' && conversation.agentId === agentId);
  faultSwitches(model);
  renderEmpty(conversation === null);

  const { waiting, yours } = sectionsFor(model, agentId);
  const calls = waiting.length + yours.reduce((sum, each) => sum + unread(each), 0);
  document.title = calls > 0 ? `(${String(calls)}) Agent desk` : 'Agent desk';
  document.body.classList.toggle('talking', conversation !== null);
}

function renderEmpty(isEmpty: boolean): void {
  byId('empty', HTMLElement).hidden = !isEmpty;
  if (!isEmpty) return;
  const { waiting, yours } = sectionsFor(model, agentId);
  const available = model.desk?.agents.some((each) => each.id === agentId && each.available) ?? false;
  const [title, text] = !available
    ? ['You are away', 'Go available, and visitors can be invited to a chat with you.']
    : waiting.length > 0
      ? ['Somebody is waiting', 'Accept a conversation on the left to answer.']
      : yours.length > 0
        ? ['Choose a conversation', 'Your running conversations are on the left.']
        : ['You are available', 'Visitors who accept an invitation or open the chat appear on the left.'];
  setText(byId('empty-title', HTMLElement), title ?? '');
  setText(byId('empty-text', HTMLElement), text ?? '');
  byId('empty-action', HTMLButtonElement).hidden = available;
}

service.listen(
  (event) => {
    if (event.kind === 'conversation' && event.conversation.state === 'Waiting') {
      const { id, visitorName } = event.conversation;
      if (!model.conversations.has(id))
        setText(byId('announcements', HTMLElement), `${visitorName} is waiting.`);
    }
    model = applyEvent(model, event, Date.now());
    render();
  },
  (connected) => {
    byId('connection', HTMLElement).hidden = connected;
  },
);
// Waiting times grow and typing fades without any event.
setInterval(render, 1000);
document.addEventListener('visibilitychange', render);
document.addEventListener('keydown', (event) => {
  if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  // There they open the list of choices.
  if (event.target instanceof HTMLSelectElement) return;
  const { waiting, yours } = sectionsFor(model, agentId);
  const all = [...yours, ...waiting];
  if (all.length === 0) return;
  event.preventDefault();
  const at = all.findIndex(({ id }) => id === selectedId);
  const next = all[(at + (event.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length];
  select((next ?? (all[0] as ConversationView)).id);
});
