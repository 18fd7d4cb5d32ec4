/** The named parts of a path, percent-decoded, if it fits the segments of a route's pattern; `null` if not. */
export function matchPath(segments: readonly string[], pathname: string): Record<string, string> | null {
  const parts = pathname.split('/').slice(1);
  const rest = segments.at(-1) === '*';
  if (rest ? parts.length < segments.length : parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (segment === '*') {
      params['rest'] = parts.slice(index).join('/');
      return params;
    }
    if (!segment.startsWith(':')) {
      if (segment !== part) return null;
      continue;
    }
    const decoded = decode(part);
    if (decoded === null || decoded === '') return null;
    params[segment.slice(1)] = decoded;
  }
  return params;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
