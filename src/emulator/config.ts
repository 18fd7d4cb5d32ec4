/** One agent who may sign in to the console. */
export interface AgentConfig {
  /** Lower-case letters, digits, `-` and `_`: it is part of addresses. */
  readonly id: string;
  /** As the visitor sees it. */
  readonly name: string;
  /** Whether the agent is available from the start; default false. */
  readonly available: boolean;
}

/** What the embedded service is set up with. */
export interface EmulatorConfig {
  readonly orgId: string;
  /** Id of the chat widget. */
  readonly appId: string;
  readonly widgetTitle: string;
  readonly agents: readonly AgentConfig[];
  readonly queueName: string;
  readonly operatingHours: 'open' | 'closed';
  /** Minutes, told by availability. */
  readonly averageWaitMinutes: number;
  /** Running conversations one agent can take at the same time. */
  readonly conversationsPerAgent: number;
  /** True: the widget asks for a signed-in visitor and the client sends its token. */
  readonly authenticatedChat: boolean;
}

export const defaultEmulatorConfig: EmulatorConfig = {
  orgId: '5f0e3c1a-7b42-4d6e-9a10-0c1d2e3f4a5b',
  appId: '9d8c7b6a-5e4f-4321-8765-a1b2c3d4e5f6',
  widgetTitle: 'Chat with us',
  agents: [
    { id: 'alex', name: 'Alex', available: false },
    { id: 'sam', name: 'Sam', available: false },
  ],
  queueName: 'Shop questions',
  operatingHours: 'open',
  averageWaitMinutes: 1,
  conversationsPerAgent: 3,
  authenticatedChat: false,
};

/** Thrown by `parseEmulatorConfig`; `problems` has one sentence per mistake, each naming its key. */
export class EmulatorConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration of the embedded service cannot be used: ${problems.join(' ')}`);
    this.name = 'EmulatorConfigError';
    this.problems = problems;
  }
}

type Reader<T> = (value: unknown, key: string) => { value: T } | { problem: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const agentId = /^[a-z0-9_-]{1,40}$/;

const text: Reader<string> = (value, key) =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 200
    ? { value }
    : { problem: `"${key}" must be a text of 1 to 200 characters.` };
const id: Reader<string> = (value, key) =>
  typeof value === 'string' && uuid.test(value)
    ? { value }
    : { problem: `"${key}" must be an id like ${defaultEmulatorConfig.orgId}.` };
const flag: Reader<boolean> = (value, key) =>
  typeof value === 'boolean' ? { value } : { problem: `"${key}" must be true or false.` };
const hours: Reader<'open' | 'closed'> = (value, key) =>
  value === 'open' || value === 'closed' ? { value } : { problem: `"${key}" must be "open" or "closed".` };
const minutes: Reader<number> = (value, key) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? { value }
    : { problem: `"${key}" must be a number of minutes, 0 or more.` };
const capacity: Reader<number> = (value, key) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100
    ? { value }
    : { problem: `"${key}" must be a whole number from 1 to 100.` };

const agents: Reader<readonly AgentConfig[]> = (value, key) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > 50) {
    return { problem: `"${key}" must be a list of 1 to 50 agents.` };
  }
  const parsed: AgentConfig[] = [];
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const at = `${key}[${String(index)}]`;
    if (!isRecord(entry)) return { problem: `"${at}" must be an object with "id" and "name".` };
    if (typeof entry['id'] !== 'string' || !agentId.test(entry['id'])) {
      return { problem: `"${at}.id" must be lower-case letters, digits, "-" or "_".` };
    }
    const name = text(entry['name'], `${at}.name`);
    if ('problem' in name) return name;
    const available = flag(entry['available'] ?? false, `${at}.available`);
    if ('problem' in available) return available;
    const agent = { id: entry['id'], name: name.value, available: available.value };
    if (parsed.some((other) => other.id === agent.id)) {
      return { problem: `"${at}.id" repeats "${agent.id}".` };
    }
    parsed.push(agent);
  }
  return { value: parsed };
};

const readers: { readonly [K in keyof EmulatorConfig]: Reader<EmulatorConfig[K]> } = {
  orgId: id,
  appId: id,
  widgetTitle: text,
  agents,
  queueName: text,
  operatingHours: hours,
  averageWaitMinutes: minutes,
  conversationsPerAgent: capacity,
  authenticatedChat: flag,
};

/**
 * Reads a configuration; keys that are left out have the values of `defaultEmulatorConfig`.
 * Throws `EmulatorConfigError` with every mistake, unknown keys among them.
 */
export function parseEmulatorConfig(input: unknown = {}): EmulatorConfig {
  if (!isRecord(input)) throw new EmulatorConfigError(['It must be an object.']);
  const problems: string[] = [];
  for (const key of Object.keys(input)) {
    if (!Object.hasOwn(readers, key)) {
      problems.push(`"${key}" is not known; known keys are ${Object.keys(readers).join(', ')}.`);
    }
  }
  const read = <K extends keyof EmulatorConfig>(key: K): EmulatorConfig[K] => {
    if (input[key] === undefined) return defaultEmulatorConfig[key];
    const result = readers[key](input[key], key);
    if ('value' in result) return result.value;
    problems.push(result.problem);
    return defaultEmulatorConfig[key];
  };
  const config: EmulatorConfig = {
    orgId: read('orgId'),
    appId: read('appId'),
    widgetTitle: read('widgetTitle'),
    agents: read('agents'),
    queueName: read('queueName'),
    operatingHours: read('operatingHours'),
    averageWaitMinutes: read('averageWaitMinutes'),
    conversationsPerAgent: read('conversationsPerAgent'),
    authenticatedChat: read('authenticatedChat'),
  };
  if (problems.length > 0) throw new EmulatorConfigError(problems);
  return config;
}

/** True for anything with named members that is not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
