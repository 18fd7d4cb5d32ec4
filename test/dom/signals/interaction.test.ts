import { clicksSignal } from '../../../src/signals/clicks.ts';
import { deadClicksSignal } from '../../../src/signals/deadClicks.ts';
import { errorsSignal } from '../../../src/signals/errors.ts';
import { failedRequestsSignal } from '../../../src/signals/failedRequests.ts';
import { formErrorsSignal } from '../../../src/signals/formErrors.ts';
import { hesitationSignal } from '../../../src/signals/hesitation.ts';
import { rageClicksSignal } from '../../../src/signals/rageClicks.ts';
import type { RunningSignal, Signal } from '../../../src/signals/signal.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

let host: FakeSignalHost;
let signal: RunningSignal;

function start(each: Signal, ...asked: Parameters<typeof createFakeSignalHost>): void {
  host = createFakeSignalHost(...asked);
  signal = each.start(host);
}
const last = (): unknown => host.published.at(-1)?.[1];
const tick = (): Promise<void> => Promise.resolve();

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}
function click(target: Element, change: MouseEventInit = {}): void {
  target.dispatchEvent(
    new MouseEvent('click', { bubbles: true, composed: true, detail: 1, cancelable: true, ...change }),
  );
}

afterEach(() => {
  signal.stop();
  document.body.replaceChildren();
});

describe('clicks', () => {
  it('count on what matches, and on what is inside of it', () => {
    const link = make('a', { class: 'pdf' });
    const icon = link.appendChild(document.createElement('i'));
    start(clicksSignal, 'engagement.clicks', [], { selector: 'a.pdf' });
    expect(last()).toBe(0);
    click(icon);
    click(link);
    click(make('button'));
    expect(last()).toBe(2);
  });

  it('on a label, which the browser tells as another one of its field, count once', () => {
    const label = make('label');
    const field = label.appendChild(document.createElement('input'));
    start(clicksSignal, 'engagement.clicks', [], { selector: 'label' });
    const clickAt = (target: Element, timeStamp: number): void => {
      const event = new Event('click', { bubbles: true, composed: true });
      Object.defineProperty(event, 'timeStamp', { value: timeStamp });
      target.dispatchEvent(event);
    };
    // A dispatched event does nothing but be told: the second is the one that the browser makes of the first.
    clickAt(label.appendChild(document.createElement('span')), 100);
    clickAt(field, 100);
    expect(last()).toBe(1);
    clickAt(field, 900);
    expect(last()).toBe(2);
  });

  it('count although the page stops the event, and also inside an open shadow tree', () => {
    const box = make('div');
    const button = box.attachShadow({ mode: 'open' }).appendChild(document.createElement('button'));
    button.addEventListener('click', (event) => event.stopPropagation());
    start(clicksSignal, 'engagement.clicks', [], { selector: 'button' });
    click(button);
    expect(last()).toBe(1);
  });

  it('count on a component, whose own parts nobody outside of it knows', () => {
    const card = make('div', { class: 'card' });
    const button = card.attachShadow({ mode: 'open' }).appendChild(document.createElement('button'));
    start(clicksSignal, 'engagement.clicks', [], { selector: '.card' });
    click(button);
    expect(last()).toBe(1);
  });

  it('are told apart by the type of the event, of which each fact has its own', () => {
    const field = make('input');
    host = createFakeSignalHost([
      { fact: 'engagement.domEvents', params: { selector: 'input', type: 'change' } },
      { fact: 'engagement.clicks', params: { selector: 'input' } },
    ]);
    signal = clicksSignal.start(host);
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.dispatchEvent(new Event('change'));
    make('select').dispatchEvent(new Event('change', { bubbles: true }));
    click(field);
    expect(Object.fromEntries(host.published)).toEqual({
      'engagement.domEvents?selector=input&type=change': 2,
      'engagement.clicks?selector=input': 1,
    });
  });

  it('stay at none under a selector that is none', () => {
    host = createFakeSignalHost('engagement.clicks', [], { selector: '((' });
    signal = clicksSignal.start({ ...host, report: () => undefined });
    click(make('button'));
    expect(last()).toBe(0);
  });
});

