import { suggest } from '../../core/suggest.ts';
import { allLeaves } from './allLeaves.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** What jQuery has of its own, and what browsers have for it. */
const foreignPseudos: Readonly<Record<string, string>> = {
  contains: 'Select by an attribute or a class: browsers cannot select by text.',
  eq: 'Use ":nth-of-type(…)".',
  first: 'Use ":first-child" or ":first-of-type".',
  last: 'Use ":last-child" or ":last-of-type".',
  visible: 'Leave it out: "page.elementVisible" asks whether an element is in view.',
  hidden: 'Leave it out: "page.elementVisible" asks whether an element is in view.',
  input: 'Use "input, select, textarea".',
  text: 'Use "input[type=text]".',
  button: 'Use "button".',
  submit: 'Use "[type=submit]".',
};

const elementNames =
  'a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark math menu meta meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search section select slot small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track u ul var video wbr path rect circle g use text'.split(
    ' ',
  );

/** CSS selectors that browsers refuse, or that stand for elements there are none of. */
export function lintSelectors({ compiled }: Linted, warn: Warn): void {
  for (const { params, pointer } of allLeaves(compiled)) {
    const selector = params?.['selector'];
    if (typeof selector !== 'string') continue;
    const mistake = mistakeIn(selector.trim());
    if (mistake !== null) warn('selector_form', `${pointer}/params/selector`, ...mistake);
  }
}

/** What is wrong, and what to do about it; `null` where nothing was found. */
function mistakeIn(selector: string): readonly [string, string] | null {
  const refused = `${quote(selector)} is not a CSS selector, so it never finds an element.`;
  if (/^\.{0,2}\/\/?/.test(selector)) {
    return [refused, 'It looks like XPath. Write a selector such as "button.buy" or "#order".'];
  }
  if (/^\$|^document\.|^(jQuery|querySelector)/.test(selector)) {
    return [refused, 'Write only what stands between the quotes of the script.'];
  }
  // What is in quotes may be anything.
  const plain = selector.replace(/\\./g, '_').replace(/"[^"]*"|'[^']*'/g, '_');
  if (/["']/.test(plain)) return [refused, 'A quote is not closed.'];
  const open = unclosedIn(plain);
  if (open !== null) return [refused, `Every ${quote(open)} needs its other half.`];
  const pseudos = [...plain.matchAll(/:([a-z]+)(?![\w-])/g)].map(([, name = '']) => name);
  const foreign = Object.entries(foreignPseudos).find(([name]) => pseudos.includes(name));
  if (foreign !== undefined) return [`${refused} Browsers have no ":${foreign[0]}".`, foreign[1]];
  const digit = /(?:^|[^[=\w-])([.#])(\d[\w-]*)/.exec(plain.replace(/\[[^\]]*\]|\([^)]*\)/g, ''));
  if (digit !== null) {
    const [, sign, name = ''] = digit;
    return [
      `${refused} A name after ${quote(sign)} cannot begin with a digit.`,
      `Write ${quote(sign === '#' ? `[id="${name}"]` : `[class~="${name}"]`)}.`,
    ];
  }
  if (/^[>+~,]|[>+~,.#:]$|,\s*,|[.#](?=[\s.#,])/.test(plain)) {
    return [refused, 'Something is missing beside one of its signs.'];
  }
  if (/^[a-z]\w*$/i.test(plain) && !elementNames.includes(plain.toLowerCase())) {
    const near = suggest(plain, elementNames);
    const meant = near === null || plain.length < 4 ? '' : `, or ${quote(near)} for the element`;
    return [
      `There are no elements named ${quote(plain)}.`,
      `Write ${quote(`.${plain}`)} for a class, ${quote(`#${plain}`)} for an id${meant}.`,
    ];
  }
  return null;
}

/** A bracket that is never closed, or was never opened. */
function unclosedIn(text: string): string | null {
  const halves: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
  const open: string[] = [];
  for (const sign of text) {
    if (sign === '(' || sign === '[') open.push(sign);
    const half = halves[sign];
    if (half !== undefined && open.pop() !== half) return sign;
  }
  return open.at(-1) ?? null;
}
