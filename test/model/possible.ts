import type { Act, TabNumber, VisitorAct } from './acts.ts';
import type { Conversation, Tab, World } from './world.ts';
import { windowOf } from './world.ts';

/** The conversation an agent deals with: the oldest one that is open. */
export const openConversation = (world: World): Conversation | undefined =>
  world.conversations.find(({ state }) => state === 'waiting' || state === 'active');

/** The tabs in a conversation, in the order in which they have joined it. */
export const membersOf = (conversation: Conversation, world: World): readonly Tab[] =>
  world.tabs
    .filter((tab): tab is Tab => tab !== null && !tab.isFrozen && tab.joined === conversation)
    .sort((a, b) => a.joinedAs - b.joinedAs);

/** Each tab that hears of a message remembers the conversation with its own window; the last one counts. */
function isRace(world: World): boolean {
  const conversation = openConversation(world);
  if (!world.setup.hasRaces || conversation === undefined) return false;
  return new Set(membersOf(conversation, world).map(({ window }) => window)).size > 1;
}

const pageIn = (world: World, number: TabNumber): Tab | null => {
  const tab = world.tabs[number] ?? null;
  return tab?.isFrozen === true ? null : tab;
};

/** Whether an act can happen in a world: nobody presses a button that is not there. */
export function isPossible(act: Act, world: World): boolean {
  switch (act.kind) {
    case 'open':
      return world.tabs[act.tab] === null;
    case 'restore':
      return world.tabs[act.tab]?.isFrozen === true;
    case 'close':
    case 'crash':
    case 'reload':
    case 'call':
      return pageIn(world, act.tab) !== null;
    case 'freeze': {
      // A page that waits for a lock or an answer is not kept.
      const tab = pageIn(world, act.tab);
      if (tab === null || world.turns.some((turn) => turn.tab === tab)) return false;
      return tab.attempt === null || tab.chat === 'retrieving' || tab.chat === 'rejoining';
    }
    case 'start in two tabs':
      return act.tabs[0] !== act.tabs[1] && act.tabs.every((tab) => pageIn(world, tab)?.chat === 'closed');
    case 'visitor': {
      const tab = pageIn(world, act.tab);
      return tab !== null && canDo(act.does, tab);
    }
    case 'agent accepts':
      return openConversation(world)?.state === 'waiting' && !isRace(world);
    case 'agent says':
    case 'agent ends':
      return openConversation(world)?.state === 'active' && !isRace(world);
    case 'service answers':
    case 'service fails':
      return world.waiting.length > 0;
    case 'queue':
      return world.isQueueOpen !== act.isOpen;
    case 'starts':
      return world.starts !== act.answer;
    case 'resumes':
      return world.resumes !== act.answer;
    case 'messages':
      return world.areMessagesTaken !== act.areTaken;
    case 'time passes':
      return true;
  }
}

function canDo(does: VisitorAct, tab: Tab): boolean {
  const window = windowOf(tab);
  const sees = (pane: string): boolean => window?.visible === true && window.pane === pane;
  switch (does) {
    case 'presses the chat button':
      return tab.window !== 'open';
    case 'accepts the invitation':
    case 'declines the invitation':
    case 'closes the invitation':
      return tab.invitation !== null;
    case 'presses Escape':
      return true;
    case 'minimises the window':
    case 'closes the window':
      return window?.visible === true;
    case 'answers the survey before the chat':
      return sees('preChat');
    case 'tries again':
      return sees('error');
    case 'sends a message':
      return sees('active');
    case 'sends the unsent message again':
      return sees('active') && tab.lines.some((line) => line.endsWith(unsent));
  }
}

/** Ends a line that the service has not taken. */
export const unsent = ' (unsent)';
