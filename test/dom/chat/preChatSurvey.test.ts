import type { CardRenderer, CardRequest } from '../../../src/chat/cards.ts';
import type { OpenChat, OpenChatSetup } from './harness.ts';
import { openChat, until } from './harness.ts';

let open: OpenChat;

function ask(card: unknown, setup: OpenChatSetup = {}): void {
  open = openChat(setup);
  open.show({ pane: 'loading' });
  open.chat.focus();
  open.show({ pane: 'preChat', preChatSurvey: typeof card === 'string' ? card : JSON.stringify(card) });
}
afterEach(() => {
  open.chat.destroy();
  document.body.replaceChildren();
});

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  fallbackText: 'Two questions first.',
  body: [
    { type: 'Input.Text', id: 'name', label: 'Your name', isRequired: true, errorMessage: 'A name, please.' },
    {
      type: 'Container',
      items: [
        { type: 'TextBlock', text: 'Your e-mail address' },
        { type: 'Input.Text', id: 'mail', style: 'Email' },
      ],
    },
    {
      type: 'Input.ChoiceSet',
      id: 'topics',
      label: 'Topics',
      isMultiSelect: true,
      value: 'order,product',
      choices: [
        { title: 'An order', value: 'order' },
        { title: 'A product', value: 'product' },
        { title: 'Else', value: 'else' },
      ],
    },
    { type: 'Input.Toggle', id: 'news', title: 'Send me news', valueOff: 'no' },
    { type: 'Input.Text', id: 'shop', value: 'north', isVisible: false, isRequired: true },
  ],
};
/** A field is what its label says. */
function field<T extends HTMLElement = HTMLInputElement>(label: string): T {
  const found = Array.from(open.root.querySelectorAll('label')).find(
    ({ firstChild }) => firstChild?.textContent === label,
  );
  if (found === undefined) throw new Error(`There is no label "${label}".`);
  return open.find<T>(`[id="${found.htmlFor}"]`);
}

