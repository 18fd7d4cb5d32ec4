import { elementVisibleSignal } from '../../../src/signals/elementVisible.ts';
import { scrollSignal } from '../../../src/signals/scroll.ts';
import { FakeIntersectionObserver } from '../../fakes/fakeObservers.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const SCROLL = 'engagement.scrollPercent';
const root = document.documentElement;

/** jsdom has no layout: an element is as high, and scrolled as far, as the test says. */
function layOut(element: Element, height: number, visible: number, scrolled: number, own = height): void {
  for (const [name, value] of Object.entries({
    scrollHeight: height,
    offsetHeight: own,
    clientHeight: visible,
    clientWidth: 1000,
    scrollTop: scrolled,
  })) {
    Object.defineProperty(element, name, { value, configurable: true });
  }
}
const rect = (height: number): DOMRectReadOnly => ({ height }) as DOMRectReadOnly;
/** So much of the page, which is as high as its root element, has come into view. */
function see(percent: number, height = 2000): void {
  layOut(root, height, 500, Math.max(0, (height * percent) / 100 - 501));
  FakeIntersectionObserver.tell(root, { intersectionRatio: percent / 100 });
}
/** The event by which the page tells of a scroll; the end of one is not told by every browser. */
let told: 'scroll' | 'scrollend' = 'scrollend';
const scroll = (target: EventTarget = document): boolean => target.dispatchEvent(new Event(told));

let uninstall: () => void;
beforeEach(() => {
  uninstall = FakeIntersectionObserver.install();
});
afterEach(() => {
  uninstall();
  document.body.replaceChildren();
});

