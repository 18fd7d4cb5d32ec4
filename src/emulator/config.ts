import type { AuthKey } from './authKeys.ts';
import { parseAuthKeys } from './authKeys.ts';
import type { ConfigProblem, Reader } from './configReaders.ts';
import {
  flagReader,
  listReader,
  objectReader,
  orNull,
  patternReader,
  textReader,
  textsReader,
  valueReader,
  wholeNumberReader,
  wordReader,
} from './configReaders.ts';
import type { WeeklyHours } from './operatingHours.ts';
import { dayNames, isTimeZone, parseSpan } from './operatingHours.ts';
import { isRecord } from './record.ts';
import { questionsOf } from './surveyCard.ts';

/** One agent who may sign in to the console. */
export interface AgentConfig {
  /** Lower-case letters, digits, `-` and `_`: it is part of addresses. */
  readonly id: string;
  /** As the visitor sees it. */
  readonly name: string;
  /** Whether the agent is available from the start; default false. */
  readonly available: boolean;
  /** Running conversations at the same time; null: as many as `conversationsPerAgent` says. */
  readonly capacity: number | null;
  /** Ids of the queues the agent takes conversations from; null: all. */
  readonly queues: readonly string[] | null;
}

/** A bot that takes the conversations of a queue first. */
export interface BotConfig {
  readonly name: string;
  readonly greeting: string;
  /** What it says to everything but the word below. */
  readonly answer: string;
  /** A message that holds this word, in whatever case, takes the visitor to the agents' queue. */
  readonly handOverWord: string;
}

/** A queue besides the default one. */
export interface QueueConfig {
  readonly id: string;
  readonly name: string;
  /** Values of the custom context, by name, that lead a visitor here; all of them have to be so. */
  readonly when: Readonly<Record<string, string>>;
  /** Null: as for the whole service. */
  readonly operatingHours: 'open' | 'closed' | WeeklyHours | null;
  readonly bot: BotConfig | null;
}

/** What the embedded service is set up with. */
export interface EmulatorConfig {
  readonly orgId: string;
  /** Id of the chat widget. */
  readonly appId: string;
  readonly widgetTitle: string;
  readonly agents: readonly AgentConfig[];
  /** Name of the default queue, whose id is `default`: for whom no other queue is meant. */
  readonly queueName: string;
  /** Further queues; the first that fits a visitor's custom context takes them. */
  readonly queues: readonly QueueConfig[];
  readonly operatingHours: 'open' | 'closed' | WeeklyHours;
  /** ISO 8601: when the operating hours begin again, told while they are `closed`; null: it is not told. */
  readonly nextOpening: string | null;
  /** Minutes, told to pages and to who waits as long as nobody has been accepted yet. */
  readonly averageWaitMinutes: number;
  /** How often the whole organisation may ask for availability in a minute before the service answers 429; null: as often as it likes. */
  readonly availabilityCallsPerMinute: number | null;
  /** Running conversations one agent can take at the same time. */
  readonly conversationsPerAgent: number;
  /** The bot of the default queue; null: there is none. */
  readonly bot: BotConfig | null;
  /** True: a conversation has an id by which the visitor comes back to it, from a link or when signed in. */
  readonly chatReconnect: boolean;
  /** Where a reconnect link sends the visitor when its conversation is over; null: to a new conversation. */
  readonly reconnectRedirectUrl: string | null;
  /** True: the widget asks for a signed-in visitor and the client sends its token. */
  readonly authenticatedChat: boolean;
  /** True: with `authenticatedChat`, visitors who are not signed in may chat, too. */
  readonly signInOptional: boolean;
  /** Dotted name of the page's function that gives the token; null: the page has to register one. */
  readonly authTokenFunction: string | null;
  /** RSA public keys that sign-in tokens are checked with; null: their signature is not checked. */
  readonly authPublicKey: readonly AuthKey[] | null;
  /** Adaptive Card with the survey before the conversation; null: there is none. */
  readonly preChatSurvey: Readonly<Record<string, unknown>> | null;
  /** Where the survey after the conversation is shown; null: there is none. */
  readonly postChatSurvey: 'embedded' | 'link' | null;
  /** False: the administrator has switched proactive chat off. */
  readonly proactiveChat: boolean;
}

