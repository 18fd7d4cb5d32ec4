import { make, makeButton, makeLink } from './elements.ts';
import { pageStyles, panelStyles } from './panelStyles.ts';
import type { Row, RowKind } from './recorder.ts';
import { rowKinds } from './recorder.ts';

export interface PanelView {
  addRow(row: Row, options?: { readonly fresh: boolean }): void;
  /** `null` as long as the chat widget has given no sign. */
  showState(text: string | null): void;
}

export interface PanelActions {
  readonly startsOpen: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly onReset: () => void;
}

const kindLabels: Readonly<Record<(typeof rowKinds)[number], string>> = {
  event: 'Events',
  decision: 'Decisions',
  push: 'Data layer',
};

const pageLinks: readonly (readonly [path: string, label: string])[] = [
  ['/', 'Home'],
  ['/product/avocet', 'Avocet'],
  ['/product/knot', 'Knot'],
  ['/pricing', 'Plans'],
  ['/cart', 'Cart'],
  ['/facts', 'Facts'],
  ['/tag-manager', 'Tag Manager'],
];

const mostRowsShown = 300;

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function makeSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** Puts the panel at the end of the body, in an open shadow root of its own. */
export function mountPanel({ startsOpen, onToggle, onReset }: PanelActions): PanelView {
  const host = document.createElement('tag-panel');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [makeSheet(panelStyles)];

  const pillDot = make('span', 'dot');
  const pill = makeButton('pill', '', () => setOpen(true, true));
  pill.append(pillDot, 'What the tag is doing');
  pill.setAttribute('aria-expanded', 'false');
  const hide = makeButton('small', 'Hide', () => setOpen(false, true));
  hide.setAttribute('aria-expanded', 'true');

  const stateDot = make('span', 'dot');
  const stateText = make('span', '');
  const state = make('p', 'state', stateDot, stateText);
  state.setAttribute('role', 'status');

  const rows = make('ol', 'rows');
  // A list that scrolls has to be reachable by keyboard.
  rows.tabIndex = 0;
  rows.setAttribute('aria-label', 'What happened, newest first');
  const filters = makeFilters(rows);

  const panel = make(
    'aside',
    'panel',
    make('div', 'head', make('h2', '', 'What the tag is doing'), hide),
    state,
    filters.element,
    rows,
    makeFoot(onReset),
  );
  panel.id = 'panel';
  panel.setAttribute('aria-label', 'What the tag is doing');
  pill.setAttribute('aria-controls', panel.id);
  hide.setAttribute('aria-controls', panel.id);

  const setOpen = (open: boolean, byVisitor: boolean): void => {
    panel.hidden = !open;
    pill.hidden = open;
    showRoom(open);
    if (!byVisitor) return;
    (open ? hide : pill).focus();
    onToggle(open);
  };

  root.append(pill, panel);
  document.body.append(host);
  setOpen(startsOpen, false);

  return {
    addRow(row, { fresh } = { fresh: true }) {
      const element = makeRow(row);
      if (fresh) element.dataset.fresh = '';
      rows.prepend(element);
      filters.count(row.kind, 1);
      const last = rows.children.length > mostRowsShown ? rows.lastElementChild : null;
      if (last instanceof HTMLElement) {
        filters.count(last.dataset.kind as RowKind, -1);
        last.remove();
      }
    },
    showState(text) {
      const shown = text ?? 'No sign of the chat widget yet';
      if (stateText.textContent !== shown) stateText.textContent = shown;
      for (const dot of [stateDot, pillDot]) dot.toggleAttribute('data-live', text !== null);
    },
  };
}

/** Tells the page's styles whether the panel is open. Also called before there is a body, so that nothing shifts. */
export function showRoom(open: boolean): void {
  document.documentElement.dataset.tagPanel = open ? 'open' : 'hidden';
}

/** Adds the styles that make room for the panel beside the page. */
export function addPageStyles(): void {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, makeSheet(pageStyles)];
}

function makeFilters(rows: HTMLElement): {
  element: HTMLElement;
  count(kind: RowKind, change: number): void;
} {
  const hidden = new Set<string>();
  const counts = new Map<RowKind, { shown: number; element: HTMLElement }>();
  const element = make('div', 'filters');
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', 'Show');
  for (const kind of rowKinds) {
    const count = make('span', '', '0');
    const button = makeButton('filter', `${kindLabels[kind]} `, () => {
      if (!hidden.delete(kind)) hidden.add(kind);
      button.setAttribute('aria-pressed', String(!hidden.has(kind)));
      rows.dataset.hidden = [...hidden].join(' ');
    });
    button.append(count);
    button.setAttribute('aria-pressed', 'true');
    counts.set(kind, { shown: 0, element: count });
    element.append(button);
  }
  return {
    element,
    count(kind, change) {
      const entry = counts.get(kind);
      if (!entry) return;
      entry.shown += change;
      entry.element.textContent = String(entry.shown);
    },
  };
}

function makeRow(row: Row): HTMLLIElement {
  const time = make('time', '', clock.format(row.at));
  time.dateTime = new Date(row.at).toISOString();
  const element = make('li', 'row');
  element.dataset.kind = row.kind;
  element.dataset.tone = row.tone;
  if (row.kind === 'page') {
    element.append(make('div', 'plain', make('span', '', row.text), time));
    return element;
  }
  const parts = [make('span', 'name', row.name), time, make('span', 'text', row.text)];
  if (row.data === '') {
    element.append(make('div', 'plain', ...parts));
    return element;
  }
  const details = make('details', '', make('summary', '', ...parts));
  details.addEventListener(
    'toggle',
    () => {
      const json = make('pre', '', pretty(row.data));
      json.tabIndex = 0;
      json.setAttribute('aria-label', `${row.name} as JSON`);
      details.append(json);
    },
    { once: true },
  );
  element.append(details);
  return element;
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // Cut off because it was too long.
    return `${json} …`;
  }
}

function makeFoot(onReset: () => void): HTMLElement {
  const reset = makeButton('reset', 'Reset visitor', () => {
    reset.disabled = true;
    reset.textContent = 'Forgetting…';
    onReset();
  });
  const agents = makeLink('', 'Agent console', '/console');
  agents.target = '_blank';
  agents.rel = 'noopener';
  const nav = make('nav', '');
  nav.setAttribute('aria-label', 'Pages of the demo');
  for (const [path, label] of pageLinks) {
    const link = makeLink('', label, path);
    if (path === window.location.pathname) link.setAttribute('aria-current', 'page');
    nav.append(link);
  }
  return make('div', 'foot', make('div', 'tools', reset, agents), nav);
}
