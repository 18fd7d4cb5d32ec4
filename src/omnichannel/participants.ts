import type { ChatMessage } from '../core/chatPort.ts';
import type { ChatSdk } from './chatSdk.ts';
import { asText, fieldReader } from './fields.ts';
import { visitorName } from './messages.ts';
import { threadOf } from './thread.ts';
import { withinTimeLimit } from './timeLimit.ts';

/** Tags of system messages that say that nobody has come yet. */
const waitingTags = ['queueposition', 'averagewaittime'];

/**
 * Tells when a person has taken the conversation, as the service knows it: who joins the thread may be a bot, too. The
 * same name is not told twice in a row.
 *
 * @param isJoinedAgain true: somebody may be there already
 * @returns to be called with each message that is heard: without a realtime channel nothing else says that somebody has come
 */
export function watchAgents(
  sdk: ChatSdk,
  isJoinedAgain: boolean,
  onAgentJoined: (name: string) => void,
): (message: ChatMessage) => void {
  let told: string | null = null;
  let looks = 0;
  /** Whose messages have been a reason to look since somebody was told last. */
  const heard = new Set<string>();

  const look = async (who: readonly unknown[] | Promise<readonly unknown[]>): Promise<void> => {
    looks += 1;
    try {
      const participants = await who;
      const names = participants.map((each) => asText(fieldReader(each)?.('displayName')) ?? '');
      const name = names.filter((each) => each !== '' && each !== visitorName).at(-1);
      if (name === undefined || name === told) return;
      const details = fieldReader(await withinTimeLimit(sdk.getConversationDetails()));
      if (details?.('state') !== 'Active' || details('participantType') === 'Bot') return;
      told = name;
      heard.clear();
      onAgentJoined(name);
    } finally {
      looks -= 1;
    }
  };
  const lookAround = async (): Promise<void> => {
    const present = threadOf(sdk)?.getParticipants();
    if (present !== undefined) await look(withinTimeLimit(present));
  };
  const nobody = (): void => undefined;

  sdk.ACSClient?.getChatClient()?.on('participantsAdded', ({ participantsAdded }) => {
    look(participantsAdded).catch(nobody);
  });
  if (isJoinedAgain) lookAround().catch(nobody);

  return ({ role, senderName, tags }) => {
    const isSign =
      role === 'agent'
        ? senderName !== told && !heard.has(senderName)
        : role === 'system' && told === null && !tags.some((tag) => waitingTags.includes(tag));
    if (!isSign || looks > 0) return;
    lookAround().then(() => heard.add(senderName), nobody);
  };
}
