import type { Locator, Page } from 'playwright-core';
import type { LiveChatSdk } from '../../../src/core/sdkPort.ts';
import type { SdkEventName } from '../../../src/core/sdkEvents.ts';

/** Methods that pages call although the reference does not list them among the ten. */
interface UnlistedMethods {
  maximizeChat(): void;
  setBotAuthTokenProvider(provider: unknown): void;
}

declare global {
  interface Window {
    /** Short for `Microsoft.Omnichannel.LiveChatWidget.SDK`. */
    readonly lcw: LiveChatSdk & UnlistedMethods;
    Microsoft: { Omnichannel: { LiveChatWidget: { SDK: LiveChatSdk & UnlistedMethods } } };
    /** Where scripts of a page put what they have seen. */
    notes: unknown[];
    tellTest(type: string, detail: unknown): Promise<void>;
  }
}

export interface Heard {
  readonly type: SdkEventName;
  readonly detail: unknown;
}

/** The members of a `lcw:onMessageReceived` that the suite looks at. */
export interface MessageDetail {
  readonly messageType?: string;
  readonly channelData?: { readonly tags?: readonly string[] };
  readonly text?: string;
  readonly type?: string;
}

/** One tab of the visitor, with what its page has heard on `window`, over reloads too. */
export interface Tab {
  readonly page: Page;
  /** `lcw:*` events in order. */
  readonly events: Heard[];
  /** Warnings and errors in the console of the page. */
  readonly warnings: string[];
  /** CSP violations, page errors and unhandled rejections. */
  readonly troubles: string[];
  types(): readonly SdkEventName[];
  count(type: SdkEventName): number;
  /** Resolves when the page has heard this event that many times, with the last of them. */
  when(type: SdkEventName, times?: number): Promise<Heard>;
  /** Resolves with the first message, past or to come, for which `test` holds. */
  whenMessage(test: (message: MessageDetail) => boolean): Promise<MessageDetail>;
  whenWarned(pattern: RegExp): Promise<string>;
  clear(): void;
  /** Calls a method; what it returns comes back, what it throws rejects. */
  call(method: keyof LiveChatSdk | keyof UnlistedMethods, ...args: readonly unknown[]): Promise<unknown>;
  /** What scripts of the page have put into `notes`. */
  notes(): Promise<readonly unknown[]>;
  /**
   * Resolves when everything that was under way has come to its end: a later question to the service has been answered,
   * and the page has heard of it. Leaves no trace in `events`.
   */
  quiet(): Promise<void>;
  /** Reloads, forgetting what was heard, and waits for `lcw:ready`. */
  reload(): Promise<void>;
  /** The round button in the corner. */
  readonly button: Locator;
  readonly invitation: Locator;
  readonly accept: Locator;
  readonly window: Locator;
  /** Where the visitor writes. */
  readonly field: Locator;
  press(name: string): Promise<void>;
  say(text: string): Promise<void>;
}

/** What every page tells the test; the only thing a page has that a page of the site would not. */
export function listen(types: readonly string[]): void {
  window.notes = [];
  Object.defineProperty(window, 'lcw', { get: () => window.Microsoft.Omnichannel.LiveChatWidget.SDK });
  const tell = (type: string, detail: unknown): void => {
    void window.tellTest(type, JSON.parse(JSON.stringify(detail ?? null)));
  };
  for (const type of types) {
    window.addEventListener(type, (event) => tell(type, (event as CustomEvent<unknown>).detail));
  }
  window.addEventListener('securitypolicyviolation', (event) =>
    tell('trouble', `${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}`),
  );
  window.addEventListener('unhandledrejection', (event) => tell('trouble', String(event.reason)));
}

/** A tab as the stage has it. */
export interface OwnTab extends Tab {
  hear(type: string, detail: unknown): void;
}

export function createTab(page: Page): OwnTab {
  const events: Heard[] = [];
  const warnings: string[] = [];
  const troubles: string[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => [...waiting].forEach((check) => check());
  let marks = 0;

  page.on('console', (message) => {
    if (!['warning', 'error'].includes(message.type())) return;
    warnings.push(message.text());
    look();
  });
  page.on('pageerror', (error) => troubles.push(String(error)));

  const when = <Found>(find: () => Found | undefined): Promise<Found> =>
    new Promise((answer) => {
      const check = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(check);
        answer(found);
      };
      waiting.add(check);
      check();
    });

  const tab: OwnTab = {
    page,
    events,
    warnings,
    troubles,
    hear(type, detail) {
      if (type === 'trouble') troubles.push(String(detail));
      else events.push({ type: type as SdkEventName, detail });
      look();
    },
    types: () => events.map(({ type }) => type),
    count: (type) => events.filter((event) => event.type === type).length,
    when: (type, times = 1) => when(() => events.filter((event) => event.type === type)[times - 1]),
    whenMessage: (test) =>
      when(() =>
        events
          .filter(({ type }) => type === 'lcw:onMessageReceived')
          .map(({ detail }) => detail as MessageDetail)
          .find(test),
      ),
    whenWarned: (pattern) => when(() => warnings.find((warning) => pattern.test(warning))),
    clear() {
      events.length = 0;
    },
    call: (method, ...args) =>
      page.evaluate(([name, given]) => (window.lcw[name] as (...all: unknown[]) => unknown)(...given), [
        method,
        args,
      ] as const),
    notes: () => page.evaluate(() => window.notes),
    async quiet() {
      // A question would ask the provider of the page for a token.
      if (await page.evaluate(() => window.lcw.getAuthTokenProvider() === null)) {
        marks += 1;
        const before = new Set(events);
        const isAnswer = (event: Heard): boolean =>
          !before.has(event) &&
          (event.type === 'lcw:getAgentAvailability' ||
            (event.type === 'lcw:error' && (event.detail as { errorCode?: number }).errorCode === 1002));
        await tab.call('getAgentAvailability', { customContext: { Mark: marks } });
        const answer = await when(() => events.find(isAnswer));
        events.splice(events.indexOf(answer), 1);
        if (answer.type === 'lcw:getAgentAvailability') return;
      }
      // Nothing is asked then, or while a chat is open, so the page goes to the service and back by itself.
      await page.evaluate(async () => {
        const script = document.querySelector<HTMLScriptElement>('#Microsoft_Omnichannel_LCWidget');
        const { orgUrl, orgId, appId } = script?.dataset ?? {};
        await fetch(`${orgUrl ?? ''}/livechatconnector/config/${orgId ?? ''}/${appId ?? ''}`);
        await window.tellTest('mark', null);
      });
      events.splice(
        events.findIndex(({ type }) => (type as string) === 'mark'),
        1,
      );
    },
    async reload() {
      events.length = 0;
      await page.reload();
      await tab.when('lcw:ready');
    },
    button: page.locator('.chat-button'),
    invitation: page.getByRole('region', { name: 'Chat with us' }),
    accept: page.getByRole('button', { name: 'Chat now' }),
    window: page.getByRole('dialog'),
    field: page.getByRole('textbox', { name: 'Your message' }),
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    async say(text) {
      await tab.field.fill(text);
      await tab.field.press('Enter');
    },
  };
  return tab;
}