export const defaultEmulatorConfig: EmulatorConfig = {
  orgId: '5f0e3c1a-7b42-4d6e-9a10-0c1d2e3f4a5b',
  appId: '9d8c7b6a-5e4f-4321-8765-a1b2c3d4e5f6',
  widgetTitle: 'Chat with us',
  agents: [
    { id: 'alex', name: 'Alex', available: false, capacity: null, queues: null },
    { id: 'sam', name: 'Sam', available: false, capacity: null, queues: null },
  ],
  queueName: 'Shop questions',
  queues: [],
  operatingHours: 'open',
  nextOpening: null,
  averageWaitMinutes: 1,
  availabilityCallsPerMinute: 100,
  conversationsPerAgent: 3,
  bot: null,
  chatReconnect: false,
  reconnectRedirectUrl: null,
  authenticatedChat: false,
  signInOptional: false,
  authTokenFunction: null,
  authPublicKey: null,
  preChatSurvey: null,
  postChatSurvey: null,
  proactiveChat: true,
};

/** Id of the queue for whom no other is meant. */
export const defaultQueueId = 'default';

/** Thrown by `parseEmulatorConfig`, with every mistake, and with what was probably meant where that can be guessed. */
export class EmulatorConfigError extends Error {
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ pointer, sentence }) => `\n  ${pointer || '/'} ${sentence}`);
    super(`The configuration of the embedded service cannot be used:${lines.join('')}`);
    this.name = 'EmulatorConfigError';
    this.problems = problems;
  }
}

