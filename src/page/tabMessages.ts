import type { Tabs } from '../core/tabs.ts';
import { guarded, listen, runAll } from './guard.ts';
import type { Report, Unsubscribe } from './guard.ts';
import { storageKeys } from '../core/storageKeys.ts';

/** A way to reach the other pages. */
interface Channel {
  /** May throw. */
  send(text: string): void;
  close: Unsubscribe;
}

/**
 * Messages between pages, as JSON text. The channel is closed while the page is away, since a page with an open one is
 * not kept for going back to; what is posted in the meantime still goes out, what others post is missed.
 */
export function createTabMessages(
  window: Window,
  name: string,
  report: Report,
): Pick<Tabs, 'post' | 'listen' | 'close'> {
  const listeners = new Set<(message: unknown) => void>();
  let isClosed = false;

  const hear = guarded(
    'tab message',
    (text: unknown) => {
      if (typeof text !== 'string') return;
      const message: unknown = JSON.parse(text);
      for (const listener of [...listeners]) guarded('tab listener', listener, report)(message);
    },
    report,
  );
  const open = (): Channel =>
    openBroadcastChannel(window, name, hear) ?? openStorageChannel(window, name, hear);
  const away = (): void => {
    channel?.close();
    channel = null;
  };

  let channel: Channel | null = open();
  const stops = [
    listen(window, 'pagehide', away),
    listen(window, 'pageshow', () => (channel ??= open())),
    away,
  ];

  return {
    post: guarded(
      'tab message',
      (message: object) => {
        if (isClosed) return;
        const current = channel ?? open();
        try {
          current.send(JSON.stringify(message));
        } finally {
          if (current !== channel) current.close();
        }
      },
      report,
    ),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      listeners.clear();
      runAll(stops, report);
    },
  };
}

function openBroadcastChannel(window: Window, name: string, hear: (text: unknown) => void): Channel | null {
  try {
    const { BroadcastChannel } = window as Window & typeof globalThis;
    const channel = new BroadcastChannel(`lcw-proactive-chat.${name}`);
    channel.onmessage = ({ data }) => hear(data);
    return { send: (text) => channel.postMessage(text), close: () => channel.close() };
  } catch {
    // Not there, or forbidden to a page in a sandbox.
    return null;
  }
}

/** Every other page of the origin is told of a key that changes; nothing stays behind. */
function openStorageChannel(window: Window, name: string, hear: (text: unknown) => void): Channel {
  const key = `${storageKeys.message.key}.${name}`;
  return {
    send: (text) => {
      window.localStorage.setItem(key, text);
      window.localStorage.removeItem(key);
    },
    close: listen(window, 'storage', (event) => {
      if ((event as StorageEvent).key === key) hear((event as StorageEvent).newValue);
    }),
  };
}
