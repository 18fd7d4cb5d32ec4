import { at } from '../json.ts';
import { suggest } from '../../core/suggest.ts';
import { quote } from './warning.ts';
import type { Linted, Warn } from './warning.ts';

/** Items the service takes with one chat (Live chat SDK reference, setContextProvider). */
const MOST_ITEMS = 100;

/** Names of the custom context that do not reach the agent as they are meant. */
export function lintContext({ ruleSet, compiled, settings }: Linted, warn: Warn): void {
  const ids = Object.entries(ruleSet.contextIds ?? {}) as readonly (readonly [string, string])[];
  const known = settings.contextNames;
  const lintName = (name: string, pointer: string): void => {
    if (known === undefined || known.includes(name)) return;
    const meant = suggest(name, known);
    warn(
      'context_name_unknown',
      pointer,
      `The workstream has no context variable ${quote(name)}.`,
      meant === null ? 'Create it there, or remove the item.' : `Did you mean ${quote(meant)}?`,
    );
  };
  for (const [place, [key, name]] of ids.entries()) {
    const pointer = `/contextIds/${key}`;
    lintName(name, pointer);
    const other = ids.slice(0, place).find(([, earlier]) => earlier === name);
    if (other !== undefined) warnTaken(name, pointer, `"contextIds" uses it for ${quote(other[0])}`, warn);
  }
  for (const { rule, index } of compiled.rules) {
    const names = Object.keys(rule.context ?? {});
    const parent = `/rules/${index}/context`;
    if (names.length + ids.length > MOST_ITEMS) {
      warn(
        'too_many_context_items',
        parent,
        `With "contextIds" there are ${names.length + ids.length} items, and no more than ${MOST_ITEMS} are taken.`,
        'Take some away.',
      );
    }
    for (const [place, name] of names.entries()) {
      const pointer = at(parent, name);
      lintName(name, pointer);
      const taken = ids.find(([, id]) => id === name);
      if (taken !== undefined)
        warnTaken(name, pointer, `"contextIds" puts the id of the ${taken[0]} there`, warn);
      const alike = names.slice(0, place).find((other) => other.toLowerCase() === name.toLowerCase());
      if (alike === undefined) continue;
      warn(
        'context_names_alike',
        pointer,
        `${quote(name)} and ${quote(alike)} differ only in capital letters, and the service may take them for one.`,
        'Remove one of the two, or name it otherwise.',
      );
    }
  }
}

function warnTaken(name: string, pointer: string, why: string, warn: Warn): void {
  warn(
    'context_name_taken',
    pointer,
    `${quote(name)} is taken: ${why}.`,
    'Choose another name for one of the two.',
  );
}
