import { chatsSignal } from '../signals/chats.ts';
import { invitationsSignal } from '../signals/invitations.ts';
import type { Signal } from '../signals/signal.ts';

export function install(): Readonly<Record<string, Signal>> {
  return { chats: chatsSignal, invitations: invitationsSignal };
}
