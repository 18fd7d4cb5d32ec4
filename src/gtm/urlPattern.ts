interface UrlPattern {
  readonly host: string;
  readonly includesSubdomains: boolean;
  readonly path: string;
}

const shape = /^https:\/\/(\*\.)?((?:[a-z0-9-]+\.)+[a-z0-9-]+)(\/.*)$/i;

/** A pattern of a permission, or undefined when Tag Manager would call it invalid. */
export const parseUrlPattern = (pattern: string): UrlPattern | undefined => {
  const [, wild, host, path] = shape.exec(pattern) ?? [];
  if (host === undefined || path === undefined) return undefined;
  return { host: host.toLowerCase(), includesSubdomains: wild !== undefined, path };
};

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const matchesPath = (pattern: string, path: string): boolean => {
  if (pattern === '/') return true;
  const isPrefix = pattern.endsWith('*');
  // Tag Manager drops the slash before a final star, so /dir/* also covers /directory.js.
  const rest = isPrefix ? pattern.replace(/\/?\*$/, '') : pattern;
  const source = rest.split('*').map(escape).join('.*');
  return new RegExp(`^${source}${isPrefix ? '.*' : ''}$`).test(path);
};

/**
 * Whether a permission's URL pattern covers a URL. Path and query are compared together; the fragment is ignored. Only
 * https on the usual port and host names of at least two labels are ever covered. Throws on an invalid pattern, as the
 * check in Tag Manager does.
 */
export const urlMatchesPattern = (url: string, pattern: string): boolean => {
  const parsed = parseUrlPattern(pattern);
  if (!parsed) throw new Error(`invalid URL pattern ${pattern}`);
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    return false;
  }
  const host = target.hostname.toLowerCase();
  if (target.protocol !== 'https:' || target.port !== '' || !host.includes('.')) return false;
  const onHost = host === parsed.host || (parsed.includesSubdomains && host.endsWith(`.${parsed.host}`));
  return onHost && matchesPath(parsed.path, target.pathname + target.search);
};
