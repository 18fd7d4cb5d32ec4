import type { Messages } from './messages.ts';

/** What the chat window says to a visitor, in Dutch. */
export const messages: Messages = {
  title: 'Chat met ons',
  minimize: 'Chat minimaliseren',
  close: 'Chat sluiten',

  connecting: 'Verbinding maken…',
  connected: 'Verbonden',
  waiting: 'Wachten op een medewerker',
  welcome: 'Fijn dat u contact opneemt. U kunt alvast schrijven: wie u te woord staat, leest het.',
  talkingWith: (name: string): string => `U spreekt met ${name}`,
  ended: 'Gesprek beëindigd',
  closed: 'Gesloten',
  notConnected: 'Geen verbinding',

  beforeChat: 'Voordat we beginnen',
  momentTitle: 'Een ogenblik…',
  startChat: 'Chat starten',
  readyTitle: 'Wij staan voor u klaar',
  readyText: 'Start de chat en vertel ons waarmee we u kunnen helpen.',
  required: 'Beantwoord deze vraag, alstublieft.',
  invalid: 'Controleer dit antwoord, alstublieft.',
  yourAnswer: 'Uw antwoord',
  choose: 'Maak een keuze…',

  earlierTitle: 'U hebt nog een gesprek open',
  earlierText: 'Het is nog niet afgesloten. Wilt u het voortzetten?',
  earlierContinue: 'Voortzetten',
  earlierNew: 'Nieuw gesprek',

  loadingTitle: 'We verbinden u door…',
  loadingText: 'Dit duurt maar even.',
  outOfOfficeTitle: 'We zijn nu gesloten',
  outOfOfficeText:
    'Er is op dit moment niemand om u te antwoorden. Tijdens onze openingstijden helpen wij u graag.',
  opensToday: (time: string): string => `We zijn vandaag weer open om ${time}.`,
  opensOn: (day: string, time: string): string => `We zijn weer open op ${day} om ${time}.`,
  errorTitle: 'We konden u niet verbinden',
  errorText: 'Controleer uw verbinding en probeer het opnieuw.',
  signInTitle: 'Meld u aan om te chatten',
  signInText: 'Probeer het opnieuw zodra u op deze site bent aangemeld.',
  tryAgain: 'Opnieuw proberen',
  closePane: 'Sluiten',

  messages: 'Berichten',
  you: 'U',
  agent: 'Medewerker',
  bot: 'Assistent',
  isTyping: (name: string): string => `${name} is aan het typen…`,
  sending: 'Wordt verzonden…',
  unsent: 'Niet verzonden',

  showMore: 'Meer tonen',
  showLess: 'Minder tonen',
  suggestions: 'Voorgestelde antwoorden',
  cardUnreadable: 'Dit bericht kan hier niet worden getoond.',
  answered: 'Beantwoord',
  save: 'Dit gesprek opslaan',

  yourMessage: 'Uw bericht',
  writeMessage: 'Schrijf een bericht…',
  send: 'Verzenden',

  endedText: 'Het gesprek is beëindigd',

  afterChat: 'Vertel ons hoe het ging',
  survey: 'Enquête over dit gesprek',
  surveyText: 'Het gesprek is beëindigd. Wilt u ons vertellen hoe het ging?',
  openInNewTab: 'Openen in een nieuw tabblad',
  inNewTab: '(opent in een nieuw tabblad)',

  confirmTitle: 'Dit gesprek beëindigen?',
  confirmText: 'De medewerker krijgt te zien dat u de chat hebt verlaten.',
  confirmTextAlone: 'U kunt het later niet voortzetten.',
  confirmEnd: 'Chat beëindigen',
  confirmStay: 'Verder chatten',
};
