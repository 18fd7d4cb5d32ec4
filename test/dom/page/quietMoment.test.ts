import type { Lifecycle } from '../../../src/page/lifecycle.ts';
import { awaitQuietMoment } from '../../../src/page/quietMoment.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

function setUp(whenIdle: (run: () => void) => void = (run) => run()): {
  clock: ReturnType<typeof createFakeClock>;
  busy: boolean[];
  quiet: () => boolean;
  show: (visible: boolean) => void;
  stop: () => void;
} {
  const clock = createFakeClock();
  const busy: boolean[] = [];
  const listeners = new Set<() => void>();
  let visible = true;
  let isQuiet = false;
  const lifecycle: Lifecycle = {
    isVisible: () => visible,
    isFocused: () => true,
    onPageView: () => () => undefined,
    onAddress: () => () => undefined,
    routeChanged: () => undefined,
    stop: () => undefined,
    onAttention: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const idle = Object.create(window, {
    document: { value: document },
    requestIdleCallback: { value: whenIdle },
  }) as Window;
  const stop = awaitQuietMoment(
    {
      window: idle,
      lifecycle,
      clock,
      report: (what, error) => {
        throw new Error(what, { cause: error });
      },
    },
    (answer) => busy.push(answer),
    () => {
      isQuiet = true;
    },
  );
  return {
    clock,
    busy,
    quiet: () => isQuiet,
    show: (now) => {
      visible = now;
      listeners.forEach((listener) => listener());
    },
    stop,
  };
}

function focusField(html: { readonly type: string }, autocomplete = ''): HTMLInputElement {
  const field = document.createElement('input');
  field.type = html.type;
  if (autocomplete !== '') field.setAttribute('autocomplete', autocomplete);
  document.body.append(field);
  field.focus();
  return field;
}

afterEach(() => document.body.replaceChildren());

it('comes at once when nothing is in the way', () => {
  expect(setUp().quiet()).toBe(true);
});

it('is looked at once more when the browser is idle: the visitor may have begun to type by then', () => {
  const idle: (() => void)[] = [];
  const moment = setUp((run) => void idle.push(run));
  const field = focusField({ type: 'text' });
  field.dispatchEvent(new Event('input', { bubbles: true }));
  idle.splice(0).forEach((run) => run());
  expect(moment.quiet()).toBe(false);
  field.blur();
  moment.clock.advance(5000);
  idle.splice(0).forEach((run) => run());
  expect(moment.quiet()).toBe(true);
});

it('waits until three seconds after the last key', () => {
  const field = focusField({ type: 'text' });
  const { clock, quiet, busy } = setUp();
  expect(busy).toEqual([true]);
  clock.advance(2000);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  clock.advance(2900);
  expect(quiet()).toBe(false);
  clock.advance(1100);
  expect(quiet()).toBe(true);
  expect(busy).toEqual([true, false]);
});

it.each([
  ['a password', { type: 'password' }, ''],
  ['a card number', { type: 'text' }, 'billing cc-number'],
])('never comes while the focus is in the field of %s', (_, html, autocomplete) => {
  const field = focusField(html, autocomplete);
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  field.blur();
  clock.advance(1000);
  expect(quiet()).toBe(true);
});

it('never comes while the focus is in the field of a password inside a component', () => {
  const component = document.body.appendChild(document.createElement('div'));
  const field = component.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'));
  field.type = 'password';
  field.focus();
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
});

/** jsdom has no layout, so what a browser would know is said here. */
function addDialog(isShown: boolean, { role = 'dialog', parent = document.body as Node } = {}): HTMLElement {
  const dialog = document.createElement('div');
  dialog.setAttribute('role', role);
  dialog.setAttribute('aria-modal', 'true');
  dialog.checkVisibility = () => isShown;
  parent.appendChild(dialog);
  return dialog;
}

it('does not mind a dialog that the page keeps hidden', () => {
  addDialog(false);
  expect(setUp().quiet()).toBe(true);
});

it('waits for an open dialog to close', async () => {
  const dialog = addDialog(true);
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  dialog.remove();
  await Promise.resolve();
  clock.advance(1000);
  expect(quiet()).toBe(true);
});

it('waits for a dialog that warns, too', () => {
  addDialog(true, { role: 'alertdialog' });
  expect(setUp().quiet()).toBe(false);
});

it('waits for a dialog inside a component, whose words stand in a slot of it', () => {
  const component = document.body.appendChild(document.createElement('div'));
  const dialog = addDialog(true, { parent: component.attachShadow({ mode: 'open' }) });
  dialog.append(document.createElement('slot'));
  const button = component
    .appendChild(document.createElement('p'))
    .appendChild(document.createElement('button'));
  button.focus();
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  dialog.checkVisibility = () => false;
  button.blur();
  clock.advance(1000);
  expect(quiet()).toBe(true);
});

it('waits for a dialog inside a component, which has the focus itself', () => {
  const component = document.body.appendChild(document.createElement('div'));
  const dialog = addDialog(true, { parent: component.attachShadow({ mode: 'open' }) });
  dialog.tabIndex = -1;
  dialog.focus();
  expect(setUp().quiet()).toBe(false);
});

it('waits for a dialog inside a component, with a component in it that has the focus', () => {
  const component = document.body.appendChild(document.createElement('div'));
  const dialog = addDialog(true, { parent: component.attachShadow({ mode: 'open' }) });
  const inner = dialog.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
  inner.appendChild(document.createElement('button')).focus();
  expect(setUp().quiet()).toBe(false);
});

it('waits for the tab to be seen, without a timer', () => {
  const field = focusField({ type: 'text' });
  const { clock, quiet, show } = setUp();
  show(false);
  field.blur();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  expect(clock.pending()).toBe(0);
  show(true);
  expect(quiet()).toBe(true);
});

it('does not come after it was called off', () => {
  focusField({ type: 'text' });
  const { clock, quiet, stop } = setUp();
  stop();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  expect(clock.pending()).toBe(0);
});

it('watches no dialog any more after it was called off, however often it had looked', async () => {
  const dialog = addDialog(true);
  const { clock, stop } = setUp();
  clock.advance(120_000);
  stop();
  dialog.remove();
  await Promise.resolve();
  expect(clock.pending()).toBe(0);
});

it('waits while a character is being composed, however long that takes', () => {
  const field = focusField({ type: 'text' });
  const { clock, quiet } = setUp();
  field.dispatchEvent(new Event('compositionstart', { bubbles: true }));
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  field.dispatchEvent(new Event('compositionend', { bubbles: true }));
  clock.advance(2999);
  expect(quiet()).toBe(false);
  clock.advance(1);
  expect(quiet()).toBe(true);
});

it('waits while something fills the screen', () => {
  Object.defineProperty(document, 'fullscreenElement', { value: document.body, configurable: true });
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  delete (document as { fullscreenElement?: unknown }).fullscreenElement;
  document.dispatchEvent(new Event('fullscreenchange'));
  clock.advance(200);
  expect(quiet()).toBe(true);
});

type VideoState = Partial<Pick<HTMLVideoElement, 'paused' | 'ended' | 'muted' | 'volume'>>;

function addVideo(state: VideoState): HTMLVideoElement {
  const video = document.createElement('video');
  for (const [name, value] of Object.entries({ paused: false, ended: false, muted: false, ...state })) {
    Object.defineProperty(video, name, { value, writable: true });
  }
  document.body.append(video);
  return video;
}

it('waits while a video plays with its sound on', () => {
  const video = addVideo({});
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  Object.defineProperty(video, 'paused', { value: true });
  video.dispatchEvent(new Event('pause'));
  clock.advance(200);
  expect(quiet()).toBe(true);
});

it.each([
  ['without sound', { muted: true }],
  ['that has been turned down', { volume: 0 }],
  ['that has been paused', { paused: true }],
  ['that is over', { ended: true }],
])('does not mind a video %s', (_, state) => {
  addVideo(state);
  expect(setUp().quiet()).toBe(true);
});

it('waits while the focus is in the frame of a payment provider, and not in any other', () => {
  const frame = document.createElement('iframe');
  frame.title = 'Secure card number';
  document.body.append(frame);
  frame.focus();
  expect(document.activeElement).toBe(frame);
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  frame.title = 'Map of our stores';
  clock.advance(30_000);
  expect(quiet()).toBe(true);
});

it('wakes up twice a minute at most while nothing happens', () => {
  addDialog(true);
  const { clock } = setUp();
  let wakes = 0;
  const { after } = clock;
  clock.after = (ms, run) =>
    after(ms, () => {
      wakes += 1;
      run();
    });
  clock.advance(600_000);
  expect(wakes).toBeLessThanOrEqual(20);
});
