import { checkTemplate } from '../../../src/gtm/crossChecks.ts';
import { describeProblem } from '../../../src/gtm/problem.ts';
import { readTemplate } from '../../../src/gtm/template.ts';
import type { SectionName } from '../../../src/gtm/templateFile.ts';
import { edited, packageVersion, templateText } from './ourTemplate.ts';

const check = (text: string): readonly string[] =>
  checkTemplate(readTemplate(text), { engineVersion: packageVersion }).map(describeProblem);

const CODE = 'SANDBOXED_JS_FOR_WEB_TEMPLATE';
const FORM = 'TEMPLATE_PARAMETERS';

const picture = (type: string, bytes: readonly number[]): string =>
  `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
/** Beginnings of pictures of this size. */
const gif = (width: number, height: number): readonly number[] => [
  ...Buffer.from('GIF89a'),
  ...[width, 0, height, 0],
];
const jpeg = (width: number, height: number): readonly number[] => [
  ...[0xff, 0xd8],
  ...[0xff, 0xe0, 0, 4, 1, 1],
  ...[0xff, 0xc0, 0, 17, 8, 0, height, 0, width, 3],
];

type Mutation = readonly [rule: string, section: SectionName, from: string | RegExp, to: string];

const mutations: readonly Mutation[] = [
  // Description
  ['info-type', 'INFO', '"type": "TAG"', '"type": "VARIABLE"'],
  ['info-context', 'INFO', '"WEB"', '"SERVER"'],
  ['info-name', 'INFO', /"displayName": "Proactive[^"]*"/, '"displayName": ""'],
  ['info-categories', 'INFO', '"CHAT"', '"TALKING"'],
  ['info-categories', 'INFO', '"CHAT",', '"CHAT", "SALES",'],
  ['info-thumbnail', 'INFO', 'data:image/png', 'data:image/webp'],
  // Width 96 in the header of the PNG becomes 32: no longer square.
  ['info-thumbnail', 'INFO', 'UgAAAGAAAABg', 'UgAAACAAAABg'],
  // Square, and too small.
  ['info-thumbnail', 'INFO', 'UgAAAGAAAABg', 'UgAAACAAAAAg'],
  ['info-thumbnail', 'INFO', /data:image[^"]+/, picture('gif', [...gif(96, 48)])],
  ['info-thumbnail', 'INFO', /data:image[^"]+/, picture('jpeg', jpeg(96, 48))],
  ['info-thumbnail', 'INFO', /data:image[^"]+/, picture('jpeg', jpeg(32, 32))],
  ['info-thumbnail', 'INFO', /data:image[^"]+/, picture('jpeg', jpeg(96, 96).slice(0, 8))],
  ['info-thumbnail', 'INFO', /base64,[A-Za-z0-9+/]+/, `base64,iVBORw0KGgo${'A'.repeat(80_000)}`],
  // Form
  ['field-name', FORM, '"name": "orgId"', '"name": "appId"'],
  ['field-type', FORM, '"type": "RADIO"', '"type": "PARAGRAPH"'],
  ['field-simple', FORM, '"simpleValueType": true,', ''],
  ['field-default', FORM, '"defaultValue": "auto"', '"defaultValue": "automatic"'],
  ['field-default', FORM, '"defaultValue": "dataLayer"', '"defaultValue": "data layer"'],
  ['field-validator', FORM, '"type": "NON_EMPTY"', '"type": "FILLED"'],
  ['field-pattern', FORM, '|\\\\{\\\\{.+\\\\}\\\\})$', ')$'],
  ['field-pattern', FORM, '"^([0-9a-fA-F]', '"^(([0-9a-fA-F]'],
  ['field-condition', FORM, '"paramName": "widgetSource"', '"paramName": "widget"'],
  ['field-condition', FORM, '"paramValue": "on-page"', '"paramValue": "page"'],
  ['field-condition', FORM, '"type": "NOT_EQUALS"', '"type": "DIFFERS"'],
  // Columns of a table
  ['field-columns', FORM, '"simpleTableColumns"', '"columns"'],
  ['field-name', FORM, '"name": "name"', '"name": "event"'],
  ['field-type', FORM, /"TEXT"(?=,\s+"name": "name")/, '"CHECKBOX"'],
  ['field-default', FORM, '"defaultValue": ""', '"defaultValue": "1st"'],
  ['field-pattern', FORM, '{0,39}|\\\\{\\\\{.+\\\\}\\\\})$', '{0,39})$'],
  ['field-unread', FORM, '"name": "excludePaths"', '"name": "excludedPaths"'],
  ['field-unknown', CODE, 'data.appId', 'data.applicationId'],
  // Dialect
  ['dialect-syntax', CODE, "'lcwProactiveChat'", '`lcwProactiveChat`'],
  ['dialect-syntax', CODE, 'objection || reason', 'objection ?? reason'],
  ['dialect-syntax', CODE, 'appId: appId', 'appId'],
  ['dialect-syntax', CODE, 'lines.map(', 'lines?.map('],
  ['dialect-syntax', CODE, "'^[A-Za-z_$][A-Za-z0-9_$]*$'", '/^[A-Za-z]+$/'],
  ['dialect-syntax', CODE, 'let objection;', 'let objection = new Thing();'],
  ['dialect-syntax', CODE, 'start();', 'try { start(); } finally {}'],
  ['dialect-undeclared', CODE, "const JSON = require('JSON');", ''],
  ['dialect-undeclared', CODE, "refuse('the app", "refuze('the app"],
  ['dialect-const', CODE, 'let objection;', 'const objection = undefined;'],
  ['dialect-require', CODE, "require('getType')", "require('getTypes')"],
  ['dialect-method', CODE, "filter((line) => line !== '')", "find((line) => line !== '')"],
  ['dialect-redeclared', CODE, 'let objection;', 'var objection; var objection;'],
  // Permissions
  ['permission-missing', 'WEB_PERMISSIONS', '"read_container_data"', '"read_title"'],
  ['permission-unused', 'WEB_PERMISSIONS', '"read_container_data"', '"read_title"'],
  ['permission-twice', 'WEB_PERMISSIONS', '"read_container_data"', '"access_template_storage"'],
  ['api-unused', CODE, 'const JSON = ', "const Math = require('Math');\nconst JSON = "],
  ['global-missing', 'WEB_PERMISSIONS', '"lcwProactiveChat"', '"lcwProactive"'],
  ['global-unused', 'WEB_PERMISSIONS', '"boolean": false', '"boolean": true'],
  ['url-not-permitted', 'WEB_PERMISSIONS', '/dist/proactive-chat.js', '/dist/chat.js'],
  ['url-not-permitted', CODE, '/dist/proactive-chat.js', '/dist/proactive-chat.js?x=1'],
  ['url-pattern', 'WEB_PERMISSIONS', 'https://cdn.jsdelivr.net', 'https://localhost'],
  ['url-broad', 'WEB_PERMISSIONS', '/dist/proactive-chat.js', '/dist/*'],
  ['url-broad', 'WEB_PERMISSIONS', /\/npm\/lcw[^"]*/, '/'],
  ['url-broad', 'WEB_PERMISSIONS', 'https://cdn.', 'https://*.'],
  ['no-delay', CODE, /\nstart\(\);$/, "\nconst callLater = require('callLater');\ncallLater(start, 1000);"],
  // Fields in addresses
  ['url-input', CODE, 'injectScript(ENGINE_URL,', "injectScript(ENGINE_URL + '?id=' + data.appId,"],
  ['url-input', CODE, 'injectScript(ENGINE_URL,', 'injectScript(data.scriptUrl,'],
  [
    'url-input',
    CODE,
    'injectScript(ENGINE_URL,',
    'const raw = textOf(data.appId);\n  let url = ENGINE_URL;\n  url = url + raw;\n  injectScript(url,',
  ],
  ['consent-missing', 'WEB_PERMISSIONS', '"analytics_storage"', '"ad_storage"'],
  ['consent-unused', 'WEB_PERMISSIONS', '"analytics_storage"', '"ad_storage"'],
  ['logging-environment', 'WEB_PERMISSIONS', '"debug"', '"all"'],
  // Version
  ['engine-version', CODE, `@${packageVersion}/`, '@9.9.9/'],
  ['engine-version', 'WEB_PERMISSIONS', `@${packageVersion}/`, '@9.9.9/'],
  // Completion
  ['completion-missing', CODE, '  data.gtmOnFailure();', ''],
  [
    'completion-missing',
    CODE,
    "injectScript(ENGINE_URL, data.rulesSource === 'url' ? awaitRules : data.gtmOnSuccess,",
    "injectScript(ENGINE_URL, data.rulesSource === 'url' ? awaitRules : undefined,",
  ],
  [
    'completion-missing',
    CODE,
    'failure ? data.gtmOnFailure() : data.gtmOnSuccess()',
    'failure ? data.gtmOnFailure() : 0',
  ],
  [
    'completion-twice',
    CODE,
    '(failure) => failure ? data.gtmOnFailure()',
    '(failure) => failure ? [data.gtmOnFailure(), data.gtmOnFailure()]',
  ],
  ['completion-twice', CODE, /\nstart\(\);$/, '\nstart();\ndata.gtmOnSuccess();'],
  ['completion-twice', CODE, 'return stop(objection);', 'stop(objection);'],
  // Scenarios
  ['scenario-name', 'TESTS', 'name: Broken rules fail', 'name: Broken "rules". Fail'],
  [
    'scenario-name',
    'TESTS',
    'name: A list instead of a rule set fails',
    'name: A rule set without rules fails',
  ],
  ['dialect-undeclared', 'TESTS', "const JSON = require('JSON');", ''],
  ['dialect-syntax', 'TESTS', "base.appId = 'my-app';", 'delete base.appId;'],
];

describe('static checks', () => {
  it('find nothing wrong with our template', () => {
    expect(check(templateText)).toEqual([]);
  });

  it.each(mutations)('report %s when %s has %s replaced', (rule, section, from, to) => {
    const template = readTemplate(edited(section, (body) => body.replace(from, () => to)));
    // The scenarios take most of the time and concern only mutations of their own.
    const scenarios = section === 'TESTS' ? template.scenarios : [];
    const problems = checkTemplate({ ...template, scenarios }, { engineVersion: packageVersion });
    expect(problems.map((problem) => problem.rule)).toContain(rule);
  });

  it.each([
    ['is a constant first', 'const success = data.gtmOnSuccess;', 'success'],
    [
      'is a constant with something to fall back on',
      'const success = data.gtmOnSuccess || (() => {});',
      'success',
    ],
    ['is named by a text', '', "data['gtmOnSuccess']"],
  ])('see a completion that %s', (_, before, completion) => {
    const text = edited(
      CODE,
      (body) => `${before}\n${body.replace(': data.gtmOnSuccess,', `: ${completion},`)}`,
    );
    expect(checkTemplate({ ...readTemplate(text), scenarios: [] })).toEqual([]);
  });

  it.each([
    ['the address is fixed', 'injectScript(ENGINE_URL,'],
    ['a field goes through encodeUriComponent', "injectScript(ENGINE_URL + '?id=' + encode(data.appId),"],
    ['a field decides which address', 'injectScript(data.appId ? ENGINE_URL : ENGINE_URL,'],
    ['a loop of names has no field in it', 'let a = ENGINE_URL;\n  a = a + a;\n  injectScript(a,'],
  ])('see no field in an address when %s', (_, call) => {
    const text = edited(
      CODE,
      (body) =>
        `const encode = require('encodeUriComponent');\n${body.replace('injectScript(ENGINE_URL,', call)}`,
    );
    const template = readTemplate(text);
    const rules = checkTemplate({ ...template, scenarios: [] }).map(({ rule }) => rule);
    expect(rules).not.toContain('url-input');
  });

  it.each([
    ['GIF', picture('gif', gif(96, 96))],
    ['JPEG', picture('jpeg', jpeg(96, 96))],
  ])('take a square %s', (_, uri) => {
    const template = readTemplate(edited('INFO', (body) => body.replace(/data:image[^"]+/, () => uri)));
    expect(checkTemplate({ ...template, scenarios: [] })).toEqual([]);
  });

  it.each<[string, SectionName, string, string, string]>([
    [
      'a type that is missing',
      FORM,
      '"type": "RADIO",',
      '',
      'field rulesSource: it has no type; known are TEXT, SELECT, ',
    ],
    [
      'a permission that is mistyped',
      'WEB_PERMISSIONS',
      '"access_consent"',
      '"acces_consent"',
      'needs acces_consent; is access_consent meant?',
    ],
    [
      'syntax that is broken',
      CODE,
      'const textOf = (value) =>',
      'const textOf = (value =',
      ': Unexpected token at column',
    ],
    [
      'a scenario without a name',
      'TESTS',
      'name: Broken rules fail and load nothing',
      "name: ''",
      ': it has no name',
    ],
  ])('say of %s what would be right', (_, section, from, to, message) => {
    const found = check(edited(section, (body) => body.replace(from, () => to)));
    expect(found.filter((one) => one.includes(message))).toHaveLength(1);
  });

  it('place a problem of the code on its line of the file', () => {
    const text = edited(CODE, (body) => body.replace('data.appId', 'data.applicationId'));
    const line = text.split('\n').findIndex((content) => content.includes('data.applicationId')) + 1;
    expect(check(text)).toContain(`line ${line}: data.applicationId is not a field (field-unknown)`);
  });
});
