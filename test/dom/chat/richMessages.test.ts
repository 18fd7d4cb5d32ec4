import type { CardResult } from '../../../src/chat/cards.ts';
import { messages } from '../../../src/chat/messages.en.ts';
import { createRichMessages } from '../../../src/chat/rich/drawMessage.ts';
import type { RichRequest } from '../../../src/chat/rich/richMessages.ts';
import { conversationText } from '../../../src/chat/rich/saveConversation.ts';
import type { ChatEntry } from '../../../src/core/chatWindow.ts';

const rich = createRichMessages(document, messages);
const onChoose = jest.fn();
const drawCard = jest.fn<Promise<CardResult>, Parameters<RichRequest['drawCard']>>();

beforeEach(() => {
  onChoose.mockReset();
  drawCard.mockReset();
  drawCard.mockResolvedValue({ ok: false, problems: [] });
});
afterEach(() => document.body.replaceChildren());

function draw(text: string | object, role: ChatEntry['role'] = 'agent'): HTMLElement {
  const content = typeof text === 'string' ? text : JSON.stringify(text);
  const drawn = rich.draw({ entry: { role, text: content }, drawCard, onChoose });
  document.body.append(drawn);
  return drawn;
}
const attach = (kind: string, content: unknown) => ({
  attachments: [{ contentType: `application/vnd.microsoft.card.${kind}`, content }],
});
const buttons = (drawn: Element) => Array.from(drawn.querySelectorAll<HTMLButtonElement>('button'));
const drawnAs = (element: HTMLElement, freeze = jest.fn()): CardResult => ({
  ok: true,
  drawn: { element, hasSubmit: true, submit: () => undefined, freeze },
});
const settle = () => new Promise((resolve) => setTimeout(resolve));

it('what an agent says is Markdown, with links that open elsewhere', () => {
  const drawn = draw('**Hi**\n\n- see [this](https://shop.example/)');
  expect(drawn.querySelector('strong')?.textContent).toBe('Hi');
  const link = drawn.querySelector('li a');
  expect(link?.getAttribute('href')).toBe('https://shop.example/');
  expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
  expect(link?.getAttribute('target')).toBe('_blank');
});

it('what the visitor says stays as it is, but for its links', () => {
  const text = '**a**  b\n{"attachments":[]} https://shop.example/';
  const drawn = draw(text, 'visitor');
  expect(drawn.textContent).toBe(text);
  expect(drawn.querySelectorAll('*:not(div, p, a)')).toHaveLength(0);
  expect(drawn.querySelectorAll('a')).toHaveLength(1);
});

describe('a long message', () => {
  it.each([
    ['without spaces', 'x'.repeat(50_000)],
    ['of words', 'word '.repeat(10_000)],
    ['of lines', 'line\n'.repeat(200)],
    ['of pairs of two', '😀'.repeat(25_000)],
  ])('%s is shown in part until the visitor wants it all', (_, text) => {
    const drawn = draw(text);
    const [more] = buttons(drawn);
    const shown = () => drawn.querySelector('.rich-text')?.textContent ?? '';
    expect(shown().length).toBeLessThan(2000);
    expect(text.startsWith(shown().slice(0, -1))).toBe(true);
    expect(more?.textContent).toBe('Show more');
    expect(more?.getAttribute('aria-expanded')).toBe('false');
    more?.click();
    expect(shown().trim()).toBe(text.trim());
    expect(more?.textContent).toBe('Show less');
    more?.click();
    expect(shown().length).toBeLessThan(2000);
  });

  it('becomes no more elements than a page can bear, and loses no word', () => {
    const drawn = draw('*a* b\n\n- c\n\n'.repeat(4000));
    buttons(drawn)[0]?.click();
    expect(drawn.querySelectorAll('*').length).toBeLessThan(3100);
    expect(drawn.textContent?.match(/a b/g)).toHaveLength(4000);
    expect(drawn.textContent?.match(/c/g)).toHaveLength(4000);
  });
});

