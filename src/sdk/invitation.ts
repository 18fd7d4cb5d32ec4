import type { InvitationEvent } from '../core/sdkPort.ts';
import type { InvitationRequest } from './callArguments.ts';
import type { Words } from './card.ts';
import { createCard } from './card.ts';
import type { Countdown } from './countdown.ts';
import { startCountdown } from './countdown.ts';
import type { WidgetLanguage } from './language.ts';
import type { Surface } from './surface.ts';

/** The invitation on the screen: one at a time. */
export interface InvitationPane {
  /** Shows an invitation and announces it once. Ignored while one is open. */
  show(request: InvitationRequest): void;
  isOpen(): boolean;
  /** Answers the open invitation as if the visitor had pressed "Chat now". */
  accept(): void;
  /** Takes the open invitation away. */
  withdraw(): void;
  /** Takes the open invitation away without telling anybody. */
  destroy(): void;
}

/** Tells `shown`, and later exactly one of the other events, after the invitation has left the screen. */
export function createInvitationPane(
  view: Window & typeof globalThis,
  surface: Surface,
  speech: WidgetLanguage,
  onEvent: (event: InvitationEvent, request: InvitationRequest) => void,
): InvitationPane {
  let open: { readonly request: InvitationRequest; leave(returnsFocus: boolean): void } | null = null;

  function leaveWith(event: Exclude<InvitationEvent, 'shown'>): void {
    if (open === null) return;
    const { request, leave } = open;
    // After "Chat now" the visitor goes on in the chat window.
    leave(event !== 'accepted');
    onEvent(event, request);
  }

  function show(request: InvitationRequest): void {
    if (open !== null) return;
    const messages = speech.messages();
    const { name } = speech.language();
    // What the page says is in the language of the page; it gives no other.
    const ofPage = (text: string): Words => ({ text, language: view.document.documentElement.lang });
    const words = (given: string | null, ours: string): Words =>
      given === null ? { text: ours, language: name } : ofPage(given);
    const content = {
      language: name,
      name: request.agentName === null ? null : ofPage(request.agentName),
      pictureUrl: request.agentPictureUrl,
      title: words(request.title, messages.invitationTitle),
      text: words(request.message, messages.invitationMessage),
      primary: messages.accept,
      secondary: messages.decline,
      close: messages.close,
    };
    const card = createCard(view.document, content, {
      onPrimary: () => leaveWith('accepted'),
      onSecondary: () => leaveWith('declined'),
      onClose: () => leaveWith('dismissed'),
    });

    let countdown: Countdown | null = null;
    if (request.closeAfterSeconds !== null) {
      const timer = startCountdown(view, request.closeAfterSeconds * 1000, () => leaveWith('expired'));
      countdown = timer;
      card.addEventListener('pointerenter', () => timer.hold('pointer'));
      card.addEventListener('pointerleave', () => timer.release('pointer'));
      card.addEventListener('focusin', () => timer.hold('focus'));
      card.addEventListener('focusout', () => timer.release('focus'));
    }

    // Escape works wherever the focus is, unless the page has a use for it of its own. A dialog of the page may close
    // itself before the key comes here, so it is looked for as the key goes down.
    let isForDialog = false;
    const beforeKey = (): void => {
      isForDialog = hasOpenDialog(view.document);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || isForDialog) return;
      leaveWith('dismissed');
    };
    view.addEventListener('keydown', beforeKey, true);
    view.addEventListener('keydown', onKey);

    open = {
      request,
      leave(returnsFocus) {
        open = null;
        countdown?.cancel();
        view.removeEventListener('keydown', beforeKey, true);
        view.removeEventListener('keydown', onKey);
        const hadFocus = card.contains(surface.root.activeElement);
        card.remove();
        surface.announce(null);
        if (hadFocus && returnsFocus) surface.returnFocus();
      },
    };
    surface.root.prepend(card);
    makeScrollable(card.querySelector('.card-words'));
    const said = [content.name, content.title, content.text].flatMap((words) => words?.text ?? []);
    surface.announce({ ...content.text, text: said.join('. ') });
    onEvent('shown', request);
  }

  return {
    show,
    isOpen: () => open !== null,
    accept: () => leaveWith('accepted'),
    withdraw: () => leaveWith('withdrawn'),
    destroy: () => open?.leave(true),
  };
}

/** Does the page show a dialog? Many pages keep theirs in the document and hide them. */
function hasOpenDialog(document: Document): boolean {
  const dialogs = document.querySelectorAll('dialog[open], [aria-modal="true"]');
  return Array.from(dialogs).some((dialog) => {
    const { checkVisibility } = dialog as Partial<Element>;
    return checkVisibility?.call(dialog, { visibilityProperty: true }) ?? dialog.getClientRects().length > 0;
  });
}

/** A message that is too long for its place scrolls; then the keyboard has to reach it too. */
function makeScrollable(words: HTMLElement | null): void {
  if (words === null || words.scrollHeight <= words.clientHeight + 1) return;
  words.tabIndex = 0;
  words.classList.add('is-long');
}
