import type { PageCall } from './acts.ts';
import type { TabSight } from './world.ts';

/** What a page can show of itself. */
export type PageSight = Omit<TabSight, 'chat'>;

/** What a page of the test has beside the chat. */
export interface PageLog {
  /** @param from how much of what was told is known already */
  modelSight(from: number): PageSight;
  modelCall(calls: readonly PageCall[]): void;
}

export interface LogSetting {
  readonly types: readonly string[];
  readonly closesWhenAgentEnds: boolean;
  /** The words by which panes are told apart. */
  readonly words: { readonly outOfOffice: string; readonly error: string; readonly ended: string };
}

interface PageWindow extends PageLog {
  readonly Microsoft: {
    readonly Omnichannel: {
      readonly LiveChatWidget: { readonly SDK: Record<string, (...args: unknown[]) => void> };
    };
  };
}

/** Runs in the page before its first script, so it can use nothing from outside. */
export function keepLog({ types, closesWhenAgentEnds, words }: LogSetting): void {
  const told: string[] = [];
  const own = window as unknown as PageWindow;
  const answers = ['lcw:getAgentAvailability', 'lcw:error 1002'];

  own.modelCall = (calls) => {
    const { SDK } = own.Microsoft.Omnichannel.LiveChatWidget;
    for (const call of calls) {
      if (call.kind === 'startProactiveChat') SDK[call.kind]?.({}, call.showPreChat);
      else SDK[call.kind]?.();
    }
  };

  const nameOf = ({ type, detail }: CustomEvent<unknown>): string | null => {
    const members = Object(detail) as { errorCode?: number; messageType?: string; tags?: string[] };
    if (type === 'lcw:error') return `${type} ${String(members.errorCode)}`;
    // What the service says by itself depends on its queue.
    const isNews =
      members.messageType !== 'system' || members.tags?.includes('agentendconversation') === true;
    return type === 'lcw:onMessageReceived' && !isNews ? null : type;
  };
  for (const type of types) {
    window.addEventListener(type, (event) => {
      const name = nameOf(event as CustomEvent<unknown>);
      if (name !== null) told.push(name);
      if (type === 'lcw:ready') {
        const atReady = sessionStorage.getItem('atReady');
        sessionStorage.removeItem('atReady');
        if (atReady !== null) own.modelCall(JSON.parse(atReady) as PageCall[]);
      }
      if (type === 'lcw:threadUpdate' && closesWhenAgentEnds) own.modelCall([{ kind: 'closeChat' }]);
    });
  }

  own.modelSight = (from) => {
    const root = document.querySelector('[data-lcw-proactive-chat]')?.shadowRoot;
    const frame = root?.querySelector<HTMLElement>('.window') ?? null;
    const has = (selector: string): boolean => frame?.querySelector(selector) != null;
    const says = (text: string): boolean => frame?.textContent.includes(text) === true;
    const pane = has('.composer')
      ? 'active'
      : has('.survey')
        ? 'preChat'
        : has('.survey-frame')
          ? 'postChat'
          : says(words.outOfOffice)
            ? 'outOfOffice'
            : says(words.error)
              ? 'error'
              : says(words.ended)
                ? 'ended'
                : 'loading';
    const lines = Array.from(frame?.querySelectorAll('.message') ?? []).map((message) => {
      const text = message.querySelector('.bubble')?.textContent ?? '';
      return message.classList.contains('is-sent') ? text : `${text} (${message.className})`;
    });
    const news = told.slice(from);
    return {
      window: frame === null ? null : { pane, visible: !frame.hidden },
      isInvited: root?.querySelector('section.card') != null,
      lines: lines.filter((line) => /^(agent|visitor) /.test(line)),
      raised: news.filter((name) => !answers.includes(name)),
      answered: news.filter((name) => answers.includes(name)).sort(),
    };
  };
}
