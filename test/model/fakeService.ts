import type {
  AvailabilityPort,
  ChatMessage,
  Conversation,
  ConversationListener,
  ConversationPort,
  StartResult,
} from '../../src/core/chatPort.ts';
import type { ResumeAnswer, StartAnswer } from './acts.ts';
import type { Setup } from './world.ts';

/** Where a page may be: while it is gone or frozen nothing reaches it, and while it is gone it does nothing. */
export interface PageLink {
  readonly isGone: () => boolean;
  readonly isReachable: () => boolean;
}

interface ServedConversation {
  state: 'not yet' | 'waiting' | 'active' | 'ended';
  readonly messages: ChatMessage[];
  readonly listeners: Map<ConversationListener, PageLink>;
  hadAgent: boolean;
}

/** A chat service in memory, with all the ways it may fail in. */
export interface FakeService {
  starts: StartAnswer;
  resumes: ResumeAnswer;
  areMessagesTaken: boolean;
  isQueueOpen: boolean;
  /** The two ports of one page. */
  connect(link: PageLink): { readonly availability: AvailabilityPort; readonly port: ConversationPort };
  open(): readonly ('waiting' | 'active')[];
  /** Held by pages that are there, to conversations that are open. */
  connections(): number;
  /** The agent deals with the oldest conversation that is open. */
  agentAccepts(): void;
  agentSays(text: string): void;
  agentEnds(): void;
  /** Answers the oldest request that waits, well or with a failure; false if there is none. */
  answerNext(isGood: boolean): boolean;
  /** Requests of a page that is being left fail while its scripts still run; nothing can be taken back any more. */
  breakOff(link: PageLink): void;
}

const survey = JSON.stringify({ type: 'AdaptiveCard', body: [] });

