import { install as installRegexCheck } from '../../../src/chunks/regex-check.ts';
import { install as installRulesCheck } from '../../../src/chunks/rules-check.ts';
import { install as installRulesMessages } from '../../../src/chunks/rules-messages.ts';
import { install as installTargeting } from '../../../src/chunks/targeting.ts';
import type { Program } from '../../../src/core/flowState.ts';
import type { RuleSet } from '../../../src/core/ruleSet.ts';
import type { ChunkLoader } from '../../../src/tag/chunkLoader.ts';
import type { TagConfig } from '../../../src/tag/config.ts';
import { createRuleSetLoader } from '../../../src/tag/ruleSetLoader.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';
import { ruleSet } from '../core/ruleSets.ts';

const url = 'https://shop.example/rules.json';
const installs: Readonly<Record<string, () => unknown>> = {
  'rules-check': installRulesCheck,
  'regex-check': installRegexCheck,
  'rules-messages': installRulesMessages,
  targeting: installTargeting,
};

function setUp(config: Partial<TagConfig>, missing: readonly string[] = []) {
  const clock = createFakeClock();
  const loaded: string[] = [];
  const warnings: string[] = [];
  const requests: (RequestInit | undefined)[] = [];
  const site: { answer: () => Response | Promise<Response> } = { answer: () => Response.json(ruleSet()) };
  const chunks: ChunkLoader = {
    names: () => [],
    importChunk: () => Promise.reject(new Error('Nobody asks for it.')),
    load: <Installed>(name: string) => {
      loaded.push(name);
      return missing.includes(name)
        ? Promise.reject<Installed>(new Error(`${name} did not come.`))
        : Promise.resolve(installs[name]?.() as Installed);
    },
  };
  const window = {
    fetch: (_: string, request?: RequestInit) => {
      requests.push(request);
      return Promise.resolve(site.answer());
    },
  } as unknown as Window;
  const loader = createRuleSetLoader(
    { ruleSet: undefined, ruleSetUrl: '', ...config } as unknown as TagConfig,
    { window, clock, chunks, warn: (message) => warnings.push(message) },
  );
  const serve = (change: Partial<RuleSet>): void => {
    site.answer = () => Response.json(ruleSet(change));
  };
  return { loader, clock, loaded, warnings, requests, site, serve };
}

describe('loading', () => {
  it('a tag without rules is simply the widget', async () => {
    const { loader, loaded } = setUp({});
    expect(await loader.load()).toBeNull();
    expect(loaded).toEqual([]);
  });

  it('a plain rule set needs no targeting', async () => {
    const { loader, loaded } = setUp({ ruleSet: ruleSet() });
    expect(await loader.load()).toMatchObject({ ruleSetId: 'shop', failure: null });
    expect(loaded).toEqual(['rules-check']);
  });

  it('one with shares gets it before it runs', async () => {
    const { loader } = setUp({ ruleSet: ruleSet({ holdoutPercent: 100 }) });
    expect((await loader.load())?.targeting?.isHeldOut('visitor')).toBe(true);
  });

  it('without the file for its shares it invites nobody', async () => {
    const { loader, warnings } = setUp({ ruleSet: ruleSet({ holdoutPercent: 10 }) }, ['targeting']);
    expect(await loader.load()).toMatchObject({ compiled: null, failure: 'assets_unavailable' });
    expect(warnings).toEqual([expect.stringContaining('nobody is invited')]);
  });

  it('by its address comes without cookies and without telling the page', async () => {
    const { loader, requests } = setUp({ ruleSetUrl: url });
    expect(await loader.load()).toMatchObject({ ruleSetId: 'shop' });
    expect(requests).toMatchObject([{ credentials: 'omit', referrerPolicy: 'no-referrer' }]);
  });
});

describe('regular expressions', () => {
  const withExpression = (value: string): unknown => {
    const { rules, ...rest } = ruleSet();
    const rule = {
      id: 'titled',
      conditions: { fact: 'page.title', operator: 'matchesRegex', value },
      invitation: { message: 'Hello' },
    };
    return { ...rest, rules: [rule, ...rules] };
  };
  const idsOf = (program: Program | null): readonly string[] =>
    program?.compiled?.rules.map(({ rule }) => rule.id) ?? [];

  it('are checked by a file that comes for them', async () => {
    const { loader, loaded } = setUp({ ruleSet: withExpression('^(Plans|Pricing) [0-9]{4}$') });
    expect(idsOf(await loader.load())).toContain('titled');
    expect(loaded).toEqual(['rules-check', 'regex-check']);
  });

  it('cost only their own rule when they could take endless time', async () => {
    const { loader } = setUp({ ruleSet: withExpression('(a+)+$') });
    const program = await loader.load();
    expect(program?.invalidRuleIds).toEqual(['titled']);
    expect(idsOf(program)).toEqual(ruleSet().rules.map(({ id }) => id));
  });

  it('cost only their own rule when the file does not come', async () => {
    const { loader } = setUp({ ruleSet: withExpression('Pricing') }, ['regex-check']);
    const program = await loader.load();
    expect(program?.invalidRuleIds).toEqual(['titled']);
    expect(idsOf(program)).toEqual(ruleSet().rules.map(({ id }) => id));
  });
});

describe('reading again', () => {
  const later = 61_000;

  it('is asked of the site at most once a minute', async () => {
    const { loader, clock, requests } = setUp({ ruleSetUrl: url });
    await loader.load();
    expect(await loader.reread()).toBeNull();
    expect(requests).toHaveLength(1);
    clock.advance(later);
    await loader.reread();
    await loader.reread();
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatchObject({ cache: 'no-cache' });
  });

  it('gives the new rule set, and nothing while it is the same', async () => {
    const { loader, clock, serve } = setUp({ ruleSetUrl: url });
    await loader.load();
    clock.advance(later);
    expect(await loader.reread()).toBeNull();
    serve({ version: '2', paused: true });
    clock.advance(later);
    expect((await loader.reread())?.compiled?.ruleSet).toMatchObject({ version: '2', paused: true });
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['does not answer', () => Promise.reject(new Error('offline'))],
    ['answers 503', () => new Response('', { status: 503 })],
    ['answers nonsense', () => new Response('<html>')],
    ['has a rule set that cannot be used', () => Response.json({ ...ruleSet(), formatVersion: 2 })],
  ])('keeps the one before when the site %s', async (_, answer) => {
    const { loader, clock, site, warnings } = setUp({ ruleSetUrl: url });
    await loader.load();
    clock.advance(later);
    site.answer = answer;
    expect(await loader.reread()).toBeNull();
    for (let turn = 0; turn < 20; turn += 1) await null;
    expect(warnings).not.toEqual([]);
  });

  it('tries a new rule set again whose files did not come', async () => {
    const missing = ['targeting'];
    const { loader, clock, serve } = setUp({ ruleSetUrl: url }, missing);
    await loader.load();
    serve({ version: '2', rolloutPercent: 10 });
    clock.advance(later);
    expect(await loader.reread()).toBeNull();
    missing.pop();
    clock.advance(later);
    expect((await loader.reread())?.compiled?.ruleSet.version).toBe('2');
  });

  it('never happens to a rule set in the configuration', async () => {
    const { loader, clock, requests } = setUp({ ruleSet: ruleSet() });
    await loader.load();
    clock.advance(later);
    expect(await loader.reread()).toBeNull();
    expect(requests).toEqual([]);
  });
});
