import type { ConsentListener, ConsentState, ContainerInfo, Load, SandboxPage } from './sandboxPage.ts';

export type ResourceKind = 'script' | 'frame' | 'pixel';

/** Something a template asked the page to load. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly url: string;
  /** Ends the load; only the first call counts. */
  readonly finish: (ok: boolean) => void;
}

export interface PretendPageOptions {
  readonly url?: string;
  readonly referrer?: string;
  readonly title?: string;
  /** What is on the global object besides an empty `dataLayer`. */
  readonly globals?: Readonly<Record<string, unknown>>;
  /** `name=value` pairs. */
  readonly cookies?: readonly string[];
  readonly consent?: Readonly<Record<string, 'granted' | 'denied'>>;
  readonly container?: Partial<ContainerInfo>;
  /** Milliseconds since the epoch at the start; the clock stands still. */
  readonly now?: number;
  /** Whether a resource arrives in the next turn; undefined leaves it to `finish`. Default: undefined for all. */
  readonly outcomeOf?: (kind: ResourceKind, url: string) => boolean | undefined;
}

/** A page in memory on which a template can be run and watched. */
export interface PretendPage extends SandboxPage {
  readonly window: Record<string, unknown>;
  /** Everything asked for, in order. */
  readonly resources: readonly Resource[];
  /** Values of each line written to the console. */
  readonly logs: readonly (readonly unknown[])[];
  /** Runs all turns that are due, also those that they add. */
  readonly flush: () => void;
}

/** Consent state in memory; listeners hear of changes at once. */
export const createConsentState = (initial: Readonly<Record<string, string>> = {}): ConsentState => {
  const states = new Map<string, string>(Object.entries(initial));
  const listeners: { readonly type: string; readonly listener: ConsentListener }[] = [];
  const isGranted = (type: string): boolean => states.get(type) !== 'denied';
  const change = (next: Readonly<Record<string, string>>): void => {
    for (const [type, state] of Object.entries(next)) {
      const before = isGranted(type);
      states.set(type, state);
      if (isGranted(type) === before) continue;
      listeners
        .filter((entry) => entry.type === type)
        .forEach(({ listener }) => listener(type, isGranted(type)));
    }
  };
  return {
    isGranted,
    listen: (type, listener) => listeners.push({ type, listener }),
    setDefault: (next) =>
      change(Object.fromEntries(Object.entries(next).filter(([type]) => !states.has(type)))),
    update: change,
  };
};

const maxTurns = 10_000;

/** Whether the attributes of a cookie say that its time is over, by which it is deleted; `max-age` counts before `expires`. */
const isOver = (attributes: readonly string[], now: number): boolean => {
  const valueOf = (name: string): string | undefined =>
    attributes.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const maxAge = valueOf('max-age');
  return maxAge === undefined ? Date.parse(valueOf('expires') ?? '') <= now : Number(maxAge) <= 0;
};

export const createPretendPage = (options: PretendPageOptions = {}): PretendPage => {
  const due: (() => void)[] = [];
  const resources: Resource[] = [];
  const logs: (readonly unknown[])[] = [];
  const jar = [...(options.cookies ?? [])];
  const now = (): number => options.now ?? Date.UTC(2026, 0, 5, 10);
  let seed = 1;

  const load =
    (kind: ResourceKind): Load =>
    (url, done) => {
      let isOver = false;
      const finish = (ok: boolean): void => {
        if (isOver) return;
        isOver = true;
        done(ok);
      };
      resources.push({ kind, url, finish });
      const outcome = options.outcomeOf?.(kind, url);
      if (outcome !== undefined) due.push(() => finish(outcome));
    };

  return {
    window: { dataLayer: [], ...options.globals },
    url: () => options.url ?? 'https://shop.example.com/',
    referrer: () => options.referrer ?? '',
    title: () => options.title ?? '',
    characterSet: () => 'UTF-8',
    loadScript: load('script'),
    loadFrame: load('frame'),
    loadPixel: load('pixel'),
    cookies: {
      read: () => jar.join('; '),
      write: (cookie) => {
        const [pair = '', ...attributes] = cookie.split('; ');
        const name = pair.slice(0, pair.indexOf('=') + 1);
        const at = jar.findIndex((other) => other.startsWith(name));
        const kept = isOver(attributes, now()) ? [] : [pair];
        jar.splice(at < 0 ? jar.length : at, 1, ...kept);
      },
    },
    localStorage: new Map<string, string>(),
    consent: createConsentState(options.consent),
    container: {
      containerId: 'GTM-PRETEND',
      version: '1',
      environmentName: 'Live',
      environmentMode: false,
      previewMode: false,
      debugMode: false,
      ...options.container,
    },
    now,
    random: () => {
      // Numbers of a small linear generator: the same in every run.
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
    later: (run) => due.push(run),
    log: (values) => logs.push(values),
    resources,
    logs,
    flush: () => {
      for (let turn = 0; due.length > 0; turn += 1) {
        if (turn >= maxTurns) throw new Error('the page never comes to rest');
        due.shift()?.();
      }
    },
  };
};
