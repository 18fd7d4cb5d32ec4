import type { ContextEntry, ConversationView, DeskView } from '../consoleView.ts';
import { byId, element, keyedList, setText } from './dom.ts';
import type { Model } from './model.ts';
import { clockTime } from './words.ts';

/** The right side: what the visitor has answered, the custom context as a table, and the facts of the conversation. */
export function createDetails(): (model: Model, conversation: ConversationView | null) => void {
  const root = byId('details', HTMLElement);
  const table = byId('context', HTMLTableElement);
  const none = byId('context-none', HTMLElement);

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
  const showFacts = pairList(byId('facts', HTMLElement));
  const showAnswers = pairList(byId('answers', HTMLElement));

  return ({ desk }, conversation) => {
    root.hidden = conversation === null;
    if (conversation === null) return;
    byId('answers-section', HTMLElement).hidden = conversation.answers.length === 0;
    showAnswers(conversation.answers.map(({ id, question, answer }) => [id, question, answer]));
    showRows(conversation.context);
    table.hidden = conversation.context.length === 0;
    none.hidden = conversation.context.length > 0;
    showFacts([
      ['began', 'Began', conversation.isProactive ? 'With an invitation' : 'By the visitor'],
      ['at', 'At', clockTime(conversation.createdAt)],
      ...(desk !== null && desk.queues.length > 1
        ? [['queue', 'Queue', queueName(desk, conversation)] as const]
        : []),
      ['language', 'Language', conversation.locale],
      ['id', 'Id', conversation.id],
      ...(conversation.reconnectId === null
        ? []
        : [['reconnect', 'Reconnect link', `?oc.reconnectid=${conversation.reconnectId}`] as const]),
    ]);
  };
}

const queueName = ({ queues }: DeskView, { queueId }: ConversationView): string =>
  queues.find(({ id }) => id === queueId)?.name ?? queueId;

/** A list of names with a value each, and a key to tell them apart by. */
function pairList(root: HTMLElement) {
  return keyedList(
    root,
    ([key]: readonly [key: string, name: string, value: string]) => key,
    ([, name]) => {
      const value = element('dd');
      value.dir = 'auto';
      return {
        root: element('div', '', element('dt', '', name), value),
        update: ([, , text]) => {
          setText(value, text);
        },
      };
    },
  );
}
