import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { ServiceReply } from './httpServer.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tpl': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Serves the files below `directory`, each with `headers`. The path is the part of the address
 * after the place the files are served at, still percent-encoded; a path that ends in `/` (and the
 * empty one) gives `index.html`. Anything that is not a plain file inside the directory, links and
 * dot files included, is `null`.
 */
export function createStaticFiles(
  directory: string,
  headers: Readonly<Record<string, string>> = {},
): (path: string) => Promise<ServiceReply | null> {
  return async (path) => {
    const segments = safeSegments(path);
    if (segments === null) return null;
    try {
      const root = await realpath(directory);
      const file = await realpath(join(root, ...segments));
      // A link may lead out of the directory.
      if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
      if (!(await stat(file)).isFile()) return null;
      return {
        status: 200,
        headers: {
          'Cache-Control': 'no-cache',
          ...headers,
          'Content-Type': types[extname(file).toLowerCase()] ?? 'application/octet-stream',
        },
        bytes: await readFile(file),
      };
    } catch {
      return null;
    }
  };
}

function safeSegments(path: string): readonly string[] | null {
  const names: string[] = [];
  const parts = path.replace(/^\//, '').split('/');
  for (const [index, part] of parts.entries()) {
    if (part === '' && index === parts.length - 1) {
      names.push('index.html');
      continue;
    }
    let name: string;
    try {
      name = decodeURIComponent(part);
    } catch {
      return null;
    }
    if (name === '' || name.startsWith('.') || /[/\\:\0]/.test(name)) return null;
    names.push(name);
  }
  return names;
}
