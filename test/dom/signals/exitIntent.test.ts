import { FakeIntersectionObserver } from '../../fakes/fakeObservers.ts';
import { exitIntentSignal } from '../../../src/signals/exitIntent.ts';
import type { RunningSignal } from '../../../src/signals/signal.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const EXIT = 'engagement.exitIntent';

let host: FakeSignalHost;
let signal: RunningSignal;
let uninstall: () => void;
/** How far down the page has been scrolled. */
let scrollY: number;

beforeEach(() => {
  uninstall = FakeIntersectionObserver.install();
  scrollY = 0;
  host = createFakeSignalHost(EXIT);
  signal = exitIntentSignal.start(host);
});
afterEach(() => {
  signal.stop();
  uninstall();
  document.body.replaceChildren();
});

/** The browser has laid out the page, which is 1000 pixels wide without its scroll bar. */
function draw(): void {
  FakeIntersectionObserver.tell(document.documentElement, {
    rootBounds: { width: 1000 } as DOMRectReadOnly,
    boundingClientRect: { top: -scrollY } as DOMRectReadOnly,
  });
}

const isLeaving = (): boolean => host.published.some(([, value]) => value === true);

/** The pointer goes from one place to another in so many milliseconds, in steps. */
function move(from: readonly [number, number], to: readonly [number, number], ms: number): void {
  const steps = Math.max(1, Math.round(ms / 16));
  for (let step = 0; step <= steps; step += 1) {
    const at = (axis: 0 | 1): number => from[axis] + ((to[axis] - from[axis]) * step) / steps;
    document.body.dispatchEvent(
      new MouseEvent('mousemove', { clientX: at(0), clientY: at(1), bubbles: true }),
    );
    if (step < steps) host.clock.advance(ms / steps);
  }
}
function leave(change: MouseEventInit = {}): void {
  document.body.dispatchEvent(
    new MouseEvent('mouseout', {
      clientX: 500,
      clientY: -2,
      relatedTarget: null,
      buttons: 0,
      bubbles: true,
      ...change,
    }),
  );
  host.clock.advance(300);
  draw();
}
const armed = (): void => host.clock.advance(3000);

it('is a fast movement of the pointer out through the top edge', () => {
  armed();
  move([500, 300], [510, 4], 150);
  leave();
  expect(host.published).toEqual([
    [EXIT, false],
    [EXIT, true],
  ]);
  leave();
  expect(host.published).toHaveLength(2);
});

it('is also so fast that nothing was seen near the edge', () => {
  armed();
  move([500, 420], [505, 300], 30);
  leave({ clientY: -60 });
  expect(isLeaving()).toBe(true);
});

it('is also a way out after a rest, so fast that one movement was seen of it', () => {
  armed();
  move([500, 400], [500, 300], 150);
  host.clock.advance(5000);
  document.body.dispatchEvent(new MouseEvent('mousemove', { clientX: 500, clientY: 100, bubbles: true }));
  host.clock.advance(16);
  leave();
  expect(isLeaving()).toBe(true);
});

it.each(['checkbox', 'radio', 'submit'])('is also that of a visitor who has just pressed a %s', (type) => {
  armed();
  document.body.appendChild(Object.assign(document.createElement('input'), { type })).focus();
  move([500, 300], [510, 4], 150);
  leave();
  expect(isLeaving()).toBe(true);
});

it('is also seen on a page that keeps the events of its elements to itself', () => {
  const menu = document.body.appendChild(document.createElement('nav'));
  menu.addEventListener('mouseout', (event) => event.stopPropagation());
  armed();
  move([500, 300], [510, 4], 150);
  menu.dispatchEvent(new MouseEvent('mouseout', { clientX: 500, clientY: -2, bubbles: true }));
  host.clock.advance(300);
  draw();
  expect(isLeaving()).toBe(true);
});