describe.each(['scrollend', 'scroll'] as const)('scrolling, told by %s,', (event) => {
  const whenEndIsTold = Object.getOwnPropertyDescriptor(Document.prototype, 'onscrollend')!;
  beforeEach(() => {
    told = event;
    if (event === 'scroll') delete (Document.prototype as Partial<Document>).onscrollend;
  });
  afterEach(() => Object.defineProperty(Document.prototype, 'onscrollend', whenEndIsTold));

  it('is told when a threshold is crossed, and only then, and never less than before', () => {
    const host = createFakeSignalHost(SCROLL, [50, 60]);
    const signal = scrollSignal.start(host);
    see(25);
    expect(host.published).toEqual([[SCROLL, 25]]);
    scroll();
    see(40);
    expect(host.published).toHaveLength(1);
    see(60);
    expect(host.published.at(-1)).toEqual([SCROLL, 60]);
    see(25);
    signal.refresh?.();
    expect(host.published.at(-1)).toEqual([SCROLL, 60]);
    host.clock.advance(1000);
    expect(host.clock.pending()).toBe(0);
    signal.stop();
  });

  it('in the window needs no look at the page while it goes on', () => {
    const host = createFakeSignalHost(SCROLL, [60]);
    const signal = scrollSignal.start(host);
    see(25);
    for (let frame = 0; frame < 120; frame += 1) document.dispatchEvent(new Event('scroll'));
    expect(host.clock.pending()).toBe(0);
    expect(FakeIntersectionObserver.observed()).toBe(1);
    signal.stop();
  });

  it('is done on a page that is shorter than the window, but not on one that is still being filled', () => {
    const host = createFakeSignalHost(SCROLL, [60]);
    const signal = scrollSignal.start(host);
    see(100, 400);
    expect(host.published).toEqual([[SCROLL, 100]]);
    see(20, 2500);
    expect(host.published.at(-1)).toEqual([SCROLL, 20]);
    signal.stop();
  });

  it('counts nothing before the page has loaded, unless the visitor scrolls', () => {
    const loading = jest.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    const host = createFakeSignalHost(SCROLL, [60]);
    const signal = scrollSignal.start(host);
    see(100, 400);
    expect(host.published).toEqual([]);
    scroll();
    see(30);
    expect(host.published).toEqual([[SCROLL, 30]]);
    signal.stop();
    loading.mockRestore();
  });

  describe('inside an element', () => {
    /** A page that the window sees as a whole, and in its middle something inside of what scrolls. */
    function withScroller(height: number, change: Partial<CSSStyleDeclaration> = {}): Element {
      const scroller = document.body.appendChild(document.createElement('main'));
      Object.assign(scroller.style, { overflowY: 'auto', ...change });
      layOut(scroller, 2000, height, 0);
      const inside = scroller.appendChild(document.createElement('p'));
      const inMiddle = [inside, scroller, document.body, root];
      Object.defineProperty(document, 'elementsFromPoint', { value: () => inMiddle, configurable: true });
      return scroller;
    }
    afterEach(() => delete (document as Partial<Document>).elementsFromPoint);

    it('that takes up most of the window is the scrolling of the page', () => {
      const host = createFakeSignalHost(SCROLL, [60]);
      const signal = scrollSignal.start(host);
      const scroller = withScroller(700);
      see(100, 700);
      expect(host.published.at(-1)?.[1]).toBeCloseTo(35, 0);
      layOut(scroller, 2000, 700, 600);
      scroll(scroller);
      host.clock.advance(200);
      FakeIntersectionObserver.tell(scroller, {});
      expect(host.published.at(-1)?.[1]).toBeCloseTo(65, 0);
      expect(FakeIntersectionObserver.observed()).toBe(1);
      signal.stop();
    });

    it.each([
      ['is small', 100, {}],
      ['does not scroll', 700, { overflowY: 'visible' }],
      ['has nothing to scroll to', 2000, {}],
    ] as const)('that %s, it is not', (_, height, style) => {
      const host = createFakeSignalHost(SCROLL, [60]);
      const signal = scrollSignal.start(host);
      withScroller(height, style);
      see(100, 700);
      expect(host.published.at(-1)?.[1]).toBe(100);
      signal.stop();
    });
  });

  it('is watched at other thresholds from a refresh on, and keeps its depth', () => {
    const host = createFakeSignalHost(SCROLL, [90]);
    const signal = scrollSignal.start(host);
    see(25);
    scroll();
    see(50);
    Object.assign(host.needs[0]!, { thresholds: [72] });
    signal.refresh?.();
    const watching = [...FakeIntersectionObserver.all].filter(({ targets }) => targets.has(root));
    expect(watching.map(({ options }) => options.threshold)).toEqual([expect.arrayContaining([0.72])]);
    see(25);
    expect(host.published.at(-1)).toEqual([SCROLL, 50]);
    see(72);
    expect(host.published.at(-1)).toEqual([SCROLL, 72]);
    signal.stop();
    expect(FakeIntersectionObserver.observed()).toBe(0);
  });

  it('is watched on as it is after a refresh that changes nothing', () => {
    const host = createFakeSignalHost(SCROLL, [90]);
    const signal = scrollSignal.start(host);
    see(25);
    const observers = FakeIntersectionObserver.all.size;
    signal.refresh?.();
    expect(FakeIntersectionObserver.all.size).toBe(observers);
    signal.stop();
  });

  it('is watched at thresholds a browser takes, whatever a rule asks for', () => {
    const host = createFakeSignalHost(SCROLL, [-5, 33, 120]);
    const signal = scrollSignal.start(host);
    const asked = [...FakeIntersectionObserver.all].flatMap(({ options }) => options.threshold ?? []);
    expect(asked).toContain(0.33);
    expect(asked.filter((share) => share < 0 || share > 1)).toEqual([]);
    signal.stop();
  });

  it('inside a small list says nothing about the page', () => {
    const host = createFakeSignalHost(SCROLL, [60]);
    const signal = scrollSignal.start(host);
    const list = document.body.appendChild(document.createElement('ul'));
    layOut(list, 2000, 100, 1900);
    see(25);
    scroll(list);
    host.clock.advance(200);
    FakeIntersectionObserver.tell(list, {});
    expect(host.published).toEqual([[SCROLL, 25]]);
    signal.stop();
  });

  it('of a page higher than its root element is measured, five times a second at most unless its end is told', () => {
    const host = createFakeSignalHost(SCROLL, [60]);
    const signal = scrollSignal.start(host);
    layOut(root, 2000, 500, 0, 500);
    FakeIntersectionObserver.tell(root, { intersectionRatio: 1 });
    expect(host.published.at(-1)?.[1]).toBeCloseTo(25, 0);
    layOut(root, 2000, 500, 900, 500);
    for (let turn = 0; turn < 50; turn += 1) scroll();
    expect(host.clock.pending()).toBe(event === 'scroll' ? 1 : 0);
    host.clock.advance(200);
    FakeIntersectionObserver.tell(root, { intersectionRatio: 1 });
    expect(host.published.at(-1)?.[1]).toBeGreaterThanOrEqual(70);
    signal.stop();
  });
});

it('is watched in steps where the end of a scroll is not told, so that the depth of a moment is not far off', () => {
  const steps = (): number => {
    const host = createFakeSignalHost(SCROLL, [55]);
    scrollSignal.start(host).stop();
    return [...FakeIntersectionObserver.all].flatMap(({ options }) => options.threshold ?? []).length;
  };
  expect(steps()).toBe(1);
  FakeIntersectionObserver.all.clear();
  const descriptor = Object.getOwnPropertyDescriptor(Document.prototype, 'onscrollend')!;
  delete (Document.prototype as Partial<Document>).onscrollend;
  expect(steps()).toBe(11);
  Object.defineProperty(Document.prototype, 'onscrollend', descriptor);
});