const text = textReader(200);
const longText = textReader(2000);
const name = patternReader(/^[a-z0-9_-]{1,40}$/, 'must be lower-case letters, digits, "-" or "_".');
const id = patternReader(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  `must be an id like ${defaultEmulatorConfig.orgId}.`,
);
const capacity = wholeNumberReader(1, 100);
const minutes: Reader<number> = valueReader(
  (value) => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined),
  'must be a number of minutes, 0 or more.',
);
const webAddress: Reader<string> = valueReader(
  (value) =>
    typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : undefined,
  'must be an address like "https://shop.example/chat-is-over", or null.',
);
const instant: Reader<string> = valueReader(
  (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
      ? new Date(value).toISOString()
      : undefined,
  'must be a moment like 2026-11-30T08:00:00Z, or null.',
);

const spans = listReader(
  valueReader(
    (value) => (typeof value === 'string' && parseSpan(value) !== null ? value : undefined),
    'must be a span like "09:00-17:30".',
  ),
  1,
  10,
  'spans like "09:00-17:30"',
);
const weeklyHours = objectReader<WeeklyHours>(
  {
    timeZone: valueReader(
      (value) => (typeof value === 'string' && isTimeZone(value) ? value : undefined),
      'must be a time zone like "Europe/Brussels".',
    ),
    weekly: objectReader<WeeklyHours['weekly']>(
      Object.fromEntries(dayNames.map((day) => [day, spans])),
      Object.fromEntries(dayNames.map((day) => [day, []])),
    ),
    closedOn: listReader(
      patternReader(/^\d{4}-\d\d-\d\d$/, 'must be a day like "2026-12-25".'),
      0,
      366,
      'days like "2026-12-25"',
    ),
  },
  { closedOn: [] },
);
const hours: Reader<'open' | 'closed' | WeeklyHours> = (value, pointer, problems) =>
  isRecord(value) ? weeklyHours(value, pointer, problems) : hoursWord(value, pointer, problems);
const hoursWord: Reader<'open' | 'closed'> = (value, pointer, problems) => {
  const found: ConfigProblem[] = [];
  const word = wordReader(['open', 'closed'])(value, pointer, found);
  problems.push(
    ...found.map(({ sentence, ...at }) => ({
      ...at,
      sentence: sentence.replace(/\.( Did|$)/, ', or an object with "timeZone" and "weekly".$1'),
    })),
  );
  return word;
};

const bot = objectReader<BotConfig>(
  { name: text, greeting: longText, answer: longText, handOverWord: text },
  {
    greeting: 'Hello, I am a bot. Say "agent" to talk to a person.',
    answer: 'I cannot help with that yet. Say "agent" to talk to a person.',
    handOverWord: 'agent',
  },
);
const agent = objectReader<AgentConfig>(
  {
    id: name,
    name: text,
    available: flagReader,
    capacity: orNull(capacity),
    queues: orNull(listReader(name, 1, 20, 'ids of queues')),
  },
  { available: false, capacity: null, queues: null },
);
const queue = objectReader<QueueConfig>(
  { id: name, name: text, when: textsReader, operatingHours: orNull(hours), bot: orNull(bot) },
  { operatingHours: null, bot: null },
);

const config = objectReader<EmulatorConfig>(
  {
    orgId: id,
    appId: id,
    widgetTitle: text,
    agents: listReader(agent, 1, 50, 'agents'),
    queueName: text,
    queues: listReader(queue, 0, 20, 'queues'),
    operatingHours: hours,
    nextOpening: orNull(instant),
    averageWaitMinutes: minutes,
    availabilityCallsPerMinute: orNull(wholeNumberReader(1, 10_000)),
    conversationsPerAgent: capacity,
    bot: orNull(bot),
    chatReconnect: flagReader,
    reconnectRedirectUrl: orNull(webAddress),
    authenticatedChat: flagReader,
    signInOptional: flagReader,
    authTokenFunction: orNull(
      patternReader(
        /^(?=.{1,200}$)[\w$]+(\.[\w$]+)*$/,
        'must be the name of a function, like "auth.getToken".',
      ),
    ),
    authPublicKey: orNull(
      valueReader(
        parseAuthKeys,
        'must be an RSA public key in PEM form, one as a JWK, or a list of those as { "kid", "publicKey" }.',
      ),
    ),
    preChatSurvey: orNull(
      valueReader(
        (value) =>
          isRecord(value) && value['type'] === 'AdaptiveCard' && questionsOf(value).size > 0
            ? value
            : undefined,
        'must be an Adaptive Card with at least one input that has an "id".',
      ),
    ),
    postChatSurvey: orNull(wordReader(['embedded', 'link'])),
    proactiveChat: flagReader,
  },
  defaultEmulatorConfig,
);

/**
 * Reads a configuration; keys that are left out have the values of `defaultEmulatorConfig`. A `$schema` is for editors.
 * Throws `EmulatorConfigError` with every mistake, unknown keys among them.
 */
export function parseEmulatorConfig(input: unknown = {}): EmulatorConfig {
  const problems: ConfigProblem[] = [];
  const parsed = config(withoutSchema(input), '', problems);
  if (parsed !== undefined) problems.push(...repetitions(parsed));
  if (parsed === undefined || problems.length > 0) {
    throw new EmulatorConfigError(problems);
  }
  return parsed;
}

function withoutSchema(input: unknown): unknown {
  if (!isRecord(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => key !== '$schema'));
}

/** What every single value allows, but not all of them together. */
function repetitions({ agents, queues }: EmulatorConfig): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const queueIds = [defaultQueueId, ...queues.map((each) => each.id)];
  agents.forEach((each, index) => {
    const pointer = `/agents/${String(index)}`;
    if (agents.findIndex((other) => other.id === each.id) !== index) {
      problems.push({ pointer: `${pointer}/id`, sentence: `repeats "${each.id}".` });
    }
    each.queues?.forEach((queueId, at) => {
      if (queueIds.includes(queueId)) return;
      const known = queueIds.map((other) => `"${other}"`).join(', ');
      problems.push({
        pointer: `${pointer}/queues/${String(at)}`,
        sentence: `names no queue; there are ${known}.`,
      });
    });
  });
  queues.forEach((each, index) => {
    if (queueIds.indexOf(each.id) !== index + 1) {
      problems.push({ pointer: `/queues/${String(index)}/id`, sentence: `repeats "${each.id}".` });
    }
  });
  return problems;
}
