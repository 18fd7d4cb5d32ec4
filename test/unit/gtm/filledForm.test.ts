import { defaultEntries, objectionTo, shownFields, toData } from '../../../src/gtm/filledForm.ts';
import type { Variables } from '../../../src/gtm/filledForm.ts';
import { flattenFields, readFields } from '../../../src/gtm/fields.ts';
import { readTemplate } from '../../../src/gtm/template.ts';
import { formData, templateText } from './ourTemplate.ts';

const { fields } = readTemplate(templateText);
const defaults = defaultEntries(fields);
const ids = { appId: formData.appId, orgId: formData.orgId, orgUrl: formData.orgUrl };
const variables: Variables = new Map<string, () => unknown>([
  ['Rules', () => ({ id: 'shop', rules: [] })],
  ['Host', () => 'org.example'],
  ['Nothing', () => undefined],
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
