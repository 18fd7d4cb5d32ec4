import type { Lifecycle } from '../../../src/page/lifecycle.ts';
import { awaitQuietMoment } from '../../../src/page/quietMoment.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

function setUp(): {
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
    routeChanged: () => undefined,
    stop: () => undefined,
    onAttention: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const idle = Object.create(window, {
    document: { value: document },
    requestIdleCallback: { value: (run: () => void) => run() },
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

/** jsdom has no layout, so what a browser would know is said here. */
function addDialog(isShown: boolean): HTMLElement {
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-modal', 'true');
  dialog.checkVisibility = () => isShown;
  document.body.append(dialog);
  return dialog;
}

it('does not mind a dialog that the page keeps hidden', () => {
  addDialog(false);
  expect(setUp().quiet()).toBe(true);
});

it('waits for an open dialog to close', () => {
  const dialog = addDialog(true);
  const { clock, quiet } = setUp();
  clock.advance(60_000);
  expect(quiet()).toBe(false);
  dialog.remove();
  clock.advance(1000);
  expect(quiet()).toBe(true);
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
