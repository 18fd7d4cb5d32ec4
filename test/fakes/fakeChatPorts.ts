import type { AvailabilityDetail } from '../../src/core/availability.ts';
import type {
  AvailabilityPort,
  AvailabilityResult,
  ChatMessage,
  Conversation,
  ConversationListener,
  ConversationPort,
  PostChatSurvey,
  StartResult,
  WidgetConfig,
} from '../../src/core/chatPort.ts';
import type { CustomContext } from '../../src/core/customContext.ts';
import type { TextStorage } from '../../src/core/sdkPort.ts';

export const openAvailability: AvailabilityDetail = {
  queueId: 'queue-1',
  isQueueAvailable: true,
  isAgentAvailable: true,
  positionInQueue: 0,
  averageWaitTime: 2,
  StartTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
  EndTimeOfNextOperatingHour: '0001-01-01T00:00:00Z',
  nexttransitiontime: '2026-01-05T18:00:00Z',
  nextTransitionTime: '2026-01-05T18:00:00Z',
};

/** An availability port whose answers can be set and whose questions are kept. */
export interface FakeAvailabilityPort extends AvailabilityPort {
  answer: AvailabilityResult;
  config: WidgetConfig;
  readonly asked: CustomContext[];
}

export function createFakeAvailabilityPort(): FakeAvailabilityPort {
  const asked: CustomContext[] = [];
  return {
    answer: { ok: true, detail: openAvailability },
    config: { operatingHours: 'open' },
    asked,
    async getAvailability(customContext) {
      asked.push(customContext);
      return this.answer;
    },
    async readConfig() {
      return this.config;
    },
  };
}

let messageCount = 0;

/** A message with a new id, from an agent called Anna unless said otherwise. */
export function chatMessage(text: string, members: Partial<ChatMessage> = {}): ChatMessage {
  messageCount += 1;
  return {
    id: `message-${messageCount}`,
    text,
    sentAt: new Date().toISOString(),
    senderName: 'Anna',
    role: 'agent',
    tags: ['public'],
    ...members,
  };
}

/** A conversation whose other side is played by the test. */
export interface FakeConversation extends Conversation {
  readonly listener: ConversationListener;
  readonly log: string[];
  past: readonly ChatMessage[];
  /** The survey after it, and what its address waits for. */
  survey: PostChatSurvey | null;
  surveyHold: Promise<void> | null;
  /** What becomes of the visitor's next messages. */
  accepts: boolean;
  /** What the answer to them waits for. */
  answerHold: Promise<void> | null;
  /** The ids they were sent under. */
  readonly clientIds: string[];
  agentSays(text: string, members?: Partial<ChatMessage>): ChatMessage;
  agentEnds(): void;
}

function createFakeConversation(
  id: string,
  listener: ConversationListener,
  resumeState: string,
): FakeConversation {
  const log: string[] = [];
  let isOver = false;
  return {
    id,
    resumeState,
    listener,
    log,
    past: [],
    survey: null,
    surveyHold: null,
    accepts: true,
    answerHold: null,
    clientIds: [],
    async send({ text, clientId, answer }) {
      log.push(`send ${text}`);
      this.clientIds.push(clientId);
      await this.answerHold;
      if (!this.accepts) throw new Error('not accepted');
      const answersCard = answer?.value !== undefined;
      const given = { answersCard, answer: answer?.value };
      return chatMessage(text, { role: 'visitor', senderName: 'Customer', clientId, ...given });
    },
    async sendTyping() {
      log.push('typing');
    },
    async history() {
      return this.past;
    },
    async postChatSurvey() {
      log.push('survey');
      await this.surveyHold;
      return this.survey;
    },
    async end() {
      isOver = true;
      log.push('end');
    },
    dispose() {
      isOver = true;
      log.push('dispose');
    },
    agentSays(text, members) {
      const message = chatMessage(text, members);
      if (!isOver) listener.onMessage(message);
      return message;
    },
    agentEnds() {
      if (isOver) return;
      listener.onMessage(
        chatMessage('The agent has ended the conversation.', {
          role: 'system',
          senderName: '',
          tags: ['system', 'agentendconversation'],
        }),
      );
      if (!isOver) listener.onEnded();
    },
  };
}

