/** What the chat window says to a visitor, in English. */
export const messages = {
  title: 'Chat with us',
  minimize: 'Minimise chat',
  close: 'Close chat',

  connecting: 'Connecting…',
  connected: 'Connected',
  waiting: 'Waiting for an agent',
  welcome: 'Thank you for getting in touch. You can write already: whoever answers will read it.',
  talkingWith: (name: string): string => `You are talking with ${name}`,
  ended: 'Conversation ended',
  closed: 'Closed',
  notConnected: 'Not connected',

  loadingTitle: 'Connecting you…',
  loadingText: 'This takes only a moment.',
  outOfOfficeTitle: 'We are closed right now',
  outOfOfficeText:
    'Nobody is here to answer at the moment. We would love to hear from you during our opening hours.',
  errorTitle: 'We could not connect you',
  errorText: 'Please check your connection and try again.',
  tryAgain: 'Try again',
  closePane: 'Close',

  messages: 'Messages',
  you: 'You',
  agent: 'Agent',
  bot: 'Assistant',
  isTyping: (name: string): string => `${name} is typing…`,
  sending: 'Sending…',
  unsent: 'Not sent',

  yourMessage: 'Your message',
  writeMessage: 'Write a message…',
  send: 'Send',

  endedText: 'The conversation has ended',

  confirmTitle: 'End this conversation?',
  confirmText: 'The agent will be told that you have left.',
  confirmEnd: 'End chat',
  confirmStay: 'Keep chatting',
} as const;
