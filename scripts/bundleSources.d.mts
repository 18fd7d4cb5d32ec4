export function bundleSources(
  sources: Readonly<Record<string, readonly string[]>>,
  format?: 'es' | 'iife',
): Promise<string>;
