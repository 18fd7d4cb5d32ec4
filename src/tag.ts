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
let isDestroyed = false;
let letGo: (() => void) | null = null;
const early: Command[] = [];

const report: Report = (what, error) => {
  // The one place where the tag writes to the console: warnings for the people who run the site.
  if (isDebugging) globalThis.console.warn(PREFIX, what, error);
};
const warn = (message: string): void => globalThis.console.warn(PREFIX, message);

const baseUrlOf = (assetsUrl: string): string => {
  try {
    if (assetsUrl !== '') return new URL(assetsUrl, location.href).href;
  } catch {
    warn(`config.assetsUrl "${assetsUrl}" is no address; the files are looked for beside the tag.`);
  }
  return scriptUrl;
};

const handle = (command: Command): void => {
  if (command.command === 'destroy') {
    tag?.destroy();
    tag = null;
    isDestroyed = true;
    letGo?.();
  } else if (tag !== null) {
    tag.handle(command);
  } else if (command.command === 'init') {
    const given = command['config'] ?? {};
    const { config, isSound } = parseConfig(given);
    isDebugging = config.debug;
    const unsoundConfig = isSound ? undefined : given;
    tag = boot({ window, baseUrl: baseUrlOf(config.assetsUrl), config, unsoundConfig, report, warn });
    early.splice(0).forEach((waiting) => tag?.handle(waiting));
  } else {
    early.push(command);
  }
};

guarded(
  'start',
  () => {
    letGo = takeQueue(window, handle, report);
    // `destroy` may have stood in the queue already.
    if (isDestroyed) letGo?.();
  },
  report,
)();
