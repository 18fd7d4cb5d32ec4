import type { ChatWindow, ChatWindowHost } from '../core/chatWindow.ts';
import { createChatWindow } from '../chat/chatWindow.tsx';

/** Puts the chat window into the shadow root of the widget. */
export function install(host: ChatWindowHost<ShadowRoot>): ChatWindow {
  return createChatWindow(host);
}
