import { htmlAttribute } from './htmlAttribute.ts';

/** How a page sets consent up, as far as the text of its scripts shows; what it does not say has its default. */
export interface ConsentOnPage {
  /** The script it stands in: an address, or `the page itself`. */
  readonly where: string;
  readonly default: string;
  readonly whenDenied: string;
}

/** Scripts of the page's own origin that are looked at besides those that stand in it. */
const scriptLimit = 10;
const limitOfText = 500_000;

/**
 * Looks for the `init` command in the scripts of a page. `null` if none of them names the queue and a configuration: a tag
 * manager may bring it, or a script of another origin. `read` has the text of a script, or `null`.
 */
export async function findConsent(
  html: string,
  page: string,
  read: (url: string) => Promise<string | null>,
): Promise<ConsentOnPage | null> {
  const origin = new URL(page).origin;
  let looked = 0;
  for (const [, attributes = '', inline = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    const source = htmlAttribute(attributes, 'src');
    if (source === null) {
      const found = consentIn(inline, 'the page itself');
      if (found !== null) return found;
      continue;
    }
    if (!URL.canParse(source, page)) continue;
    const { href, origin: from, pathname } = new URL(source, page);
    if (from !== origin || /(^|\/)proactive-chat\.js$/.test(pathname) || looked >= scriptLimit) continue;
    looked += 1;
    const found = consentIn((await read(href)) ?? '', href);
    if (found !== null) return found;
  }
  return null;
}

function consentIn(script: string, where: string): ConsentOnPage | null {
  const text = script.slice(0, limitOfText);
  if (!/lcwProactiveChat/.test(text) || !/command['"]?\s*:\s*['"`]init['"`]/.test(text)) return null;
  const [, members = ''] = /\bconsent['"]?\s*:\s*\{([^{}]*)\}/.exec(text) ?? [];
  const member = (name: string): string | undefined =>
    new RegExp(`\\b${name}['"]?\\s*:\\s*['"\`](\\w+)['"\`]`).exec(members)?.[1];
  return { where, default: member('default') ?? 'ask', whenDenied: member('whenDenied') ?? 'wait' };
}
