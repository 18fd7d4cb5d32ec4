/** One Content Security Policy: source lists by directive. */
export type Policy = ReadonlyMap<string, readonly string[]>;

/** The policies of a page: headers may hold several, separated by commas; `<meta>` elements add theirs. */
export function readPolicies(header: string | null, html: string): readonly Policy[] {
  const metas = [...html.matchAll(/<meta\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => /http-equiv\s*=\s*["']?content-security-policy["'\s>]/i.test(tag))
    .map((tag) => /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag))
    .map((found) => decodeEntities(found?.[1] ?? found?.[2] ?? ''));
  return [...(header ?? '').split(','), ...metas].map(parsePolicy).filter((policy) => policy.size > 0);
}

function parsePolicy(text: string): Policy {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    // The first of two directives with one name counts.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

const fallbacks: Readonly<Record<'script-src' | 'connect-src', readonly string[]>> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
};

/**
 * The directive that forbids the address, if one of the policies does; `page` is the page's own address.
 *
 * @param nonce - of the script element that loads it, or whose script does: a browser hands it on.
 */
export function forbiddenBy(
  policies: readonly Policy[],
  kind: 'script-src' | 'connect-src',
  address: string,
  page: string,
  nonce = '',
): string | null {
  for (const policy of policies) {
    const directive = directiveFor(policy, kind);
    if (directive === null) continue;
    const [name, sources] = directive;
    if (kind === 'script-src' && nonce !== '' && sources.includes(`'nonce-${nonce}'`)) continue;
    // What a trusted script loads is trusted, whatever else is listed.
    if (kind === 'script-src' && sources.includes("'strict-dynamic'")) continue;
    if (!sources.some((source) => allows(source, new URL(address), new URL(page)))) return name;
  }
  return null;
}

/** The directive under which an element that stands in the page needs a nonce, if it has none of it: no list of hosts counts. */
export function nonceMissing(policies: readonly Policy[], nonce: string): string | null {
  for (const policy of policies) {
    const directive = directiveFor(policy, 'script-src');
    if (directive === null) continue;
    const [name, sources] = directive;
    if (sources.includes("'strict-dynamic'") && !sources.includes(`'nonce-${nonce}'`)) return name;
  }
  return null;
}

/** The directive of a policy that decides, and its sources; `null`: it has none, so everything is allowed. */
function directiveFor(
  policy: Policy,
  kind: 'script-src' | 'connect-src',
): readonly [name: string, sources: readonly string[]] | null {
  const name = fallbacks[kind].find((each) => policy.has(each));
  return name === undefined ? null : [name, policy.get(name) ?? []];
}

function allows(source: string, address: URL, page: URL): boolean {
  const lower = source.toLowerCase();
  if (lower === "'self'") {
    return address.host === page.host && isSchemeLike(page.protocol, address.protocol);
  }
  if (lower.startsWith("'")) return false;
  if (lower === '*') return /^(https?|wss?):$/.test(address.protocol);
  if (/^[a-z][a-z0-9+.-]*:$/.test(lower)) return isSchemeLike(lower, address.protocol);
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source);
  if (parts === null) return false;
  const [, scheme, host = '', port, path] = parts;
  return (
    isSchemeLike(scheme === undefined ? page.protocol : `${scheme.toLowerCase()}:`, address.protocol) &&
    isHostLike(host.toLowerCase(), address.hostname) &&
    isPortLike(port, address) &&
    isPathLike(path, address.pathname)
  );
}

/** A scheme allows itself and its secure sister; that of a page's address also sockets to the same. */
function isSchemeLike(allowed: string, actual: string): boolean {
  const sisters: Readonly<Record<string, readonly string[]>> = {
    'http:': ['http:', 'https:', 'ws:', 'wss:'],
    'https:': ['https:', 'wss:'],
    'ws:': ['ws:', 'wss:'],
  };
  return allowed === actual || (sisters[allowed] ?? []).includes(actual);
}

function isHostLike(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host;
}

function isPortLike(pattern: string | undefined, { port, protocol }: URL): boolean {
  const actual = port === '' ? (/^(https|wss):$/.test(protocol) ? '443' : '80') : port;
  return (
    pattern === '*' || (pattern === undefined ? actual === '80' || actual === '443' : pattern === actual)
  );
}

function isPathLike(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined || pattern === '/') return true;
  return pattern.endsWith('/') ? path.startsWith(pattern) : path === pattern;
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}
