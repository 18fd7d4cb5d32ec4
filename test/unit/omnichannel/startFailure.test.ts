import { startFailure } from '../../../src/omnichannel/startFailure.ts';
import { TimeLimitError } from '../../../src/omnichannel/timeLimit.ts';

/** What Microsoft's client throws: not an `Error`. */
const thrown = (message: string, httpResponseStatusCode?: number, errorObject?: string) => ({
  message,
  httpResponseStatusCode,
  exceptionDetails: { response: message, errorObject },
});

describe('why a conversation did not start', () => {
  it.each([
    ['outsideOperatingHours', thrown('WidgetUseOutsideOperatingHour', 400)],
    ['authentication', thrown('GetAuthTokenNotFound')],
    ['authentication', thrown('ConversationInitializationFailure', 401)],
    ['refused', thrown('ConversationInitializationFailure', 429)],
    ['refused', thrown('ChatConfigRetrievalFailure', 404)],
    ['unavailable', thrown('ConversationInitializationFailure', 500)],
    ['unavailable', thrown('ConversationInitializationFailure', undefined, 'Error: Empty response')],
    ['network', thrown('ConversationInitializationFailure', undefined, 'AxiosError: Network Error')],
    ['network', thrown('MessagingClientConversationJoinFailure', undefined, 'TypeError: Failed to fetch')],
    ['unavailable', thrown('UnsupportedLiveChatVersion')],
    ['network', new TimeLimitError('No answer within 15 s.')],
    ['unavailable', new Error('No conversation.')],
    ['unavailable', undefined],
  ])('is %s for %j', (failure, error) => {
    expect(startFailure(error)).toMatchObject({ ok: false, failure });
  });

  it('is told without what the service has answered', () => {
    const answer = '{"status":500,"headers":{"set-cookie":"secret"},"data":"private"}';
    expect(startFailure(thrown('ConversationInitializationFailure', 500, answer)).detail).toBe(
      'ConversationInitializationFailure (HTTP 500)',
    );
  });
});