describe('no false alarm', () => {
  it('in the first seconds', () => {
    move([500, 300], [510, 4], 150);
    leave();
    expect(isLeaving()).toBe(false);
  });

  it.each([
    ['onto another element, as into a frame or an embedded map', { relatedTarget: document.body }],
    ['with a button pressed, as when dragging or selecting', { buttons: 1 }],
    ['through another edge, as to tools of the browser docked below', { clientY: 600 }],
  ])('for a pointer that leaves %s', (_, change) => {
    armed();
    move([500, 300], [510, 4], 150);
    leave(change);
    expect(isLeaving()).toBe(false);
  });

  it.each([
    ['over the scroll bar', 995, 1008],
    ['to the left of the page', 3, -3],
  ])('for a pointer that leaves %s', (_, from, to) => {
    armed();
    move([from, 300], [from, 4], 150);
    leave({ clientX: to });
    expect(isLeaving()).toBe(false);
  });

  it('for a pointer that drifts out', () => {
    armed();
    move([500, 60], [505, 3], 1500);
    leave();
    expect(isLeaving()).toBe(false);
  });

  it('for a pointer that goes sideways along the top', () => {
    armed();
    move([100, 60], [800, 3], 150);
    leave({ clientX: 830 });
    expect(isLeaving()).toBe(false);
  });

  it('for a pointer that rested at the top before, as after closing a menu of the browser', () => {
    armed();
    move([500, 300], [510, 4], 150);
    host.clock.advance(5000);
    leave();
    expect(isLeaving()).toBe(false);
  });

  it('for a pointer that stood still in the middle of the page, and is somewhere else of a sudden', () => {
    armed();
    move([500, 340], [500, 300], 150);
    host.clock.advance(700);
    leave();
    expect(isLeaving()).toBe(false);
  });

  it('for a pointer that nobody has seen moving', () => {
    armed();
    leave();
    expect(isLeaving()).toBe(false);
  });

  it('for a pointer that is back at once', () => {
    armed();
    move([500, 300], [510, 4], 150);
    document.body.dispatchEvent(new MouseEvent('mouseout', { clientX: 500, clientY: -2, bubbles: true }));
    host.clock.advance(200);
    move([510, 4], [510, 30], 50);
    host.clock.advance(1000);
    draw();
    expect(isLeaving()).toBe(false);
  });

  it.each(['select', 'input', 'textarea'])(
    'while a %s has the focus, whose menus lie over the page',
    (name) => {
      armed();
      document.body.appendChild(document.createElement(name)).focus();
      move([500, 300], [510, 4], 150);
      leave();
      expect(isLeaving()).toBe(false);
    },
  );

  it('while text that can be edited has the focus', () => {
    armed();
    const text = document.body.appendChild(document.createElement('div'));
    text.setAttribute('contenteditable', '');
    text.tabIndex = 0;
    text.focus();
    move([500, 300], [510, 4], 150);
    leave();
    expect(isLeaving()).toBe(false);
  });

  it('while a field inside a component has the focus', () => {
    armed();
    const component = document.body.appendChild(document.createElement('div'));
    component.attachShadow({ mode: 'open' }).appendChild(document.createElement('input')).focus();
    move([500, 300], [510, 4], 150);
    leave();
    expect(isLeaving()).toBe(false);
  });

  it('while a dialogue or the tools of the browser have the focus', () => {
    armed();
    host.attention({ focused: false });
    move([500, 300], [510, 4], 150);
    leave();
    expect(isLeaving()).toBe(false);
  });

  it('after it was stopped, also between leaving and being away', () => {
    armed();
    move([500, 300], [510, 4], 150);
    document.body.dispatchEvent(new MouseEvent('mouseout', { clientX: 500, clientY: -2, bubbles: true }));
    signal.stop();
    host.clock.advance(1000);
    draw();
    expect(isLeaving()).toBe(false);
  });
});

