/** What the chat window says to a visitor, in English. */
export const messages = {
  title: 'Chat with us',
  minimize: 'Minimise chat',
  close: 'Close chat',

  connecting: 'Connecting…',
  connected: 'Connected',
  waiting: 'Waiting for an agent',
  welcome: 'Thank you for getting in touch. You can write already: whoever answers will read it.',
  talkingWith: (name: string): string => `Talking with ${name}`,
  ended: 'Conversation ended',
  closed: 'Closed',
  notConnected: 'Not connected',

  beforeChat: 'Before we start',
  momentTitle: 'One moment…',
  startChat: 'Start chat',
  readyTitle: 'We are ready when you are',
  readyText: 'Start the chat and tell us how we can help.',
  required: 'Please answer this question.',
  invalid: 'Please check this answer.',
  yourAnswer: 'Your answer',
  choose: 'Choose…',

  earlierTitle: 'You have a conversation open',
  earlierText: 'It is still going on. Would you like to continue it?',
  earlierContinue: 'Continue it',
  earlierNew: 'Start a new one',

  loadingTitle: 'Connecting you…',
  loadingText: 'This takes only a moment.',
  outOfOfficeTitle: 'We are closed right now',
  outOfOfficeText:
    'Nobody is here to answer at the moment. We would love to hear from you during our opening hours.',
  opensToday: (time: string): string => `We open again today at ${time}.`,
  opensOn: (day: string, time: string): string => `We open again on ${day} at ${time}.`,
  errorTitle: 'We could not connect you',
  errorText: 'Please check your connection and try again.',
  signInTitle: 'Please sign in first',
  signInText:
    'This chat is for signed-in visitors. Sign in on this site, or sign in again, and then try again.',
  tryAgain: 'Try again',
  closePane: 'Close',

  messages: 'Messages',
  you: 'You',
  agent: 'Agent',
  bot: 'Assistant',
  isTyping: (name: string): string => `${name} is typing…`,
  sending: 'Sending…',
  unsent: 'Not sent',

  showMore: 'Show more',
  showLess: 'Show less',
  suggestions: 'Suggested answers',
  cardUnreadable: 'This message cannot be shown here.',
  answered: 'Answered',
  save: 'Save this conversation',

  yourMessage: 'Your message',
  writeMessage: 'Write a message…',
  send: 'Send',

  endedText: 'The conversation has ended',

  afterChat: 'Tell us how it went',
  survey: 'Survey about this conversation',
  surveyText: 'The conversation has ended. Would you tell us how it went?',
  openInNewTab: 'Open in a new tab',
  inNewTab: '(opens in a new tab)',

  confirmTitle: 'End this conversation?',
  confirmText: 'The agent will be told that you have left.',
  confirmTextAlone: 'It cannot be continued later.',
  confirmEnd: 'End chat',
  confirmStay: 'Keep chatting',
};
