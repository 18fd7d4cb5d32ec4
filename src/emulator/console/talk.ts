import type { ConversationView, MessageView } from '../consoleView.ts';
import type { KeyedView } from './dom.ts';
import { byId, element, keyedList, setText } from './dom.ts';
import { examples } from './examples.ts';
import type { Model } from './model.ts';
import { hindranceOf, isTyping } from './model.ts';
import { clockTime, stateNote, stateWord } from './words.ts';

export interface TalkActions {
  readonly accept: (conversationId: string) => void;
  readonly say: (conversationId: string, text: string) => void;
  readonly type: (conversationId: string) => void;
  readonly end: (conversationId: string) => void;
}

export interface TalkState {
  readonly model: Model;
  readonly conversation: ConversationView | null;
  readonly agentId: string;
  readonly now: number;
}

/** The visitor hears of typing at most this often. */
const typingEveryMilliseconds = 3000;

/** The middle: one conversation with its messages and the field to answer. */
export function createTalk(actions: TalkActions) {
  const article = byId('talk', HTMLElement);
  const log = byId('log', HTMLElement);
  const accept = byId('accept', HTMLButtonElement);
  const end = byId('end', HTMLButtonElement);
  const dialog = byId('end-dialog', HTMLDialogElement);
  const composer = byId('composer', HTMLFormElement);
  const draft = byId('draft', HTMLTextAreaElement);
  const example = byId('example', HTMLSelectElement);
  const note = byId('composer-note', HTMLElement);
  const typingLine = byId('typing', HTMLElement);
  const none = element('p', 'log-none');
  const drafts = new Map<string, string>();
  let shownId: string | null = null;
  let lastTyping = 0;
  /** Whether the newest message is in view, so that the log follows. */
  let follows = true;
  let showMessages = messageList();

  function messageList() {
    const list = element('ol', 'messages');
    log.replaceChildren(list, none);
    return keyedList(list, (message: MessageView) => message.id, makeMessage);
  }

  const fit = (): void => {
    draft.style.height = 'auto';
    draft.style.height = `${String(draft.scrollHeight + 2)}px`;
  };

  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight;
  };
  log.addEventListener('scroll', () => {
    follows = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  });
  new ResizeObserver(() => {
    if (follows) toEnd();
  }).observe(log);

  accept.addEventListener('click', () => {
    if (shownId !== null) actions.accept(shownId);
  });
  end.addEventListener('click', () => {
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'end' && shownId !== null) actions.end(shownId);
  });
  draft.addEventListener('input', () => {
    fit();
    if (shownId === null || draft.value.trim() === '') return;
    const now = Date.now();
    if (now - lastTyping < typingEveryMilliseconds) return;
    lastTyping = now;
    actions.type(shownId);
  });
  draft.addEventListener('keydown', (event) => {
    // Enter also confirms a suggestion of an input method; that one is not ours.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = draft.value.trim();
    if (shownId === null || text === '') return;
    draft.value = '';
    lastTyping = 0;
    fit();
    actions.say(shownId, text);
  });

  example.append(...[...examples.keys()].map((name) => new Option(name, name)));
  example.addEventListener('change', () => {
    const text = examples.get(example.value);
    example.value = '';
    if (shownId !== null && text !== undefined) actions.say(shownId, text);
  });

  function open(conversation: ConversationView | null): void {
    if (shownId !== null) drafts.set(shownId, draft.value);
    shownId = conversation?.id ?? null;
    draft.value = (shownId === null ? undefined : drafts.get(shownId)) ?? '';
    lastTyping = 0;
    if (dialog.open) dialog.close('keep');
    showMessages = messageList();
  }

  function focusNext(): void {
    const next = [draft, accept, log].find((each) => each.checkVisibility() && !each.matches(':disabled'));
    next?.focus();
  }

  return {
    render({ model, conversation, agentId, now }: TalkState): void {
      const { activeElement: focused } = document;
      const isNew = (conversation?.id ?? null) !== shownId;
      if (isNew) open(conversation);
      article.hidden = conversation === null;
      if (conversation === null) return;
      const isMine = conversation.agentId === agentId;
      const holder = model.desk?.agents.find((each) => each.id === conversation.agentId)?.name ?? null;
      const hindrance = hindranceOf(model, agentId);

      setText(byId('visitor', HTMLElement), conversation.visitorName);
      const state = byId('state', HTMLElement);
      setText(state, stateWord(conversation));
      state.dataset['state'] = conversation.state;
      byId('invited', HTMLElement).hidden = !conversation.isProactive;
      setText(byId('state-note', HTMLElement), stateNote(conversation, holder, now));

      accept.hidden = conversation.state !== 'Waiting';
      accept.disabled = hindrance !== null;
      end.hidden = !(conversation.state === 'Active' && isMine);
      if (end.hidden && dialog.open) dialog.close('keep');

      const before = log.scrollHeight;
      showMessages(conversation.messages);
      none.hidden = conversation.messages.length > 0;
      setText(none, `${conversation.visitorName} has written nothing yet.`);

      const typing = isTyping(model, conversation.id, now);
      typingLine.classList.toggle('on', typing);
      setText(byId('typing-text', HTMLElement), typing ? `${conversation.visitorName} is typing` : '');

      composer.hidden = end.hidden;
      note.hidden = !composer.hidden;
      setText(note, composer.hidden ? noteFor(conversation, holder, hindrance) : '');
      if (isNew) fit();
      if (isNew || (follows && log.scrollHeight !== before)) toEnd();
      // Whoever works by keyboard must not have to begin at the top of the page again.
      if (focused !== null && article.contains(focused) && !focused.checkVisibility()) focusNext();
    },
    /** Puts the focus in the answer field; false if there is none. */
    focusDraft(): boolean {
      if (!composer.hidden) draft.focus();
      return !composer.hidden;
    },
    /** Gives words back that could not be sent, before what has been written since. */
    restoreDraft(conversationId: string, text: string): void {
      const isShown = conversationId === shownId;
      const since = isShown ? draft.value : (drafts.get(conversationId) ?? '');
      const both = since === '' ? text : `${text}\n${since}`;
      drafts.set(conversationId, both);
      if (!isShown) return;
      draft.value = both;
      fit();
    },
  };
}

const waitingNotes = {
  away: 'You are away. Go available to accept this conversation.',
  full: 'You have as many conversations as you take at a time. End one to accept this one.',
};

function noteFor(
  conversation: ConversationView,
  holder: string | null,
  hindrance: keyof typeof waitingNotes | null,
): string {
  switch (conversation.state) {
    case 'Waiting':
      return hindrance === null ? 'Accept the conversation to answer.' : waitingNotes[hindrance];
    case 'Active':
      if (conversation.isWithBot) return 'The bot has this conversation until the visitor asks for a person.';
      return `${holder ?? 'Another agent'} has this conversation. You can read along.`;
    case 'WrapUp':
    case 'Closed':
      return 'This conversation has ended.';
  }
}

function makeMessage(message: MessageView): KeyedView<MessageView> {
  const isData = /^\s*\{/.test(message.text);
  const text = element('p', isData ? 'message-text data' : 'message-text', message.text);
  text.dir = 'auto';
  const time = element('time', 'message-time', clockTime(message.sentAt));
  time.dateTime = new Date(message.sentAt).toISOString();
  const who = element('span', 'message-who', message.role === 'visitor' ? 'Visitor' : message.senderName);
  const root = element('li', `message ${message.role}`, element('p', 'message-head', who, ' ', time), text);
  return { root, update: () => undefined };
}