describe('JSON', () => {
  it.each([
    ['an order of somebody', '{"value": 1}'],
    ['broken', '{"attachments": ['],
    ['a list', '[1]'],
  ])('that is no card is text: %s', (_, text) => {
    expect(draw(text).textContent).toBe(text);
  });

  it('with a text and an Adaptive Card shows both', async () => {
    const element = document.createElement('div');
    element.textContent = 'the card';
    drawCard.mockResolvedValue(drawnAs(element));
    const card = { type: 'AdaptiveCard', body: [] };
    const drawn = draw({ text: 'Look: *this*', ...attach('adaptive', card) });
    await settle();
    expect(drawCard.mock.calls[0]?.[0]).toEqual(card);
    expect(drawn.textContent).toBe('Look: thisthe card');
    expect(drawn.querySelector('[aria-busy]')).toBeNull();
  });

  it.each([
    ['its own words', { type: 'AdaptiveCard', fallbackText: 'Which **size**?' }, 'Which size?'],
    [
      'its texts',
      {
        type: 'AdaptiveCard',
        body: [{ type: 'TextBlock', text: 'Size' }, { items: [{ type: 'TextBlock', text: 'Colour' }] }],
      },
      'SizeColour',
    ],
    ['our words', { type: 'AdaptiveCard' }, 'This message cannot be shown here.'],
  ])('with a card that cannot be drawn has %s', async (_, card, words) => {
    const failed = draw(attach('adaptive', card));
    drawCard.mockRejectedValue(new Error('not there'));
    const missing = draw(attach('adaptive', JSON.stringify(card)));
    await settle();
    expect(failed.textContent).toBe(words);
    expect(missing.textContent).toBe(words);
  });

  it('the answers to a card go back with what the card wants back, once', async () => {
    const freeze = jest.fn();
    drawCard.mockResolvedValue(drawnAs(document.createElement('div'), freeze));
    draw(attach('adaptive', { type: 'AdaptiveCard' }));
    await settle();
    drawCard.mock.calls[0]?.[1]({ size: 'M' }, { title: 'Hold it', data: { action: 'hold' } });
    expect(onChoose.mock.calls).toEqual([['Hold it', { value: { action: 'hold', size: 'M' } }]]);
    expect(freeze).toHaveBeenCalledTimes(1);
  });

  it('with a card of the Bot Framework has its words, links and buttons', () => {
    const drawn = draw(
      attach('hero', {
        title: 'Delivery',
        subtitle: 'When?',
        text: '**Soon**',
        images: [{ url: 'https://pictures.example/p.png', alt: 'Map' }, { url: 'data:image/png;base64,AA' }],
        buttons: [
          { type: 'imBack', title: 'Monday', value: 'Monday, please' },
          { type: 'postBack', title: 'Tuesday', value: 'day-2' },
          { type: 'postBack', title: 'Wednesday', value: { day: 3 } },
          {
            type: 'messageBack',
            title: 'Thursday',
            displayText: 'On Thursday',
            text: 'day-4',
            value: { day: 4 },
          },
          { type: 'openUrl', title: 'All', value: 'https://shop.example/all' },
          { type: 'openUrl', title: 'Bad', value: 'javascript:alert(1)' },
          { type: 'unheardOf', title: 'Odd', value: 'x' },
        ],
      }),
    );
    expect(drawn.querySelector('img')).toBeNull();
    expect(Array.from(drawn.querySelectorAll('a'), ({ href, textContent }) => [href, textContent])).toEqual([
      ['https://pictures.example/p.png', 'Map'],
      ['https://shop.example/all', 'All'],
    ]);
    for (const button of buttons(drawn)) button.click();
    expect(onChoose.mock.calls).toEqual([
      ['Monday, please', undefined],
      ['Tuesday', { text: 'day-2' }],
      ['Wednesday', { value: { day: 3 } }],
      ['On Thursday', { value: { day: 4 }, text: 'day-4' }],
    ]);
    rich.freeze(drawn);
    expect(buttons(drawn).every(({ disabled }) => disabled)).toBe(true);
  });

  it('with suggestions has them as buttons', () => {
    const text = JSON.stringify({
      text: 'Well?',
      suggestedActions: { actions: [{ type: 'imBack', title: 'Yes', value: 'yes' }] },
    });
    expect(draw(text).textContent).toBe('Well?');
    const drawn = rich.drawSuggestions({ entry: { role: 'bot', text }, onChoose });
    expect(drawn?.getAttribute('aria-label')).toBe('Suggested answers');
    drawn?.querySelector('button')?.click();
    expect(onChoose.mock.calls).toEqual([['yes', undefined]]);
    expect(rich.drawSuggestions({ entry: { role: 'agent', text: 'Hi' }, onChoose })).toBeNull();
  });
});

it('the text file has names, times and words, and nothing of the waiting', () => {
  const entry = (text: string, members: Partial<ChatEntry> = {}): ChatEntry => ({
    key: text,
    role: 'agent',
    senderName: 'Anna',
    text,
    sentAt: '2026-01-05T10:00:00Z',
    delivery: 'sent',
    tags: [],
    answersCard: false,
    ...members,
  });
  const own = { role: 'visitor', senderName: 'Customer' } as const;
  const system = { role: 'system', senderName: '' } as const;
  const text = conversationText(
    {
      title: 'Pottery help',
      times: { day: () => 'Monday', time: () => '10:00' },
      entries: [
        entry('You are number 2.', { ...system, tags: ['system', 'queueposition'] }),
        entry('Anna has joined.', system),
        entry('Hello'),
        entry(JSON.stringify(attach('adaptive', { type: 'AdaptiveCard', fallbackText: 'Which size?' }))),
        entry('', { ...own, answersCard: true }),
        entry('Thanks', { ...own, delivery: 'unsent' }),
      ],
    },
    messages,
  );
  expect(text).toBe(
    [
      'Pottery help',
      'Monday, 10:00\nAnna has joined.',
      'Monday, 10:00 – Anna\nHello',
      'Monday, 10:00 – Anna\nWhich size?',
      'Monday, 10:00 – You\nAnswered',
      'Monday, 10:00 – You – Not sent\nThanks\n',
    ].join('\n\n'),
  );
});
