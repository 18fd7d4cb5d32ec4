import type { Act, PageCall, TabNumber } from './acts.ts';
import { losePatience, notStarted, resume, resumed, resumeFailed, started, endTurn } from './connecting.ts';
import {
  belongsTo,
  closeChat,
  otherSideEnded,
  raise,
  remember,
  reveal,
  show,
  withdrawInvitation,
} from './conversing.ts';
import { membersOf, openConversation } from './possible.ts';
import { invite, leaveInvitation, startChat, visit } from './visiting.ts';
import type { Conversation, Tab, World } from './world.ts';
import { createTab } from './world.ts';

/**
 * What the contract says an act leads to; everything that does not have to wait for others has happened then.
 *
 * @param first of two tabs that start at once: the one that comes first
 */
export function apply(act: Act, world: World, first: TabNumber): void {
  begin(act, world, first);
  settle(world);
}

function settle(world: World): void {
  for (let next = world.soon.shift(); next !== undefined; next = world.soon.shift()) next();
}

function begin(act: Act, world: World, first: TabNumber): void {
  switch (act.kind) {
    case 'open':
      load(act.tab, [], world);
      return;
    case 'reload':
      leave(act.tab, true, world);
      settle(world);
      load(act.tab, act.atReady, world);
      return;
    case 'close':
    case 'crash':
      leave(act.tab, act.kind === 'close', world);
      return;
    case 'call':
      for (const call of act.calls) callIn(act.tab, call, world);
      return;
    case 'start in two tabs':
      for (const tab of [...act.tabs].sort((a) => (a === first ? -1 : 1))) {
        callIn(tab, { kind: 'startChat' }, world);
      }
      return;
    case 'visitor':
      visit(world.tabs[act.tab] ?? null, act.does, world);
      return;
    case 'freeze':
      freeze(world.tabs[act.tab] ?? null, world);
      return;
    case 'restore':
      restore(world.tabs[act.tab] ?? null, world);
      return;
    case 'agent accepts':
    case 'agent says':
    case 'agent ends':
      agentActs(act.kind, openConversation(world), world);
      return;
    case 'queue':
      world.isQueueOpen = act.isOpen;
      return;
    case 'starts':
      world.starts = act.answer;
      return;
    case 'resumes':
      world.resumes = act.answer;
      return;
    case 'messages':
      world.areMessagesTaken = act.areTaken;
      return;
    case 'service answers':
    case 'service fails':
      answerAll(act.kind === 'service answers', world);
      return;
    case 'time passes':
      world.now += act.seconds;
      settle(world);
      for (const tab of world.tabs) if (tab !== null && !tab.isFrozen) expire(tab, world);
      losePatience(world);
  }
}

/** A new page: ready first, then what is left of the page before. */
function load(number: TabNumber, atReady: readonly PageCall[], world: World): void {
  const tab = createTab(number);
  belongsTo(tab, world);
  world.tabs[number] = tab;
  if (world.remembered !== null) {
    show(tab, 'retrieving');
    resume(tab, world);
  }
  raise(tab, 'lcw:ready');
  for (const call of atReady) callIn(number, call, world);
}

/** The page goes; `isOrderly`: and could do something last. */
function leave(number: TabNumber, isOrderly: boolean, world: World): void {
  const tab = world.tabs[number];
  if (tab === null || tab === undefined) return;
  if (isOrderly && tab.chat === 'active') remember(tab.joined, tab, world);
  tab.isGone = true;
  world.tabs[number] = null;
  world.waiting = world.waiting.filter((attempt) => attempt.tab !== tab);
  for (const attempt of world.turns.filter((turn) => turn.tab === tab)) {
    // A request that has not arrived does not arrive any more.
    if (attempt.conversation?.state === 'not yet') attempt.conversation.state = 'ended';
    endTurn(attempt, world);
  }
}

function freeze(tab: Tab | null, world: World): void {
  if (tab === null) return;
  tab.isFrozen = true;
  // Joined again when the page is back.
  tab.attempt = null;
  if (tab.chat !== 'active') return;
  remember(tab.joined, tab, world);
  tab.joined = null;
}

function restore(tab: Tab | null, world: World): void {
  if (tab === null) return;
  tab.isFrozen = false;
  if (tab.chat === 'active') show(tab, 'rejoining');
  if (tab.chat === 'rejoining' || tab.chat === 'retrieving') resume(tab, world);
  if (tab.chat === 'proactive' && world.remembered !== null) {
    withdrawInvitation(tab);
    show(tab, 'closed');
  }
  expire(tab, world);
}

function expire(tab: Tab, world: World): void {
  if (tab.invitation !== null && tab.invitation.leavesAt <= world.now) leaveInvitation(tab, 'expired');
}

function callIn(number: TabNumber, call: PageCall, world: World): void {
  const tab = world.tabs[number];
  if (tab === null || tab === undefined) return;
  switch (call.kind) {
    case 'startChat':
      startChat(tab, world);
      return;
    case 'closeChat':
      closeChat(tab, world);
      return;
    case 'startProactiveChat':
      invite(tab, call.showPreChat, world);
      return;
    case 'maximizeChat':
      if (tab.window === 'minimised') reveal(tab);
      return;
    case 'getAgentAvailability': {
      // Only before a chat has started.
      const isChatting = ['loading', 'active', 'rejoining', 'inactive'].includes(tab.chat);
      world.soon.push(() => raise(tab, isChatting ? 'lcw:error 1002' : 'lcw:getAgentAvailability'));
    }
  }
}

function agentActs(
  kind: 'agent accepts' | 'agent says' | 'agent ends',
  conversation: Conversation | undefined,
  world: World,
): void {
  if (conversation === undefined) return;
  if (kind === 'agent accepts') {
    conversation.state = 'active';
    conversation.hadAgent = true;
    return;
  }
  world.messages += 1;
  const text = kind === 'agent says' ? `agent ${String(world.messages)}` : 'The agent has ended the chat.';
  conversation.said.push(text);
  if (kind === 'agent ends') conversation.state = 'ended';
  for (const tab of membersOf(conversation, world)) {
    tab.lines.push(text);
    raise(tab, 'lcw:onMessageReceived');
    remember(conversation, tab, world);
    if (kind === 'agent ends') otherSideEnded(tab, world);
  }
}

/** Everything that waits for the service comes to its end, one after the other. */
function answerAll(isGood: boolean, world: World): void {
  world.starts = isGood ? 'answers' : 'cannot be reached';
  world.resumes = world.starts;
  for (let next = world.waiting.shift(); next !== undefined; next = world.waiting.shift()) {
    if (next.kind === 'resume') {
      if (isGood) resumed(next, world);
      else resumeFailed(next, '1010', world);
    } else if (isGood) {
      started(next, world);
    } else {
      notStarted(next, '1010', world);
    }
    settle(world);
  }
}
