import type { Messages } from './messages.ts';

/** What the SDK core says to a visitor, in Dutch. */
export const messages: Messages = {
  openChat: 'Chat met ons',
  openChatUnread: {
    one: 'Chat met ons, # ongelezen bericht',
    other: 'Chat met ons, # ongelezen berichten',
  },
  openingChat: 'De chat wordt geopend',
  invitationTitle: 'Chat met ons',
  invitationMessage: 'Goedendag! Hebt u vragen? Ik help u graag.',
  accept: 'Nu chatten',
  decline: 'Nee, bedankt',
  close: 'Sluiten',
  windowFailedTitle: 'De chat kon niet worden geopend',
  windowFailedText: 'Controleer uw verbinding en probeer het opnieuw.',
  tryAgain: 'Opnieuw proberen',
};
