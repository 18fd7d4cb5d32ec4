import type { SdkHost } from '../../../src/sdk/host.ts';
import type { WidgetOptions } from '../../../src/sdk/widgetOptions.ts';
import type { Harness } from './harness.ts';
import { onFakeTime, settle, startHarness } from './harness.ts';

let harness: Harness;

onFakeTime(() => harness.stop());
afterEach(() => {
  Reflect.deleteProperty(window, 'CSS');
});

async function ready(options: WidgetOptions = {}, overrides: Partial<SdkHost> = {}): Promise<void> {
  harness = startHarness({ options, ...overrides });
  await settle();
}

async function chatting(options?: WidgetOptions): Promise<void> {
  await ready(options);
  harness.sdk.startChat();
  await settle();
}

const element = (): HTMLElement => document.querySelector<HTMLElement>('[data-lcw-proactive-chat]')!;
const token = (name: string): string => element().style.getPropertyValue(`--lcw-${name}`);
/** A browser that knows these colours. */
const browserKnows = (...colors: string[]): void => {
  const supports = (property: string, value: string): boolean =>
    property === 'color' && colors.some((color) => value.includes(`from ${color} `));
  Object.assign(window, { CSS: { supports } });
};

describe('the look a site has chosen', () => {
  it('is its colour, which the others follow from', async () => {
    browserKnows('#0000ff');
    await ready({ colorOverride: '#0000ff' });
    expect(token('accent')).toBe('#0000ff');
  });

  it('leaves out a colour that the browser does not know', async () => {
    browserKnows('#0000ff');
    await ready({ colorOverride: 'not-a-colour' });
    expect(element().getAttribute('style')).toBeNull();
  });

  it('has its fonts, and nothing else where nothing else is given', async () => {
    await ready({ fontFamilyOverride: 'Georgia, serif' });
    expect(token('font')).toBe('Georgia, serif');
    expect(token('accent')).toBe('');
  });

  it('is that of the design where none is given', async () => {
    await ready();
    expect(element().getAttribute('style')).toBeNull();
  });
});

describe('the window is told', () => {
  it('what the site wants of it', async () => {
    await chatting({
      hideMinimizeButton: true,
      renderMobile: true,
      customCloseButtonText: 'Done',
      suggestedActionLayout: 'stacked',
    });
    expect(harness.window.options).toEqual({
      hideMinimizeButton: true,
      hideHeader: true,
      closeButtonText: 'Done',
      stackSuggestedActions: true,
      fillsWindow: false,
    });
  });

  it('nothing out of the ordinary by default', async () => {
    await chatting({ suggestedActionLayout: 'horizontal' });
    expect(harness.window.options).toEqual({
      hideMinimizeButton: false,
      hideHeader: false,
      stackSuggestedActions: false,
      fillsWindow: false,
    });
  });
});

describe('Ctrl and / together', () => {
  const press = (target: EventTarget = document.body, members: KeyboardEventInit = {}): boolean =>
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: '/', ctrlKey: true, bubbles: true, cancelable: true, ...members }),
    );
  const focused = (): string | undefined => document.activeElement?.shadowRoot?.activeElement?.tagName;

  function pageField(): HTMLInputElement {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    return field;
  }

  it('bring the visitor to the window', async () => {
    await chatting();
    expect(focused()).toBeUndefined();
    expect(press()).toBe(false);
    expect(focused()).toBe('TEXTAREA');
  });

  it('do so out of a field of the page as well', async () => {
    await chatting();
    press(pageField());
    expect(focused()).toBe('TEXTAREA');
  });

  it('are left to a page that uses them', async () => {
    await chatting();
    const field = pageField();
    field.addEventListener('keydown', (event) => event.preventDefault());
    press(field);
    expect(document.activeElement).toBe(field);
  });

  it.each([
    ['while the window is minimised', () => harness.window.callbacks?.onMinimize()],
    ['while there is no chat', () => harness.sdk.closeChat()],
  ])('do nothing %s', async (_, act) => {
    await chatting();
    act();
    expect(press()).toBe(true);
    expect(focused()).toBeUndefined();
  });

  it.each([{ ctrlKey: false }, { key: 'x' }, { isComposing: true }])('are not %j', async (members) => {
    await chatting();
    expect(press(document.body, members)).toBe(true);
    expect(focused()).toBeUndefined();
  });
});

describe('a browser that keeps nothing', () => {
  it('makes the widget fail to load: error 7, no ready, and no node', async () => {
    harness = startHarness({ obstacle: 'The storage is blocked.' });
    const failed = expect(harness.installed.ready).rejects.toThrow();
    harness.sdk.startChat();
    harness.sdk.startProactiveChat('Hello');
    harness.sdk.getAgentAvailability();
    await settle();
    await failed;
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual(['lcw:error']);
    expect(harness.events[0]?.detail).toEqual({
      errorCode: 7,
      errorDescription: 'Live chat widget scripts failed to load',
      errorDetail: 'The storage is blocked.',
    });
    expect(document.body.childElementCount).toBe(0);
    expect(harness.port.requests).toEqual([]);
  });
});

describe('a context provider that throws', () => {
  const fail = (): never => {
    throw new Error('no cart');
  };

  it('stops the chat where the site wants that, and it can be tried again', async () => {
    await ready({ whenContextFails: 'stop' });
    harness.sdk.setContextProvider(fail);
    harness.sdk.startChat();
    await settle();
    expect(harness.log).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:onMaximize', 'lcw:error']);
    expect(harness.events.at(-1)?.detail).toMatchObject({ errorCode: 1, errorDetail: 'no cart' });
    expect(harness.window.view?.pane).toBe('error');
    expect(harness.port.requests).toEqual([]);

    harness.sdk.setContextProvider(() => ({ Plan: 'pro' }));
    harness.window.callbacks?.onRetry();
    await settle();
    expect(harness.port.requests).toMatchObject([{ customContext: { Plan: { value: 'pro' } } }]);
    expect(harness.log.slice(4)).toEqual(['lcw:chatQueued']);
  });

  it.each([undefined, 'start', 'whatever'])(
    'lets it start without context with whenContextFails %p',
    async (given) => {
      await ready(given === undefined ? {} : { whenContextFails: given });
      harness.sdk.setContextProvider(fail);
      harness.sdk.startChat();
      await settle();
      expect(harness.log.slice(1)).toEqual([
        'lcw:startChat',
        'lcw:onMaximize',
        'lcw:error',
        'lcw:chatQueued',
      ]);
      expect(harness.port.requests[0]?.customContext).toEqual({});
    },
  );
});

it('stays on a page that replaces its body', async () => {
  harness = startHarness();
  await settle();
  document.body.replaceWith(document.createElement('body'));
  expect(harness.find('.chat-button')).toBeNull();
  harness.sdk.startChat();
  await settle();
  expect(harness.find('textarea')).not.toBeNull();
});
