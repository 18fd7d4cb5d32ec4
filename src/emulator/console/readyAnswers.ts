import { byId, element } from './dom.ts';

/** What agents say often; Alt and the number puts it in. */
const answers = [
  ['Greeting', 'Good day, thank you for getting in touch. How can I help?'],
  ['One moment', 'One moment please, I am looking that up.'],
  ['Anything else?', 'Is there anything else I can do for you?'],
  ['Goodbye', 'Thank you for the conversation, and have a good day!'],
] as const;

/** Answers that are put into the field where the agent writes, to be changed or sent. Returns what shows or hides them. */
export function createReadyAnswers(): (isWriting: boolean) => void {
  const group = byId('ready', HTMLElement);
  const draft = byId('draft', HTMLTextAreaElement);
  const putIn = (text: string): void => {
    draft.setRangeText(text, draft.selectionStart, draft.selectionEnd, 'end');
    draft.dispatchEvent(new Event('input', { bubbles: true }));
    draft.focus();
  };
  group.append(
    ...answers.map(([name, text], index) => {
      const button = element('button', 'button plain', name);
      button.type = 'button';
      button.title = `Alt + ${String(index + 1)}`;
      button.addEventListener('click', () => {
        putIn(text);
      });
      return button;
    }),
  );
  document.addEventListener('keydown', (event) => {
    const text =
      event.altKey && !event.ctrlKey
        ? answers[Number(/^Digit([1-4])$/.exec(event.code)?.[1]) - 1]?.[1]
        : undefined;
    if (text === undefined || group.hidden) return;
    event.preventDefault();
    putIn(text);
  });
  return (isWriting) => {
    group.hidden = !isWriting;
  };
}
