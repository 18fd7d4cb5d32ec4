/** 96 random bits as text of 16 characters, from the browser's own generator. */
export function randomId(window: Window): string {
  const bytes = (window as Window & typeof globalThis).crypto.getRandomValues(new Uint8Array(12));
  return window
    .btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_');
}
