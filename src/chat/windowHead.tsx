import type { ComponentChildren, Ref } from 'preact';
import { Icon } from './icons.tsx';
import { useMessages } from './messages.ts';

interface WindowHeadProps {
  readonly title: string;
  readonly status: ComponentChildren;
  readonly isInert: boolean;
  readonly hasMinimizeButton: boolean;
  readonly closeButtonText: string | undefined;
  readonly closeButton: Ref<HTMLButtonElement>;
  /** Saves what was said; `null` while there is nothing. */
  readonly onSave: (() => void) | null;
  readonly onMinimize: () => void;
  readonly onClose: () => void;
}

/** The title of the window, how things stand, and its buttons. */
export function WindowHead(props: WindowHeadProps) {
  const messages = useMessages();
  const { closeButtonText } = props;
  return (
    <div class="window-head" inert={props.isInert}>
      <span class="mark">
        <Icon name="chat" />
      </span>
      <div class="window-names">
        <h2 class="window-title" id="chat-title">
          {props.title}
        </h2>
        <p class="window-status">{props.status}</p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={messages.save}
        // Has its place before it can be pressed: the title would break anew when it came, and the window would move.
        style={{ visibility: props.onSave === null ? 'hidden' : '' }}
        onClick={() => props.onSave?.()}
      >
        <Icon name="save" />
      </button>
      {props.hasMinimizeButton && (
        <button type="button" class="icon-button" aria-label={messages.minimize} onClick={props.onMinimize}>
          <Icon name="minimize" />
        </button>
      )}
      {closeButtonText === undefined ? (
        <button
          type="button"
          class="icon-button"
          aria-label={messages.close}
          ref={props.closeButton}
          onClick={props.onClose}
        >
          <Icon name="close" />
        </button>
      ) : (
        <button type="button" class="text-button" dir="auto" ref={props.closeButton} onClick={props.onClose}>
          {closeButtonText}
        </button>
      )}
    </div>
  );
}
