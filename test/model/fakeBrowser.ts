import type { InstalledSdk } from '../../src/core/sdkPort.ts';
import type { Tabs } from '../../src/core/tabs.ts';
import { createTabNotices } from '../../src/sdk/tabNotices.ts';
import { createAvailabilityQuestion } from '../../src/sdk/availabilityQuestion.ts';
import { installSdk } from '../../src/sdk/controller.ts';
import { messages as english } from '../../src/sdk/messages.en.ts';
import { createDialogue } from '../../src/sdk/dialogue.ts';
import { publishSdk } from '../../src/sdk/liveChatSdk.ts';
import { createPopOut } from '../../src/sdk/popOut.ts';
import type { Act, PageCall, TabNumber } from './acts.ts';
import type { Driver } from './driver.ts';
import type { PageWindow } from './fakePage.ts';
import { createFakeService } from './fakeService.ts';
import type { FakePage } from './fakeVisitor.ts';
import { call, eventText, sightOf, visit } from './fakeVisitor.ts';
import type { Setup } from './world.ts';

interface Turn {
  readonly page: FakePage;
  take(): void;
}

/** The SDK core of each tab on its own window, with fake ports, and everything settled after each act. */
export function createFakeBrowser(
  windows: readonly PageWindow[],
  clock: { now: number },
  setup: Setup,
): Driver {
  const pages: (FakePage | null)[] = [null, null, null];
  let stored: string | null = null;
  let turns: Turn[] = [];
  const tasks: (() => void)[] = [];
  const service = createFakeService(setup, (act) => void tasks.push(act));
  let first: TabNumber = 0;
  let messages = 0;

  const pageIn = (number: TabNumber): FakePage => {
    const page = pages[number];
    if (page === null || page === undefined) throw new Error('There is no page in this tab.');
    return page;
  };

  function endTurn(turn: Turn): void {
    const place = turns.indexOf(turn);
    turns = turns.filter((other) => other !== turn);
    if (place === 0) turns[0]?.take();
  }

  function tabsOf(page: FakePage): Tabs {
    return {
      exclusively(work) {
        return new Promise((resolve, reject) => {
          const turn: Turn = {
            page,
            take() {
              work()
                .then(resolve, reject)
                .finally(() => endTurn(turn));
            },
          };
          if (page.isGone) return;
          turns.push(turn);
          if (turns[0] === turn) turn.take();
        });
      },
      post(message) {
        if (page.isGone) return;
        const text = JSON.stringify(message);
        for (const other of pages) {
          if (other === null || other === page || other.isFrozen) continue;
          tasks.push(() => {
            if (other.isGone) return;
            for (const listener of [...other.heard]) listener(JSON.parse(text));
          });
        }
      },
      listen(listener) {
        page.heard.add(listener);
        return () => page.heard.delete(listener);
      },
      close: () => page.heard.clear(),
    };
  }

  function load(number: TabNumber, atReady: readonly PageCall[]): void {
    const home = windows[number];
    if (home === undefined) throw new Error('There are three windows.');
    const raised: string[] = [];
    const chatWindow: FakePage['chatWindow'] = { view: null, callbacks: null };
    const isGone = (): boolean => page.isGone;
    const link = { isGone, isReachable: () => !page.isGone && !page.isFrozen };
    const { availability, port } = service.connect(link);
    const page: FakePage = {
      number,
      link,
      home,
      raised,
      chatWindow,
      heard: new Set(),
      isFrozen: false,
      isGone: false,
      stopListening: home.listen((event) => {
        raised.push(eventText(event));
        if (event.type === 'lcw:ready') for (const next of atReady) call(page, next);
        if (event.type === 'lcw:threadUpdate' && setup.closesWhenAgentEnds) call(page, { kind: 'closeChat' });
      }),
      get installed(): InstalledSdk {
        return installed;
      },
    };
    pages[number] = page;
    const tabs = tabsOf(page);
    const installed = installSdk({
      window: home.window,
      published: publishSdk(home.window),
      identity: { appId: 'app', orgId: 'org', orgUrl: 'https://org.example' },
      availability,
      askForPage: (customContext) => availability.getAvailability(customContext),
      loadConversation: async () => ({
        createDialogue: (parts) => createDialogue(tabs, parts),
        createAvailabilityQuestion,
        tabs: createTabNotices(tabs),
      }),
      loadConversationPort: async () => ({
        ...port,
        start(request, listener) {
          first = number;
          return port.start(request, listener);
        },
      }),
      loadLanguage: async () => ({ widget: english, window: null }),
      loadChatWindow: async () => (host) => {
        chatWindow.callbacks = host.callbacks;
        return {
          update: (view) => void (chatWindow.view = view),
          focus: () => undefined,
          destroy() {
            chatWindow.view = null;
            chatWindow.callbacks = null;
          },
        };
      },
      loadChunk: async () => ({}),
      loadPopOut: async () => createPopOut,
      options: {},
      popOutUrl: 'https://shop.example/pop-out.js',
      conversationStorage: {
        read: () => stored,
        write: (text) => {
          if (!page.isGone) stored = text;
        },
        remove: () => {
          if (!page.isGone) stored = null;
        },
      },
      warn: () => undefined,
    });
    installed.onInvitation((event) => raised.push(`invitation ${event}`));
  }

  function pageEvent({ home }: FakePage, name: 'pagehide' | 'pageshow', persisted: boolean): void {
    home.window.dispatchEvent(new home.window.PageTransitionEvent(name, { persisted }));
  }

  /** The page goes; what it leaves behind in the window would be seen by the next one. */
  async function leave(number: TabNumber, isOrderly: boolean): Promise<void> {
    const page = pageIn(number);
    if (isOrderly) {
      pageEvent(page, 'pagehide', false);
      service.breakOff(page.link);
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    page.isGone = true;
    pages[number] = null;
    page.stopListening();
    page.installed.destroy();
    page.home.timers.clear();
    for (const turn of turns.filter((other) => other.page === page)) endTurn(turn);
    const left = page.home.window.document.body.childNodes.length;
    if (left > 0) page.home.troubles.push(`destroy() has left ${String(left)} nodes behind.`);
  }

  async function settle(): Promise<void> {
    for (;;) {
      await new Promise<void>((resolve) => void setImmediate(resolve));
      const task = tasks.shift();
      if (task !== undefined) {
        task();
        continue;
      }
      const due = pages.map((page) => page !== null && !page.isFrozen && page.home.timers.runDue(clock.now));
      if (!due.includes(true)) return;
    }
  }

  async function perform(act: Act): Promise<void> {
    switch (act.kind) {
      case 'open':
        load(act.tab, []);
        return;
      case 'reload':
        await leave(act.tab, true);
        await settle();
        load(act.tab, act.atReady);
        return;
      case 'close':
      case 'crash':
        await leave(act.tab, act.kind === 'close');
        return;
      case 'freeze':
        pageEvent(pageIn(act.tab), 'pagehide', true);
        pageIn(act.tab).isFrozen = true;
        return;
      case 'restore':
        pageIn(act.tab).isFrozen = false;
        pageEvent(pageIn(act.tab), 'pageshow', true);
        return;
      case 'call':
        for (const next of act.calls) call(pageIn(act.tab), next);
        return;
      case 'start in two tabs':
        for (const tab of act.tabs) call(pageIn(tab), { kind: 'startChat' });
        return;
      case 'visitor':
        if (act.does === 'sends a message') messages += 1;
        visit(pageIn(act.tab), act.does, `visitor ${String(messages)}`);
        return;
      case 'agent accepts':
        service.agentAccepts();
        return;
      case 'agent says':
        messages += 1;
        service.agentSays(`agent ${String(messages)}`);
        return;
      case 'agent ends':
        messages += 1;
        service.agentEnds();
        return;
      case 'queue':
        service.isQueueOpen = act.isOpen;
        return;
      case 'starts':
        service.starts = act.answer;
        return;
      case 'resumes':
        service.resumes = act.answer;
        return;
      case 'messages':
        service.areMessagesTaken = act.areTaken;
        return;
      case 'service answers':
      case 'service fails': {
        const isGood = act.kind === 'service answers';
        service.starts = isGood ? 'answers' : 'cannot be reached';
        service.resumes = service.starts;
        while (service.answerNext(isGood)) await settle();
        return;
      }
      case 'time passes':
        clock.now += act.seconds * 1000;
    }
  }

  return {
    async perform(act) {
      await perform(act);
      await settle();
      return first;
    },
    look: async () => ({
      tabs: pages.map((page) => (page === null ? null : sightOf(page))),
      open: service.open(),
      connections: service.connections(),
    }),
    troubles: () => windows.flatMap(({ troubles }) => troubles.splice(0)),
    async stop() {
      for (const page of pages) if (page !== null) await leave(page.number, false);
      await settle();
    },
  };
}
