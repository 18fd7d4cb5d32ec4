import { readFileSync } from 'node:fs';
import {
  analyticsParameters,
  dataLayerName,
  GOAL_EVENT,
  outcomeEvent,
} from '../../../src/core/analyticsNames.ts';
import { outcomes } from '../../../src/core/reasons.ts';
import { sdkEventNames } from '../../../src/core/sdkEvents.ts';

interface Parameter {
  readonly key?: string;
  readonly value?: string;
  readonly list?: readonly Parameter[];
  readonly map?: readonly Parameter[];
}
interface Entity {
  readonly name: string;
  readonly type: string;
  readonly parameter?: readonly Parameter[];
  readonly firingTriggerId?: readonly string[];
  readonly paused?: boolean;
  readonly triggerId?: string;
  readonly customEventFilter?: readonly { readonly type: string; readonly parameter: readonly Parameter[] }[];
}

const text = readFileSync('gtm-template/container.json', 'utf8');
const { containerVersion } = JSON.parse(text) as {
  readonly containerVersion: Record<'tag' | 'trigger' | 'variable' | 'builtInVariable', readonly Entity[]>;
};
const { tag: tags, trigger: triggers, variable: variables, builtInVariable } = containerVersion;

const events = [
  ...outcomes.filter((outcome) => outcome !== 'waiting').map(outcomeEvent),
  GOAL_EVENT,
  ...sdkEventNames.map(dataLayerName),
];

function valueOf({ parameter = [] }: Entity, key: string): Parameter | undefined {
  return parameter.find((one) => one.key === key);
}

/** The tags that an event fires. */
function firedBy(event: string): readonly Entity[] {
  const fired = triggers.filter(({ customEventFilter = [] }) =>
    customEventFilter.every(({ type, parameter }) => {
      const wanted = parameter.find(({ key }) => key === 'arg1')?.value ?? '';
      return type === 'EQUALS' ? event === wanted : new RegExp(wanted).test(event);
    }),
  );
  return tags.filter(({ firingTriggerId = [] }) =>
    firingTriggerId.some((id) => fired.some(({ triggerId }) => triggerId === id)),
  );
}

it.each(events)('sends %s to GA4 once, with every parameter', (event) => {
  const active = firedBy(event).filter(({ paused }) => paused !== true);
  expect(active.map(({ type }) => type)).toEqual(['gaawe']);
  const sent = valueOf(active[0]!, 'eventSettingsTable')?.list?.map(({ map = [] }) =>
    map.map(({ value }) => value),
  );
  expect(sent).toEqual(analyticsParameters.map((name) => [name, `{{Chat - ${name}}}`]));
});

it('sends nothing else', () => {
  const others = [
    'page_view',
    'purchase',
    'proactive_chat_waiting',
    'my_lcw_ready',
    'lcw_ready_too',
    'gtm.js',
  ];
  expect(others.flatMap(firedBy)).toEqual([]);
});

it('has generate_lead for a conversation, paused', () => {
  const lead = tags.filter((tag) => valueOf(tag, 'eventName')?.value === 'generate_lead');
  expect(lead.map(({ paused }) => paused)).toEqual([true]);
  expect(firedBy('lcw_chat_queued')).toContain(lead[0]);
});

it('reads each parameter from the data layer under its name', () => {
  const read = variables
    .filter(({ type }) => type === 'v')
    .map((variable) => valueOf(variable, 'name')?.value);
  expect(read).toEqual(analyticsParameters);
});

it('offers every event a name of its own', () => {
  const table = variables.find(({ type }) => type === 'smm');
  const names = valueOf(table!, 'map')?.list?.map(({ map = [] }) => map.map(({ value }) => value));
  expect(names).toEqual(events.map((event) => [event, event]));
});

it('refers only to variables that it brings along', () => {
  const known = new Set([...variables, ...builtInVariable].map(({ name }) => name));
  const used = [...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([, name = '']) => name);
  expect(used.length).toBeGreaterThan(analyticsParameters.length);
  // The name that Tag Manager gives the event in a custom event trigger.
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual(['_event']);
});

it('has what Tag Manager wants of an export: ids and names once, known triggers, a fingerprint on everything', () => {
  const entities = [...tags, ...triggers, ...variables] as unknown as readonly Record<string, unknown>[];
  for (const list of [tags, triggers, variables]) {
    const names = list.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
  const ids = entities.map((entity) => entity['tagId'] ?? entity['triggerId'] ?? entity['variableId']);
  expect(ids.filter((id) => !/^\d+$/.test(String(id)))).toEqual([]);
  expect(new Set(ids).size).toBe(entities.length);
  const known = triggers.map(({ triggerId }) => triggerId);
  expect(tags.flatMap(({ firingTriggerId = [] }) => firingTriggerId).every((id) => known.includes(id))).toBe(
    true,
  );
  expect(entities.filter(({ fingerprint }) => !/^\d{13}$/.test(String(fingerprint)))).toEqual([]);
});

it('keeps to the limits of GA4', () => {
  for (const name of [...events, ...analyticsParameters]) expect(name).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
  expect(analyticsParameters.length).toBeLessThanOrEqual(25);
});
