/** What the SDK core says to a visitor, in English. */
export const messages = {
  openChat: 'Chat with us',
  openChatUnread: {
    one: 'Chat with us, # unread message',
    other: 'Chat with us, # unread messages',
  },
  openingChat: 'Opening the chat',
  invitationTitle: 'Chat with us',
  /** What an invitation without a message says (Live chat SDK reference). */
  invitationMessage: "Hi! Have any questions? I'm here to help",
  accept: 'Chat now',
  decline: 'No thanks',
  close: 'Close',
  windowFailedTitle: 'The chat did not open',
  windowFailedText: 'Please check your connection and try again.',
  tryAgain: 'Try again',
};
