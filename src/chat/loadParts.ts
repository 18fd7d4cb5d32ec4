import type { ChatWindowHost } from '../core/chatWindow.ts';
import type { CardRenderer, CardRendererFactory, CardRequest, CardResult } from './cards.ts';
import type { Messages } from './messages.ts';
import type { RichMessages, RichMessagesFactory } from './rich/richMessages.ts';

type Host = Pick<ChatWindowHost<ShadowRoot>, 'loadPart' | 'adoptStyles' | 'root'>;

/** Draws a card in proportion to the text of its place; rejects if what draws cards cannot be loaded. */
export type DrawCard = (
  place: Element,
  request: Omit<CardRequest, 'words' | 'fontSizePx'>,
) => Promise<CardResult>;

/** What loads beside the window. */
export interface WindowParts {
  readonly drawCard: DrawCard;
  /** What draws messages; `null` as long as it is not there. */
  rich(): RichMessages | null;
  dropStyles(): void;
}

/**
 * Loads what draws messages, and what draws cards when the first one comes, each once; the next call tries again what
 * did not come.
 *
 * @param onRich what draws messages has come
 */
export function createWindowParts(host: Host, messages: Messages, onRich: () => void): WindowParts {
  const drops: (() => void)[] = [];
  let isDropped = false;
  let cards: Promise<CardRenderer> | undefined;
  let rich: RichMessages | 'loading' | null = null;

  function adopt(styles: string): void {
    if (!isDropped) drops.push(host.adoptStyles(styles));
  }

  async function loadCards(): Promise<CardRenderer> {
    const namespace = (await host.loadPart('cards')) as { readonly install: CardRendererFactory };
    const renderer = namespace.install();
    adopt(renderer.styles);
    return renderer;
  }

  async function loadRich(): Promise<void> {
    rich = 'loading';
    try {
      const namespace = (await host.loadPart('rich-messages')) as { readonly install: RichMessagesFactory };
      rich = namespace.install(host.root.ownerDocument, messages);
      adopt(rich.styles);
      if (!isDropped) onRich();
    } catch {
      rich = null;
    }
  }

  return {
    async drawCard(place, request) {
      cards ??= loadCards();
      cards.catch(() => (cards = undefined));
      const renderer = await cards;
      const fontSizePx = Number.parseFloat(getComputedStyle(place).fontSize) || 16;
      return renderer.draw({ ...request, fontSizePx, words: messages });
    },
    rich() {
      if (rich === null) void loadRich();
      return rich === 'loading' ? null : rich;
    },
    dropStyles() {
      isDropped = true;
      for (const drop of drops) drop();
    },
  };
}
