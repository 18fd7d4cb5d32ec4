/** Stands in for Tag Manager with our importable container, and for GA4, which gets its hits. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { outcomes } from '../../src/core/reasons.ts';
import { sdkEventNames } from '../../src/core/sdkEvents.ts';
import { eventually } from './conformance/eventually.ts';

/** What a GA4 event tag sends. */
export interface Hit {
  /** Which page load it is of; the page says so itself, the tag has no part in it. */
  readonly load: string;
  /** Counts what this page load has sent: two beacons may come in another order. */
  readonly count: number;
  /** As `nameTab` has named the tab; empty if it has no name. */
  readonly tab: string;
  readonly name: string;
  readonly measurementId: string;
  /** Without those that are `undefined`, as GA4 leaves them out. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What the page's own listeners heard on `window`, told by a way of its own. */
export interface Heard {
  readonly load: string;
  /** Counts on from what was sent before, hits included. */
  readonly count: number;
  readonly type: string;
  readonly ruleId: string;
  readonly reason: string;
}

export interface Collector {
  readonly hits: readonly Hit[];
  readonly heard: readonly Heard[];
  /** Resolves when so many hits have this name. */
  whenHit(name: string, times?: number): Promise<void>;
  /** Resolves when nothing is missing that a page load has sent before what has come of it. */
  whenComplete(): Promise<void>;
  close(): Promise<void>;
  readonly url: string;
}

/** Takes hits over HTTP, so that one that is sent while its page goes away arrives all the same. */
export async function startCollector(): Promise<Collector> {
  const hits: Hit[] = [];
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      const said = JSON.parse(text) as Hit | Heard;
      if ('name' in said) hits.push(said);
      else heard.push(said);
      response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    hits,
    heard,
    whenComplete: () =>
      eventually(() => {
        const counts = new Map<string, number[]>();
        for (const { load, count } of [...hits, ...heard]) {
          counts.set(load, [...(counts.get(load) ?? []), count]);
        }
        return [...counts.values()].every((come) => Math.max(...come) === come.length);
      }),
    whenHit: (name, times = 1) => eventually(() => hits.filter((hit) => hit.name === name).length >= times),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  };
}

/** Puts the container on every page of this browser, before the first script. */
export async function installContainer(context: BrowserContext, { url }: Collector): Promise<void> {
  const { containerVersion } = JSON.parse(readFileSync('gtm-template/container.json', 'utf8')) as {
    readonly containerVersion: Container;
  };
  await context.addInitScript(runContainer, {
    container: containerVersion,
    url,
    told: [...sdkEventNames, ...outcomes.map((outcome) => `proactive-chat:${outcome}`)],
  });
}

interface Parameter {
  readonly key: string;
  readonly value: string;
  readonly list: readonly { readonly map: readonly Parameter[] }[];
}

interface Entity {
  readonly name: string;
  readonly type: string;
  readonly parameter: readonly Parameter[];
}

interface Tag extends Entity {
  readonly firingTriggerId: readonly string[];
  readonly paused?: boolean;
}

interface Trigger extends Entity {
  readonly triggerId: string;
  readonly customEventFilter: readonly { readonly type: string; readonly parameter: readonly Parameter[] }[];
}

interface Container {
  readonly tag: readonly Tag[];
  readonly trigger: readonly Trigger[];
  readonly variable: readonly Entity[];
  readonly builtInVariable: readonly { readonly type: string; readonly name: string }[];
}

/**
 * Runs in the page, so it refers to nothing outside itself. Does with a container what Tag Manager does: a push is merged
 * into what is known, and one with `event` fires the tags whose triggers match. What it does not know throws.
 */
