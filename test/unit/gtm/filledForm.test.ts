import { dataLayerName, GOAL_EVENT, outcomeEvent } from '../../../src/core/analyticsNames.ts';
import { outcomes } from '../../../src/core/reasons.ts';
import { sdkEventNames } from '../../../src/core/sdkEvents.ts';
import {
  defaultEntries,
  isEnabled,
  newRow,
  objectionTo,
  shownFields,
  toData,
  wrongCell,
} from '../../../src/gtm/filledForm.ts';
import type { Variables } from '../../../src/gtm/filledForm.ts';
import { flattenFields, readFields } from '../../../src/gtm/fields.ts';
import type { Field } from '../../../src/gtm/fields.ts';
import { readTemplate } from '../../../src/gtm/template.ts';
import { formData, templateText } from './ourTemplate.ts';

const { fields } = readTemplate(templateText);
const defaults = defaultEntries(fields);
const ids = { appId: formData.appId, orgId: formData.orgId, orgUrl: formData.orgUrl };
const variables: Variables = new Map<string, () => unknown>([
  ['Rules', () => ({ id: 'shop', rules: [] })],
  ['Host', () => 'org.example'],
  ['Nothing', () => undefined],
  ['Event', () => 'lcw_ready'],
]);

const namesShown = (entries: object): readonly string[] =>
  shownFields(fields, { ...defaults, ...entries }).map(({ name }) => name);

