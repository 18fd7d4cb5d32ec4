/** Which of the visitor's tabs; each holds at most one page. */
export type TabNumber = 0 | 1 | 2;
export const tabNumbers: readonly TabNumber[] = [0, 1, 2];

/** What the service does with the starts that reach it. */
export const startAnswers = [
  'answers',
  'refuses',
  'cannot be reached',
  'has just closed',
  /** The conversation exists, but the answer does not come. */
  'creates and does not answer',
  /** The conversation comes to exist together with the answer. */
  'does not answer',
] as const;
export type StartAnswer = (typeof startAnswers)[number];

/** What the service does when it is asked for a conversation of before. */
export const resumeAnswers = ['answers', 'cannot be reached', 'does not answer'] as const;
export type ResumeAnswer = (typeof resumeAnswers)[number];

/** What a page may call; each is one statement of its script. */
export type PageCall =
  | { readonly kind: 'startChat' | 'closeChat' | 'getAgentAvailability' | 'maximizeChat' }
  | { readonly kind: 'startProactiveChat'; readonly showPreChat: boolean };

/** What a visitor does with what is on the screen. */
export const visitorActs = [
  'presses the chat button',
  'accepts the invitation',
  'declines the invitation',
  'closes the invitation',
  'presses Escape',
  'minimises the window',
  'closes the window',
  'answers the survey before the chat',
  'tries again',
  'sends a message',
  'sends the unsent message again',
] as const;
export type VisitorAct = (typeof visitorActs)[number];

/** One thing that happens to a visitor, a page or the service. */
export type Act =
  | { readonly kind: 'open' | 'close' | 'crash' | 'freeze' | 'restore'; readonly tab: TabNumber }
  /** `atReady`: what the new page calls in its listener of `lcw:ready`. */
  | { readonly kind: 'reload'; readonly tab: TabNumber; readonly atReady: readonly PageCall[] }
  /** The calls follow each other without a pause. */
  | { readonly kind: 'call'; readonly tab: TabNumber; readonly calls: readonly PageCall[] }
  /** Two tabs in the same moment. */
  | { readonly kind: 'start in two tabs'; readonly tabs: readonly [TabNumber, TabNumber] }
  | { readonly kind: 'visitor'; readonly tab: TabNumber; readonly does: VisitorAct }
  | { readonly kind: 'agent accepts' | 'agent says' | 'agent ends' }
  | { readonly kind: 'queue'; readonly isOpen: boolean }
  | { readonly kind: 'starts'; readonly answer: StartAnswer }
  | { readonly kind: 'resumes'; readonly answer: ResumeAnswer }
  | { readonly kind: 'messages'; readonly areTaken: boolean }
  /** Everything that waits for the service gets its answer, and so does what comes later. */
  | { readonly kind: 'service answers' | 'service fails' }
  | { readonly kind: 'time passes'; readonly seconds: number };

const nameOf = (tab: TabNumber): string => `tab ${String(tab + 1)}`;

function callText(call: PageCall): string {
  return call.kind === 'startProactiveChat'
    ? `startProactiveChat({}, ${String(call.showPreChat)})`
    : `${call.kind}()`;
}

/** An act as one line of a counterexample. */
export function actText(act: Act): string {
  switch (act.kind) {
    case 'open':
      return `${nameOf(act.tab)} is opened`;
    case 'close':
      return `${nameOf(act.tab)} is closed`;
    case 'crash':
      return `${nameOf(act.tab)} crashes`;
    case 'freeze':
      return `${nameOf(act.tab)} is left and kept in the back/forward cache`;
    case 'restore':
      return `${nameOf(act.tab)} comes back from the back/forward cache`;
    case 'reload':
      return `${nameOf(act.tab)} is reloaded${act.atReady.length === 0 ? '' : ` and calls ${act.atReady.map(callText).join(', ')} at lcw:ready`}`;
    case 'call':
      return `${nameOf(act.tab)} calls ${act.calls.map(callText).join(', ')}`;
    case 'start in two tabs':
      return `${act.tabs.map(nameOf).join(' and ')} call startChat() at once`;
    case 'visitor':
      return `visitor ${act.does} in ${nameOf(act.tab)}`;
    case 'queue':
      return `operating hours ${act.isOpen ? 'begin' : 'end'}`;
    case 'starts':
      return `from now on, asked to start, the service ${act.answer}`;
    case 'resumes':
      return `from now on, asked to resume, the service ${act.answer}`;
    case 'messages':
      return `from now on messages are ${act.areTaken ? 'taken' : 'refused'}`;
    case 'time passes':
      return `${String(act.seconds)} s pass`;
    default:
      return act.kind;
  }
}
