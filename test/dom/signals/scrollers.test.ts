import { scrollSignal } from '../../../src/signals/scroll.ts';
import { FakeIntersectionObserver } from '../../fakes/fakeObservers.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

/** Which of the things that scroll is the page, and from when on its depth stays. The window is 1024 x 768 pixels. */

const SCROLL = 'engagement.scrollPercent';
const root = document.documentElement;
const rect = (height: number): DOMRectReadOnly => ({ height }) as DOMRectReadOnly;

interface Layout {
  readonly height: number;
  readonly visible?: number;
  readonly width?: number;
  readonly at?: number;
}
function layOut(element: Element, { height, visible = 768, width = 1024, at = 0 }: Layout): void {
  for (const [name, value] of Object.entries({
    scrollHeight: height,
    clientHeight: visible,
    clientWidth: width,
    scrollTop: at,
  })) {
    Object.defineProperty(element, name, { value, configurable: true });
  }
}
function add(layout: Layout, tag = 'main'): HTMLElement {
  const element = document.body.appendChild(document.createElement(tag));
  element.style.overflowY = 'auto';
  layOut(element, layout);
  return element;
}
/** What the browser tells of the page when it has drawn it. */
function draw(height: number, at = 0): void {
  layOut(root, { height, at });
  drawAgain();
}
function drawAgain(): void {
  const { scrollHeight, scrollTop } = root;
  FakeIntersectionObserver.tell(root, {
    boundingClientRect: rect(scrollHeight),
    intersectionRect: rect(Math.min(scrollHeight, scrollTop + 768)),
  });
}
/** Only whoever has asked for it once more is told, since nothing has moved. */
function layOutAgain(): void {
  const [depths, laidOut] = [...FakeIntersectionObserver.all].sort((a) => (a.options.rootMargin ? -1 : 1));
  depths!.targets.delete(root);
  drawAgain();
  depths!.targets.add(root);
  expect(laidOut!.targets.size).toBe(0);
}
function scroll(element: Element, layout: Layout): void {
  layOut(element, layout);
  element.dispatchEvent(new Event('scrollend'));
  FakeIntersectionObserver.tell(element, {});
}
/** In front first. */
const inMiddle = (...elements: Element[]): unknown =>
  Object.defineProperty(document, 'elementsFromPoint', {
    value: () => [...elements, document.body, root],
    configurable: true,
  });

let uninstall: () => void;
let host: FakeSignalHost;
let signal: ReturnType<typeof scrollSignal.start>;
const start = (): void => {
  host = createFakeSignalHost(SCROLL, [60]);
  signal = scrollSignal.start(host);
};
const depth = (): unknown => {
  signal.refresh?.();
  return host.published.at(-1)?.[1];
};
beforeEach(() => {
  uninstall = FakeIntersectionObserver.install();
});
afterEach(() => {
  signal.stop();
  uninstall();
  document.body.replaceChildren();
  for (const name of ['elementsFromPoint', 'scrollingElement']) Reflect.deleteProperty(document, name);
});

