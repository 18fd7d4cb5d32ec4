import type { Tabs } from '../core/tabs.ts';
import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Report } from './guard.ts';
import { createTabMessages } from './tabMessages.ts';
import { createTurns } from './tabTurns.ts';

/**
 * The other pages of this origin that know each other by `name`. Web Locks and a BroadcastChannel where the browser has
 * them, else the origin's localStorage; where there is none either, this page is alone.
 */
export function createTabs(
  window: Window,
  name: string,
  report: Report = () => undefined,
  clock: Clock = createClock(window, report),
): Tabs {
  const takeTurn = createTurns(window, name, clock);
  const { post, listen, close } = createTabMessages(window, name, report);
  return { exclusively: takeTurn, post, listen, close };
}
