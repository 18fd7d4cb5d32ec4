import type { PostChatSurvey } from '../core/chatPort.ts';
import type { ChatSdk } from './chatSdk.ts';
import { asText, fieldReader } from './fields.ts';
import { isEmbeddedService } from './serviceAddress.ts';
import { withinTimeLimit } from './timeLimit.ts';

/** Longest wait for a survey, in milliseconds: the visitor waits for it at the end of the conversation. */
export const surveyTimeLimit = 10_000;

/** Number of "offer a link" among the modes of a survey; the others show it in the window. */
const linkMode = '192350001';

/**
 * The survey after the conversation; `null` unless somebody has joined the conversation and the service has invited to
 * one in time. To be asked before the client has ended the conversation. Never rejects.
 */
export async function readPostChatSurvey(sdk: ChatSdk): Promise<PostChatSurvey | null> {
  try {
    const invitation = fieldReader(await withinTimeLimit(sdk.getPostChatSurveyContext(), surveyTimeLimit));
    if (invitation?.('participantJoined') !== true) return null;
    const config = fieldReader(await sdk.getLiveChatConfig());
    const settings = fieldReader(config?.('LiveWSAndLiveChatEngJoin'));
    const botAddress =
      invitation('participantType') === 'Bot' ? safeAddress(invitation('botSurveyInviteLink')) : null;
    const address = botAddress ?? safeAddress(invitation('surveyInviteLink'));
    if (address === null) return null;
    const mode = settings?.(
      botAddress === null ? 'msdyn_postconversationsurveymode' : 'msdyn_postconversationsurveybotsurveymode',
    );
    return { address, mode: String(mode) === linkMode ? 'link' : 'embedded' };
  } catch {
    return null;
  }
}

/** An absolute address to which a visitor can be sent: https, or http on this machine. */
function safeAddress(value: unknown): string | null {
  let url;
  try {
    url = new URL(asText(value) ?? '');
  } catch {
    return null;
  }
  return url.protocol === 'https:' || isEmbeddedService(url.href) ? url.href : null;
}