describe('rage clicks', () => {
  const RAGE = 'engagement.rageClicks';
  const at = (x: number, ms: number): void => {
    host.clock.advance(ms);
    click(document.body, { clientX: x, clientY: 10 });
  };

  it('are three in one place within a second; a burst counts once', () => {
    start(rageClicksSignal, RAGE);
    [0, 200, 200, 200, 200].forEach((ms) => at(10, ms));
    expect(last()).toBe(1);
    [2000, 100, 100].forEach((ms) => at(10, ms));
    expect(last()).toBe(2);
  });

  it.each([
    ['a double click', [0, 100]],
    ['clicks with a rest between', [0, 900, 900]],
  ])('are not %s', (_, pauses) => {
    start(rageClicksSignal, RAGE);
    pauses.forEach((ms) => at(10, ms));
    expect(last()).toBe(0);
  });

  it('are not three that select a paragraph, and are four', () => {
    const text = make('p');
    text.append('some words');
    start(rageClicksSignal, RAGE);
    at(10, 0);
    at(10, 100);
    document.getSelection()?.selectAllChildren(text);
    at(10, 100);
    expect(last()).toBe(0);
    at(10, 100);
    at(10, 100);
    expect(last()).toBe(1);
    document.getSelection()?.removeAllRanges();
    at(10, 100);
    expect(last()).toBe(1);
  });

  it.each([
    ['label', {}, 0],
    ['input', { type: 'number' }, 0],
    ['select', {}, 0],
    ['input', { type: 'submit' }, 1],
    ['div', { 'aria-roledescription': 'carousel' }, 0],
    ...['swiper-button-next', 'slick-slider', 'owl-carousel', 'flatpickr-calendar', 'MuiDatePicker-root'].map(
      (name) => ['div', { class: name }, 0] as const,
    ),
    ['button', {}, 1],
  ] as const)('on %s %j are %d', (tag, attributes, expected) => {
    const element = make(tag, attributes);
    start(rageClicksSignal, RAGE);
    for (let turn = 0; turn < 4; turn += 1) click(element);
    expect(last()).toBe(expected);
  });

  it.each([
    ['are not on a plus beside a number', '+', { type: 'number' }, 0],
    ['are on a plus beside anything else', '+', { type: 'text' }, 1],
    ['are on a word beside a number', 'Add', { type: 'number' }, 1],
  ] as const)('%s', (_, text, attributes, expected) => {
    const row = make('div');
    const [button, field] = [document.createElement('button'), document.createElement('input')];
    Object.assign(field, attributes);
    button.append(text);
    row.append(field, button);
    start(rageClicksSignal, RAGE);
    for (let turn = 0; turn < 4; turn += 1) click(button);
    expect(last()).toBe(expected);
  });

  it('are not clicks all over the place, nor keys that repeat', () => {
    start(rageClicksSignal, RAGE);
    [10, 200, 400].forEach((x) => at(x, 100));
    for (let turn = 0; turn < 5; turn += 1) click(document.body, { detail: 0 });
    expect(last()).toBe(0);
  });
});

describe('dead clicks', () => {
  const begin = (): HTMLElement => {
    const box = make('div');
    box.append('some words');
    start(deadClicksSignal, 'engagement.deadClicks');
    return box;
  };

  it('are those nothing came of within a second', () => {
    const box = begin();
    click(box);
    // The browser moves the place where a selection would begin.
    document.dispatchEvent(new Event('selectionchange'));
    host.clock.advance(999);
    expect(last()).toBe(0);
    host.clock.advance(1);
    expect(last()).toBe(1);
  });

  it.each<readonly [string, (box: HTMLElement) => void]>([
    ['a change of the document', (box) => box.append('news')],
    ['a change of an attribute', (box) => box.setAttribute('aria-expanded', 'true')],
    ['scrolling', () => document.dispatchEvent(new Event('scroll'))],
    [
      'a selection',
      (box) => {
        document.getSelection()?.selectAllChildren(box);
        document.dispatchEvent(new Event('selectionchange'));
      },
    ],
    ['a focus', (box) => box.dispatchEvent(new Event('focusin', { bubbles: true }))],
    ['another address', () => history.pushState(null, '', '/elsewhere')],
    ['another tab', () => host.attention({ visible: false })],
  ])('are not those that brought about %s', async (_, answer) => {
    const box = begin();
    click(box);
    answer(box);
    await tick();
    host.clock.advance(5000);
    expect(last()).toBe(0);
  });

  it.each([
    ['input', {}],
    ['a', { href: '/next' }],
    ['video', {}],
    ['label', {}],
    ['canvas', {}],
  ] as const)('are not on %s', (tag, attributes) => {
    begin();
    click(make(tag, attributes));
    host.clock.advance(2000);
    expect(last()).toBe(0);
  });

  it('are not those by the keyboard', () => {
    click(begin(), { detail: 0 });
    host.clock.advance(2000);
    expect(last()).toBe(0);
  });

  it.each([
    ['changes', 0],
    ['does not change', 1],
  ])('on what stands in the slot of a component that %s are %i', async (what, expected) => {
    const card = begin();
    const answer = card
      .attachShadow({ mode: 'open' })
      .appendChild(document.createElement('slot'))
      .appendChild(document.createElement('output'));
    const button = card.appendChild(document.createElement('button'));
    await tick();
    click(button);
    if (what === 'changes') answer.textContent = 'Added';
    await tick();
    host.clock.advance(2000);
    expect(last()).toBe(expected);
  });

  it('are not on a component, whatever it shows of it inside', () => {
    customElements.define('closed-card', class extends HTMLElement {});
    begin();
    click(make('closed-card' as 'div'));
    host.clock.advance(2000);
    expect(last()).toBe(0);
  });

  it('that follow one another at once are one, and later ones count again', () => {
    const box = begin();
    click(box);
    host.clock.advance(500);
    click(box);
    host.clock.advance(2000);
    expect(last()).toBe(1);
    click(box);
    host.clock.advance(2000);
    expect(last()).toBe(2);
    expect(host.clock.pending()).toBe(0);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])('are not those by which another page is under way: within the page %p', (hashChange, expected) => {
    const page = window as { navigation?: EventTarget };
    page.navigation = new EventTarget();
    click(begin());
    page.navigation.dispatchEvent(Object.assign(new Event('navigate'), { hashChange }));
    host.clock.advance(2000);
    expect(last()).toBe(expected);
    delete page.navigation;
  });

  it('are on a link that leads nowhere', () => {
    begin();
    click(make('a', { href: '#' }));
    host.clock.advance(2000);
    expect(last()).toBe(1);
  });

  it('are not on empty space, and not inside a shadow tree nobody can see into', () => {
    const box = begin();
    const inside = box.attachShadow({ mode: 'open' }).appendChild(document.createElement('button'));
    click(document.body);
    click(inside);
    host.clock.advance(2000);
    expect(last()).toBe(0);
  });
});