it('is unknown without an IntersectionObserver', () => {
  uninstall();
  const host = createFakeSignalHost(SCROLL, [60]);
  layOut(root, 2000, 500, 1000);
  const signal = scrollSignal.start(host);
  document.dispatchEvent(new Event('scrollend'));
  host.clock.advance(60_000);
  expect(host.published).toEqual([]);
  signal.stop();
});

it.each([
  ['scrolls itself', 2000, 3, 1],
  ['may come to have something that scrolls', 500, 3, 2],
  ['goes on changing, which nothing comes of', 500, 100, 1],
])('a page that changes and %s is looked at accordingly', async (_what, height, turns, watched) => {
  const host = createFakeSignalHost(SCROLL, [60]);
  const signal = scrollSignal.start(host);
  layOut(root, height, 500, 0);
  FakeIntersectionObserver.tell(root, { intersectionRatio: 500 / height });
  for (let turn = 0; turn < turns; turn += 1) {
    document.body.append('more');
    await Promise.resolve();
    host.clock.advance(1000);
    if (turn < turns - 1) FakeIntersectionObserver.tell(root, { intersectionRatio: 500 / height });
  }
  expect(FakeIntersectionObserver.observed()).toBe(watched);
  expect(host.clock.pending()).toBe(0);
  signal.stop();
});

it('once the end of the page has been seen nothing is measured any more', () => {
  const host = createFakeSignalHost(SCROLL, [50]);
  const signal = scrollSignal.start(host);
  see(25);
  layOut(root, 2000, 500, 1499);
  document.dispatchEvent(new Event('scrollend'));
  const watched = FakeIntersectionObserver.observed();
  see(100);
  expect(host.published.at(-1)).toEqual([SCROLL, 100]);
  document.dispatchEvent(new Event('scrollend'));
  expect(FakeIntersectionObserver.observed()).toBeLessThan(watched);
  signal.stop();
});

it('a scroll to a place between two thresholds is known exactly once it has ended', () => {
  const host = createFakeSignalHost(SCROLL, [60]);
  const signal = scrollSignal.start(host);
  see(25);
  layOut(root, 2000, 500, 399);
  document.dispatchEvent(new Event('scrollend'));
  FakeIntersectionObserver.tell(root, { intersectionRatio: 0.25 });
  layOut(root, 2000, 500, 0);
  document.dispatchEvent(new Event('scrollend'));
  expect(host.published).toHaveLength(1);
  signal.refresh?.();
  expect(host.published.at(-1)).toEqual([SCROLL, 45]);
  signal.stop();
});

