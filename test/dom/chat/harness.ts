import { createChatWindow } from '../../../src/chat/chatWindow.tsx';
import { messages } from '../../../src/chat/messages.en.ts';
import type {
  ChatWindow,
  ChatWindowHost,
  ChatWindowOptions,
  ChatWindowView,
} from '../../../src/core/chatWindow.ts';

/** A chat window in a page of its own, seen as a visitor sees it. */
export interface OpenChat {
  readonly chat: ChatWindow;
  readonly root: ShadowRoot;
  readonly calls: Readonly<
    Record<
      | 'onSend'
      | 'onResend'
      | 'onTyping'
      | 'onMinimize'
      | 'onClose'
      | 'onRetry'
      | 'onEarlier'
      | 'onPreChatAnswers',
      jest.Mock
    >
  >;
  /** Style sheets in the root, in the order of their coming. */
  readonly sheets: readonly string[];
  show(members: Partial<ChatWindowView>): void;
  find<T extends HTMLElement = HTMLElement>(selector: string): T;
  button(name: string): HTMLButtonElement;
}

export interface OpenChatSetup {
  readonly options?: ChatWindowOptions;
  readonly loadPart?: ChatWindowHost<ShadowRoot>['loadPart'];
}

/** The buttons below this that a visitor can see, in their order. */
export function findButtons(root: ParentNode): readonly HTMLButtonElement[] {
  return Array.from(root.querySelectorAll('button')).filter(
    (button) => getComputedStyle(button).visibility !== 'hidden',
  );
}

/** What a button is called by whoever cannot see it. */
export const nameOf = (button: HTMLButtonElement): string | null =>
  button.getAttribute('aria-label') ?? button.textContent;

export function openChat({ options, loadPart }: OpenChatSetup = {}): OpenChat {
  const element = document.createElement('div');
  document.body.append(element);
  const root = element.attachShadow({ mode: 'open' });
  const calls = {
    onSend: jest.fn(),
    onResend: jest.fn(),
    onTyping: jest.fn(),
    onMinimize: jest.fn(),
    onClose: jest.fn(),
    onRetry: jest.fn(),
    onEarlier: jest.fn(),
    onPreChatAnswers: jest.fn(),
  };
  const sheets: string[] = [];
  const chat = createChatWindow({
    root,
    callbacks: calls,
    adoptStyles(cssText) {
      sheets.push(cssText);
      return () => sheets.splice(sheets.indexOf(cssText), 1);
    },
    loadPart: loadPart ?? (() => Promise.reject(new Error('The file is not there.'))),
    language: { name: 'en', tag: 'en-GB' },
    messages,
    ...(options === undefined ? {} : { options }),
  });
  const view: ChatWindowView = {
    pane: 'active',
    visible: true,
    title: null,
    entries: [],
    typing: null,
    agent: null,
    needsSignIn: false,
    nextOpening: null,
    preChatSurvey: null,
    postChatSurvey: null,
  };
  return {
    chat,
    root,
    calls,
    sheets,
    show: (members) => chat.update({ ...view, ...members }),
    find<T extends HTMLElement>(selector: string) {
      const node = root.querySelector<T>(selector);
      if (node === null) throw new Error(`There is no ${selector}.`);
      return node;
    },
    button(name) {
      const found = findButtons(root).find((candidate) => nameOf(candidate) === name);
      if (found === undefined) throw new Error(`There is no button "${name}".`);
      return found;
    },
  };
}

/** Resolves as soon as `seen` holds in the root; what never comes is the test's own time limit. */
export function until(root: ShadowRoot, seen: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!seen()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    look();
  });
}
