import { unsent } from './possible.ts';
import type { Attempt, Conversation, Tab, World } from './world.ts';

/** A start or a resume that takes longer than this has failed, in seconds. */
export const patience = 30;

/** Every change of what a visitor sees of the chat goes through here. */
export function show(tab: Tab, chat: Tab['chat'], window: Tab['window'] = tab.window): void {
  tab.chat = chat;
  tab.window = window;
  const hasWindow = !['closed', 'proactive'].includes(chat) && window !== 'none';
  tab.isDrawn = hasWindow && (tab.isDrawn || window === 'open');
  if (chat === 'closed') {
    tab.lines = [];
    tab.hasAnsweredSurvey = false;
  }
}

export const raise = (tab: Tab, ...events: string[]): void => void tab.raised.push(...events);

/** The window comes up, if it was not. */
export function reveal(tab: Tab): void {
  if (tab.window === 'open') return;
  show(tab, tab.chat, 'open');
  if (tab.chat === 'active') remember(tab.joined, tab, worldOf(tab));
  raise(tab, 'lcw:onMaximize');
}

const worlds = new WeakMap<Tab, World>();
export const belongsTo = (tab: Tab, world: World): void => void worlds.set(tab, world);
function worldOf(tab: Tab): World {
  const world = worlds.get(tab);
  if (world === undefined) throw new Error('A tab belongs to a world.');
  return world;
}

export function remember(conversation: Conversation | null, tab: Tab, world: World, isNamed = true): void {
  if (conversation === null) return;
  const there = world.remembered?.conversation;
  // What another tab has come to remember stays.
  if (isNamed && there !== undefined && there !== tab.own && there !== conversation) return;
  tab.own = conversation;
  tab.isOwnNamed = isNamed;
  world.remembered = { conversation, isNamed, isMinimised: tab.window === 'minimised' };
}

/** Only what this tab remembered or tried; another tab may have a conversation of its own. */
export function forget(tab: Tab, world: World): void {
  if (world.remembered !== null && world.remembered.conversation === tab.own) world.remembered = null;
}

const others = (world: World, tab: Tab | null): Tab[] =>
  world.tabs.filter((other): other is Tab => other !== null && other !== tab && !other.isFrozen);

/** The chat is over for this tab: each page hears of it once. */
export function closed(tab: Tab): void {
  show(tab, 'closed', 'none');
  raise(tab, 'lcw:closeChat', 'lcw:onClose');
}

/** A conversation ends at the service; tabs that are still in it hear of it from there. */
export function endAtService(conversation: Conversation, world: World): void {
  if (conversation.state === 'ended') return;
  conversation.state = 'ended';
  world.soon.push(() => {
    for (const tab of others(world, null)) if (tab.joined === conversation) otherSideEnded(tab, world);
  });
}

/** The other side, or somebody unknown, has ended the conversation of a tab. */
export function otherSideEnded(tab: Tab, world: World): void {
  if (tab.chat !== 'active') return;
  show(tab, 'inactive');
  forget(tab, world);
  raise(tab, 'lcw:threadUpdate');
  if (world.setup.closesWhenAgentEnds) closeChat(tab, world);
}

/** Gives up what a tab is trying; a conversation that comes of it later is not left open. */
function abandon(tab: Tab): void {
  if (tab.attempt === null) return;
  tab.attempt.whenLate = 'end';
  if (tab.attempt.conversation !== null) tab.attempt.conversation.isLeft = true;
  tab.attempt = null;
}

const hasOrSeeks: readonly Tab['chat'][] = ['loading', 'retrieving', 'active', 'rejoining', 'inactive'];

/** The other tabs with the conversation of this tab close with it. */
function tellClosed(tab: Tab, world: World): void {
  const { own } = tab;
  if (own === null || !tab.isOwnNamed) return;
  for (const other of others(world, tab)) {
    world.soon.push(() => {
      if (other.own !== own || !other.isOwnNamed || !hasOrSeeks.includes(other.chat)) return;
      other.joined = null;
      other.attempt = null;
      forget(other, world);
      // A page that has not shown it has nothing to tell.
      if (other.chat === 'retrieving' && other.window === 'none') show(other, 'closed');
      else closed(other);
    });
  }
}

/** A tab closes the conversation it is in. */
function leaveForAll(tab: Tab, world: World): void {
  const conversation = tab.joined;
  tellClosed(tab, world);
  if (conversation === null) return;
  tab.joined = null;
  conversation.isLeft = true;
  endAtService(conversation, world);
}

/** `closeChat()`, or the close button. */
export function closeChat(tab: Tab, world: World): void {
  if (tab.waitingInvitation !== null) {
    tab.waitingInvitation = null;
    raise(tab, 'invitation withdrawn');
  }
  switch (tab.chat) {
    case 'closed':
      return;
    case 'proactive':
      withdrawInvitation(tab);
      show(tab, 'closed');
      return;
    case 'active':
    case 'inactive':
      forget(tab, world);
      if (world.setup.postChatSurvey !== 'none') {
        const isAsked = world.setup.postChatSurvey === 'there' && tab.joined?.hadAgent === true;
        if (tab.window !== 'open') raise(tab, 'lcw:onMaximize');
        show(tab, 'postChat', 'open');
        leaveForAll(tab, world);
        if (!isAsked) {
          world.soon.push(() => {
            if (!tab.isGone && tab.chat === 'postChat') closed(tab);
          });
        }
        return;
      }
      leaveForAll(tab, world);
      closed(tab);
      return;
    case 'loading':
    case 'retrieving':
    case 'rejoining':
      tellClosed(tab, world);
      abandon(tab);
      forget(tab, world);
      closed(tab);
      return;
    default:
      closed(tab);
  }
}

export function withdrawInvitation(tab: Tab): void {
  if (tab.invitation === null) return;
  tab.invitation = null;
  raise(tab, 'invitation withdrawn');
}

/** A tab is in a conversation now. */
export function joined(attempt: Attempt, conversation: Conversation, world: World): void {
  const { tab } = attempt;
  tab.attempt = null;
  tab.joined = conversation;
  world.joins += 1;
  tab.joinedAs = world.joins;
  const isRetrieved = attempt.kind === 'resume';
  const wasMinimised = world.remembered?.isMinimised === true;
  // What the service has not taken is still there to be sent again.
  if (isRetrieved) tab.lines = [...conversation.said, ...tab.lines.filter((line) => line.endsWith(unsent))];
  const window = tab.window === 'none' ? (wasMinimised ? 'minimised' : 'open') : tab.window;
  show(tab, 'active', window);
  remember(conversation, tab, world);
  for (const other of others(world, tab)) {
    world.soon.push(() => {
      if (other.chat !== 'proactive') return;
      withdrawInvitation(other);
      show(other, 'closed');
    });
  }
  raise(tab, isRetrieved ? 'lcw:chatRetrieved' : 'lcw:chatQueued');
}