describe('form errors', () => {
  it('are told by the browser or by the page, each field once for an attempt', async () => {
    const name = make('input', { required: '' });
    const mail = make('input');
    start(formErrorsSignal, 'engagement.formErrors');
    expect(last()).toBe(0);
    mail.setAttribute('aria-invalid', 'false');
    await tick();
    expect(last()).toBe(0);
    click(make('button'));
    name.reportValidity();
    name.setAttribute('aria-invalid', 'true');
    mail.setAttribute('aria-invalid', 'true');
    await tick();
    expect(last()).toBe(2);
    host.clock.advance(5000);
    name.reportValidity();
    mail.setAttribute('aria-invalid', 'false');
    mail.setAttribute('aria-invalid', 'true');
    await tick();
    expect(last()).toBe(4);
    host.clock.advance(5000);
    mail.setAttribute('aria-invalid', 'true');
    await tick();
    expect(last()).toBe(4);
  });
});

describe('form errors the browser is asked for', () => {
  const invalid = (field: Element): unknown => field.dispatchEvent(new Event('invalid'));
  const fire = (field: Element, type: string): unknown =>
    field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  let fields: readonly HTMLInputElement[];
  const ask = (): void => fields.forEach(invalid);
  beforeEach(() => {
    fields = [make('input'), make('input')];
    start(formErrorsSignal, 'engagement.formErrors');
  });

  it('as the page loads and at every letter are none', () => {
    ask();
    const [field] = fields;
    for (let letter = 0; letter < 3; letter += 1) {
      host.clock.advance(400);
      fire(field!, 'input');
      ask();
    }
    click(field!);
    ask();
    expect(last()).toBe(0);
  });

  it('when a field is left are those of the field', () => {
    fire(fields[0]!, 'input');
    fire(fields[0]!, 'focusout');
    ask();
    expect(last()).toBe(1);
    host.clock.advance(400);
    fire(fields[1]!, 'change');
    ask();
    expect(last()).toBe(2);
  });

  it('when something is pressed are all, until something is typed', () => {
    click(make('button'));
    ask();
    expect(last()).toBe(2);
    host.clock.advance(400);
    fire(fields[0]!, 'input');
    ask();
    expect(last()).toBe(2);
  });
});

