import type { Messages } from './messages.ts';

/** What the chat window says to a visitor, in German. */
export const messages: Messages = {
  title: 'Chatten Sie mit uns',
  minimize: 'Chat minimieren',
  close: 'Chat schließen',

  connecting: 'Verbindung wird aufgebaut…',
  connected: 'Verbunden',
  waiting: 'Wir suchen jemanden für Sie',
  welcome: 'Schön, dass Sie sich melden. Sie können schon schreiben: Wer Ihnen antwortet, wird es lesen.',
  talkingWith: (name: string): string => `Sie sprechen mit ${name}`,
  ended: 'Gespräch beendet',
  closed: 'Geschlossen',
  notConnected: 'Nicht verbunden',

  beforeChat: 'Bevor wir beginnen',
  momentTitle: 'Einen Moment bitte…',
  startChat: 'Chat starten',
  readyTitle: 'Wir sind für Sie da',
  readyText: 'Starten Sie den Chat und sagen Sie uns, wie wir Ihnen helfen können.',
  required: 'Bitte beantworten Sie diese Frage.',
  invalid: 'Bitte prüfen Sie diese Antwort.',
  yourAnswer: 'Ihre Antwort',
  choose: 'Bitte wählen…',

  earlierTitle: 'Sie haben noch ein offenes Gespräch',
  earlierText: 'Es ist noch nicht beendet. Möchten Sie es fortsetzen?',
  earlierContinue: 'Fortsetzen',
  earlierNew: 'Neues Gespräch',

  loadingTitle: 'Wir verbinden Sie…',
  loadingText: 'Das dauert nur einen Moment.',
  outOfOfficeTitle: 'Wir haben gerade geschlossen',
  outOfOfficeText:
    'Zurzeit ist niemand da, um Ihnen zu antworten. Während unserer Öffnungszeiten helfen wir Ihnen gern.',
  opensToday: (time: string): string => `Wir sind heute ab ${time} Uhr wieder für Sie da.`,
  opensOn: (day: string, time: string): string => `Wir sind am ${day} ab ${time} Uhr wieder für Sie da.`,
  errorTitle: 'Wir konnten Sie nicht verbinden',
  errorText: 'Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  signInTitle: 'Bitte melden Sie sich zum Chatten an',
  signInText: 'Sobald Sie auf dieser Website angemeldet sind, versuchen Sie es noch einmal.',
  tryAgain: 'Noch einmal versuchen',
  closePane: 'Schließen',

  messages: 'Nachrichten',
  you: 'Sie',
  agent: 'Kundendienst',
  bot: 'Assistent',
  isTyping: (name: string): string => `${name} schreibt…`,
  sending: 'Wird gesendet…',
  unsent: 'Nicht gesendet',

  showMore: 'Mehr anzeigen',
  showLess: 'Weniger anzeigen',
  suggestions: 'Vorgeschlagene Antworten',
  cardUnreadable: 'Diese Nachricht kann hier nicht angezeigt werden.',
  answered: 'Beantwortet',
  save: 'Dieses Gespräch speichern',

  yourMessage: 'Ihre Nachricht',
  writeMessage: 'Nachricht schreiben…',
  send: 'Senden',

  endedText: 'Das Gespräch ist beendet',

  afterChat: 'Sagen Sie uns, wie es war',
  survey: 'Umfrage zu diesem Gespräch',
  surveyText: 'Das Gespräch ist beendet. Möchten Sie uns sagen, wie es war?',
  openInNewTab: 'In neuem Tab öffnen',
  inNewTab: '(öffnet sich in einem neuen Tab)',

  confirmTitle: 'Dieses Gespräch beenden?',
  confirmText: 'Ihr Gegenüber sieht, dass Sie den Chat verlassen haben.',
  confirmTextAlone: 'Es lässt sich später nicht fortsetzen.',
  confirmEnd: 'Chat beenden',
  confirmStay: 'Weiter chatten',
};
