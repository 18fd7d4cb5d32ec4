import type { WidgetConfig } from '../core/chatPort.ts';
import { asFlag, asText, fieldReader } from './fields.ts';
import { localeFromId } from './locales.ts';
import type { ServiceRequests } from './serviceRequests.ts';

/** Asks for the widget's configuration and remembers its locale for later requests. Never rejects. */
export async function readWidgetConfig(service: ServiceRequests): Promise<WidgetConfig> {
  const { widget, requestId } = service;
  const answer = await service.send(`config/${widget}?requestId=${requestId}&channelId=lcw`, {
    method: 'GET',
  });
  const read = 'body' in answer ? fieldReader(answer.body) : null;
  if (read === null) return { operatingHours: 'unknown' };
  const localeId = fieldReader(read('ChatWidgetLanguage'))?.('msdyn_localeid');
  service.locale = localeFromId(String(localeId));
  return widgetConfig(read('LiveWSAndLiveChatEngJoin'), read('LiveChatConfigAuthSettings'));
}

function widgetConfig(settings: unknown, authSettings: unknown): WidgetConfig {
  const read = fieldReader(settings);
  const flag = (name: string): boolean | undefined => asFlag(read?.(name));
  const text = (value: unknown): string | undefined => asText(value)?.trim();
  const closed = flag('OutOfOperatingHours');
  const title = text(read?.('msdyn_widgettitle'));
  const preChatSurvey = flag('msdyn_prechatenabled') && text(read?.('PreChatSurvey'));
  const authTokenFunction = text(fieldReader(authSettings)?.('msdyn_javascriptclientfunction'));
  return {
    operatingHours: closed === undefined ? 'unknown' : closed ? 'closed' : 'open',
    ...(title && { title }),
    // That there are any settings makes Microsoft's client ask for a token, whatever they are.
    ...(authSettings !== undefined && { requiresAuthentication: true }),
    ...(flag('msdyn_authenticatedsigninoptional') && { isSignInOptional: true }),
    ...(authTokenFunction && { authTokenFunction }),
    ...(preChatSurvey && { preChatSurvey }),
    ...(flag('msdyn_postconversationsurveyenable') && { hasPostChatSurvey: true }),
    ...(flag('msdyn_proactivechatenabled') === false && { allowsProactiveChat: false }),
  };
}