describe('an element', () => {
  const start = (params: Record<string, string | number>): ReturnType<typeof createFakeSignalHost> => {
    const host = createFakeSignalHost('page.elementVisible', [], params);
    signal = elementVisibleSignal.start(host);
    return host;
  };
  let signal: ReturnType<typeof elementVisibleSignal.start>;
  const add = (): Element => {
    const element = document.createElement('section');
    element.id = 'offer';
    return document.body.appendChild(element);
  };
  const show = (element: Element, intersectionRatio: number): void =>
    FakeIntersectionObserver.tell(element, {
      isIntersecting: intersectionRatio > 0,
      intersectionRatio,
      intersectionRect: rect(100),
    });
  afterEach(() => signal.stop());

  it('is seen when enough of it has been in view for long enough, and stays seen', () => {
    const element = add();
    const host = start({ selector: '#offer', percent: 60, seconds: 3 });
    const { key } = host.needs[0]!;
    show(element, 0.5);
    host.clock.advance(10_000);
    show(element, 0.8);
    host.clock.advance(2000);
    show(element, 0.1);
    host.clock.advance(10_000);
    expect(host.published).toEqual([[key, false]]);
    show(element, 0.8);
    host.clock.advance(3000);
    expect(host.published.at(-1)).toEqual([key, true]);
    expect(FakeIntersectionObserver.observed()).toBe(0);
    expect(host.listeners).toBe(0);
  });

  it('does not count while the tab is hidden', () => {
    const element = add();
    const host = start({ selector: '#offer', seconds: 3 });
    show(element, 1);
    host.clock.advance(2000);
    host.attention({ visible: false });
    host.clock.advance(60_000);
    expect(host.published).toHaveLength(1);
    host.attention({ visible: true });
    host.clock.advance(3000);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it('is seen for as long as it takes, although the visitor looks elsewhere and back', () => {
    const element = add();
    const host = start({ selector: '#offer', seconds: 10 });
    show(element, 1);
    for (const focused of [false, true]) {
      host.clock.advance(4000);
      host.attention({ focused });
    }
    host.clock.advance(2000);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it('of which any part is enough is not seen before there is one in view', () => {
    const element = add();
    const host = start({ selector: '#offer', percent: 0 });
    show(element, 0);
    host.clock.advance(1000);
    expect(host.published.at(-1)?.[1]).toBe(false);
    show(element, 0.01);
    host.clock.advance(1000);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it('of the page before is none of this one, when it goes within a second', async () => {
    const element = add();
    const host = start({ selector: '#offer' });
    show(element, 1);
    host.clock.advance(900);
    element.remove();
    FakeIntersectionObserver.tell(element, {
      isIntersecting: false,
      intersectionRatio: 0,
      intersectionRect: rect(0),
    });
    const its = add();
    await Promise.resolve();
    host.clock.advance(60_000);
    expect(host.published.at(-1)?.[1]).toBe(false);
    show(its, 1);
    host.clock.advance(0);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it('that is not drawn is not seen before it is', async () => {
    const element = add();
    let isDrawn = false;
    const asked: unknown[] = [];
    Object.assign(element, { checkVisibility: (options: unknown) => asked.push(options) > 0 && isDrawn });
    const host = start({ selector: '#offer' });
    show(element, 1);
    host.clock.advance(60_000);
    expect(host.published.at(-1)?.[1]).toBe(false);
    expect(asked[0]).toEqual({ visibilityProperty: true, opacityProperty: true });
    isDrawn = true;
    show(element, 1);
    host.clock.advance(0);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it.each(['a change of the document', 'transitionend', 'animationend'])(
    'is looked at anew after %s: it may be drawn by then',
    async (news) => {
      add();
      const host = start({ selector: '#offer' });
      const observe = jest.spyOn(FakeIntersectionObserver.prototype, 'observe');
      if (news.includes(' ')) document.body.className = news;
      else document.body.dispatchEvent(new Event(news, { bubbles: true }));
      await Promise.resolve();
      host.clock.advance(500);
      expect(observe).toHaveBeenCalledTimes(1);
    },
  );

  it('that stands beside the window, as a menu that is folded away, is not in view however high it is', () => {
    const element = add();
    const host = start({ selector: '#offer' });
    FakeIntersectionObserver.tell(element, {
      isIntersecting: true,
      intersectionRatio: 0,
      intersectionRect: rect(700),
      rootBounds: rect(700),
    });
    host.clock.advance(60_000);
    expect(host.published.at(-1)?.[1]).toBe(false);
  });

  it('may come later, and be another one', async () => {
    const host = start({ selector: '#offer' });
    const first = add();
    await Promise.resolve();
    host.clock.advance(500);
    first.remove();
    const second = add();
    await Promise.resolve();
    host.clock.advance(500);
    show(second, 1);
    host.clock.advance(1000);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it('that is higher than the window has to fill it', () => {
    const element = add();
    const host = start({ selector: '#offer', percent: 50 });
    const fill = (height: number): void => {
      FakeIntersectionObserver.tell(element, {
        isIntersecting: true,
        intersectionRatio: 0.2,
        intersectionRect: rect(height),
        rootBounds: rect(700),
      });
      host.clock.advance(1000);
    };
    fill(300);
    expect(host.published.at(-1)?.[1]).toBe(false);
    fill(350);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it('is seen for as long as it takes, although the page changes meanwhile', async () => {
    const element = add();
    const host = start({ selector: '#offer', seconds: 3 });
    show(element, 1);
    element.append('news');
    await Promise.resolve();
    host.clock.advance(3000);
    expect(host.published.at(-1)?.[1]).toBe(true);
  });

  it('that has been replaced is not in view any more', async () => {
    const element = add();
    const host = start({ selector: '#offer', seconds: 3 });
    show(element, 1);
    element.remove();
    add();
    await Promise.resolve();
    host.clock.advance(60_000);
    expect(host.published.at(-1)?.[1]).toBe(false);
    expect(FakeIntersectionObserver.observed()).toBe(1);
  });

  it('is unknown under a selector that is none', () => {
    expect(start({ selector: '((' }).published).toEqual([]);
  });

  it('is unknown without an IntersectionObserver', () => {
    uninstall();
    expect(start({ selector: '#offer' }).published).toEqual([]);
  });
});
