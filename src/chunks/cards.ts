import type { CardRenderer } from '../chat/cards.ts';
import { createCardRenderer } from '../chat/cardRenderer.ts';

/** Draws the Adaptive Card of a survey; loaded when the first one comes. */
export function install(): CardRenderer {
  return createCardRenderer();
}