function runContainer({
  container,
  url,
  told,
}: {
  readonly container: Container;
  readonly url: string;
  readonly told: readonly string[];
}): void {
  const own = window as unknown as { dataLayer?: unknown[]; ga4Tab?: string };
  const load = Math.random().toString(36).slice(2);
  const known: Record<string, unknown> = {};
  let count = 0;
  const send = (said: object): void => {
    count += 1;
    if (!navigator.sendBeacon(url, JSON.stringify({ load, count, ...said }))) throw new Error('No beacon.');
  };
  const missing = (what: string): never => {
    throw new Error(`The container has ${what}, which this stand-in does not know.`);
  };
  const find = (parameters: readonly Parameter[], key: string): Parameter =>
    parameters.find((one) => one.key === key) ?? missing(`no ${key} where one is needed`);
  const resolve = (text: string, event: string): unknown => {
    const name = /^\{\{(.+)\}\}$/.exec(text)?.[1];
    if (name === undefined) return text.includes('{{') ? missing(text) : text;
    if (name === '_event') return event;
    if (container.builtInVariable.some((one) => one.name === name && one.type === 'EVENT')) return event;
    const { type, parameter } =
      container.variable.find((one) => one.name === name) ?? missing(`no variable ${name}`);
    if (type === 'c') return find(parameter, 'value').value;
    if (type === 'v') return known[find(parameter, 'name').value];
    if (type !== 'smm') return missing(`a variable of type ${type}`);
    const input = resolve(find(parameter, 'input').value, event);
    const row = find(parameter, 'map').list.find(({ map }) => find(map, 'key').value === input);
    return row ? find(row.map, 'value').value : resolve(find(parameter, 'defaultValue').value, event);
  };
  const matches = ({ customEventFilter }: Trigger, event: string): boolean =>
    customEventFilter.every(({ type, parameter }) => {
      const [given, wanted] = ['arg0', 'arg1'].map((key) =>
        String(resolve(find(parameter, key).value, event)),
      ) as [string, string];
      if (type === 'EQUALS') return given === wanted;
      return type === 'MATCH_REGEX' ? new RegExp(wanted).test(given) : missing(`a filter ${type}`);
    });
  const fire = ({ type, parameter }: Tag, event: string): void => {
    if (type !== 'gaawe') missing(`a tag of type ${type}`);
    const rows = find(parameter, 'eventSettingsTable').list.map(({ map }) => [
      find(map, 'parameter').value,
      resolve(find(map, 'parameterValue').value, event),
    ]);
    send({
      tab: own.ga4Tab ?? '',
      name: resolve(find(parameter, 'eventName').value, event),
      measurementId: resolve(find(parameter, 'measurementIdOverride').value, event),
      parameters: Object.fromEntries(rows) as object,
    });
  };
  const process = (entry: unknown): void => {
    if (Object.prototype.toString.call(entry) !== '[object Object]') return;
    Object.assign(known, entry);
    const { event } = entry as { readonly event?: unknown };
    if (typeof event !== 'string') return;
    const triggers = container.trigger.filter((trigger) => matches(trigger, event));
    for (const tag of container.tag) {
      const isFired = triggers.some(({ triggerId }) => tag.firingTriggerId.includes(triggerId));
      if (isFired && tag.paused !== true) fire(tag, event);
    }
  };
  const layer = (own.dataLayer ??= []);
  const push = layer.push.bind(layer);
  layer.push = (...entries) => {
    const length = push(...entries);
    entries.forEach(process);
    return length;
  };
  for (const type of told) {
    window.addEventListener(type, (event) => {
      const { ruleId, reason } = Object((event as CustomEvent<unknown>).detail) as Partial<Heard>;
      send({ type, ruleId: ruleId ?? '', reason: reason ?? '' });
    });
  }
}

/** From its next page load on the hits of this tab say where they are from. Not by the name of the window, which the tag reads. */
export function nameTab(page: Page, name: string): Promise<unknown> {
  return page.addInitScript((given) => {
    (window as unknown as { ga4Tab: string }).ga4Tab = given;
  }, name);
}

/**
 * The hits of a tab as lines with every parameter they have. Ids are replaced by numbers in the order in which they first
 * appear: an event id by page load and push, as in `2.1`.
 */
export function hitLines(hits: readonly Hit[], tab: string): readonly string[] {
  const ofTab = hits.filter((hit) => hit.tab === tab);
  const loads = [...new Set(ofTab.map(({ load }) => load))];
  const inOrder = loads.flatMap((load) =>
    ofTab.filter((hit) => hit.load === load).sort((a, b) => a.count - b.count),
  );
  const number = (known: string[], id: string): number =>
    known.includes(id) ? known.indexOf(id) + 1 : known.push(id);
  const invitations: string[] = [];
  const prefixes: string[] = [];
  const shown = (key: string, value: string): string => {
    if (key === 'proactive_invitation_id') return String(number(invitations, value));
    if (key !== 'proactive_event_id') return value;
    const [, prefix = '', push = ''] = /^(.*)-(\d+)$/.exec(value) ?? [];
    return `${number(prefixes, prefix)}.${push}`;
  };
  return inOrder.map(({ name, parameters }) =>
    [
      name,
      ...Object.entries(parameters).map(
        ([key, value]) => `${key.replace('proactive_', '')}=${shown(key, String(value))}`,
      ),
    ].join(' '),
  );
}
