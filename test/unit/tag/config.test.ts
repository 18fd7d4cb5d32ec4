import { readFileSync } from 'node:fs';
import { readWidgetOptions } from '../../../src/sdk/widgetOptions.ts';
import type { WidgetOptions } from '../../../src/sdk/widgetOptions.ts';
import { configNames, parseConfig } from '../../../src/tag/config.ts';
import { describeConfigProblems } from '../../../src/tag/configProblems.ts';

interface ConfigSchema {
  readonly properties: {
    readonly widget: {
      readonly properties: { readonly options: { readonly properties: object } };
    };
  };
}

const ids = { appId: 'a', orgId: 'o', orgUrl: 'https://org.example' };

it('fills in every default', () => {
  expect(parseConfig({})).toEqual({
    config: {
      widget: { source: 'auto', appId: '', orgId: '', orgUrl: '', scriptUrl: '', options: undefined },
      ruleSet: undefined,
      ruleSetUrl: '',
      consent: { default: 'ask', whenDenied: 'wait' },
      dataLayer: 'dataLayer',
      events: {},
      assetsUrl: '',
      excludePaths: [],
      debug: false,
    },
    // Without ids the built-in widget, which `auto` may come down to, cannot work.
    isSound: false,
  });
  expect(parseConfig({ widget: ids }).isSound).toBe(true);
  expect(parseConfig({ widget: { source: 'microsoft' } }).isSound).toBe(true);
});

it('takes what is given', () => {
  const { config, isSound } = parseConfig({
    widget: { source: 'built-in', appId: 'a', orgId: 'o', orgUrl: 'https://org.example/' },
    ruleSetUrl: '/rules.json',
    consent: { default: 'granted', whenDenied: 'memory' },
    analytics: { dataLayer: 'layer' },
    excludePaths: ['/checkout/**'],
    debug: true,
  });
  expect(isSound).toBe(true);
  expect(config).toMatchObject({
    widget: { source: 'built-in', orgUrl: 'https://org.example' },
    consent: { default: 'granted', whenDenied: 'memory' },
    dataLayer: 'layer',
    excludePaths: ['/checkout/**'],
    debug: true,
  });
});

it('takes from the script element the ids that the configuration leaves out, and only those', () => {
  const scriptData = {
    appId: 'their app',
    orgId: 'their org',
    orgUrl: 'https://their.example/',
    debug: 'true',
  };
  const { config, isSound } = parseConfig(
    { widget: { source: 'built-in', orgId: 'o', appId: '' } },
    scriptData,
  );
  expect(isSound).toBe(true);
  expect(config.debug).toBe(false);
  expect(config.widget).toMatchObject({
    appId: 'their app',
    orgId: 'o',
    orgUrl: 'https://their.example',
  });
  expect(describeConfigProblems({ widget: { source: 'built-in' } }, false, scriptData)).toEqual([]);
});

it('lets the options of the built-in widget through as they are', () => {
  const options = { colorOverride: '#0f766e' };
  expect(parseConfig({ widget: { ...ids, options } })).toMatchObject({
    config: { widget: { options } },
    isSound: true,
  });
});

const scriptUrl = 'https://cdn.example/loader.js';

it("finds Microsoft's script to insert sound with its ids, and unsound without them or for another widget", () => {
  expect(parseConfig({ widget: { ...ids, source: 'microsoft', scriptUrl } }).isSound).toBe(true);
  const incomplete = { widget: { source: 'microsoft', appId: 'a', scriptUrl } };
  expect(parseConfig(incomplete).isSound).toBe(false);
  expect(describeConfigProblems(incomplete, true)).toEqual([
    "config.widget.orgId (or data-org-id of the script element) is missing; Microsoft's widget needs it.",
    "config.widget.orgUrl (or data-org-url of the script element) is missing; Microsoft's widget needs it.",
  ]);
  const builtIn = { widget: { ...ids, source: 'built-in', scriptUrl } };
  expect(parseConfig(builtIn).isSound).toBe(false);
  expect(describeConfigProblems(builtIn, false).join('\n')).toContain('scriptUrl has an effect only with');
});

