import type { ChatMessage } from '../../../src/core/chatPort.ts';
import type { ChatSdk } from '../../../src/omnichannel/chatSdk.ts';
import { watchAgents } from '../../../src/omnichannel/participants.ts';

type Joining = (event: { readonly participantsAdded: readonly object[] }) => void;

/** A client that has joined a conversation, with these people in it beside the visitor. */
function watch({ isJoinedAgain = false, people = [] as readonly string[] } = {}) {
  const told: string[] = [];
  const asked: string[] = [];
  let joining: Joining = () => undefined;
  const named = (displayName: string) => ({ displayName });
  const service = { people, state: 'Active', participantType: 'User', isIll: false };
  const sdk = {
    conversation: {
      getParticipants: async () => {
        asked.push('participants');
        if (service.isIll) throw new Error('503');
        return ['Customer', ...service.people].map(named);
      },
    },
    getConversationDetails: async () => {
      asked.push('details');
      return { state: service.state, participantType: service.participantType };
    },
    ACSClient: {
      getChatClient: () => ({ on: (_: string, listener: Joining) => (joining = listener) }),
    },
  };
  const hear = watchAgents(sdk as unknown as ChatSdk, isJoinedAgain, (name) => told.push(name));
  const message = (role: ChatMessage['role'], senderName: string, tags: readonly string[]) =>
    hear({ id: '1', text: '', sentAt: '', role, senderName, tags });
  return {
    told,
    asked,
    service,
    /** The realtime channel tells of somebody who joins. */
    join: (name: string) => joining({ participantsAdded: [named(name)] }),
    system: (...tags: readonly string[]) => message('system', 'System', ['system', ...tags]),
    says: (name: string) => message('agent', name, ['public']),
    bot: (name: string) => message('bot', name, []),
  };
}

/** Lets everything that needs no timer come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('who joins is told once, and asked about once, whatever is heard beside it', async () => {
  const { told, asked, service, join, system, says } = watch();
  service.people = ['Alex'];
  join('Alex');
  system('agentaccepted');
  says('Alex');
  await settle();
  says('Alex');
  system();
  await settle();
  expect(asked).toEqual(['details']);
  // Back after a broken connection.
  join('Alex');
  await settle();
  expect(told).toEqual(['Alex']);
});

it('a bot that joins is nobody; the person who takes over is somebody', async () => {
  const { told, service, join } = watch();
  service.participantType = 'Bot';
  join('Nova');
  await settle();
  expect(told).toEqual([]);
  service.participantType = 'User';
  join('Alex');
  await settle();
  expect(told).toEqual(['Alex']);
});

it('where nothing tells who joins, a message of the system or of an agent does', async () => {
  const first = watch({ people: ['Alex'] });
  first.system('agentaccepted');
  await settle();
  expect(first.told).toEqual(['Alex']);
  const second = watch({ people: ['Alex'] });
  second.says('Alex');
  await settle();
  expect(second.told).toEqual(['Alex']);
});

it('there, the next agent is told too, and one who comes back, and nobody is asked about twice', async () => {
  const { told, asked, service, says } = watch({ people: ['Alex'] });
  says('Alex');
  await settle();
  service.people = ['Sam'];
  says('Sam');
  await settle();
  says('Sam');
  await settle();
  expect(told).toEqual(['Alex', 'Sam']);
  expect(asked).toEqual(['participants', 'details', 'participants', 'details']);
  service.people = ['Alex'];
  says('Alex');
  await settle();
  expect(told).toEqual(['Alex', 'Sam', 'Alex']);
});

it('nobody is looked for because of a place in the queue, or of what a bot says', async () => {
  const { asked, system, bot } = watch();
  system('queueposition');
  system('averagewaittime');
  bot('Nova');
  await settle();
  expect(asked).toEqual([]);
});

it('an agent whose messages bear another name than the list is looked for once', async () => {
  const { told, asked, says } = watch({ people: ['Alex Smith'] });
  for (let count = 0; count < 3; count += 1) {
    says('Alex');
    await settle();
  }
  expect(told).toEqual(['Alex Smith']);
  expect(asked).toEqual(['participants', 'details']);
});

it('a service that does not tell is asked again with the next message', async () => {
  const { told, service, says } = watch({ people: ['Alex'] });
  service.isIll = true;
  says('Alex');
  await settle();
  expect(told).toEqual([]);
  service.isIll = false;
  says('Alex');
  await settle();
  expect(told).toEqual(['Alex']);
});

it('who is there when a conversation is joined again is told; nobody, while it waits', async () => {
  const again = watch({ isJoinedAgain: true, people: ['Alex'] });
  await settle();
  expect(again.told).toEqual(['Alex']);
  const waiting = watch({ isJoinedAgain: true, people: ['Alex'] });
  waiting.service.state = 'Waiting';
  await settle();
  expect(waiting.told).toEqual([]);
});
