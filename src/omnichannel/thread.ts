import type { ChatMessage as ThreadMessage, ChatParticipant } from '@azure/communication-chat';
import type { ChatSdk } from './chatSdk.ts';

/** What Microsoft's client keeps of a conversation it has joined, of which its public methods hand out less. */
export interface Thread {
  /** The messages as the service has them, with the metadata that the client drops, newest first. */
  getMessages(options: { readonly skipConversion: true }): Promise<readonly ThreadMessage[]>;
  getParticipants(): Promise<readonly ChatParticipant[]>;
  readonly chatThreadClient?: ThreadClient;
}

export interface ThreadClient {
  sendMessage(request: object, options?: SendOptions): Promise<unknown>;
  readonly client?: { readonly pipeline: Pipeline };
}

export interface SendOptions {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly abortSignal?: AbortSignal;
}

interface Request {
  readonly method: string;
  readonly url: string;
}
interface Response {
  readonly status: number;
  readonly headers: { has(name: string): boolean };
}
interface Pipeline {
  addPolicy(
    policy: {
      readonly name: string;
      sendRequest<R extends Request>(request: R, next: (request: R) => Promise<Response>): Promise<Response>;
    },
    options: { readonly afterPhase: 'Retry' },
  ): void;
}

/** The thread of the conversation; `null` before one has been joined. */
export function threadOf(sdk: ChatSdk): Thread | null {
  return (sdk as unknown as { readonly conversation: Thread | null }).conversation;
}
