import type { ChatWindowCallbacks, ChatWindowView } from '../../src/core/chatWindow.ts';
import type { InstalledSdk, LiveChatSdk } from '../../src/core/sdkPort.ts';
import type { PageCall, TabNumber, VisitorAct } from './acts.ts';
import type { PageWindow } from './fakePage.ts';
import type { PageLink } from './fakeService.ts';
import type { TabSight } from './world.ts';
import { inOrder } from './world.ts';

/** A page in a fake tab. */
export interface FakePage {
  readonly number: TabNumber;
  readonly link: PageLink;
  readonly home: PageWindow;
  readonly installed: InstalledSdk;
  readonly raised: string[];
  readonly chatWindow: { view: ChatWindowView | null; callbacks: ChatWindowCallbacks | null };
  readonly heard: Set<(message: unknown) => void>;
  isFrozen: boolean;
  isGone: boolean;
  stopListening: () => void;
}

export function eventText({ type, detail }: CustomEvent<unknown>): string {
  if (type !== 'lcw:error') return type;
  const { errorCode } = Object(detail) as { readonly errorCode?: number };
  return `${type} ${String(errorCode)}`;
}

const rootOf = ({ home }: FakePage): ShadowRoot | null =>
  home.window.document.querySelector('[data-lcw-proactive-chat]')?.shadowRoot ?? null;

export function sightOf(page: FakePage): TabSight {
  const { view } = page.chatWindow;
  return {
    chat: page.installed.chatState(),
    window: view === null ? null : { pane: view.pane, visible: view.visible },
    isInvited: rootOf(page)?.querySelector('section.card') != null,
    lines: (view?.entries ?? []).map(({ text, delivery }) =>
      delivery === 'sent' ? text : `${text} (${delivery})`,
    ),
    ...inOrder(page.raised.splice(0)),
  };
}

export function call({ home }: FakePage, { kind, ...options }: PageCall): void {
  const { Microsoft } = home.window as unknown as {
    Microsoft: { Omnichannel: { LiveChatWidget: { SDK: LiveChatSdk & { maximizeChat(): void } } } };
  };
  const sdk = Microsoft.Omnichannel.LiveChatWidget.SDK;
  if (kind === 'startProactiveChat') sdk.startProactiveChat({}, Reflect.get(options, 'showPreChat') === true);
  else sdk[kind]();
}

function press(page: FakePage, selector: string): void {
  const button = rootOf(page)?.querySelector<HTMLElement>(selector);
  if (button == null || button.hidden) throw new Error(`There is no ${selector} to press.`);
  button.click();
}

export function visit(page: FakePage, does: VisitorAct, text: string): void {
  const { view, callbacks } = page.chatWindow;
  switch (does) {
    case 'presses the chat button':
      press(page, '.chat-button');
      return;
    case 'accepts the invitation':
      press(page, '.button-primary');
      return;
    case 'declines the invitation':
      press(page, '.button-quiet');
      return;
    case 'closes the invitation':
      press(page, '.card-close');
      return;
    case 'presses Escape': {
      const { document, KeyboardEvent } = page.home.window;
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      return;
    }
    case 'minimises the window':
      callbacks?.onMinimize();
      return;
    case 'closes the window':
      callbacks?.onClose();
      return;
    case 'answers the survey before the chat':
      callbacks?.onPreChatAnswers({ name: 'Anna' });
      return;
    case 'tries again':
      callbacks?.onRetry();
      return;
    case 'sends a message':
      callbacks?.onSend(text);
      return;
    case 'sends the unsent message again': {
      const entry = view?.entries.find(({ delivery }) => delivery === 'unsent');
      if (entry !== undefined) callbacks?.onResend(entry.key);
    }
  }
}
