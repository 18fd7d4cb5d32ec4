import { readFileSync } from 'node:fs';
import { createAnalytics } from '../../../src/analytics/dataLayer.ts';

const page = window as unknown as Record<string, unknown>;
const document = readFileSync('docs/analytics.md', 'utf8');

/** The code of an example in the document. */
function example(name: string): string {
  const [, code] =
    new RegExp(`<!-- example: ${name} -->\\s+\`\`\`js\\n([\\s\\S]*?)\`\`\``).exec(document) ?? [];
  if (code === undefined) throw new Error(`The document has no example ${name}.`);
  return code;
}

/** Runs it as a script of the page, in the page's own scope. */
function run(...names: readonly string[]): void {
  window.eval(names.map(example).join('\n'));
}

const storage = { read: () => undefined, write: () => undefined, remove: () => undefined };

function tellReady(): void {
  const analytics = createAnalytics({
    window,
    settings: { dataLayer: 'dataLayer', events: {} },
    mayIdentify: () => false,
    pageLoadId: 'load',
    storage,
  });
  window.dispatchEvent(new CustomEvent('lcw:ready'));
  analytics.stop();
}

function tellGoal(): void {
  const analytics = createAnalytics({
    window,
    settings: { dataLayer: 'dataLayer', events: {} },
    mayIdentify: () => false,
    pageLoadId: 'l',
    storage,
  });
  const goal = { ruleSetId: 's', ruleSetVersion: '1', ruleId: 'pricing', variantId: null, invitationId: 'i' };
  analytics.onGoal({ ...goal, reason: 'held_out' });
  analytics.stop();
}

afterEach(() => {
  for (const name of ['dataLayer', 'adobeDataLayer', 'utag', '_paq', 'clarity', 'heard']) delete page[name];
});

describe('the documented callback', () => {
  it.each(['before', 'after'])('hears what is pushed %s it was given, and only that', (when) => {
    const heard: unknown[] = (page['heard'] = []) as unknown[];
    page['dataLayer'] = [{ event: 'page_view' }];
    if (when === 'before') tellReady();
    run('callback');
    window.eval('onChatEvent(function (entry) { heard.push(entry.event); })');
    if (when === 'after') tellReady();
    (page['dataLayer'] as unknown[]).push({ event: 'purchase' }, undefined, [1]);
    expect(heard).toEqual(['lcw_ready']);
    expect(page['dataLayer']).toHaveLength(5);
  });

  it('keeps a failing listener from the page', () => {
    const error = jest.spyOn(console, 'error').mockReturnValue();
    run('callback');
    window.eval('onChatEvent(function () { throw new Error("mine"); })');
    tellReady();
    expect(page['dataLayer']).toHaveLength(1);
    expect(error).toHaveBeenCalledTimes(1);
  });
});

describe('the example for', () => {
  it('Adobe pushes name and values', () => {
    run('callback', 'adobe');
    tellGoal();
    expect(page['adobeDataLayer']).toEqual([
      { event: 'proactive_chat_goal', eventInfo: expect.objectContaining({ proactive_reason: 'held_out' }) },
    ]);
  });

  it('Tealium links, if it is there', () => {
    run('callback', 'tealium');
    tellReady();
    const link = jest.fn();
    page['utag'] = { link };
    tellGoal();
    expect(link).toHaveBeenCalledTimes(1);
    expect(link).toHaveBeenCalledWith(
      expect.objectContaining({ tealium_event: 'proactive_chat_goal', proactive_rule_id: 'pricing' }),
    );
  });

  it('Matomo tracks an event of the category Chat', () => {
    run('callback', 'matomo');
    tellGoal();
    tellReady();
    expect(page['_paq']).toEqual([
      ['trackEvent', 'Chat', 'proactive_chat_goal', 'held_out'],
      ['trackEvent', 'Chat', 'lcw_ready', ''],
    ]);
  });

  it('Clarity marks the recording, if it is there', () => {
    run('callback', 'clarity');
    tellReady();
    const clarity = jest.fn();
    page['clarity'] = clarity;
    tellGoal();
    expect(clarity.mock.calls).toEqual([
      ['event', 'proactive_chat_goal'],
      ['set', 'chat_rule', 'pricing'],
    ]);
  });
});
