import type { CardResult } from '../../../src/chat/cards.ts';
import { createCardRenderer } from '../../../src/chat/cardRenderer.ts';

const onSubmit = jest.fn();
/** The answers of every submission; which button it was is a matter of messages. */
const answersGiven = () => onSubmit.mock.calls.map(([answers]: unknown[]) => [answers]);
const words = {
  required: 'Answer, please.',
  invalid: 'Look again, please.',
  yourAnswer: 'Your answer',
  choose: 'Choose',
};
const renderer = createCardRenderer();

beforeAll(() => {
  // The library writes its texts this way, which the page of this test does not know.
  Object.defineProperty(HTMLElement.prototype, 'innerText', {
    configurable: true,
    get(this: HTMLElement) {
      return this.textContent;
    },
    set(this: HTMLElement, text: string) {
      this.textContent = text;
    },
  });
});
afterAll(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'innerText');
});
afterEach(() => {
  onSubmit.mockReset();
  document.body.replaceChildren();
});

const draw = (body: unknown, members: object = {}): CardResult =>
  renderer.draw({
    card: { type: 'AdaptiveCard', version: '1.0', body, ...members },
    purpose: 'survey',
    fontSizePx: 16,
    words,
    onSubmit,
  });

/** Draws into the page; fails if there is nothing to draw. */
function show(body: unknown, members: object = {}) {
  const result = draw(body, members);
  if (!result.ok) throw new Error(result.problems.join());
  document.body.append(result.drawn.element);
  return result.drawn;
}
const field = <T extends HTMLElement = HTMLInputElement>(selector: string): T => {
  const node = document.querySelector<T>(selector);
  if (node === null) throw new Error(`There is no ${selector}.`);
  return node;
};
const textsOf = (ids: string | null): string[] =>
  (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? `no ${id}`);
