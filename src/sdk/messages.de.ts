import type { Messages } from './messages.ts';

/** What the SDK core says to a visitor, in German. */
export const messages: Messages = {
  openChat: 'Chatten Sie mit uns',
  openChatUnread: {
    one: 'Chatten Sie mit uns, # ungelesene Nachricht',
    other: 'Chatten Sie mit uns, # ungelesene Nachrichten',
  },
  openingChat: 'Der Chat wird geöffnet',
  invitationTitle: 'Chatten Sie mit uns',
  invitationMessage: 'Guten Tag! Haben Sie Fragen? Ich helfe Ihnen gern.',
  accept: 'Jetzt chatten',
  decline: 'Nein, danke',
  close: 'Schließen',
  windowFailedTitle: 'Der Chat konnte nicht geöffnet werden',
  windowFailedText: 'Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  tryAgain: 'Noch einmal versuchen',
};
