import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SurveyAnswers } from '../core/chatPort.ts';
import { useMessages } from './messages.ts';
import type { Question } from './questions.ts';

interface PlainSurveyProps {
  /** What the card says to whoever cannot draw it. */
  readonly text: string;
  readonly questions: readonly Question[];
  readonly onAnswers: (answers: SurveyAnswers) => void;
}

function answerTo({ control, on, off }: Question, values: readonly FormDataEntryValue[]): string {
  if (control === 'checkbox') return values.length > 0 ? on : off;
  return values.filter((value) => typeof value === 'string').join(',');
}

const isMissing = ({ control, isRequired, on }: Question, answer: string): boolean =>
  isRequired && (control === 'checkbox' ? answer !== on : answer.trim() === '');

/** The questions of a card that could not be drawn, as a form of our own. */
export function PlainSurvey({ text, questions, onAnswers }: PlainSurveyProps) {
  const messages = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<readonly number[]>([]);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [missing]);

  return (
    <form
      class="survey-form"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const answers = questions.map((question, place) => answerTo(question, data.getAll(`${place}`)));
        const wrong = questions.flatMap((question, place) =>
          isMissing(question, answers[place] ?? '') ? [place] : [],
        );
        setMissing(wrong);
        if (wrong.length > 0) return;
        const given = questions.map(({ id }, place) => [id, answers[place] ?? ''] as const);
        onAnswers(Object.fromEntries(given.filter(([, answer]) => answer !== '')));
      }}
    >
      {text !== '' && (
        <p dir="auto" lang="">
          {text}
        </p>
      )}
      {questions.map((question, place) => (
        <Field key={question.id} question={question} name={`${place}`} isMissing={missing.includes(place)} />
      ))}
      <button type="submit" class="button button-primary">
        {messages.startChat}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly question: Question;
  readonly name: string;
  readonly isMissing: boolean;
}

function Field({ question, name, isMissing }: FieldProps) {
  const messages = useMessages();
  const { control, value, isRequired } = question;
  const id = `chat-question-${name}`;
  const attributes = {
    id,
    name,
    'aria-required': isRequired || undefined,
    'aria-invalid': isMissing || undefined,
    'aria-describedby': isMissing ? `${id}-error` : undefined,
  };
  const label = (
    <label for={id}>
      {question.label}
      {isRequired && <span aria-hidden="true"> *</span>}
    </label>
  );
  if (control === 'hidden') return <input type="hidden" name={name} value={value} />;
  const isCheckbox = control === 'checkbox';
  return (
    <div class="question" dir="auto" lang="">
      {isCheckbox ? (
        <span class="question-toggle">
          <input type="checkbox" defaultChecked={value === question.on} {...attributes} />
          {label}
        </span>
      ) : (
        label
      )}
      {control === 'textarea' && <textarea defaultValue={value} {...attributes} />}
      {control === 'select' && <Choices question={question} attributes={attributes} />}
      {control !== 'textarea' && control !== 'select' && !isCheckbox && (
        <input {...{ type: control as 'text', defaultValue: value, ...attributes }} />
      )}
      {isMissing && (
        <p class="question-error" id={`${id}-error`}>
          {question.errorMessage || messages.required}
        </p>
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly question: Question;
  readonly attributes: object;
}

function Choices({ question: { isMultiple, choices, value }, attributes }: ChoicesProps) {
  const messages = useMessages();
  const chosen = isMultiple ? value.split(',') : [value];
  return (
    <select multiple={isMultiple} {...attributes}>
      {!isMultiple && <option value="">{messages.choose}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} selected={chosen.includes(choice.value)}>
          {choice.title}
        </option>
      ))}
    </select>
  );
}
