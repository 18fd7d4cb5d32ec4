import { parseConfig } from '../../../src/tag/config.ts';

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
    problems: [],
  });
});

it('takes what is given', () => {
  const { config, problems } = parseConfig({
    widget: { source: 'built-in', appId: 'a', orgId: 'o', orgUrl: 'https://org.example/' },
    ruleSetUrl: '/rules.json',
    consent: { default: 'granted', whenDenied: 'memory' },
    analytics: { dataLayer: 'layer' },
    excludePaths: ['/checkout/**'],
    debug: true,
  });
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    widget: { source: 'built-in', orgUrl: 'https://org.example' },
    consent: { default: 'granted', whenDenied: 'memory' },
    dataLayer: 'layer',
    excludePaths: ['/checkout/**'],
    debug: true,
  });
});

it.each([
  ['an unknown source', { widget: { source: 'ours' } }, 'config.widget.source must be one of'],
  ['a number for a text', { ruleSetUrl: 7 }, 'config.ruleSetUrl must be a text, but is number'],
  ['paths that are no list', { excludePaths: '/cart' }, 'config.excludePaths must be a list'],
  ['two rule sets', { ruleSet: {}, ruleSetUrl: '/r.json' }, 'the address is ignored'],
  ['no widget id', { widget: { source: 'built-in' } }, 'config.widget.appId is missing'],
  ['a member nobody knows', { rulesUrl: '/r.json' }, 'config.rulesUrl is not known'],
  ['consent nobody knows', { consent: { default: 'yes' } }, 'config.consent.default must be one of'],
])('names %s and goes on with the default', (_, input, sentence) => {
  expect(parseConfig(input).problems.join('\n')).toContain(sentence);
});

it.each([null, undefined, 'config', 7, []])('takes %j for an empty configuration', (input) => {
  expect(parseConfig(input).config.widget.source).toBe('auto');
});
