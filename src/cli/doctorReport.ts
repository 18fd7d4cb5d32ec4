import type { UnknownCause } from '../core/availability.ts';
import { storageKeys } from '../core/storageKeys.ts';
import type { Findings, PageFindings } from './doctor.ts';
import type { Exchange } from './recording.ts';

/** A line of the report: how it stands, and about what. */
type Line = readonly [sign: 'ok' | '!' | 'x' | ' ', text: string];

/** Of files that do not load for one reason. */
const NAMED_FILES = 3;

const causes: Readonly<Record<UnknownCause, string>> = {
  timeout: 'no answer within 3 seconds',
  network: 'no connection',
  refused: 'refused',
  malformed: 'an answer that says nothing clear',
  rate_limited: 'too many questions (429): the organisation allows 100 a minute in all',
  not_ready: 'not asked',
};

/** The findings in words for people. */
export function describeFindings(findings: Findings): readonly string[] {
  return [
    ...section('Configuration', configLines(findings)),
    ...section('Availability, asked without a token', availabilityLines(findings)),
    ...(findings.page === null ? [] : section(`Page ${findings.page.url}`, pageLines(findings.page))),
    ...section('Which availability.basis can work', basisLines(findings)),
    ...section('Consent', consentLines(findings.page)),
    ...section('What the tag may keep in a browser', storageLines),
  ];
}

/** Whether everything a chat needs was found. */
export function isHealthy({ isConfigRead, page }: Findings): boolean {
  return (
    isConfigRead &&
    (page === null || (page.status === 200 && page.forbidden.length === 0 && page.unreachable.length === 0))
  );
}

function section(title: string, lines: readonly Line[]): readonly string[] {
  return ['', title, ...lines.map(([sign, text]) => `  ${sign.padEnd(3)} ${text}`)];
}

function configLines({ config, configExchange, isConfigRead, identity }: Findings): readonly Line[] {
  if (configExchange?.status === 200 && !isConfigRead) {
    return [
      ['x', `${identity.orgUrl} has answered, but with something that is no configuration of a widget.`],
      [' ', 'Is it the address of the organisation’s service? The recording (--record FILE) has the answer.'],
    ];
  }
  if (configExchange?.status !== 200) {
    return [
      ['x', `${identity.orgUrl} has not told the configuration: ${outcome(configExchange)}.`],
      [' ', hintFor(configExchange)],
    ];
  }
  const lines: Line[] = [
    ['ok', `Read in ${String(configExchange.took)} ms: "${config.title ?? 'without a title'}".`],
  ];
  if (config.requiresAuthentication) {
    const how =
      config.authTokenFunction === undefined
        ? 'a registered provider'
        : `the function ${config.authTokenFunction}`;
    lines.push([
      ' ',
      config.isSignInOptional
        ? `Signed-in visitors are recognised by a token from ${how}; others may chat, too.`
        : `Only signed-in visitors may chat, with a token from ${how}.`,
    ]);
  } else {
    lines.push([' ', 'Anonymous chat: no visitor is asked for a token.']);
  }
  lines.push([
    config.operatingHours === 'unknown' ? '!' : ' ',
    config.operatingHours === 'unknown'
      ? 'It does not say whether it is within operating hours.'
      : `Operating hours: ${config.operatingHours} now.`,
  ]);
  if (config.allowsProactiveChat === false) {
    lines.push(['x', 'The administrator has switched proactive chat off: nobody is ever invited.']);
  }
  lines.push([
    ' ',
    `Survey before the chat: ${config.preChatSurvey === undefined ? 'none' : 'yes'}; after it: ${config.hasPostChatSurvey ? 'yes' : 'none'}.`,
  ]);
  return lines;
}

function availabilityLines({ availability, availabilityExchange }: Findings): readonly Line[] {
  if (!availability.ok) {
    return [
      ['x', `Not known: ${causes[availability.cause]} (${outcome(availabilityExchange)}).`],
      [' ', 'Rules with the basis "agents" invite nobody here.'],
    ];
  }
  const { isQueueAvailable, isAgentAvailable, averageWaitTime, positionInQueue } = availability.detail;
  const wait = Number.isFinite(averageWaitTime)
    ? `${String(averageWaitTime)} min average wait`
    : 'no wait told';
  const place = Number.isFinite(positionInQueue)
    ? `place ${String(positionInQueue)} in the queue`
    : 'no place told';
  const lines: Line[] = [
    [
      'ok',
      `Answered in ${String(availabilityExchange?.took)} ms: queue ${isQueueAvailable ? 'open' : 'closed'}, ` +
        `${isAgentAvailable ? 'somebody' : 'nobody'} available, ${wait}, ${place}.`,
    ],
  ];
  const bot = signOfBot(availability.detail);
  lines.push(
    bot === null
      ? [
          ' ',
          'With a bot at the workstream or queue the answer is always yes. No sign of one in this answer.',
        ]
      : ['!', `Probably a bot is attached, and "somebody available" means nothing: ${bot}.`],
  );
  return lines;
}

