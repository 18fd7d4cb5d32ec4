import type { CompiledLeaf } from '../../core/conditions.ts';
import { leavesOf } from '../../core/conditions.ts';
import { quote, quotedList } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

const paths: readonly string[] = ['page.path', 'page.previousPath', 'visit.entryPath'];
const languages: readonly string[] = ['visitor.language'];

/** Paths, addresses, hosts, countries and languages that are written as they never come. */
export function lintAddresses({ compiled, settings }: Linted, warn: Warn): void {
  const conditions = [
    ...[...compiled.rules, ...compiled.suppressing].map(({ condition }) => condition),
    ...compiled.rules.flatMap(({ withdrawWhen }) => (withdrawWhen === null ? [] : [withdrawWhen])),
  ];
  for (const leaf of conditions.flatMap(leavesOf)) {
    const path = leaf.params?.['path'];
    if (typeof path === 'string') lintPath(path, `${leaf.pointer}/params/path`, true, warn);
    for (const [text, pointer] of textsOf(leaf)) lintText(leaf, text, pointer, settings.hosts ?? [], warn);
  }
}

function textsOf({ value, pointer }: CompiledLeaf): readonly (readonly [text: string, pointer: string])[] {
  if (typeof value === 'string') return [[value, `${pointer}/value`]];
  return Array.isArray(value)
    ? value.flatMap((entry: unknown, index) =>
        typeof entry === 'string' ? [[entry, `${pointer}/value/${index}`] as const] : [],
      )
    : [];
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
    lintPath(text, pointer, isPattern, warn);
  } else if (isPattern && fact === 'page.url') {
    warn(
      'url_form',
      pointer,
      'A path pattern never matches a full address.',
      'Use "page.path" for the path, or "startsWith".',
    );
  } else if (fact === 'page.url' && isBeginning) {
    lintUrl(text, pointer, hosts, warn);
  } else if (fact === 'page.host') {
    lintHost(text, pointer, isWhole ? hosts : [], warn);
  } else if (fact === 'visitor.country' && isWhole && !/^[A-Z]{2}$/.test(text)) {
    warn(
      'country_form',
      pointer,
      `Countries come as two capital letters, so it is never ${quote(text)}.`,
      /^[a-z]{2}$/.test(text)
        ? `Write ${quote(text.toUpperCase())}.`
        : 'Write the code, such as "NL" for the Netherlands.',
    );
  } else if (languages.includes(fact) && isWhole && !text.includes('-')) {
    warn(
      'language_form',
      pointer,
      `${quote(text)} alone does not cover a language with its region, such as "${text}-US".`,
      'Use "startsWith" to mean the language in all its regions.',
    );
  }
}

function lintPath(text: string, pointer: string, isPattern: boolean, warn: Warn): void {
  if (/^[*\w]*:?\/\//.test(text)) {
    const path = /^[*\w]*:?\/\/[^/]*(\/.*)?$/.exec(text)?.[1] ?? '/';
    warn(
      'path_is_url',
      pointer,
      `${quote(text)} is an address, and a path has neither scheme nor host.`,
      `Write ${quote(path)}.`,
    );
  } else if (/[?#]/.test(text)) {
    warn(
      'path_has_query',
      pointer,
      'A path ends before "?" and "#", so this never matches.',
      `Write ${quote(text.split(/[?#]/, 1)[0])}, and ask for the rest by "page.query" or "page.hash".`,
    );
  } else if (isPattern && text.split('/').some((segment) => segment.includes('**') && segment !== '**')) {
    warn(
      'star_inside_segment',
      pointer,
      '"**" beside other characters stands for text within one segment only.',
      `Write ${quote(text.replace(/(?<!\/)\*\*$/, '/**'))}, with "**" between slashes, to cover what lies below.`,
    );
  }
}

function lintUrl(text: string, pointer: string, hosts: readonly string[], warn: Warn): void {
  if (!/^https?:\/\//.test(text)) {
    warn(
      'url_form',
      pointer,
      `A full address begins with "https://", so ${quote(text)} is never at its beginning.`,
      text.startsWith('/') ? 'Use "page.path".' : `Write ${quote(`https://${text}`)}.`,
    );
    return;
  }
  const host = /^https?:\/\/([^/:?#]+)/.exec(text)?.[1];
  if (host !== undefined) lintHostName(host, text.length > host.length + 8, pointer, hosts, warn);
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
