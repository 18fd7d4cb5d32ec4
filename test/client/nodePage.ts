/**
 * Makes this process look like a page to Microsoft's client before it is loaded: the globals of a browser that it asks
 * for, from jsdom, whose sockets and requests are real.
 */
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { url: 'http://127.0.0.1/' });
const names = ['document', 'navigator', 'location', 'WebSocket', 'localStorage'];
for (const name of names) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    writable: true,
    value: Reflect.get(window, name) as unknown,
  });
}

const open = new Set<XMLHttpRequest>();
/** What the client has registered for realtime and not taken back, by its ids. */
const registered = new Set<unknown>();

/**
 * Resolves when no request of the client is open and its realtime registrations are taken back, as they are some time
 * after a conversation has been let go of. A service that stops before is asked again and again, for minutes, by timers
 * that outlive the test and its modules. A registration that was let go of while it was under way is never taken back;
 * so it is not waited for longer than 15 seconds.
 */
export async function whenQuiet(): Promise<void> {
  const until = Date.now() + 15_000;
  while ((open.size > 0 || registered.size > 0) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const { fetch } = globalThis;
async function watchedFetch(...given: Parameters<typeof fetch>): Promise<Response> {
  const request = new Request(...given);
  const { url, method } = request;
  if (!url.includes('/v3/registrations')) return fetch(request);
  if (method === 'POST') {
    registered.add(((await request.clone().json()) as { registrationId: unknown }).registrationId);
  }
  const response = await fetch(request);
  if (method === 'DELETE') registered.delete(url.slice(url.lastIndexOf('/') + 1));
  return response;
}

Object.assign(globalThis, {
  XMLHttpRequest: class extends window.XMLHttpRequest {
    constructor() {
      super();
      this.addEventListener('loadstart', () => open.add(this));
      this.addEventListener('loadend', () => open.delete(this));
    }
  },
  fetch: watchedFetch,
  window: globalThis,
  self: globalThis,
  addEventListener: window.addEventListener.bind(window),
  removeEventListener: window.removeEventListener.bind(window),
  dispatchEvent: window.dispatchEvent.bind(window),
  CustomEvent: window.CustomEvent,
});
