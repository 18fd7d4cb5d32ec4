import { RequestProblem } from './httpServer.ts';
import { isRecord } from './record.ts';

/** Reads what a client says about the visitor; throws `RequestProblem` on a context that is none. */
export function readInitContext(body: unknown) {
  const context = body === undefined ? {} : body;
  if (!isRecord(context)) throw new RequestProblem(400, 'The body has to be an object.');
  const customContext = context['customContextData'] ?? {};
  if (
    !isRecord(customContext) ||
    !Object.values(customContext).every((item) => isRecord(item) && Object.hasOwn(item, 'value'))
  ) {
    throw new RequestProblem(400, 'Every entry of "customContextData" has to be an object with a "value".');
  }
  return {
    customContext,
    preChatAnswers: readAnswers(context['preChatResponse'] ?? {}),
    reconnectId: typeof context['reconnectId'] === 'string' ? context['reconnectId'] : null,
    isProactive: context['isProactiveChat'] === true,
    locale: typeof context['locale'] === 'string' ? context['locale'] : 'en-us',
  };
}

function readAnswers(response: unknown): Readonly<Record<string, string>> {
  if (
    !isRecord(response) ||
    !Object.values(response).every((answer) => ['string', 'number', 'boolean'].includes(typeof answer))
  ) {
    throw new RequestProblem(400, 'A "preChatResponse" has to be an object with an answer for each input.');
  }
  return Object.fromEntries(Object.entries(response).map(([id, answer]) => [id, String(answer)]));
}
