import { closed, endAtService, forget, joined, patience, raise, remember, show } from './conversing.ts';
import type { Attempt, Conversation, Tab, World } from './world.ts';

function attemptOf(tab: Tab, kind: Attempt['kind'], world: World): Attempt {
  const whenLate = kind === 'resume' ? 'leave' : 'end';
  const attempt: Attempt = { tab, kind, deadline: world.now + patience, conversation: null, whenLate };
  tab.attempt = attempt;
  return attempt;
}

const isCurrent = (attempt: Attempt): boolean => attempt.tab.attempt === attempt && !attempt.tab.isGone;

/** Asks whether the service takes chats now, and whether there is a survey to fill in before. */
export function prepare(tab: Tab, world: World): void {
  tab.own = null;
  tab.isOwnNamed = false;
  const attempt = attemptOf(tab, 'prepare', world);
  world.soon.push(() => {
    if (!isCurrent(attempt)) return;
    tab.knowsConfig = true;
    tab.attempt = null;
    if (!world.isQueueOpen) show(tab, 'outOfOffice');
    else if (world.setup.hasPreChatSurvey && tab.showPreChat && !tab.hasAnsweredSurvey) show(tab, 'preChat');
    else create(tab, world);
  });
}

/** Creates a conversation, when no other tab is about to. */
export function create(tab: Tab, world: World): void {
  const attempt = attemptOf(tab, 'start', world);
  world.soon.push(() => {
    world.turns.push(attempt);
    if (world.turns.length === 1) takeTurn(world);
  });
}

export function endTurn(attempt: Attempt, world: World): void {
  const place = world.turns.indexOf(attempt);
  if (place === -1) return;
  world.turns.splice(place, 1);
  if (place === 0) world.soon.push(() => takeTurn(world));
}

function takeTurn(world: World): void {
  const attempt = world.turns[0];
  // Whoever has a conversation has its turn already.
  if (attempt === undefined || attempt.conversation !== null) return;
  const { tab } = attempt;
  if (!isCurrent(attempt)) {
    endTurn(attempt, world);
  } else if (world.remembered !== null) {
    tab.attempt = null;
    endTurn(attempt, world);
    resume(tab, world);
  } else {
    askToStart(attempt, world);
  }
}

function askToStart(attempt: Attempt, world: World): void {
  const { tab } = attempt;
  const isClosed = !world.isQueueOpen && world.starts !== 'cannot be reached';
  const answer = isClosed ? 'has just closed' : world.starts;
  const isCreated = answer === 'answers' || answer === 'creates and does not answer';
  const conversation: Conversation = {
    state: isCreated ? 'waiting' : 'not yet',
    said: [],
    hadAgent: false,
    isLeft: false,
  };
  world.conversations.push(conversation);
  attempt.conversation = conversation;
  remember(conversation, tab, world, false);
  switch (answer) {
    case 'creates and does not answer':
    case 'does not answer':
      world.waiting.push(attempt);
      return;
    case 'answers':
      started(attempt, world);
      return;
    case 'has just closed':
      conversation.state = 'ended';
      tab.attempt = null;
      endTurn(attempt, world);
      forget(tab, world);
      show(tab, 'outOfOffice');
      return;
    case 'refuses':
      notStarted(attempt, '1011', world);
      return;
    case 'cannot be reached':
      notStarted(attempt, '1010', world);
  }
}

/** The service has answered a start with a conversation. */
export function started(attempt: Attempt, world: World): void {
  const { conversation } = attempt;
  if (conversation === null) return;
  if (conversation.state === 'not yet') conversation.state = 'waiting';
  endTurn(attempt, world);
  if (isCurrent(attempt)) joined(attempt, conversation, world);
  else endAtService(conversation, world);
}

/** There is no conversation, or nobody waits for it any more. */
export function notStarted(attempt: Attempt, error: string, world: World): void {
  endTurn(attempt, world);
  // Who fails to start takes back what may have been created.
  if (attempt.conversation !== null) endAtService(attempt.conversation, world);
  startFailed(attempt, error, world);
}

function startFailed(attempt: Attempt, error: string, world: World): void {
  const { tab } = attempt;
  if (!isCurrent(attempt)) return;
  tab.attempt = null;
  if (attempt.conversation !== null) attempt.conversation.isLeft = true;
  forget(tab, world);
  show(tab, 'error');
  raise(tab, `lcw:error ${error}`);
}

/** Joins the conversation that is remembered. */
export function resume(tab: Tab, world: World): void {
  const { remembered } = world;
  if (remembered === null) {
    lost(tab, world);
    return;
  }
  tab.own = remembered.conversation;
  tab.isOwnNamed = remembered.isNamed;
  const attempt = attemptOf(tab, 'resume', world);
  attempt.conversation = remembered.conversation;
  world.soon.push(() => {
    // A conversation has to be joined to be ended, too.
    if (tab.isGone || (!isCurrent(attempt) && attempt.whenLate === 'leave')) return;
    if (isCurrent(attempt)) tab.knowsConfig = true;
    if (world.resumes === 'answers') resumed(attempt, world);
    else if (world.resumes === 'does not answer') world.waiting.push(attempt);
    else resumeFailed(attempt, '1010', world);
  });
}

/** The service has answered a resume. */
export function resumed(attempt: Attempt, world: World): void {
  const { conversation, tab } = attempt;
  const isThere = conversation?.state === 'waiting' || conversation?.state === 'active';
  if (conversation !== null && isThere) {
    if (isCurrent(attempt)) joined(attempt, conversation, world);
    else if (attempt.whenLate === 'end') endAtService(conversation, world);
  } else if (isCurrent(attempt)) {
    tab.attempt = null;
    lost(tab, world);
  }
}

/** The conversation of before is over. */
function lost(tab: Tab, world: World): void {
  forget(tab, world);
  if (tab.chat === 'rejoining') {
    // This page has seen the conversation.
    closed(tab);
  } else if (tab.chat === 'loading') {
    create(tab, world);
  } else if (tab.window === 'none') {
    show(tab, 'closed');
  } else {
    // The visitor has asked for a chat meanwhile.
    show(tab, 'loading');
    raise(tab, 'lcw:startChat');
    prepare(tab, world);
  }
}

export function resumeFailed(attempt: Attempt, error: string, _world: World): void {
  const { tab } = attempt;
  if (!isCurrent(attempt)) return;
  tab.attempt = null;
  show(tab, tab.chat === 'retrieving' && tab.window === 'none' ? 'closed' : 'error');
  raise(tab, `lcw:error ${error}`);
}

/** Whatever has waited for too long fails; a turn that is taken stays so until the service has answered. */
export function losePatience(world: World): void {
  for (const tab of world.tabs) {
    if (tab === null || tab.attempt === null || tab.attempt.deadline > world.now) continue;
    if (tab.attempt.kind === 'resume') resumeFailed(tab.attempt, '1013', world);
    else startFailed(tab.attempt, '1013', world);
  }
}
