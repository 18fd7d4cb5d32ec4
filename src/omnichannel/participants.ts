import type { ChatSdk } from './chatSdk.ts';
import { asText, fieldReader } from './fields.ts';
import { visitorName } from './messages.ts';
import { threadOf } from './thread.ts';
import { withinTimeLimit } from './timeLimit.ts';

/**
 * Tells when a person has taken the conversation, as the service knows it: who joins the thread may be a bot, too.
 *
 * @param isJoinedAgain true: somebody may be there already
 */
export function watchAgents(
  sdk: ChatSdk,
  isJoinedAgain: boolean,
  onAgentJoined: (name: string) => void,
): void {
  const look = async (participants: readonly unknown[]): Promise<void> => {
    const names = participants.map((each) => asText(fieldReader(each)?.('displayName')) ?? '');
    const name = names.filter((each) => each !== '' && each !== visitorName).at(-1);
    if (name === undefined) return;
    const details = fieldReader(await withinTimeLimit(sdk.getConversationDetails()));
    if (details?.('state') === 'Active' && details('participantType') !== 'Bot') onAgentJoined(name);
  };
  const nobody = (): void => undefined;

  sdk.ACSClient?.getChatClient()?.on('participantsAdded', ({ participantsAdded }) => {
    look(participantsAdded).catch(nobody);
  });
  if (!isJoinedAgain) return;
  const present = threadOf(sdk)?.getParticipants();
  if (present !== undefined) withinTimeLimit(present).then(look).catch(nobody);
}
