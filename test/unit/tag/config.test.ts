import { parseConfig } from '../../../src/tag/config.ts';
import { describeConfigProblems } from '../../../src/tag/configProblems.ts';

const ids = { appId: 'a', orgId: 'o', orgUrl: 'https://org.example' };

it('fills in every default', () => {
  expect(parseConfig({})).toEqual({
    config: {
      widget: { source: 'auto', appId: '', orgId: '', orgUrl: '' },
      ruleSet: undefined,
      ruleSetUrl: '',
      consent: { default: 'ask', whenDenied: 'wait' },
      dataLayer: 'dataLayer',
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

it.each([
  ['an unknown source', { widget: { ...ids, source: 'ours' } }, 'config.widget.source must be one of'],
  ['a number for a text', { widget: ids, ruleSetUrl: 7 }, 'config.ruleSetUrl must be a text; 7'],
  ['paths that are no list', { widget: ids, excludePaths: '/cart' }, 'config.excludePaths must be a list'],
  ['two rule sets', { widget: ids, ruleSet: {}, ruleSetUrl: '/r.json' }, 'the address is ignored'],
  ['no widget id', { widget: { source: 'built-in' } }, 'config.widget.appId is missing'],
  ['no ids at all', {}, 'config.widget.orgUrl is missing'],
  ['an address that is none', { widget: { ...ids, orgUrl: 'not a url' } }, 'config.widget.orgUrl must be'],
  ['a member nobody knows', { widget: ids, rulesUrl: '/r.json' }, 'config.rulesUrl is not known'],
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

it.each([null, undefined, 'config', 7, []])('takes %j for an empty configuration', (input) => {
  expect(parseConfig(input).config.widget.source).toBe('auto');
});
