/**
 * The browser tag: one classic script. It takes over the queue `window.lcwProactiveChat`, waits there for `init`, and
 * boots once. A script element that carries the data attributes of Microsoft's needs no `init`: it is the chat widget
 * then. Nothing it does throws at the page.
 */
import { guarded } from './page/guard.ts';
import type { Report } from './page/guard.ts';
import { unpublishedRuleSet } from './page/preview.ts';
import { boot } from './tag/boot.ts';
import type { Tag } from './tag/boot.ts';
import { parseConfig } from './tag/config.ts';
import { takeQueue } from './tag/queue.ts';
import type { Command } from './tag/queue.ts';

const PREFIX = '[proactive-chat]';

// Known only while this first statement runs; a page can put something else of that name on the document.
const { currentScript } = document;
const named = document.querySelector<HTMLScriptElement>('script[data-app-id][src*=proactive-chat]');
// A loader that runs the code by itself leaves no current script, but the element is there, as Microsoft's loader finds it.
const script = currentScript instanceof HTMLScriptElement && currentScript.src !== '' ? currentScript : named;

const scriptUrl = script?.src ?? '';

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

/** `null` for a text that is no address. */
const resolveUrl = (url: string): string | null => {
  try {
    return new URL(url, location.href).href;
  } catch {
    return null;
  }
};

const init = (given: unknown): void => {
  const { config: configured, isSound } = parseConfig(given, script?.dataset);
  const config = { ...configured, ruleSet: unpublishedRuleSet(window) ?? configured.ruleSet };
  isDebugging = config.debug;
  const assetsUrl = config.assetsUrl === '' ? scriptUrl : resolveUrl(config.assetsUrl);
  const doubtfulConfig = isSound && assetsUrl !== null && !isDebugging ? undefined : given;
  tag = boot({ window, baseUrl: assetsUrl ?? scriptUrl, script, config, doubtfulConfig, report, warn });
  early.splice(0).forEach((waiting) => tag?.handle(waiting));
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
    init(command['config'] ?? null);
  } else {
    early.push(command);
  }
};

const start = guarded(
  'start',
  () => {
    letGo = takeQueue(window, handle, report);
    // `destroy` may have stood in the queue already.
    if (isDestroyed) letGo?.();
    else if (letGo !== null && tag === null && script?.dataset['appId'] !== undefined) {
      init({ widget: { source: 'built-in' } });
    }
  },
  report,
);

// Nobody has seen a page that the browser renders ahead; it may never be looked at.
if ((document as { readonly prerendering?: boolean }).prerendering === true) {
  document.addEventListener('prerenderingchange', start, { once: true });
} else {
  start();
}
