import type { Act } from './acts.ts';
import type { Sight, World } from './world.ts';

/** What each page has raised since it was loaded. */
export type PageHistory = string[][];

export const createHistory = (): PageHistory => [[], [], []];

const beginsChat = ['lcw:ready', 'lcw:startChat', 'lcw:chatRetrieved', 'lcw:onMaximize', 'lcw:chatQueued'];

function rulesOfPage(raised: readonly string[]): string[] {
  const broken: string[] = [];
  if (raised.length > 0 && raised[0] !== 'lcw:ready') broken.push('Something was raised before lcw:ready.');
  if (raised.filter((name) => name === 'lcw:ready').length > 1) broken.push('lcw:ready was raised twice.');
  let hasChat = false;
  raised.forEach((name, place) => {
    if (beginsChat.includes(name)) hasChat = true;
    const isClose = name === 'lcw:closeChat';
    if (isClose && !hasChat) broken.push('A chat was closed twice.');
    if (isClose && raised[place + 1] !== 'lcw:onClose') broken.push('lcw:closeChat without lcw:onClose.');
    if (name === 'lcw:onClose' && raised[place - 1] !== 'lcw:closeChat') {
      broken.push('lcw:onClose without lcw:closeChat.');
    }
    if (isClose) hasChat = false;
  });
  return broken;
}

/**
 * The rules that hold whatever happens; an empty list if none is broken. A conversation that the visitor has left while
 * the service had not answered yet is no open one: it is ended with the answer.
 */
export function brokenRules(act: Act, seen: Sight, world: World, history: PageHistory): string[] {
  if (act.kind === 'open' || act.kind === 'reload') history[act.tab] = [];
  seen.tabs.forEach((tab, number) => history[number]?.push(...(tab?.raised ?? [])));
  const broken = history.flatMap(rulesOfPage);

  const open = world.conversations.filter(
    ({ state, isLeft }) => !isLeft && (state === 'waiting' || state === 'active'),
  );
  if (open.length > 1) broken.push('More than one conversation is open.');
  const isKnown = (conversation: (typeof open)[number]): boolean =>
    world.remembered?.conversation === conversation ||
    world.tabs.some((tab) => tab?.joined === conversation || tab?.attempt?.conversation === conversation);
  if (!open.every(isKnown)) broken.push('A conversation is open that no tab is in or remembers.');
  return broken;
}