describe('what a form shows', () => {
  it('is every value field by default, but those of other choices and other widgets', () => {
    const hidden = flattenFields(fields)
      .filter(({ type }) => type !== 'GROUP')
      .map(({ name }) => name)
      .filter((name) => !namesShown({}).includes(name));
    expect(hidden).toEqual(['scriptUrl', 'rulesVariable', 'rulesUrl']);
  });

  it.each<[string, object, readonly string[], readonly string[]]>([
    [
      'a widget on the page',
      { widgetSource: 'on-page' },
      [],
      ['appId', 'orgId', 'orgUrl', 'scriptUrl', 'language'],
    ],
    ['a widget of Microsoft', { widgetSource: 'microsoft' }, ['appId', 'scriptUrl'], ['position']],
    ['the built-in widget', { widgetSource: 'built-in' }, ['appId', 'position'], ['scriptUrl']],
    ['rules by address', { rulesSource: 'url' }, ['rulesUrl'], ['rulesJson', 'rulesVariable']],
    ['no consent asked', { consentFrom: 'granted' }, ['consentFrom'], ['whenDenied']],
  ])('follows the choice of %s', (_, entries, shown, hidden) => {
    const names = namesShown(entries);
    expect(names).toEqual(expect.arrayContaining([...shown]));
    expect(names.filter((name) => hidden.includes(name))).toEqual([]);
  });

  it('takes one of several conditions as enough, and knows presence', () => {
    const [field] = readFields([
      {
        type: 'TEXT',
        name: 'a',
        enablingConditions: [
          { paramName: 'b', paramValue: '', type: 'PRESENT' },
          { paramName: 'c', paramValue: '', type: 'NOT_PRESENT' },
        ],
      },
    ]);
    const isShown = (entries: object): boolean =>
      shownFields(field ? [field] : [], { ...entries }).length > 0;
    expect([isShown({ b: '', c: 'x' }), isShown({ b: 'x', c: 'x' }), isShown({ c: '' })]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('what the code finds on data', () => {
  it('has empty boxes as undefined, lists by lines, and nothing of what is not shown', () => {
    const data = toData(
      fields,
      { ...defaults, ...ids, rulesJson: '{}', excludePaths: '/a\n/b', rulesUrl: '/x.json' },
      variables,
    );
    expect(data).toMatchObject({ ...ids, rulesJson: '{}', excludePaths: ['/a', '/b'], widgetSource: 'auto' });
    expect(data).not.toHaveProperty('rulesUrl');
    expect(data['language']).toBeUndefined();
  });

  it("has a variable's own value where it stands alone, and its text inside others", () => {
    const entries = {
      ...defaults,
      rulesSource: 'variable',
      rulesVariable: '{{Rules}}',
      appId: '{{Nothing}}',
      orgId: '{{Unheard of}}',
      orgUrl: 'https://{{Host}}',
    };
    expect(toData(fields, entries, variables)).toMatchObject({
      rulesVariable: { id: 'shop', rules: [] },
      appId: undefined,
      orgId: undefined,
      orgUrl: 'https://org.example',
    });
  });
});

describe('a table', () => {
  const table = flattenFields(fields).find(({ name }) => name === 'eventNames')!;
  const leftOut = flattenFields(fields).find(({ name }) => name === 'eventsLeftOut')!;

  it('is empty at first, and gets rows with the defaults of its columns', () => {
    expect(defaults['eventNames']).toEqual([]);
    expect(newRow(table)).toEqual({ event: 'lcw_chat_queued', name: '' });
  });

  it('is undefined for the code without rows, else its rows with the values of variables', () => {
    const withRows = (rows: readonly object[]): unknown =>
      toData(fields, { ...defaults, eventNames: rows }, variables)['eventNames'];
    expect(withRows([])).toBeUndefined();
    expect(withRows([{ event: '{{Event}}', name: 'chat_ready' }, { event: 'lcw_error' }])).toEqual([
      { event: 'lcw_ready', name: 'chat_ready' },
      { event: 'lcw_error', name: '' },
    ]);
  });

  it.each<[string, readonly object[], RegExp | undefined]>([
    ['a name', [{ event: 'lcw_ready', name: 'chat_ready' }], undefined],
    ['a name that only begins like one of Google', [{ event: 'lcw_ready', name: 'gallery' }], undefined],
    ['a variable', [{ event: 'lcw_ready', name: '{{Name}}' }], undefined],
    ['no name', [{ event: 'lcw_ready', name: '' }], /^Row 1, Name in the data layer: Enter the name\.$/],
    [
      'a colon in the second row',
      [
        { event: 'lcw_ready', name: 'chat_ready' },
        { event: 'lcw_ready', name: 'lcw:ready' },
      ],
      /^Row 2, Name in the data layer: Enter a name that GA4 takes/,
    ],
    ['a reserved beginning', [{ event: 'lcw_ready', name: 'ga_chat' }], /not with ga_/],
    [
      'one event under two names',
      [
        { event: 'lcw_ready', name: 'chat_ready' },
        { event: 'lcw_ready', name: 'ready' },
      ],
      undefined,
    ],
  ])('with %s', (_, rows, objection) => {
    const said = objectionTo(table, rows);
    if (objection === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(objection);
  });

  it('says which row repeats what no two rows may have, and where that is', () => {
    const rows = [{ event: 'lcw_ready' }, { event: 'lcw_error' }, { event: 'lcw_ready' }];
    expect(wrongCell(leftOut, rows)).toEqual({
      row: 2,
      column: 'event',
      objection: 'Row 3, Event: Another row has the same.',
    });
  });

  it('offers every event that the engine pushes, and no other', () => {
    const pushed = [
      ...outcomes.filter((outcome) => outcome !== 'waiting').map(outcomeEvent),
      GOAL_EVENT,
      ...sdkEventNames.map(dataLayerName),
    ];
    for (const { columns } of [table, leftOut]) {
      expect(columns[0]?.choices?.map(({ value }) => value).sort()).toEqual([...pushed].sort());
    }
  });

  it('of the other kind has columns that are fields inside; presence and count are those of rows', () => {
    const [rows, shown] = readFields([
      {
        type: 'PARAM_TABLE',
        name: 'rows',
        paramTableColumns: [{ param: { type: 'CHECKBOX', name: 'on' }, isUnique: false }],
        valueValidators: [{ type: 'TABLE_ROW_COUNT', args: [1, 2] }],
      },
      { type: 'TEXT', name: 'a', enablingConditions: [{ paramName: 'rows', type: 'PRESENT' }] },
    ]) as [Field, Field];
    expect(rows.columns.map(({ name, type }) => [name, type])).toEqual([['on', 'CHECKBOX']]);
    const counts = [[], [{}], [{}, {}], [{}, {}, {}]];
    expect(counts.map((given) => objectionTo(rows, given) === undefined)).toEqual([false, true, true, false]);
    expect([[], [{}]].map((given) => isEnabled(shown, { rows: given }))).toEqual([false, true]);
  });
});

describe('what the form says against an entry', () => {
  const say = (name: string, entry: unknown): string | undefined =>
    objectionTo(
      flattenFields(fields).find((field) => field.name === name)!,
      entry,
    );

  it.each<[string, unknown, RegExp | undefined]>([
    ['appId', '', /^Copy the value of data-app-id/],
    ['appId', 'my-app', /^An app id is a GUID/],
    ['appId', ids.appId, undefined],
    ['appId', '{{App id}}', undefined],
    ['orgUrl', 'https://org.example/path', /without a path/],
    ['rulesUrl', '//elsewhere/rules.json', /begins with one slash/],
    ['dataLayerName', 'my layer', /name of a JavaScript variable/],
    ['language', 'German', /language tag/],
    ['colorOverride', 'red; x', /CSS colour/],
    ['colorOverride', 'oklch(60% 0.1 180)', undefined],
    ['excludePaths', '', undefined],
  ])('%s: %p', (name, entry, objection) => {
    const said = say(name, entry);
    if (objection === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(objection);
  });
});
