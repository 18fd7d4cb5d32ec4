import type { VisitorAct } from './acts.ts';
import { create, prepare, resume } from './connecting.ts';
import { closeChat, raise, remember, reveal, show, withdrawInvitation } from './conversing.ts';
import { unsent } from './possible.ts';
import type { Tab, World } from './world.ts';

/** An invitation leaves by itself after this many seconds. */
const invitationLife = 60;

export function leaveInvitation(tab: Tab, outcome: 'declined' | 'dismissed' | 'expired'): void {
  if (tab.invitation === null) return;
  tab.invitation = null;
  raise(tab, `invitation ${outcome}`);
  show(tab, 'closed');
}

/** `startChat()`, or the chat button: opens the chat that is there, else begins one. */
export function startChat(tab: Tab, world: World): void {
  withdrawInvitation(tab);
  // What a chat is begun with stays so until it is over or has failed.
  if (['closed', 'proactive', 'retrieving', 'error'].includes(tab.chat)) tab.showPreChat = true;
  beginChat(tab, world);
}

function beginChat(tab: Tab, world: World): void {
  const isFree = tab.chat === 'closed' || tab.chat === 'proactive';
  if ((isFree || tab.chat === 'error') && world.remembered !== null) {
    show(tab, 'retrieving', isFree ? 'none' : tab.window);
    resume(tab, world);
  } else if (isFree) {
    show(tab, 'loading', 'open');
    raise(tab, 'lcw:startChat', 'lcw:onMaximize');
    prepare(tab, world);
    return;
  }
  reveal(tab);
}

/** `startProactiveChat()`: only who has no chat and no invitation is invited, and nobody who chats in another tab. */
export function invite(tab: Tab, showPreChat: boolean, world: World): void {
  const mayInvite = (): boolean => tab.chat === 'closed' && world.remembered === null;
  const decide = (): void => {
    if (!world.setup.allowsInvitations || !mayInvite()) {
      raise(tab, 'invitation refused');
      return;
    }
    show(tab, 'proactive');
    tab.invitation = { showPreChat, leavesAt: world.now + invitationLife };
    raise(tab, 'invitation shown');
  };
  if (tab.waitingInvitation !== null || !mayInvite()) {
    world.soon.push(() => raise(tab, 'invitation refused'));
  } else if (tab.knowsConfig) {
    world.soon.push(decide);
  } else {
    const waiting = { showPreChat };
    tab.waitingInvitation = waiting;
    world.soon.push(() => {
      if (tab.isGone) return;
      tab.knowsConfig = true;
      if (tab.waitingInvitation !== waiting) return;
      tab.waitingInvitation = null;
      decide();
    });
  }
}

export function visit(tab: Tab | null, does: VisitorAct, world: World): void {
  if (tab === null) return;
  switch (does) {
    case 'presses the chat button':
      if (tab.invitation === null) startChat(tab, world);
      else accept(tab, world);
      return;
    case 'accepts the invitation':
      accept(tab, world);
      return;
    case 'declines the invitation':
      leaveInvitation(tab, 'declined');
      return;
    case 'closes the invitation':
    case 'presses Escape':
      leaveInvitation(tab, 'dismissed');
      return;
    case 'minimises the window':
      show(tab, tab.chat, 'minimised');
      if (tab.chat === 'active') remember(tab.joined, tab, world);
      raise(tab, 'lcw:onMinimize');
      return;
    case 'closes the window':
      closeChat(tab, world);
      return;
    case 'answers the survey before the chat':
      tab.hasAnsweredSurvey = true;
      show(tab, 'loading');
      create(tab, world);
      return;
    case 'tries again':
      if (world.remembered !== null) {
        show(tab, 'retrieving');
        resume(tab, world);
      } else {
        show(tab, 'loading');
        prepare(tab, world);
      }
      return;
    case 'sends a message':
      world.messages += 1;
      send(tab, `visitor ${String(world.messages)}`, tab.lines.length, world);
      return;
    case 'sends the unsent message again': {
      const place = tab.lines.findIndex((line) => line.endsWith(unsent));
      send(tab, (tab.lines[place] ?? '').slice(0, -unsent.length), place, world);
    }
  }
}

function accept(tab: Tab, world: World): void {
  tab.showPreChat = tab.invitation?.showPreChat ?? true;
  tab.invitation = null;
  raise(tab, 'invitation accepted');
  beginChat(tab, world);
}

function send(tab: Tab, text: string, place: number, world: World): void {
  const { joined } = tab;
  if (joined === null) return;
  tab.lines[place] = world.areMessagesTaken ? text : `${text}${unsent}`;
  if (!world.areMessagesTaken) return;
  joined.said.push(text);
  for (const other of world.tabs) {
    if (other !== null && other !== tab && !other.isFrozen && other.joined === joined) other.lines.push(text);
  }
  remember(joined, tab, world);
  raise(tab, 'lcw:onMessageSent');
}