describe('options of the built-in widget', () => {
  const problemsOf = (options: unknown, isMicrosoft = false): string =>
    describeConfigProblems({ widget: { ...ids, options } }, isMicrosoft).join('\n');
  const right: Record<keyof WidgetOptions, unknown> = {
    hideChatButton: true,
    hideMinimizeButton: false,
    renderMobile: true,
    silentToken: true,
    colorOverride: 'teal',
    fontFamilyOverride: 'serif',
    openInWindow: true,
    customCloseButtonText: 'Done',
    suggestedActionLayout: 'stacked',
    language: 'nl',
    position: 'bottom-start',
    colorScheme: 'light',
    whenContextFails: 'stop',
  };
  const names = Object.keys(right).sort();

  it('are the same to the check, to the schema and to the widget', () => {
    expect(problemsOf(right)).toBe('');
    expect(problemsOf({ openInWindow: 'TRUE' })).toBe('');
    expect(readWidgetOptions({ openInWindow: 'TRUE' }, null)).toEqual({ openInWindow: true });
    expect(readWidgetOptions(right, null)).toEqual(right);
    const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8')) as ConfigSchema;
    const { options, ...widget } = schema.properties.widget.properties;
    expect(Object.keys(options.properties).sort()).toEqual(names);
    expect(['options', ...Object.keys(widget)].sort()).toEqual([...configNames.widget].sort());
    for (const name of names) {
      expect(problemsOf({ [name]: 7 })).toContain(`config.widget.options.${name} must be`);
      expect(readWidgetOptions({ [name]: 7 }, null)).toEqual({});
    }
  });

  it.each([
    [
      'a mistyped name',
      { hideChatButon: true },
      'hideChatButon is not known and has no effect. Did you mean',
    ],
    ['a name like no other', { zoom: 2 }, 'Known are hideChatButton,'],
    ['a word for true', { openInWindow: 'yes' }, 'openInWindow must be true or false; "yes" has no effect.'],
    ['a wrong word', { whenContextFails: 'go' }, 'must be "start" or "stop"; "go" has no effect.'],
    ['a text', 'dark', 'config.widget.options must be an object with hideChatButton,'],
  ])('explain %s', (_, options, sentence) => {
    expect(problemsOf(options)).toContain(sentence);
  });

  it("have no effect on Microsoft's widget, which is said", () => {
    expect(problemsOf({ colorOverride: 'teal' }, true)).toContain("Microsoft's widget does not read them");
  });
});

describe('names of events', () => {
  const problemsOf = (events: unknown): string =>
    describeConfigProblems({ widget: ids, analytics: { events } }, false).join('\n');

  it('may be one, several or none', () => {
    const events = {
      proactive_chat_goal: 'chat_goal',
      lcw_chat_queued: ['lcw_chat_queued', 'generate_lead'],
      lcw_on_close: [],
      lcw_on_minimize: 'gallery_chat',
      lcw_ready: null,
    };
    expect(problemsOf(events)).toBe('');
    expect(parseConfig({ widget: ids, analytics: { events } })).toMatchObject({
      config: { events },
      isSound: true,
    });
  });

  it.each([
    [{ proactive_chat_shown: 'x' }, 'config.analytics.events.proactive_chat_shown is not known'],
    [{ lcw_chat_queue: 'x' }, 'Did you mean lcw_chat_queued?'],
    [{ proactive_chat_waiting: 'x' }, 'proactive_chat_waiting is not known'],
    [{ lcw_ready: 'chat ready' }, 'lcw_ready must be a name that GA4 takes or a list; "chat ready" is none'],
    [{ lcw_ready: ['chat_ready', 7] }, 'lcw_ready must be a name that GA4 takes'],
    [{ lcw_ready: `a${'b'.repeat(40)}` }, 'lcw_ready must be a name that GA4 takes'],
    [{ lcw_ready: 'ga_chat' }, 'lcw_ready must be a name that GA4 takes'],
    [{ lcw_ready: 'google_chat' }, 'lcw_ready must be a name that GA4 takes'],
    [{ lcw_ready: 'firebase_chat' }, 'lcw_ready must be a name that GA4 takes'],
    [['lcw_ready'], 'config.analytics.events must be an object'],
  ])('that are wrong are explained: %j', (events, sentence) => {
    expect(problemsOf(events)).toContain(sentence);
  });
});

