import { membersOf } from './members.ts';

/**
 * What one browser tab keeps while the inspector is open in it. It is about no visitor: it goes with the tab, or when the
 * inspector is closed.
 */
export interface Preview {
  /** At which end of the lower edge the inspector stands. */
  readonly place: 'start' | 'end';
  readonly isCollapsed: boolean;
  /** What a link has offered to try and nobody has agreed to: an address, or a rule set as base64url. */
  readonly offer?: string;
  /** A rule set that is not published, as JSON text: whoever sits at this tab has agreed to try it. */
  readonly ruleSet?: string;
  /** Where it came from. */
  readonly source?: string;
}

/** How the name begins that a tab with the inspector is given. */
const ownName = 'lcw-preview-';
/** In `sessionStorage`. */
const key = 'lcw-proactive-chat.preview';
/** A window that this one opens gets a copy of what is kept, but not its name, so that it finds no rule set to try. */
const ruleSetKey = ({ name }: Window): string => `${key}.${name}`;

/** A tab without a name has no inspector, so that in the tab of an ordinary visitor nothing is looked for. */
function read(window: Window, name: string): string | null {
  try {
    return window.name === '' ? null : window.sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

/**
 * Whether the inspector is open in this tab, or the fragment of the address asks for it: `#lcw-preview`, also behind other
 * parameters or with a value. Never in a frame, whose address and surroundings another site may have chosen.
 */
export function isPreviewing(window: Window): boolean {
  return (
    window.parent === window &&
    (/[#?&]lcw-preview(=|&|$)/.test(window.location.hash) || read(window, key) !== null)
  );
}

/** The unpublished rule set that is tried in this tab, in place of the published one; `null` if there is none. */
export function unpublishedRuleSet(window: Window): string | null {
  return read(window, ruleSetKey(window));
}

/** What this tab keeps; `null` where the inspector is not open. Never throws. */
export function readPreview(window: Window): Preview | null {
  try {
    const kept = JSON.parse(read(window, key) ?? 'null') as unknown;
    if (kept === null) return null;
    const { place, isCollapsed, offer, source } = membersOf(kept);
    const ruleSet = unpublishedRuleSet(window);
    return {
      place: place === 'end' ? place : 'start',
      isCollapsed: isCollapsed === true,
      ...(typeof offer === 'string' ? { offer } : {}),
      ...(ruleSet === null ? {} : { ruleSet, source: String(source) }),
    };
  } catch {
    return null;
  }
}

/**
 * Keeps this for the tab; `null` forgets it. The tab is given a name for so long, unless the page has given it one. Never
 * throws: without storage all is forgotten with the page.
 *
 * @param newId - an id no other window has.
 */
export function keepPreview(window: Window, preview: Preview | null, newId: () => string): void {
  try {
    const { sessionStorage } = window;
    const { ruleSet, ...others } = preview ?? {};
    if (preview !== null) window.name ||= ownName + newId();
    if (ruleSet === undefined) sessionStorage.removeItem(ruleSetKey(window));
    else sessionStorage.setItem(ruleSetKey(window), ruleSet);
    if (preview !== null) {
      sessionStorage.setItem(key, JSON.stringify(others));
      return;
    }
    sessionStorage.removeItem(key);
    if (window.name.startsWith(ownName)) window.name = '';
  } catch {
    // Blocked, or full.
  }
}