/** What a start was asked for with. */
export type FakeStartRequest = Omit<
  Parameters<ConversationPort['start']>[0],
  'onCreating' | 'isLeftToNextPage'
>;

/** A conversation port that keeps what it was asked and hands out fake conversations. */
export interface FakeConversationPort extends ConversationPort {
  /** Every conversation that was started or resumed, the last one last. */
  readonly conversations: FakeConversation[];
  readonly requests: FakeStartRequest[];
  readonly resumed: string[];
  /** The token each resume was given. */
  readonly resumedWith: (string | undefined)[];
  /** What a start ends in, if not in a conversation. */
  failure: Extract<StartResult, { readonly ok: false }> | null;
  /** What a resumed conversation has behind it; `null`: it is over; `unreachable`: the service cannot be asked. */
  resumable: readonly ChatMessage[] | 'unreachable' | null;
  /** Where reconnect links lead, by their ids: what was said there, or an address; nowhere by default. */
  readonly links: Map<string, readonly ChatMessage[] | URL | 'unreachable'>;
  /** The ids of the links that were followed, with the token that was given. */
  readonly followed: (readonly [string, string | undefined])[];
  /** The link to a running conversation that the service knows of a signed-in visitor. */
  earlier: string | null;
  /** The tokens it was asked with. */
  readonly askedForEarlier: string[];
  /** Starts and resumes wait while this is set. */
  hold: Promise<void> | null;
  /** Whether the page has left what comes of the last start to the next one. */
  isLeftToNextPage(): boolean;
}

export function createFakeConversationPort(): FakeConversationPort {
  const conversations: FakeConversation[] = [];
  const requests: FakeStartRequest[] = [];
  const resumed: string[] = [];
  const resumedWith: (string | undefined)[] = [];
  const ids = new Map<string, string>();
  const open = (listener: ConversationListener, resumeState: string): FakeConversation => {
    const id = ids.get(resumeState) ?? `conversation-${ids.size + 1}`;
    ids.set(resumeState, id);
    const conversation = createFakeConversation(id, listener, resumeState);
    conversations.push(conversation);
    return conversation;
  };
  return {
    conversations,
    requests,
    resumed,
    resumedWith,
    failure: null,
    resumable: [],
    links: new Map(),
    followed: [],
    earlier: null,
    askedForEarlier: [],
    hold: null,
    isLeftToNextPage: () => false,
    async start({ onCreating, isLeftToNextPage, ...request }, listener) {
      requests.push(request);
      this.isLeftToNextPage = isLeftToNextPage;
      const resumeState = JSON.stringify({ request: requests.length });
      onCreating(resumeState);
      await this.hold;
      return this.failure ?? { ok: true, conversation: open(listener, resumeState) };
    },
    async resume(resumeState, listener, authToken) {
      resumed.push(resumeState);
      resumedWith.push(authToken);
      await this.hold;
      if (this.resumable === 'unreachable') throw new Error('unreachable');
      if (this.resumable === null) return null;
      const conversation = open(listener, resumeState);
      conversation.past = this.resumable;
      return conversation;
    },
    async findEarlier(authToken) {
      this.askedForEarlier.push(authToken);
      return this.earlier;
    },
    async reconnect(reconnectId, listener, authToken) {
      this.followed.push([reconnectId, authToken]);
      await this.hold;
      const past = this.links.get(reconnectId) ?? null;
      if (past === 'unreachable') throw new Error('unreachable');
      if (past === null || past instanceof URL) return past;
      const conversation = open(listener, `link ${reconnectId}`);
      conversation.past = past;
      return conversation;
    },
  };
}

/** A text storage in memory. */
export function createMemoryStorage(
  text: string | null = null,
): TextStorage & { readonly text: () => string | null } {
  let kept = text;
  return {
    text: () => kept,
    read: () => kept,
    write(next) {
      kept = next;
    },
    remove() {
      kept = null;
    },
  };
}
