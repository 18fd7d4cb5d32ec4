import type { CompiledLeaf } from '../../core/conditions.ts';
import type { OperatorName } from '../../core/operators.ts';
import { allLeaves, textsOf } from './allLeaves.ts';
import { lintLanguage } from './lintLanguage.ts';
import { quote, quotedList } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

const paths: readonly string[] = ['page.path', 'page.previousPath', 'visit.entryPath'];
const referrers: readonly string[] = ['page.referrer', 'visit.referrer'];

/** Paths, addresses, hosts, countries and languages that are written as they never come. */
export function lintAddresses({ compiled, settings }: Linted, warn: Warn): void {
  for (const leaf of allLeaves(compiled)) {
    const path = leaf.params?.['path'];
    if (typeof path === 'string') lintPath(path, `${leaf.pointer}/params/path`, 'matchesPath', true, warn);
    for (const [text, pointer] of textsOf(leaf)) lintText(leaf, text, pointer, settings.hosts ?? [], warn);
  }
}

function lintText(
  leaf: CompiledLeaf,
  text: string,
  pointer: string,
  hosts: readonly string[],
  warn: Warn,
): void {
  const { fact, operator } = leaf;
  const isPattern = operator === 'matchesPath' || operator === 'doesNotMatchPath';
  const isWhole = ['equal', 'notEqual', 'in', 'notIn'].includes(operator);
  const isBeginning = isWhole || operator === 'startsWith' || operator === 'doesNotStartWith';
  if (paths.includes(fact)) {
    lintPath(text, pointer, operator, isBeginning, warn);
  } else if (fact === 'page.hash' && isBeginning && !/^(#|$)/.test(text)) {
    warn(
      'hash_form',
      pointer,
      `The hash comes with its "#", so it never begins with ${quote(text)}.`,
      `Write ${quote(`#${text}`)}.`,
    );
  } else if (isPattern && (fact === 'page.url' || referrers.includes(fact))) {
    warn(
      'url_form',
      pointer,
      'A path pattern never matches a full address.',
      fact === 'page.url'
        ? 'Use "page.path" for the path, or "startsWith".'
        : 'Use "startsWith" or "contains".',
    );
  } else if (fact === 'page.url' && isBeginning) {
    lintUrl(text, pointer, hosts, isWhole, 'Use "page.path".', warn);
  } else if (referrers.includes(fact) && isBeginning && text !== '') {
    lintReferrer(fact, text, pointer, hosts, isWhole, warn);
  } else if (
    referrers.includes(fact) &&
    operator === 'contains' &&
    /^[a-z0-9.-]*[A-Z][\w.-]*\.\w+$/.test(text)
  ) {
    warn(
      'host_form',
      pointer,
      `Host names come in small letters, so ${quote(text)} is in no address.`,
      `Write ${quote(text.toLowerCase())}.`,
    );
  } else if (fact === 'page.host') {
    lintHost(text, pointer, isWhole ? hosts : [], warn);
  } else if (fact === 'visitor.country' && isWhole && !/^(?!UK)[A-Z]{2}$/.test(text)) {
    warn(
      'country_form',
      pointer,
      text === 'UK'
        ? 'The code of the United Kingdom is "GB", so it is never "UK".'
        : `Countries come as two capital letters, so it is never ${quote(text)}.`,
      /^[a-z]{2}$/i.test(text)
        ? `Write ${quote(text.toUpperCase().replace('UK', 'GB'))}.`
        : 'Write the code, such as "NL" for the Netherlands.',
    );
  } else if (fact === 'visitor.language' || fact === 'page.language') {
    if (isBeginning) lintLanguage(fact, text, pointer, isWhole, warn);
  }
}

function lintPath(
  text: string,
  pointer: string,
  operator: OperatorName,
  isFromRoot: boolean,
  warn: Warn,
): void {
  const isPattern = operator === 'matchesPath' || operator === 'doesNotMatchPath';
  const isRegex = operator === 'matchesRegex' || operator === 'doesNotMatchRegex';
  if (/^[*\w]*:?\/\//.test(text)) {
    const path = /^[*\w]*:?\/\/[^/]*(\/.*)?$/.exec(text)?.[1] ?? '/';
    warn(
      'path_is_url',
      pointer,
      `${quote(text)} is an address, and a path has neither scheme nor host.`,
      `Write ${quote(path)}.`,
    );
  } else if (isRegex) {
    // Its signs mean something else.
  } else if (/[?#]/.test(text)) {
    const [path = ''] = text.split(/[?#]/, 1);
    const rest = `by ${quote(text.includes('?') ? 'page.query' : 'page.hash')}`;
    warn(
      'path_has_query',
      pointer,
      'A path ends before "?" and "#", so this never matches.',
      path === '' ? `Ask for it ${rest}.` : `Write ${quote(path)}, and ask for the rest ${rest}.`,
    );
  } else if (isPattern && text.split('/').some((segment) => segment.includes('**') && segment !== '**')) {
    warn(
      'star_inside_segment',
      pointer,
      '"**" beside other characters stands for text within one segment only.',
      `Write ${quote(withStarsBetween(text))}, with "**" between slashes, to cover what lies below.`,
    );
  } else if (!isPattern && text.includes('*')) {
    warn(
      'star_in_path',
      pointer,
      `With ${quote(operator)} a star is a star, which no path has in it.`,
      wayWithStar(operator),
    );
  } else if (isFromRoot && !text.startsWith('/')) {
    warn(
      'path_form',
      pointer,
      `A path begins with "/", so it never begins with ${quote(text)}.`,
      `Write ${quote(`/${text}`)}.`,
    );
  } else if (!isPattern && /[^!-~]/.test(text)) {
    const encoded = encodeURI(text.replace(/[\ud800-\udfff]/gu, ''));
    warn(
      'path_not_encoded',
      pointer,
      'A path comes percent-encoded, with neither spaces nor letters beyond a to z, so this is never in it.',
      `Write ${quote(encoded)}, or use "matchesPath", which decodes.`,
    );
  }
}

/** `/products/**.html` as `/products/**\/*.html`, `/products**` as `/products/**`. */
function withStarsBetween(pattern: string): string {
  return pattern
    .split('/')
    .map((segment) =>
      segment === '**'
        ? segment
        : segment
            .replace(/^\*\*+/, '**/*')
            .replace(/(?<=[^*/])\*\*+$/, '/**')
            .replace(/(?<=[^*/])\*\*+/g, '*/**/*'),
    )
    .join('/');
}

function wayWithStar(operator: OperatorName): string {
  switch (operator) {
    case 'equal':
      return 'Use "matchesPath".';
    case 'notEqual':
      return 'Use "doesNotMatchPath".';
    case 'in':
      return 'Use "matchesPath", with one condition for each pattern in an "any".';
    case 'notIn':
      return 'Use "doesNotMatchPath", with one condition for each pattern in an "all".';
    default:
      return 'Leave the star out, or use "matchesPath".';
  }
}

function lintUrl(
  text: string,
  pointer: string,
  hosts: readonly string[],
  isWhole: boolean,
  wayForPath: string,
  warn: Warn,
): void {
  if (!/^https?:\/\//.test(text)) {
    warn(
      'url_form',
      pointer,
      `A full address begins with "https://", so ${quote(text)} is never at its beginning.`,
      text.startsWith('/') ? wayForPath : `Write ${quote(`https://${text}`)}.`,
    );
    return;
  }
  const [origin = '', capitals] = /^https?:\/\/[^/?#]*?([A-Z][^/?#]*)?(?=[/?#]|$)/.exec(text) ?? [];
  if (capitals !== undefined) {
    warn(
      'url_form',
      pointer,
      'The host name in an address has small letters only, so this never comes.',
      `Write ${quote(origin.toLowerCase() + text.slice(origin.length))}.`,
    );
    return;
  }
  if (isWhole && origin === text) {
    warn(
      'url_form',
      pointer,
      `After the host name an address always has a "/", so it is never ${quote(text)}.`,
      `Write ${quote(`${text}/`)}, or use "startsWith" for all of the site.`,
    );
    return;
  }
  const host = /^https?:\/\/([^/:?#]+)/.exec(text)?.[1];
  if (host !== undefined) lintHostName(host, text.length > host.length + 8, pointer, hosts, warn);
}

function lintReferrer(
  fact: string,
  text: string,
  pointer: string,
  hosts: readonly string[],
  isWhole: boolean,
  warn: Warn,
): void {
  const host = /^https?:\/\/([^/:?#]+)/.exec(text)?.[1];
  if (fact === 'visit.referrer' && host !== undefined && hosts.includes(host)) {
    warn(
      'own_referrer',
      pointer,
      `"visit.referrer" is a page of another site, so it is never one of ${quote(host)}.`,
      'Use "page.previousPath" for the page before, or "visit.entryPath" for the first one of the visit.',
    );
    return;
  }
  lintUrl(text, pointer, [], isWhole, 'Use "page.previousPath" for a page of this site.', warn);
}

function lintHost(text: string, pointer: string, hosts: readonly string[], warn: Warn): void {
  const bare = text
    .replace(/^\w+:\/\//, '')
    .replace(/[:/?#].*$/, '')
    .toLowerCase();
  if (bare !== text) {
    warn(
      'host_form',
      pointer,
      'A host name has no scheme, port or path and only small letters, so this never matches.',
      `Write ${quote(bare)}.`,
    );
    return;
  }
  lintHostName(text, true, pointer, hosts, warn);
}

function lintHostName(
  host: string,
  isComplete: boolean,
  pointer: string,
  hosts: readonly string[],
  warn: Warn,
): void {
  if (hosts.length === 0 || hosts.some((known) => (isComplete ? known === host : known.startsWith(host))))
    return;
  warn(
    'host_not_configured',
    pointer,
    `The tag does not run on ${quote(host)}, only on ${quotedList(hosts)}.`,
    'Mend the host name, or name this one with --host too.',
  );
}
