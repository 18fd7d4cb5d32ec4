import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { useMessages } from './messages.ts';

interface ComposerProps {
  readonly onSend: (text: string) => void;
  readonly onTyping: () => void;
}

/** Where the visitor writes: Enter sends, Shift and Enter make a new line. */
export function Composer({ onSend, onTyping }: ComposerProps) {
  const messages = useMessages();
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);

  // The field grows with its text up to the height its style allows; newer browsers see to that themselves.
  useLayoutEffect(() => {
    const node = field.current;
    if (node === null || 'fieldSizing' in (node.style as object)) return;
    node.style.blockSize = 'auto';
    node.style.blockSize = `${node.scrollHeight + node.offsetHeight - node.clientHeight}px`;
  }, [draft]);

  const send = (): void => {
    const text = draft.trim();
    if (text === '') return;
    setDraft('');
    onSend(text);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        field.current?.focus();
      }}
    >
      <label class="unseen" for="chat-field">
        {messages.yourMessage}
      </label>
      <textarea
        id="chat-field"
        class="field"
        rows={1}
        // Without a text it is the placeholder that has a direction.
        dir={draft === '' ? undefined : 'auto'}
        enterkeyhint="send"
        autocomplete="off"
        data-chat-focus=""
        placeholder={messages.writeMessage}
        ref={field}
        value={draft}
        onInput={({ currentTarget }) => {
          setDraft(currentTarget.value);
          if (currentTarget.value !== '') onTyping();
        }}
        onKeyDown={(event) => {
          // While an input method is composing, Enter chooses a word.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="send" aria-label={messages.send}>
        <Icon name="send" />
      </button>
    </form>
  );
}