/** Why the answer looks as if a bot were attached; null if it does not. */
function signOfBot({
  isQueueAvailable,
  isAgentAvailable,
  positionInQueue,
}: {
  readonly isQueueAvailable: boolean;
  readonly isAgentAvailable: boolean;
  readonly positionInQueue: number;
}): string | null {
  if (!isAgentAvailable) return null;
  if (!isQueueAvailable) return 'somebody is said to be available outside operating hours';
  return positionInQueue > 1 ? 'somebody is said to be available while others wait' : null;
}

function pageLines({ status, policies, assets, forbidden, unreachable }: PageFindings): readonly Line[] {
  if (status !== 200) return [['x', status === null ? 'No answer.' : `Status ${String(status)}.`]];
  const lines: Line[] = [];
  lines.push(
    assets === null
      ? [
          '!',
          'No script element with proactive-chat.js (a tag manager may bring it): give --assets with its directory.',
        ]
      : [' ', `The tag is at ${assets}.`],
  );
  if (policies.length === 0) lines.push(['ok', 'No Content Security Policy.']);
  else if (forbidden.length === 0)
    lines.push(['ok', 'The Content Security Policy allows what could be checked.']);
  for (const { directive, address, what } of forbidden) {
    lines.push(['x', `${directive} lacks ${address} (${what}).`]);
  }
  if (policies.length > 0) {
    lines.push([
      ' ',
      'Where messages go is told only when a conversation is created; connect-src needs that, too.',
    ]);
  }
  if (assets !== null && unreachable.length === 0) lines.push(['ok', 'All files of the tag can be loaded.']);
  for (const why of new Set(unreachable.map((each) => each.why))) {
    const files = unreachable.filter((each) => each.why === why).map(({ file }) => file);
    const named = files.slice(0, NAMED_FILES).join(', ');
    const more = files.length > NAMED_FILES ? ` and ${String(files.length - NAMED_FILES)} more` : '';
    lines.push(['x', `${named}${more}: ${why}.`]);
  }
  return lines;
}

function basisLines({ availability, config }: Findings): readonly Line[] {
  const isBot = availability.ok && signOfBot(availability.detail) !== null;
  return [
    !availability.ok
      ? ['x', '"agents": no, there is no clear answer without a token.']
      : isBot
        ? ['!', '"agents": it answers, but with a bot it always says yes.']
        : ['ok', '"agents"'],
    config.operatingHours === 'unknown'
      ? ['x', '"operatingHours": no, the configuration does not tell them.']
      : ['ok', '"operatingHours"'],
    ['!', '"none": always, and visitors may be invited with nobody there.'],
  ];
}

function consentLines(page: PageFindings | null): readonly Line[] {
  const general: Line = [
    ' ',
    'What is kept waits for consent to its purpose; Global Privacy Control denies personalization and analytics.',
  ];
  if (page?.status !== 200) return [general];
  const { consent } = page;
  if (consent === null) {
    return [
      [
        '!',
        'No script of the page says how it is set up (a tag manager may). Without a word: default "ask", whenDenied "wait".',
      ],
      [
        ' ',
        'On the page, lcwProactiveChat.push({ command: "diagnose" }) tells, and what a visitor has answered.',
      ],
      general,
    ];
  }
  const said = `default "${consent.default}", whenDenied "${consent.whenDenied}" (in ${consent.where}).`;
  return [
    consent.default === 'granted'
      ? ['!', `${said} Everything is kept before a visitor has been asked: only where that is allowed.`]
      : ['ok', said],
    general,
  ];
}

const storageLines: readonly Line[] = [
  ...Object.values(storageKeys).map(({ key, purpose, days }): Line => [
    ' ',
    `${key}: ${purpose === 'requested' ? 'a chat that was asked for' : purpose}, ` +
      (days === 0 ? 'a few seconds.' : days === 1 ? 'a day at most.' : `${String(days)} days at most.`),
  ]),
  [' ', 'On the page, diagnose tells which of them are there.'],
];

function outcome(exchange: Exchange | undefined): string {
  if (exchange === undefined) return 'no request left';
  const { status, responseBody } = exchange;
  return status === null ? `no answer, ${responseBody}` : `status ${String(status)}`;
}

function hintFor(exchange: Exchange | undefined): string {
  if (exchange?.status === 404)
    return 'There is no such widget: compare --org-id and --app-id with the script element.';
  if (exchange?.status == null) return 'Is the address right, and can this machine reach it?';
  return 'The recording (--record FILE) has the whole answer.';
}