describe('a survey without a readable question', () => {
  it.each([
    ['no JSON', '{'],
    ['no card', { type: 'Image' }],
    ['no text at all', ''],
    ['no question', { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Hello' }] }],
    ['a question without an id', { type: 'AdaptiveCard', body: [{ type: 'Input.Text', label: 'Name' }] }],
    ['a body of another kind', { type: 'AdaptiveCard', body: 'x' }],
  ])('%s: the visitor can start all the same', (_, text) => {
    const loadPart = jest.fn();
    ask(text, { loadPart });
    expect(open.root.activeElement).toBe(open.button('Start chat'));
    open.button('Start chat').click();
    expect(open.calls.onPreChatAnswers.mock.calls).toEqual([[{}]]);
    expect(loadPart).not.toHaveBeenCalledWith('cards');
  });
});

describe('a card that cannot be drawn is asked as a plain form', () => {
  const cases: readonly [string, () => Promise<unknown>][] = [
    ['the file does not come', () => Promise.reject(new Error('blocked'))],
    ['the file is something else', () => Promise.resolve({})],
    [
      'the page forbids what it needs',
      () =>
        Promise.resolve({
          install() {
            throw new TypeError('policy refused');
          },
        }),
    ],
    [
      'it has problems',
      () =>
        Promise.resolve({
          install: (): CardRenderer => ({ styles: '', draw: () => ({ ok: false, problems: ['none'] }) }),
        }),
    ],
  ];
  it.each(cases)('%s', async (_, loadPart) => {
    ask(card, { loadPart });
    expect(open.find('[role="status"]').textContent).toBe('One moment…');
    await until(open.root, () => open.root.querySelector('form') !== null);
    expect(open.find('form p').textContent).toBe('Two questions first.');
    expect(open.root.activeElement).toBe(field('Your name'));
    field('Your name').value = 'Ada';
    open.button('Start chat').click();
    expect(open.calls.onPreChatAnswers.mock.calls).toEqual([
      [{ name: 'Ada', topics: 'order,product', news: 'no', shop: 'north' }],
    ]);
  });

  it('a required answer that is missing is asked for, at its field', async () => {
    ask(card);
    await until(open.root, () => open.root.querySelector('form') !== null);
    open.button('Start chat').click();
    await until(open.root, () => open.root.querySelector('[aria-invalid="true"]') !== null);
    const name = field('Your name');
    expect(open.calls.onPreChatAnswers).not.toHaveBeenCalled();
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(open.find(`#${name.getAttribute('aria-describedby')}`).textContent).toBe('A name, please.');
    expect(open.root.querySelectorAll('[aria-invalid]')).toHaveLength(1);
    expect(open.root.activeElement).toBe(name);
  });

  it('each field is of the kind asked for and named by its label or the words above it', async () => {
    ask({
      ...card,
      body: [
        ...card.body,
        { type: 'Input.Date', id: 'day', label: 'Day' },
        { type: 'Input.Time', id: 'time', label: 'Time' },
        { type: 'Input.Number', id: 'count', label: 'Number' },
        { type: 'Input.Text', id: 'more', isMultiline: true, placeholder: 'More' },
      ],
    });
    await until(open.root, () => open.root.querySelector('form') !== null);
    const kinds = ['Your e-mail address', 'Topics', 'Send me news', 'Day', 'Time', 'Number', 'More'].map(
      (label) => field(label).type,
    );
    expect(kinds).toEqual(['email', 'select-multiple', 'checkbox', 'date', 'time', 'number', 'textarea']);
  });

  it('nothing of the card becomes markup', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    ask({
      type: 'AdaptiveCard',
      fallbackText: hostile,
      body: [
        { type: 'Input.ChoiceSet', id: hostile, label: hostile, choices: [{ title: hostile, value: '1' }] },
      ],
    });
    await until(open.root, () => open.root.querySelector('form') !== null);
    expect(open.root.querySelector('img')).toBeNull();
    expect(field(hostile)).not.toBeNull();
  });
});

describe('a card that can be drawn', () => {
  let request: CardRequest | undefined;
  const submit = jest.fn();
  const cards = (hasSubmit: boolean) => ({
    loadPart: () =>
      Promise.resolve({
        install: (): CardRenderer => ({
          styles: '.survey-card {}',
          draw(given) {
            request = given;
            const element = document.createElement('div');
            element.className = 'survey-card';
            element.append(document.createElement('input'));
            return { ok: true, drawn: { element, hasSubmit, submit, freeze: jest.fn() } };
          },
        }),
      }),
  });
  beforeEach(() => {
    request = undefined;
    submit.mockReset();
  });
  const drawn = () => until(open.root, () => open.root.querySelector('.survey-card') !== null);

  it('is shown with its styles, and its answers go on', async () => {
    ask(card, cards(true));
    await drawn();
    expect(request?.card).toEqual(card);
    expect(open.sheets).toContain('.survey-card {}');
    expect(Array.from(open.root.querySelectorAll('button'), (button) => button.textContent)).not.toContain(
      'Start chat',
    );
    request?.onSubmit({ name: 'Ada' }, null);
    expect(open.calls.onPreChatAnswers.mock.calls).toEqual([[{ name: 'Ada' }]]);
    open.chat.destroy();
    expect(open.sheets).toEqual([]);
  });

  it('without a button of its own gets ours', async () => {
    ask(card, cards(false));
    await drawn();
    open.button('Start chat').click();
    expect(submit).toHaveBeenCalledTimes(1);
  });

  it('takes the focus to its first field only if it is in the window', async () => {
    ask(card, cards(true));
    await drawn();
    expect(open.root.activeElement).toBe(open.find('.survey-card input'));
    open.chat.destroy();

    const outside = document.createElement('input');
    document.body.append(outside);
    open = openChat(cards(true));
    outside.focus();
    open.show({ pane: 'preChat', preChatSurvey: JSON.stringify(card) });
    await drawn();
    expect(document.activeElement).toBe(outside);
    open.chat.focus();
    expect(open.root.activeElement).toBe(open.find('.survey-card input'));
  });

  it('keeps its answers while minimised', async () => {
    ask(card, cards(true));
    await drawn();
    open.find<HTMLInputElement>('.survey-card input').value = 'Ada';
    const survey = { pane: 'preChat', preChatSurvey: JSON.stringify(card) } as const;
    open.show({ ...survey, visible: false });
    open.show(survey);
    expect(open.find<HTMLInputElement>('.survey-card input').value).toBe('Ada');
  });
});
