import { readFileSync } from 'node:fs';
import { createConsentState } from '../../../src/gtm/pretendPage.ts';
import { followConsentCommands } from '../../../src/emulator/shop/tagManager/googleConsent.ts';
import { engineAddress, ofVersion } from '../../../src/emulator/shop/tagManager/engineAddress.ts';
import { createVariables, startEntries } from '../../../src/emulator/shop/tagManager/start.ts';
import { readTemplate } from '../../../src/gtm/template.ts';
import { checkTemplate } from '../../../src/gtm/crossChecks.ts';
import { parseRuleSet } from '../../../src/rules/parse.ts';

const command = (...words: readonly unknown[]): unknown =>
  (function (..._words: readonly unknown[]) {
    // Google's scripts look for an arguments object.
    // eslint-disable-next-line prefer-rest-params
    return arguments;
  })(...words);

describe("a page's consent commands", () => {
  it('count from the beginning of the data layer on, and the default only where nothing was said', () => {
    const consent = createConsentState();
    const layer: unknown[] = [
      command('consent', 'default', { analytics_storage: 'denied', wait_for_update: 500 }),
    ];
    followConsentCommands(layer, consent);
    const heard: [string, boolean][] = [];
    consent.listen('analytics_storage', (type, granted) => heard.push([type, granted]));
    expect(consent.isGranted('analytics_storage')).toBe(false);

    expect(layer.push(command('consent', 'update', { analytics_storage: 'granted' }))).toBe(2);
    layer.push(command('consent', 'default', { analytics_storage: 'denied' }));
    layer.push(command('consent', 'update', { analytics_storage: 'denied' }));
    expect(heard).toEqual([
      ['analytics_storage', true],
      ['analytics_storage', false],
    ]);
  });

  it('are told from events and lists that look like them, and need an array', () => {
    const consent = createConsentState();
    const layer: unknown[] = [];
    followConsentCommands(layer, consent);
    layer.push(['consent', 'update', { functionality_storage: 'denied' }], { event: 'consent' });
    followConsentCommands({ push: 'mine' }, consent);
    expect(consent.isGranted('functionality_storage')).toBe(true);
  });
});

describe("the engine's address", () => {
  const cdn = 'https://cdn.jsdelivr.net/npm/lcw-proactive-chat@';

  it('is the local file for a version of the package, each version under an address of its own', () => {
    expect(engineAddress(`${cdn}1.2.3/dist/proactive-chat.js`, '1.2.3')).toBe('/tag/proactive-chat.js');
    expect(engineAddress(`${cdn}1.2.2/dist/proactive-chat.js`, '1.2.3')).toBe(
      '/tag/proactive-chat.js?version=1.2.2',
    );
  });

  it.each([
    `${cdn}1.2.3/dist/cli.js`,
    `${cdn}1.2.3/dist/../cli.js`,
    'https://evil.example/npm/lcw-proactive-chat@1.2.3/dist/proactive-chat.js',
    'https://cdn.jsdelivr.net/npm/other@1.2.3/dist/proactive-chat.js',
  ])('stays as it is for anything else: %s', (url) => {
    expect(engineAddress(url, '1.2.3')).toBe(url);
  });

  it('is another in a template of another version, which is sound', () => {
    const text = readFileSync('gtm-template/template.tpl', 'utf8');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const other = readTemplate(ofVersion(text, version, '0.0.1'));
    expect(checkTemplate({ ...other, scenarios: [] }, { engineVersion: '0.0.1' })).toEqual([]);
  });
});

describe('what the page begins with', () => {
  const ids = { appId: 'a', orgId: 'b', orgUrl: 'http://127.0.0.1:1' };

  it('is a sound rule set, as text in the form and by variables', () => {
    const variables = createVariables(ids);
    const texts = [startEntries(ids)['rulesJson'], variables.get('Rule set as text')?.()] as string[];
    for (const text of texts) expect(parseRuleSet(JSON.parse(text) as unknown).issues).toEqual([]);
    expect(parseRuleSet(variables.get('Rule set')?.()).issues).toEqual([]);
    expect(() => JSON.parse(variables.get('Broken rule set')?.() as string) as unknown).toThrow();
  });
});
