/**
 * Entry of the demo's panel. It runs in the head before the tag, so that it hears everything from the first event on,
 * and shows it as soon as there is a body.
 */

import { cartKey } from './cart.ts';
import type { PanelView } from './panelView.ts';
import { addPageStyles, mountPanel, showRoom } from './panelView.ts';
import { besideQuery } from './panelStyles.ts';
import { startRecorder } from './recorder.ts';

declare global {
  interface Window {
    lcwProactiveChat?: unknown[];
  }
}

const openKey = 'lcw-demo-panel-open';
/** The tag erases what it has stored as soon as it reads the command; only then the page may begin anew. */
const forgetMs = 400;

let view: PanelView | null = null;

const recorder = startRecorder({
  window,
  now: () => Date.now(),
  storage: openStorage('sessionStorage'),
  onRow: (row) => {
    view?.addRow(row);
    view?.showState(recorder.chatState());
  },
});

const settings = openStorage('localStorage');
const startsOpen = isOpenAtStart();
addPageStyles();
showRoom(startsOpen);

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
else mount();

function mount(): void {
  const mounted = mountPanel({
    startsOpen,
    onToggle: (open) => {
      try {
        settings?.setItem(openKey, String(open));
      } catch {
        // Full or blocked: the panel opens as it did at first.
      }
    },
    onReset: resetVisitor,
  });
  for (const row of recorder.rows()) mounted.addRow(row, { fresh: false });
  mounted.showState(recorder.chatState());
  view = mounted;
}

function isOpenAtStart(): boolean {
  const kept = settings?.getItem(openKey);
  return kept === 'true' || (kept !== 'false' && window.matchMedia(besideQuery).matches);
}

interface ChatGlobal {
  readonly Microsoft?: {
    readonly Omnichannel?: { readonly LiveChatWidget?: { readonly SDK?: { closeChat(): void } } };
  };
}

function resetVisitor(): void {
  // A chat that is open would be kept for the next page; a new visitor has none.
  (window as Window & ChatGlobal).Microsoft?.Omnichannel?.LiveChatWidget?.SDK?.closeChat();
  (window.lcwProactiveChat ??= []).push({ command: 'forget' });
  settings?.removeItem(cartKey);
  window.setTimeout(() => {
    recorder.forget();
    window.location.reload();
  }, forgetMs);
}

function openStorage(name: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}
