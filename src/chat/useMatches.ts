import { useEffect, useState } from 'preact/hooks';

/** Whether a media query holds, followed as it changes; false where the browser cannot tell. */
export function useMatches(query: string): boolean {
  const list = typeof matchMedia === 'function' ? matchMedia(query) : null;
  const [matches, setMatches] = useState(list?.matches ?? false);
  useEffect(() => {
    if (list === null) return undefined;
    const follow = (): void => setMatches(list.matches);
    list.addEventListener('change', follow);
    follow();
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
