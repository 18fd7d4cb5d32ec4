import type { Action, CardElement } from 'adaptivecards/lib/card-elements';
import { ShowCardAction, ToggleVisibilityAction } from 'adaptivecards/lib/card-elements';

/** False for what the card hides, itself or with what it stands in. */
export function isShown(element: CardElement | undefined): boolean {
  return element === undefined || (element.isVisible && isShown(element.parent));
}

/** What is pressed: the button of the action, or the part of the card that has it. */
const pressedFor = ({ renderedElement, parent }: Action): HTMLElement | undefined =>
  renderedElement ?? parent?.renderedElement;

const bringIntoView = (element: HTMLElement | undefined): void =>
  element?.scrollIntoView?.({ block: 'nearest' });

/** Brings what was opened into view, as far as what was pressed for it can stay there. */
function followOpened(opened: HTMLElement | undefined, action: Action): void {
  bringIntoView(opened);
  bringIntoView(pressedFor(action));
}

/** Brings a card that was opened into view. */
export function followOpening(action: ShowCardAction, isOpen: boolean): void {
  if (isOpen) followOpened(action.card.renderedElement, action);
}

/** Moves on to what has come in place of what was pressed and has gone. */
function focusFirst(element: HTMLElement | undefined): void {
  const control = element?.querySelector<HTMLElement>('button, input, select, textarea, a[href]');
  if (control === null) element?.setAttribute('tabindex', '-1');
  (control ?? element)?.focus();
}

/**
 * Tells whoever cannot see it what the buttons of a card show and hide; to be called when the card is drawn. The library
 * does so for cards that a card opens, but says of parts that are shown and hidden that they are expanded, not of the
 * button.
 *
 * @returns what is pressed to show or hide something.
 */
export function prepareDisclosures(actions: readonly Action[]): ReadonlySet<HTMLElement | undefined> {
  const toggles = actions
    .filter((action) => action instanceof ToggleVisibilityAction)
    .map((action) => {
      const ids = Object.keys(action.targetElements);
      const found = ids.map((id) => action.parent?.getRootElement().getElementById(id));
      const targets = found.filter((target) => target !== undefined);
      // A button that only shows, or only hides, is neither open nor closed.
      const turned = targets.filter(({ id = '' }) => typeof action.targetElements[id] !== 'boolean');
      return { action, targets, told: turned.find(({ isVisible }) => !isVisible) ?? turned[0] };
    });

  function tell(): void {
    for (const { targets } of toggles)
      for (const { renderedElement } of targets) renderedElement?.removeAttribute('aria-expanded');
    for (const { action, told } of toggles) {
      const pressed = pressedFor(action);
      pressed?.removeAttribute('aria-controls');
      if (told !== undefined) pressed?.setAttribute('aria-expanded', String(isShown(told)));
    }
  }

  for (const { action, targets } of toggles) {
    const execute = action.execute.bind(action);
    action.execute = () => {
      execute();
      tell();
      const shown = targets.find(isShown)?.renderedElement;
      followOpened(shown, action);
      if (!isShown(action.parent)) focusFirst(shown);
    };
  }
  tell();
  const opening = actions.filter((action) => action instanceof ShowCardAction);
  return new Set([...toggles.map(({ action }) => action), ...opening].map(pressedFor));
}