it.each([
  [
    'a list for names of events',
    { widget: ids, analytics: { events: [] } },
    'analytics.events must be an object',
  ],
  ['an unknown source', { widget: { ...ids, source: 'ours' } }, 'config.widget.source must be one of'],
  ['a number for a text', { widget: ids, ruleSetUrl: 7 }, 'config.ruleSetUrl must be a text; 7'],
  ['paths that are no list', { widget: ids, excludePaths: '/cart' }, 'config.excludePaths must be a list'],
  ['two rule sets', { widget: ids, ruleSet: {}, ruleSetUrl: '/r.json' }, 'the address is ignored'],
  [
    'no widget id',
    { widget: { source: 'built-in' } },
    'config.widget.appId (or data-app-id of the script element) is missing',
  ],
  ['no ids at all', {}, 'config.widget.orgUrl (or data-org-url of the script element) is missing'],
  ['an address that is none', { widget: { ...ids, orgUrl: 'not a url' } }, 'config.widget.orgUrl must be'],
  [
    'a member nobody knows',
    { widget: ids, ruleSetURL: '/r.json' },
    'config.ruleSetURL is not known and has no effect. Did you mean ruleSetUrl?',
  ],
  ['a text for an object', { widget: ids, consent: 'granted' }, 'config.consent must be an object'],
  ['a word for true', { widget: ids, debug: 'yes' }, 'config.debug must be true or false'],
  ['consent nobody knows', { widget: ids, consent: { default: 'yes' } }, 'config.consent.default must be'],
])('names %s and goes on with the default', (_, input, sentence) => {
  expect(parseConfig(input).isSound).toBe(false);
  expect(describeConfigProblems(input, false).join('\n')).toContain(sentence);
});

it("has nothing to say about a sound configuration, or about ids that Microsoft's widget brings along", () => {
  expect(describeConfigProblems({ widget: ids, ruleSet: null, ruleSetUrl: '/r.json' }, false)).toEqual([]);
  expect(describeConfigProblems({}, true)).toEqual([]);
});

it('takes null for absent, and puts a slash behind a directory', () => {
  const { config, isSound } = parseConfig({ widget: ids, ruleSet: null, assetsUrl: '/chat' });
  expect(isSound).toBe(true);
  expect(config.ruleSet).toBeUndefined();
  expect(config.assetsUrl).toBe('/chat/');
});

it('says which directory is no address; a path is one', () => {
  const problems = describeConfigProblems({ widget: ids, assetsUrl: 'https://[' }, false);
  expect(problems).toEqual(['config.assetsUrl must be an address; "https://[/" has no effect.']);
  expect(describeConfigProblems({ widget: ids, assetsUrl: '/chat' }, false)).toEqual([]);
});

it.each([null, undefined, 'config', 7, []])('takes %j for an empty configuration', (input) => {
  expect(parseConfig(input).config.widget.source).toBe('auto');
});

it('says which data layer is no array; one that is missing is made', () => {
  const say = (globals: object, analytics?: object): readonly string[] =>
    describeConfigProblems({ widget: ids, analytics }, false, {}, globals);
  expect(say({ dataLayer: [] })).toEqual([]);
  expect(say({})).toEqual([]);
  expect(say({ dataLayer: { push: 1 } })).toEqual([
    'window.dataLayer is not an array, so no event is pushed; config.analytics.dataLayer names another.',
  ]);
  expect(say({ dataLayer: [], shop: 'x' }, { dataLayer: 'shop' })).toEqual([
    expect.stringContaining('window.shop is not an array'),
  ]);
});