const type = (input: HTMLInputElement, value: string): void => {
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const name = { type: 'Input.Text', id: 'name', label: 'Your name' };
const start = { type: 'Action.Submit', title: 'Go', data: { Type: 'InputSubmit' } };

describe('answers', () => {
  it('of every kind of question go on as text, those left out do not', () => {
    show(
      [
        { ...name, value: 'Ada' },
        { type: 'Input.Text', id: 'empty', label: 'Empty' },
        { type: 'Input.Number', id: 'count', label: 'Number', value: 3 },
        { type: 'Input.Number', id: 'none', label: 'None', min: 1 },
        { type: 'Input.Toggle', id: 'news', title: 'News' },
        { type: 'Input.Date', id: 'day', label: 'Day', value: '2026-01-05' },
        {
          type: 'ColumnSet',
          columns: [
            {
              type: 'Column',
              items: [
                {
                  type: 'Input.ChoiceSet',
                  id: 'topics',
                  label: 'Topics',
                  isMultiSelect: true,
                  value: 'a,b',
                  choices: [
                    { title: 'A', value: 'a' },
                    { title: 'B', value: 'b' },
                  ],
                },
              ],
            },
          ],
        },
      ],
      { actions: [start] },
    );
    field('button').click();
    expect(answersGiven()).toEqual([
      [{ name: 'Ada', count: '3', news: 'false', day: '2026-01-05', topics: 'a,b' }],
    ]);
  });

  it('that are missing or wrong are asked for at their field, and the first of them has the focus', () => {
    show([name, { ...name, id: 'mail', label: 'Mail', isRequired: true, style: 'email', regex: '@' }], {
      actions: [start],
    });
    const mail = field('[type="email"]');
    const said = () => textsOf(mail.getAttribute('aria-describedby'));
    field('button').click();
    expect([mail.getAttribute('aria-invalid'), said()]).toEqual(['true', ['Answer, please.']]);
    expect(document.activeElement).toBe(mail);
    expect(document.querySelectorAll('[aria-invalid]')).toHaveLength(1);

    type(mail, 'nobody');
    field('button').click();
    expect(said()).toEqual(['Look again, please.']);
    expect(textsOf(mail.getAttribute('aria-labelledby'))).toEqual(['Mail *']);
    expect(onSubmit).not.toHaveBeenCalled();

    type(mail, 'a@example.com');
    expect(mail.hasAttribute('aria-invalid')).toBe(false);
    field('button').click();
    expect(answersGiven()).toEqual([[{ mail: 'a@example.com' }]]);
  });

  it('are asked for in the words of the card if it has some', () => {
    const drawn = show([{ ...name, isRequired: true, errorMessage: 'A name, please.' }]);
    drawn.submit();
    expect(textsOf(field('input').getAttribute('aria-describedby'))).toEqual(['A name, please.']);
  });

  it('to a question that the card hides are not required', () => {
    const hidden = { ...name, id: 'hidden', isRequired: true };
    const drawn = show([
      { ...name, value: 'Ada' },
      { ...hidden, isVisible: false },
      { type: 'Container', isVisible: false, items: [{ ...hidden, id: 'deeper' }] },
    ]);
    drawn.submit();
    expect(answersGiven()).toEqual([[{ name: 'Ada' }]]);
  });

  it('a pattern that is none is passed over', () => {
    const drawn = show([{ ...name, regex: '(' }]);
    type(field('input'), 'Ada');
    drawn.submit();
    expect(answersGiven()).toEqual([[{ name: 'Ada' }]]);
  });
});

describe('names', () => {
  it.each([
    ['its label', [name], 'Your name'],
    [
      'the words above it',
      [
        { type: 'TextBlock', text: 'Who are you?' },
        { ...name, label: '' },
      ],
      'Who are you?',
    ],
    ['its hint', [{ ...name, label: '', placeholder: 'Name' }], 'Name'],
    ['ours', [{ ...name, label: '' }], 'Your answer'],
  ])('a field is named by %s', (_, body, expected) => {
    show(body);
    expect(textsOf(field('input').getAttribute('aria-labelledby'))).toEqual([expected]);
  });

  it('a list in which nothing is chosen says that something is to be', () => {
    const choices = [{ title: 'An order', value: 'order' }];
    show([{ type: 'Input.ChoiceSet', id: 'topic', label: 'Topic', choices }]);
    const select = field<HTMLSelectElement>('select');
    expect(select.selectedOptions[0]?.textContent).toBe('Choose');
    expect(textsOf(select.getAttribute('aria-labelledby'))).toEqual(['Topic']);
  });

  it('choices are a group with the name of their question', () => {
    show([
      {
        type: 'Input.ChoiceSet',
        id: 'how',
        label: 'How?',
        style: 'expanded',
        choices: [
          { title: 'By phone', value: 'phone' },
          { title: 'By e-mail', value: 'mail' },
        ],
      },
    ]);
    expect(textsOf(field('[role="radiogroup"]').getAttribute('aria-labelledby'))).toEqual(['How?']);
  });
});

describe('actions', () => {
  it('only those that do something here are there', () => {
    const drawn = show([name], {
      actions: [
        { type: 'Action.Execute', title: 'Execute' },
        { type: 'Action.ShowCard', title: 'No card' },
        { type: 'Action.ToggleVisibility', title: 'No targets' },
        { type: 'Action.OpenUrl', title: 'Script', url: 'javascript:alert(1)' },
        { type: 'Action.OpenUrl', title: 'Help', url: 'https://example.com/', mode: 'secondary' },
        start,
      ],
    });
    expect(Array.from(document.querySelectorAll('button'), (button) => button.textContent)).toEqual([
      'Help',
      'Go',
    ]);
    expect(drawn.hasSubmit).toBe(true);
  });

  it('a web page opens in a tab that does not know ours', () => {
    const open = jest.spyOn(window, 'open').mockReturnValue(null);
    const drawn = show([name], {
      actions: [{ type: 'Action.OpenUrl', title: 'Help', url: 'https://example.com/' }],
    });
    field('button').click();
    expect(open.mock.calls).toEqual([['https://example.com/', '_blank', 'noopener,noreferrer']]);
    expect(drawn.hasSubmit).toBe(false);
  });
});

describe('what a card shows on demand', () => {
  const button = (title: string): HTMLButtonElement => {
    const found = Array.from(document.querySelectorAll('button')).find(
      ({ textContent }) => textContent === title,
    );
    if (found === undefined) throw new Error(`There is no button "${title}".`);
    return found;
  };
  const isOpen = (title: string): string | null => button(title).getAttribute('aria-expanded');
  const cardOf = (title: string, ...body: readonly object[]) => ({
    type: 'Action.ShowCard',
    title,
    card: {
      type: 'AdaptiveCard',
      body,
      actions: [{ type: 'Action.Submit', title: `Send ${title}`, data: title }],
    },
  });

  it('is a card below its button, which says whether it is open', () => {
    show([name], { actions: [cardOf('Comment', { type: 'TextBlock', text: '**Tell** us' })] });
    expect(isOpen('Comment')).toBe('false');
    expect(document.body.textContent).not.toContain('Tell');
    button('Comment').click();
    expect(isOpen('Comment')).toBe('true');
    expect(document.querySelector('strong')?.textContent).toBe('Tell');
    expect(document.querySelector('[aria-live]')).toBeNull();
    button('Comment').click();
    expect(isOpen('Comment')).toBe('false');
    expect(document.body.textContent).not.toContain('Tell');
  });

  it('is asked for only by its own buttons, with the questions of the card around it', () => {
    const reason = { type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true };
    show([{ ...name, value: 'Ada' }], { actions: [start, cardOf('Refuse', reason), cardOf('Other')] });
    button('Go').click();
    expect(answersGiven()).toEqual([[{ name: 'Ada' }]]);
    onSubmit.mockReset();
    button('Refuse').click();
    button('Send Refuse').click();
    expect(onSubmit).not.toHaveBeenCalled();
    const field = document.activeElement as HTMLInputElement;
    expect(textsOf(field.getAttribute('aria-labelledby'))).toEqual(['Reason *']);
    expect(textsOf(field.getAttribute('aria-describedby'))).toEqual(['Answer, please.']);
    type(field, 'Too large');
    button('Send Refuse').click();
    expect(onSubmit.mock.calls).toEqual([
      [
        { name: 'Ada', reason: 'Too large' },
        { title: 'Send Refuse', data: 'Refuse' },
      ],
    ]);
  });

  const details = { type: 'TextBlock', id: 'details', text: 'All of it', isVisible: false };
  const toggle = (title: string, ...targetElements: readonly unknown[]) => ({
    type: 'Action.ToggleVisibility',
    title,
    targetElements,
  });
  const isSeen = (text: string): boolean =>
    Array.from(document.querySelectorAll<HTMLElement>('.ac-textBlock')).some(
      (node) => node.textContent === text && node.style.display !== 'none',
    );

  it('is a part of it that comes and goes, and the button says which', () => {
    show([name, details], { actions: [toggle('Details', 'details', 'nothing')] });
    expect([isOpen('Details'), isSeen('All of it')]).toEqual(['false', false]);
    button('Details').click();
    expect([isOpen('Details'), isSeen('All of it')]).toEqual(['true', true]);
    expect(document.querySelectorAll('[aria-expanded], [aria-controls]')).toHaveLength(1);
    button('Details').click();
    expect([isOpen('Details'), isSeen('All of it')]).toEqual(['false', false]);
  });

  it('is shown by one button and hidden by another, which are neither open nor closed', () => {
    show([name, details], {
      actions: [
        toggle('Show', { elementId: 'details', isVisible: true }),
        toggle('Hide', { elementId: 'details', isVisible: false }),
      ],
    });
    expect([isOpen('Show'), isOpen('Hide')]).toEqual([null, null]);
    button('Show').click();
    button('Show').click();
    expect(isSeen('All of it')).toBe(true);
    button('Hide').click();
    expect(isSeen('All of it')).toBe(false);
  });

  it('has the focus when the button that showed it has gone', () => {
    const set = (id: string, isVisible: boolean, title: string) => ({
      type: 'ActionSet',
      id,
      isVisible,
      actions: [toggle(title, 'more', 'less')],
    });
    show([name, set('more', true, 'More'), set('less', false, 'Less')]);
    button('More').focus();
    button('More').click();
    expect(document.activeElement).toBe(button('Less'));
  });

  it('can still be shown when the card can only be read', () => {
    const drawn = show([name, details], {
      actions: [toggle('Details', 'details'), cardOf('Comment', name), start],
    });
    drawn.freeze();
    button('Comment').click();
    const enabled = Array.from(document.querySelectorAll<HTMLButtonElement>('button, input')).filter(
      ({ disabled }) => !disabled,
    );
    expect(enabled.map(({ textContent }) => textContent)).toEqual(['Details', 'Comment']);
  });
});

describe('a card that was answered', () => {
  const choices = ['s', 'm', 'l'].map((value) => ({ title: value, value }));
  const questions = [
    { type: 'Input.Text', id: 'text', value: 'before' },
    { type: 'Input.Text', id: 'lines', isMultiline: true },
    { type: 'Input.Number', id: 'number', value: 1 },
    { type: 'Input.Date', id: 'date' },
    { type: 'Input.Time', id: 'time' },
    { type: 'Input.Toggle', id: 'toggle', title: 'Gift', valueOn: 'yes', valueOff: 'no', value: 'yes' },
    { type: 'Input.ChoiceSet', id: 'list', choices, value: 's' },
    { type: 'Input.ChoiceSet', id: 'one', style: 'expanded', choices, value: 's' },
    { type: 'Input.ChoiceSet', id: 'many', style: 'expanded', isMultiSelect: true, choices, value: 's' },
  ];
  /** What the fields say: values, and what is ticked. */
  const fields = () =>
    Array.from(document.querySelectorAll<HTMLInputElement>('input, select, textarea'))
      .filter(({ type, checked }) => !/^(checkbox|radio)$/.test(type) || checked)
      .map(({ value, title, ariaLabel }) => value || title || ariaLabel);

  it('shows every answer, of whatever kind', () => {
    const drawn = show(questions, { actions: [start] });
    const answer = {
      ...{ text: 'Gate 4', lines: 'One\nTwo', number: '3', date: '2026-12-24', time: '18:30' },
      ...{ toggle: 'no', list: 'l', one: 'm', many: 'm,l', other: { of: 'the button' } },
    };
    drawn.freeze(answer);
    expect(fields()).toEqual(['Gate 4', 'One\nTwo', '3', '2026-12-24', '18:30', 'l', 'm', 'm', 'l']);
  });

  it('shows nothing where a question was passed over, and stays as it is where the answer is not known', () => {
    const drawn = show(questions, { actions: [start] });
    const before = fields();
    drawn.freeze(undefined);
    expect(fields()).toEqual(before);
    drawn.freeze({ list: 'm' });
    expect(fields().filter(Boolean)).toEqual(['m']);
  });
});

it('two of the same card are apart, and what goes back with the answers stays as it is', () => {
  const data = { id: 'x', refresh: { type: 'Image', url: 'y' }, questions: [{ type: 'Input.Text' }] };
  const body = [
    { type: 'TextBlock', id: 'chat-field', text: 'Who?' },
    { type: 'Input.Text', id: 'who' },
  ];
  const both = ['Ada', 'Bob'].map((value) =>
    show([body[0], { ...body[1], value }], { actions: [{ ...start, data }] }),
  );
  const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain('chat-field');
  both[1]?.element.querySelector('button')?.click();
  expect(onSubmit.mock.calls).toEqual([[{ who: 'Bob' }, { title: 'Go', data }]]);
});

describe('the page around', () => {
  it('gets text and never markup, also where it has a Markdown parser of its own', () => {
    const hostile = '<img src=x onerror=alert(1)>[x](javascript:alert(1))';
    Reflect.set(window, 'markdownit', () => ({ render: () => '<b id="parsed"></b>' }));
    show(
      [
        { type: 'TextBlock', text: hostile, maxLines: 1 },
        { ...name, label: hostile, isRequired: true, errorMessage: hostile },
        { type: 'Input.Toggle', id: 't', title: hostile },
        { type: 'FactSet', facts: [{ title: hostile, value: hostile }] },
      ],
      { actions: [{ ...start, title: hostile }] },
    );
    field('button').click();
    Reflect.deleteProperty(window, 'markdownit');
    expect(document.querySelector('img, a, #parsed')).toBeNull();
    expect(field('div.ac-textBlock').textContent).toBe(hostile);
  });

  it('keeps its own click handler', () => {
    const own = (): void => undefined;
    document.onclick = own;
    show([name]);
    expect(document.onclick).toBe(own);
    document.onclick = null;
  });

  it('bold words and links to web pages are nodes of their own', () => {
    show([{ type: 'TextBlock', text: 'See **our** [notice](https://example.com/p).' }, name]);
    const text = field('div.ac-textBlock');
    expect(text.textContent).toBe('See our notice.');
    expect(text.querySelector('strong')?.textContent).toBe('our');
    const link = field<HTMLAnchorElement>('a');
    expect([link.href, link.target, link.rel]).toEqual([
      'https://example.com/p',
      '_blank',
      'noopener noreferrer',
    ]);
  });
});

it.each([
  ['nothing asked', [{ type: 'TextBlock', text: 'Hello' }]],
  ['a question without an id', [{ type: 'Input.Text', label: 'Name' }]],
  ['a body of another kind', 'x'],
  ['choices of another kind', [{ type: 'Input.ChoiceSet', choices: 5 }]],
])('%s: says that it cannot be drawn', (_, body) => {
  expect(draw(body).ok).toBe(false);
});

it('a version to come and unknown elements are no hindrance', () => {
  show([{ type: 'Table', rows: [] }, { type: 'Hologram' }, null, 3, { ...name, isRequired: true }], {
    version: '9.9',
    fallback: { type: 'TextBlock', text: 'Too new' },
  });
  expect(field('input').getAttribute('aria-required')).toBe('true');
});

describe('a card in a message', () => {
  const showMessage = (body: unknown, members: object = {}) => {
    const card = { type: 'AdaptiveCard', version: '1.3', body, ...members };
    const result = renderer.draw({ card, purpose: 'message', fontSizePx: 16, words, onSubmit });
    if (!result.ok) throw new Error(result.problems.join());
    document.body.append(result.drawn.element);
    return result.drawn.element;
  };

  it('may ask nothing', () => {
    expect(showMessage([{ type: 'TextBlock', text: 'Your parcel is on its way.' }]).textContent).toBe(
      'Your parcel is on its way.',
    );
  });

  it('is submitted with the button that was pressed', () => {
    const yes = { type: 'Action.Submit', title: 'Yes', data: { answer: 'yes' } };
    showMessage([name], { actions: [yes, { type: 'Action.Submit', title: 'No', data: 'no' }] });
    type(field('input'), 'Ada');
    const [first, second] = document.querySelectorAll('button');
    first?.click();
    second?.click();
    expect(onSubmit.mock.calls).toEqual([
      [{ name: 'Ada' }, { title: 'Yes', data: { answer: 'yes' } }],
      [{ name: 'Ada' }, { title: 'No', data: 'no' }],
    ]);
  });

  it('fetches no picture: it has a link to it', () => {
    const picture = { type: 'Image', url: 'https://pictures.example/a.png', altText: 'A [red] board' };
    const drawn = showMessage(
      [
        picture,
        { type: 'ImageSet', images: [picture, { type: 'Image', url: 'javascript:alert(1)' }] },
        { type: 'Container', items: [picture], backgroundImage: 'https://pictures.example/b.png' },
        { type: 'TextBlock', text: 'Nice, is it not?' },
      ],
      {
        actions: [
          {
            type: 'Action.OpenUrl',
            title: 'Open',
            url: 'https://a.example',
            iconUrl: 'https://pictures.example/c.png',
          },
        ],
      },
    );
    expect(drawn.querySelector('img')).toBeNull();
    expect(drawn.innerHTML).not.toContain('background-image');
    expect(Array.from(drawn.querySelectorAll('a'), ({ href, textContent }) => [href, textContent])).toEqual(
      Array.from({ length: 3 }, () => ['https://pictures.example/a.png', 'A red board']),
    );
  });

  it('has links to safe addresses only', () => {
    const drawn = showMessage([
      {
        type: 'TextBlock',
        text: '[a](https://user@evil.example) [b](https://b.example) [bank.example](https://evil.example)',
      },
    ]);
    expect(Array.from(drawn.querySelectorAll('a'), ({ href }) => href)).toEqual(['https://b.example/']);
  });

  it.each([
    [
      'nested without end',
      () => JSON.parse('{"type":"Container","items":['.repeat(3000) + ']}'.repeat(3000)) as unknown,
    ],
    ['of no known element', () => [{ type: 'Nothing' }]],
    ['not a list', () => 'text'],
  ])('%s is refused or drawn, and nothing is thrown', (_, body) => {
    const card = { type: 'AdaptiveCard', version: '1.3', body: body() };
    expect(() => renderer.draw({ card, purpose: 'message', fontSizePx: 16, words, onSubmit })).not.toThrow();
  });
});