describe('hesitation', () => {
  const HESITATION = 'engagement.hesitationSeconds';

  it('is the longest time in a field without an input', () => {
    const field = make('input', { type: 'text' });
    start(hesitationSignal, HESITATION, [10]);
    field.focus();
    host.clock.advance(6000);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(last()).toBe(6);
    host.clock.advance(12_000);
    expect(last()).toBe(10);
    field.blur();
    expect(last()).toBe(12);
    field.focus();
    host.clock.advance(3000);
    field.blur();
    expect(last()).toBe(12);
  });

  it.each([
    ['input', { type: 'checkbox' }],
    ['select', {}],
  ] as const)('is over in %s %j once something is chosen, although the focus stays', (tag, attributes) => {
    const field = make(tag, attributes);
    start(hesitationSignal, HESITATION, [10]);
    field.focus();
    host.clock.advance(2000);
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    host.clock.advance(60_000);
    field.blur();
    expect(last()).toBe(2);
  });

  it('is told at other thresholds from a refresh on', () => {
    const field = make('input', { type: 'text' });
    start(hesitationSignal, HESITATION, [60]);
    field.focus();
    host.clock.advance(2000);
    Object.assign(host.needs[0]!, { thresholds: [5] });
    signal.refresh?.();
    expect(last()).toBe(2);
    host.clock.advance(20_000);
    expect(last()).toBe(5);
  });

  it('is known of a field inside a component', () => {
    const component = make('div');
    const field = component.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'));
    start(hesitationSignal, HESITATION, [10]);
    field.focus();
    host.clock.advance(10_000);
    expect(last()).toBe(10);
  });

  it('is none in a field that the page gave the focus to, before the visitor has pressed anything', () => {
    const activation = { hasBeenActive: false };
    Object.defineProperty(navigator, 'userActivation', { value: activation, configurable: true });
    const field = make('input', { type: 'text' });
    field.focus();
    start(hesitationSignal, HESITATION, [10]);
    host.clock.advance(60_000);
    expect(last()).toBe(0);
    activation.hasBeenActive = true;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    host.clock.advance(10_000);
    expect(last()).toBe(10);
    delete (navigator as { userActivation?: unknown }).userActivation;
  });

  it.each(['button', 'submit', 'hidden'])('is none on an input of type %s', (type) => {
    const field = make('input', { type });
    start(hesitationSignal, HESITATION, [10]);
    field.focus();
    host.clock.advance(60_000);
    expect(last()).toBe(0);
  });

  it('reads no value', () => {
    const field = make('input', { type: 'text' });
    const read = jest.spyOn(field, 'value', 'get');
    start(hesitationSignal, HESITATION, [10]);
    field.focus();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    host.clock.advance(60_000);
    expect(read).not.toHaveBeenCalled();
  });
});

describe('errors', () => {
  it('of scripts are counted, of files and layout not', () => {
    start(errorsSignal, 'errors.scripts');
    expect(last()).toBe(0);
    window.dispatchEvent(new ErrorEvent('error', { message: 'x is undefined' }));
    window.dispatchEvent(new Event('unhandledrejection'));
    window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop limit exceeded' }));
    make('img').dispatchEvent(new Event('error'));
    expect(last()).toBe(2);
  });

  it('of requests are those the timeline tells of with a failure', () => {
    let tell: (entries: readonly object[]) => void = () => undefined;
    const observed: object[] = [];
    const undo = Object.getOwnPropertyDescriptors(window);
    class Timeline {
      constructor(callback: (list: { getEntries: () => readonly object[] }) => void) {
        tell = (entries) => callback({ getEntries: () => entries });
      }
      observe(options: object): void {
        observed.push(options);
      }
      disconnect(): void {}
    }
    Object.assign(window, {
      PerformanceObserver: Timeline,
      PerformanceResourceTiming: { prototype: { responseStatus: 0 } },
    });
    start(failedRequestsSignal, 'errors.failedRequests');
    tell([
      { initiatorType: 'fetch', responseStatus: 500, name: 'https://shop.example/stock' },
      { initiatorType: 'xmlhttprequest', responseStatus: 404, name: 'https://api.example/price' },
      { initiatorType: 'fetch', responseStatus: 200, name: 'https://shop.example/stock' },
      { initiatorType: 'fetch', responseStatus: 0, name: 'https://other.example/' },
      { initiatorType: 'img', responseStatus: 404, name: 'https://shop.example/logo.png' },
      // The tag's own, and the chat's.
      { initiatorType: 'fetch', responseStatus: 404, name: 'https://shop.example/rules.json' },
      { initiatorType: 'fetch', responseStatus: 429, name: 'https://org.example/livechatconnector/v2' },
      { initiatorType: 'fetch', responseStatus: 401, name: 'https://res.communication.azure.com/chat' },
    ]);
    expect(last()).toBe(2);
    // Those from before this file came count in the page view of the load, and in no other.
    host.beginPageView();
    signal.stop();
    signal = failedRequestsSignal.start(host);
    expect(observed).toEqual([true, false].map((buffered) => ({ type: 'resource', buffered })));
    for (const name of ['PerformanceObserver', 'PerformanceResourceTiming']) {
      const own = undo[name as keyof typeof undo];
      if (own === undefined) delete (window as unknown as Record<string, unknown>)[name];
      else Object.defineProperty(window, name, own);
    }
  });
});
