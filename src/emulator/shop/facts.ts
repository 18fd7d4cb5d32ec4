/**
 * Entry of the page that shows every fact. Before the tag starts it takes the rule set out of the shop's configuration
 * and puts one in its place that asks for everything; then it asks the tag what it knows, twice a second.
 */
import { factTable } from '../../core/factTable.ts';
import { factKey } from '../../core/facts.ts';
import { make } from './elements.ts';
import { askForAll, paramsOf } from './factRules.ts';
import type { ShownFact } from './factRules.ts';
import { wireTries } from './factTries.ts';

const askEveryMs = 500;

interface Diagnosis {
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the first word of a name is about. */
const groupTitles: Readonly<Record<string, string>> = {
  page: 'This page',
  engagement: 'What the visitor does',
  visit: 'This visit',
  campaign: 'The campaign that led here',
  visitor: 'The visitor',
  errors: 'What goes wrong',
  device: 'The device',
  vitals: 'How fast the page is',
  cart: 'The cart',
  dataLayer: 'The data layer',
  event: 'Events of this page',
  custom: 'What the site adds',
  chat: 'The chat',
  invitation: 'Earlier invitations',
  agent: 'Who is there to answer',
};
const scopeTexts = { page: 'this page view', visit: 'this visit', visitor: 'this visitor' } as const;

const facts = Object.entries(factTable) as unknown as readonly (readonly [string, ShownFact])[];
const queue = (window.lcwProactiveChat ??= []);

for (const entry of queue as { command?: unknown; config?: Record<string, unknown> }[]) {
  if (entry.command !== 'init' || entry.config === undefined) continue;
  delete entry.config['ruleSetUrl'];
  entry.config['ruleSet'] = askForAll(facts);
}

document.addEventListener('DOMContentLoaded', () => {
  const place = document.querySelector<HTMLElement>('[data-facts]');
  const known = document.querySelector<HTMLElement>('[data-known]');
  if (place === null || known === null) return;
  const show = list(place);
  const ask = (): void => {
    if (document.visibilityState === 'hidden') return;
    const callback = ({ facts: values }: Diagnosis): void => {
      const count = facts.filter(([name]) => values[keyOf(name)] !== undefined).length;
      const text = `${count} of ${facts.length} are known.`;
      if (known.textContent !== text) known.textContent = text;
      show(values);
    };
    queue.push({ command: 'diagnose', callback });
  };
  wireTries(document, queue);
  ask();
  window.setInterval(ask, askEveryMs);
});

function keyOf(name: string): string {
  return factKey(name, paramsOf(name));
}

/** Puts a row for each fact on the page; the function that comes back fills in the values. */
function list(place: HTMLElement): (values: Readonly<Record<string, unknown>>) => void {
  const cells = new Map<string, HTMLElement>();
  const groups = new Map<string, HTMLElement[]>();
  for (const [name, { description: written, scope, purpose }] of facts) {
    const description = written.replaceAll('`', '');
    const group = name.split('.')[0] ?? '';
    const value = make('span', 'fact__value', 'unknown');
    value.dataset.unknown = '';
    cells.set(name, value);
    const params = paramsOf(name);
    const purposeMark = make(
      'span',
      'mark',
      purpose === 'none' ? 'no consent needed' : `with consent: ${purpose}`,
    );
    purposeMark.dataset.purpose = purpose;
    const row = make(
      'li',
      'fact',
      make('span', 'fact__name', name),
      value,
      make('span', 'fact__about', make('span', 'mark', scopeTexts[scope]), purposeMark),
      make(
        'span',
        'fact__text',
        params === undefined ? description : `${description} Here: ${words(params)}.`,
      ),
    );
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  for (const [group, rows] of groups) {
    const heading = make('h3', '', groupTitles[group] ?? group);
    heading.id = `facts-${group}`;
    const items = make('ul', 'facts-list__rows', ...rows);
    items.setAttribute('aria-labelledby', heading.id);
    place.append(make('div', 'facts-list', heading, items));
  }
  return (values) => {
    for (const [name, { unit }] of facts) {
      const cell = cells.get(name);
      if (cell === undefined) continue;
      const value = values[keyOf(name)];
      const text = value === undefined ? 'unknown' : [shown(value), unit].filter(Boolean).join(' ');
      if (cell.textContent !== text) cell.textContent = text;
      cell.toggleAttribute('data-unknown', value === undefined);
    }
  };
}

/** As a rule would write it; no finer than somebody would read it. */
function shown(value: unknown): string {
  if (value === '') return '"", which is empty';
  return JSON.stringify(typeof value === 'number' ? Math.round(value * 100) / 100 : value);
}

function words(params: Readonly<Record<string, string | number>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