describe('of a page that scrolls inside an element, the depth', () => {
  it('is that of the element also once the page has loaded', () => {
    const state = jest.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    start();
    const main = add({ height: 4000 });
    inMiddle(main);
    draw(768);
    state.mockReturnValue('complete');
    window.dispatchEvent(new Event('load'));
    layOutAgain();
    expect(depth()).toBe(19.2);
    scroll(main, { height: 4000, at: 200 });
    expect(depth()).toBe(24.2);
    state.mockRestore();
  });

  it('is that of an element that comes after the page was first seen', async () => {
    start();
    draw(768);
    expect(depth()).toBe(100);
    inMiddle(add({ height: 4000 }));
    await Promise.resolve();
    host.clock.advance(500);
    layOutAgain();
    expect(depth()).toBe(19.2);
  });

  it('is not that of a dialog in front of it', () => {
    start();
    const main = add({ height: 4000 });
    const layout = { height: 1000, visible: 600, width: 900 };
    const dialog = add(layout, 'dialog');
    inMiddle(dialog, main);
    draw(768);
    scroll(dialog, { ...layout, at: 400 });
    expect(depth()).toBe(19.2);
  });

  it('is not that of a list beside it, nor of a carousel inside of it', () => {
    start();
    const main = add({ height: 4000 });
    const carousel = main.appendChild(add({ height: 500, visible: 500 }));
    inMiddle(carousel, main);
    draw(768);
    expect(depth()).toBe(19.2);
    scroll(add({ height: 400, visible: 100, width: 100 }, 'ul'), { height: 400, visible: 100, at: 300 });
    expect(depth()).toBe(19.2);
  });

  it('is that of the element as soon as it scrolls, and stays, wherever the middle of the window is', () => {
    start();
    draw(768);
    const main = add({ height: 4000 });
    scroll(main, { height: 4000, at: 2431 });
    scroll(main, { height: 4000, at: 200 });
    expect(depth()).toBe(80);
  });

  it('is measured of all that has scrolled where the end of a scroll is not told', () => {
    const descriptor = Object.getOwnPropertyDescriptor(Document.prototype, 'onscrollend')!;
    delete (Document.prototype as Partial<Document>).onscrollend;
    start();
    Object.defineProperty(Document.prototype, 'onscrollend', descriptor);
    draw(768);
    const main = add({ height: 4000, at: 1631 });
    const list = add({ height: 400, visible: 100, at: 5 }, 'ul');
    for (const each of [list, main]) each.dispatchEvent(new Event('scroll'));
    host.clock.advance(200);
    for (const each of [list, main]) FakeIntersectionObserver.tell(each, {});
    expect(depth()).toBe(60);
  });
});

it.each([
  ['a sideways carousel', 8000, { height: 500, visible: 500 }],
  ['a dialog at its end', 8000, { height: 1000, visible: 600, width: 900, at: 400 }],
  ['a sideways carousel of a page seen as a whole', 760, { height: 500, visible: 500 }],
])('%s on a page of %d pixels is not the page', (_, height, layout) => {
  start();
  draw(height);
  const before = depth();
  scroll(add(layout), layout);
  draw(10_000);
  expect([before, depth()]).toEqual([Math.min(100, Math.round(768_000 / height) / 10), 7.7]);
});

it('a small list that scrolls lets no depth stay that nobody has scrolled to', () => {
  start();
  draw(600);
  scroll(add({ height: 200, visible: 50, width: 100 }, 'ul'), {
    height: 200,
    visible: 50,
    width: 100,
    at: 9,
  });
  draw(8000);
  expect(depth()).toBe(9.6);
});

it('a page in quirks mode, where the root element is as high as its content, is measured by its body', () => {
  const page = add({ height: 8000 }, 'section');
  Object.defineProperty(document, 'scrollingElement', { value: page, configurable: true });
  start();
  layOut(root, { height: 8000, visible: 8000 });
  window.dispatchEvent(new Event('load'));
  layOutAgain();
  expect(depth()).toBe(9.6);
  layOut(page, { height: 8000, at: 4031 });
  document.dispatchEvent(new Event('scrollend'));
  FakeIntersectionObserver.tell(root, { boundingClientRect: rect(100), intersectionRect: rect(100) });
  expect(depth()).toBe(60);
});

it('where the last page was left counts as long as it is in view, and does not stay', () => {
  start();
  draw(8000, 6000);
  expect(depth()).toBe(84.6);
  layOut(root, { height: 5000 });
  document.dispatchEvent(new Event('scrollend'));
  drawAgain();
  expect(depth()).toBe(15.4);
  draw(5000, 2232);
  draw(5000);
  expect(depth()).toBe(60);
});

it('a page that a dialog has locked is not scrolled to its end', () => {
  start();
  draw(8000);
  draw(8000, 4032);
  layOut(root, { height: 768 });
  drawAgain();
  expect(depth()).toBe(60);
});
