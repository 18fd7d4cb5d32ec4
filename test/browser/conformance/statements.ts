import { attributes } from './cases/attributes.ts';
import {
  getAuthTokenProvider,
  removeAuthTokenProvider,
  setAuthTokenProvider,
} from './cases/authTokenProvider.ts';
import { authTokens } from './cases/authTokens.ts';
import { getAgentAvailability } from './cases/availability.ts';
import { closeChat } from './cases/closeChat.ts';
import { customContext } from './cases/context.ts';
import { getContextProvider, removeContextProvider, setContextProvider } from './cases/contextProvider.ts';
import { errorCodes } from './cases/errors.ts';
import { chatQueued, chatRetrieved, closing, sizing, startChatEvent } from './cases/chatEvents.ts';
import { error, eventsInGeneral, ready } from './cases/events.ts';
import { loading, methodsInGeneral } from './cases/loading.ts';
import { onMessageReceived, onMessageSent, threadUpdate } from './cases/messages.ts';
import { order } from './cases/order.ts';
import { scenarios } from './cases/scenarios.ts';
import { startChat } from './cases/startChat.ts';
import { startProactiveChat } from './cases/startProactiveChat.ts';
import { states } from './cases/states.ts';
import { popOut } from './cases/popOut.ts';
import { reload } from './cases/reload.ts';
import { tabs } from './cases/tabs.ts';
import type { StatementGroup } from './statement.ts';

/** Every statement about the live chat SDK, in the order of docs/conformance.md. */
export const statementGroups: readonly StatementGroup[] = [
  loading,
  methodsInGeneral,
  setContextProvider,
  getContextProvider,
  removeContextProvider,
  setAuthTokenProvider,
  getAuthTokenProvider,
  removeAuthTokenProvider,
  startChat,
  startProactiveChat,
  closeChat,
  getAgentAvailability,
  eventsInGeneral,
  ready,
  error,
  startChatEvent,
  closing,
  chatQueued,
  chatRetrieved,
  sizing,
  onMessageReceived,
  onMessageSent,
  threadUpdate,
  order,
  states,
  reload,
  tabs,
  popOut,
  customContext,
  authTokens,
  errorCodes,
  attributes,
  scenarios,
];
