import type { ConsoleEvent } from '../consoleView.ts';

export interface DeskService {
  /** Calls `receive` with every event and `connection` when the connection is made or lost. Reconnects by itself. */
  listen(receive: (event: ConsoleEvent) => void, connection: (connected: boolean) => void): void;
  setAvailable(agentId: string, available: boolean): Promise<void>;
  setQueueOpen(open: boolean): Promise<void>;
  accept(conversationId: string, agentId: string): Promise<void>;
  say(conversationId: string, agentId: string, text: string): Promise<void>;
  type(conversationId: string, agentId: string): Promise<void>;
  end(conversationId: string, agentId: string): Promise<void>;
  setFault(fault: string | null, area: string, times: number | null): Promise<void>;
  dropRealtime(): Promise<void>;
  vanish(agentId: string): Promise<void>;
}

/** The console's way to the service that served it. Every method rejects with an `Error` whose message is for people. */
export function createDeskService(): DeskService {
  const base = new URL('api', document.baseURI).pathname;

  async function post(path: string, body: object): Promise<void> {
    let response: Response;
    try {
      response = await fetch(`${base}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    } catch {
      throw new Error('The service does not answer. Is it still running?');
    }
    if (response.ok) return;
    const answer: unknown = await response.json().catch(() => null);
    const told =
      typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string'
        ? answer.error
        : `The service has refused (${String(response.status)}).`;
    throw new Error(told);
  }

  const about = (conversationId: string, what: string): string =>
    `conversations/${encodeURIComponent(conversationId)}/${what}`;

  return {
    listen(receive, connection) {
      const source = new EventSource(`${base}/events`);
      source.addEventListener('open', () => {
        connection(true);
      });
      source.addEventListener('error', () => {
        connection(false);
      });
      source.addEventListener('message', (message: MessageEvent<string>) => {
        // Our own service on our own origin: the shape is known.
        receive(JSON.parse(message.data) as ConsoleEvent);
      });
    },
    setAvailable: (agentId, available) =>
      post(`agents/${encodeURIComponent(agentId)}/presence`, { available }),
    setQueueOpen: (open) => post('queue', { open }),
    accept: (conversationId, agentId) => post(about(conversationId, 'accept'), { agentId }),
    say: (conversationId, agentId, text) => post(about(conversationId, 'messages'), { agentId, text }),
    type: (conversationId, agentId) => post(about(conversationId, 'typing'), { agentId }),
    end: (conversationId, agentId) => post(about(conversationId, 'end'), { agentId }),
    setFault: (fault, area, times) => post('faults', { fault, area, times }),
    dropRealtime: () => post('realtime/drop', {}),
    vanish: (agentId) => post(`agents/${encodeURIComponent(agentId)}/vanish`, {}),
  };
}
