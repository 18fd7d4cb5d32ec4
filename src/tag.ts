/**
 * The browser tag: one classic script. It takes over the queue `window.lcwProactiveChat`, waits there for `init`, and
 * boots once. Nothing it does throws at the page.
 */
import { guarded } from './page/guard.ts';
import type { Report } from './page/guard.ts';
import { boot } from './tag/boot.ts';
import type { Tag } from './tag/boot.ts';
import { parseConfig } from './tag/config.ts';
import { takeQueue } from './tag/queue.ts';
import type { Command } from './tag/queue.ts';

const PREFIX = '[proactive-chat]';

// Known only while this first statement runs; a page can put something else of that name on the document.
const { currentScript } = document;
const scriptUrl = currentScript instanceof HTMLScriptElement ? currentScript.src : '';

let tag: Tag | null = null;
let isDebugging = false;
let letGo: (() => void) | null = null;
const early: Command[] = [];

const report: Report = (what, error) => {
  // The one place where the tag writes to the console: warnings for the people who run the site.
  if (isDebugging) globalThis.console.warn(PREFIX, what, error);
};
const warn = (message: string): void => globalThis.console.warn(PREFIX, message);

const handle = (command: Command): void => {
  if (command.command === 'destroy') {
    tag?.destroy();
    tag = null;
    letGo?.();
  } else if (tag !== null) {
    tag.handle(command);
  } else if (command.command === 'init') {
    const { config, problems } = parseConfig(command['config']);
    isDebugging = config.debug;
    problems.forEach(warn);
    const baseUrl = config.assetsUrl === '' ? scriptUrl : new URL(config.assetsUrl, location.href).href;
    tag = boot({ window, baseUrl, config, report, warn });
    early.splice(0).forEach((waiting) => tag?.handle(waiting));
  } else {
    early.push(command);
  }
};

guarded(
  'start',
  () => {
    letGo = takeQueue(window, handle, report);
  },
  report,
)();