export function createFakeService(setup: Setup, later: (act: () => void) => void): FakeService {
  const conversations: ServedConversation[] = [];
  let waiting: { readonly link: PageLink; settle(isGood: boolean): void; breakOff(): void }[] = [];
  let messages = 0;

  const message = (text: string, role: ChatMessage['role'], tags: readonly string[] = []): ChatMessage => {
    messages += 1;
    const id = `message-${String(messages)}`;
    return { id, text, role, tags, senderName: role, sentAt: new Date(messages).toISOString() };
  };
  const isOpen = ({ state }: ServedConversation): boolean => state === 'waiting' || state === 'active';
  const oldestOpen = (): ServedConversation => {
    const found = conversations.find(isOpen);
    if (found === undefined) throw new Error('No conversation is open.');
    return found;
  };
  const tell = (conversation: ServedConversation, act: (listener: ConversationListener) => void): void => {
    for (const [listener, link] of [...conversation.listeners]) if (link.isReachable()) act(listener);
  };
  const endByVisitor = (conversation: ServedConversation): void => {
    if (conversation.state === 'ended') return;
    conversation.state = 'ended';
    later(() => tell(conversation, (listener) => listener.onEnded()));
  };

  function join(served: ServedConversation, listener: ConversationListener, link: PageLink): Conversation {
    const id = String(conversations.indexOf(served));
    served.listeners.set(listener, link);
    return {
      id,
      resumeState: id,
      async send({ text }) {
        if (!service.areMessagesTaken) throw new Error('Not taken.');
        const sent = message(text, 'visitor');
        served.messages.push(sent);
        return sent;
      },
      sendTyping: async () => undefined,
      history: async () => [...served.messages],
      async end() {
        served.listeners.delete(listener);
        if (!link.isGone()) endByVisitor(served);
      },
      postChatSurvey: async () =>
        setup.postChatSurvey === 'there' && served.hadAgent
          ? { address: 'https://survey.example/', mode: 'embedded' }
          : null,
      dispose: () => void served.listeners.delete(listener),
    };
  }

  /** The answer to a request that hangs; never comes to a page that is gone. */
  const hang = <Answer>(
    link: PageLink,
    answer: (isGood: boolean) => Answer,
    broken: () => Answer,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const settleWith = (find: () => Answer): void => {
        if (link.isGone()) return;
        try {
          resolve(find());
        } catch (cause) {
          reject(cause as Error);
        }
      };
      waiting.push({
        link,
        settle: (isGood) => settleWith(() => answer(isGood)),
        breakOff: () => settleWith(broken),
      });
    });

  function start(
    request: Parameters<ConversationPort['start']>[0],
    listener: ConversationListener,
    link: PageLink,
  ): StartResult | Promise<StartResult> {
    const served: ServedConversation = {
      state: 'ended',
      messages: [],
      listeners: new Map(),
      hadAgent: false,
    };
    conversations.push(served);
    request.onCreating(String(conversations.indexOf(served)));
    const failed = (failure: Extract<StartResult, { ok: false }>['failure']): StartResult => {
      endByVisitor(served);
      return { ok: false, failure, detail: '' };
    };
    const good = (): StartResult => {
      if (served.state === 'not yet') served.state = 'waiting';
      return { ok: true, conversation: join(served, listener, link) };
    };
    const isClosed = !service.isQueueOpen && service.starts !== 'cannot be reached';
    const asked = isClosed ? 'has just closed' : service.starts;
    switch (asked) {
      case 'answers':
        served.state = 'waiting';
        return good();
      case 'refuses':
        return failed('refused');
      case 'cannot be reached':
        return failed('network');
      case 'has just closed':
        return failed('outsideOperatingHours');
      default:
        served.state = asked === 'does not answer' ? 'not yet' : 'waiting';
        return hang(
          link,
          (isGood) => (isGood ? good() : failed('network')),
          () => ({ ok: false, failure: 'network', detail: '' }),
        );
    }
  }

  function resume(text: string, listener: ConversationListener, link: PageLink) {
    const answer = (isGood: boolean): Conversation | null => {
      if (!isGood) throw new Error('Not reached.');
      const served = conversations[Number(text)];
      return served !== undefined && isOpen(served) ? join(served, listener, link) : null;
    };
    return service.resumes === 'does not answer'
      ? hang(link, answer, () => answer(false))
      : answer(service.resumes === 'answers');
  }

  const service: FakeService = {
    starts: 'answers',
    resumes: 'answers',
    areMessagesTaken: true,
    isQueueOpen: true,
    connect(link) {
      const never = new Promise<never>(() => undefined);
      return {
        availability: {
          getAvailability: async () => ({
            ok: true,
            detail: {
              queueId: 'queue',
              isQueueAvailable: true,
              isAgentAvailable: true,
              positionInQueue: 0,
              averageWaitTime: 0,
              StartTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
              EndTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
              nexttransitiontime: '2026-01-05T18:00:00Z',
              nextTransitionTime: '2026-01-05T18:00:00Z',
            },
          }),
          readConfig: async () => ({
            operatingHours: service.isQueueOpen ? 'open' : 'closed',
            ...(setup.hasPreChatSurvey && { preChatSurvey: survey }),
            ...(setup.postChatSurvey !== 'none' && { hasPostChatSurvey: true }),
            ...(!setup.allowsInvitations && { allowsProactiveChat: false }),
          }),
        },
        port: {
          start: async (request, listener) => (link.isGone() ? never : start(request, listener, link)),
          resume: async (text, listener) => (link.isGone() ? never : resume(text, listener, link)),
          findEarlier: async () => null,
          reconnect: async () => null,
        },
      };
    },
    open: () =>
      conversations
        .map(({ state }) => state)
        .filter((state): state is 'waiting' | 'active' => state === 'waiting' || state === 'active'),
    connections: () =>
      conversations
        .filter(isOpen)
        .flatMap(({ listeners }) => [...listeners.values()])
        .filter((link) => !link.isGone()).length,
    agentAccepts() {
      const served = oldestOpen();
      served.state = 'active';
      served.hadAgent = true;
    },
    agentSays(text) {
      const served = oldestOpen();
      const said = message(text, 'agent', ['public']);
      served.messages.push(said);
      tell(served, (listener) => listener.onMessage(said));
    },
    agentEnds() {
      const served = oldestOpen();
      const said = message('The agent has ended the chat.', 'system', ['system', 'agentendconversation']);
      served.messages.push(said);
      served.state = 'ended';
      tell(served, (listener) => listener.onMessage(said));
      tell(served, (listener) => listener.onEnded());
    },
    breakOff(link) {
      const broken = waiting.filter((request) => request.link === link);
      waiting = waiting.filter((request) => request.link !== link);
      for (const request of broken) request.breakOff();
    },
    answerNext(isGood) {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (next.link.isGone()) continue;
        next.settle(isGood);
        return true;
      }
      return false;
    },
  };
  return service;
}