describe('on a touch screen', () => {
  const touch = (type: string, y: number, fingers = 1): boolean =>
    document.body.dispatchEvent(
      Object.assign(new Event(type, { bubbles: true }), {
        touches: Array.from({ length: fingers }),
        changedTouches: [{ clientY: y }],
      }),
    );
  /** A finger moves, and the page goes on for so many pixels after it was lifted. */
  function flick(from: number, to: number, ms: number, depth = 2000, goesOn = -200): void {
    scrollY = depth;
    touch('touchstart', from);
    host.clock.advance(ms);
    touch('touchend', to, 0);
    draw();
    scrollY += goesOn;
    host.clock.advance(100);
    draw();
  }

  it('is a flick back towards the top', () => {
    armed();
    flick(200, 500, 120);
    expect(isLeaving()).toBe(true);
  });

  it.each([
    ['a slow movement', 200, 500, 900, 2000],
    ['a short one', 200, 260, 30, 2000],
    ['reading on', 500, 200, 120, 2000],
    ['a pull near the top, which reloads', 200, 500, 120, 100],
  ] as const)('is not %s', (_, from, to, ms, depth) => {
    armed();
    flick(from, to, ms, depth);
    expect(isLeaving()).toBe(false);
  });

  it('is not a swipe over a map, a list or a dialog inside of the page', () => {
    armed();
    flick(200, 500, 120, 2000, 0);
    expect(isLeaving()).toBe(false);
  });

  it('is nothing any more when the signal is stopped meanwhile', () => {
    armed();
    scrollY = 2000;
    touch('touchstart', 200);
    host.clock.advance(100);
    touch('touchend', 500, 0);
    draw();
    signal.stop();
    scrollY = 1800;
    host.clock.advance(1000);
    draw();
    expect(isLeaving()).toBe(false);
  });

  it('is not two fingers', () => {
    armed();
    scrollY = 2000;
    touch('touchstart', 200, 2);
    host.clock.advance(100);
    touch('touchend', 500, 1);
    draw();
    scrollY = 1800;
    host.clock.advance(100);
    draw();
    expect(isLeaving()).toBe(false);
  });

  it('leaves nothing behind when the signal is stopped between two flicks', () => {
    armed();
    scrollY = 2000;
    for (let turn = 0; turn < 2; turn += 1) {
      touch('touchstart', 200);
      host.clock.advance(50);
      touch('touchend', 500, 0);
      draw();
    }
    signal.stop();
    expect(host.clock.pending()).toBe(0);
  });

  it('is a return to the tab after some seconds', () => {
    armed();
    flick(500, 400, 300);
    host.attention({ visible: false });
    host.clock.advance(2000);
    host.attention({ visible: true });
    expect(isLeaving()).toBe(false);
    host.attention({ visible: false });
    host.clock.advance(6000);
    host.attention({ visible: true });
    expect(isLeaving()).toBe(true);
  });

  it('is no flick in the first seconds', () => {
    flick(200, 500, 120);
    expect(isLeaving()).toBe(false);
  });

  it('is a return by the whole time away, also if the focus goes later than the page is hidden', () => {
    armed();
    flick(500, 400, 300);
    host.attention({ visible: false });
    host.clock.advance(3000);
    host.attention({ focused: false });
    host.clock.advance(3000);
    host.attention({ visible: true });
    expect(isLeaving()).toBe(true);
  });

  it('is no return after several short absences', () => {
    armed();
    flick(500, 400, 300);
    for (let turn = 0; turn < 3; turn += 1) {
      host.attention({ visible: false });
      host.clock.advance(4000);
      host.attention({ visible: true });
      host.clock.advance(4000);
    }
    expect(isLeaving()).toBe(false);
  });

  it('is no return where nobody has touched anything', () => {
    armed();
    host.attention({ visible: false });
    host.clock.advance(60_000);
    host.attention({ visible: true });
    expect(isLeaving()).toBe(false);
  });
});
