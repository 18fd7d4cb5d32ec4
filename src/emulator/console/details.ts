import type { ContextEntry, ConversationView } from '../consoleView.ts';
import { byId, element, keyedList, setText } from './dom.ts';
import { clockTime } from './words.ts';

/** The right side: the custom context as a table, and the facts of the conversation. */
export function createDetails(): (conversation: ConversationView | null) => void {
  const root = byId('details', HTMLElement);
  const table = byId('context', HTMLTableElement);
  const none = byId('context-none', HTMLElement);
  const facts = byId('facts', HTMLElement);

  const showRows = keyedList(
    byId('context-rows', HTMLTableSectionElement),
    (entry: ContextEntry) => entry.key,
    (entry) => {
      const key = element('th', '', entry.key);
      key.scope = 'row';
      const value = element('td');
      value.dir = 'auto';
      const mark = element('td', 'mark');
      return {
        root: element('tr', '', key, value, mark),
        update({ value: text, isDisplayable }) {
          setText(value, text);
          setText(mark, isDisplayable ? 'Yes' : 'No');
          mark.classList.toggle('yes', isDisplayable);
        },
      };
    },
  );
  const showFacts = keyedList(
    facts,
    ([name]: readonly [string, string]) => name,
    ([name]) => {
      const value = element('dd');
      return {
        root: element('div', '', element('dt', '', name), value),
        update: ([, text]) => {
          setText(value, text);
        },
      };
    },
  );

  return (conversation) => {
    root.hidden = conversation === null;
    if (conversation === null) return;
    showRows(conversation.context);
    table.hidden = conversation.context.length === 0;
    none.hidden = conversation.context.length > 0;
    showFacts([
      ['Began', conversation.isProactive ? 'With an invitation' : 'By the visitor'],
      ['At', clockTime(conversation.createdAt)],
      ['Language', conversation.locale],
      ['Id', conversation.id],
    ]);
  };
}
