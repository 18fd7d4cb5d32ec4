/** The thirteen window events of the live chat SDK, in the order of Microsoft's reference. */
export const sdkEventNames = [
  'lcw:ready',
  'lcw:error',
  'lcw:startChat',
  'lcw:closeChat',
  'lcw:chatQueued',
  'lcw:chatRetrieved',
  'lcw:onClose',
  'lcw:onMinimize',
  'lcw:onMaximize',
  'lcw:onMessageReceived',
  'lcw:onMessageSent',
  'lcw:threadUpdate',
  'lcw:getAgentAvailability',
] as const;
export type SdkEventName = (typeof sdkEventNames)[number];
