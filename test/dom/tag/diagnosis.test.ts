import type { Gates } from '../../../src/core/eligibility.ts';
import { createConsent } from '../../../src/page/consent.ts';
import { createPageStorage } from '../../../src/page/storage.ts';
import { parseConfig } from '../../../src/tag/config.ts';
import type { DiagnosisHost } from '../../../src/tag/diagnosis.ts';
import { diagnose } from '../../../src/tag/diagnosis.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const clock = createFakeClock();
const { config } = parseConfig({
  widget: { source: 'built-in', appId: 'app', orgId: 'org', orgUrl: 'https://org.example' },
  ruleSetUrl: '/rules.json',
  consent: { whenDenied: 'memory' },
});

function setUp(more: Partial<DiagnosisHost> = {}) {
  const consent = createConsent({ ...config.consent, globalPrivacyControl: true });
  const storage = createPageStorage(window, consent, clock);
  const host: DiagnosisHost = {
    window,
    seen: {
      config,
      gates: { sdk: 'ready', chat: 'closed' } as Gates,
      stage: { name: 'watching' },
      ruleSet: 'shop',
      rules: { 'pricing-hesitation': 'waiting needs_more' },
      facts: { 'page.path': '/pricing' },
    },
    isMicrosoft: false,
    baseUrl: 'https://cdn.example/chat/proactive-chat.js',
    basis: 'agents',
    lastAnswer: null,
    shared: null,
    consent,
    files: ['rules-check', 'sdk'],
    now: clock.now(),
    ...more,
  };
  return { consent, storage, host };
}

afterEach(() => localStorage.clear());

it('says which keys are kept, under which purpose and for how long, and which are there', () => {
  const { consent, storage, host } = setUp();
  consent.update({ functionality: true });
  storage.write('history', []);
  storage.text('conversation', 'org/app').write('{}');
  const { diagnosis, text } = diagnose(host);
  expect(diagnosis).toMatchObject({
    storage: {
      history: {
        key: 'lcw-proactive-chat.history',
        purpose: 'functionality',
        days: 90,
        isAllowed: true,
        isPresent: true,
      },
      conversation: { purpose: 'requested', isAllowed: true, isPresent: true },
      visitor: { purpose: 'personalization', isAllowed: false, isPresent: false },
    },
  });
  expect(text).toContain('lcw-proactive-chat.history: functionality, 90 days, allowed, present');
  expect(text).toContain('lcw-proactive-chat.visitor: personalization, 90 days, not allowed, not present');
  expect(text).toContain('lcw-proactive-chat.turn: requested, a few seconds, allowed, not present');
});

it('says how consent is set up, and what the visitor has answered', () => {
  const { host } = setUp();
  const { diagnosis, text } = diagnose(host);
  expect(diagnosis).toMatchObject({
    consent: {
      default: 'ask',
      whenDenied: 'memory',
      answers: { functionality: 'granted', personalization: 'privacy_signal', analytics: 'privacy_signal' },
    },
  });
  expect(text).toContain('whenDenied: memory');
  expect(text).toContain('analytics: privacy_signal');
});

it('says what rules were told of availability, and why', () => {
  const goodUntil = clock.now() + 120_000;
  const lastAnswer = { availability: { status: 'unknown', cause: 'rate_limited' }, goodUntil } as const;
  const circuit = { failures: 3, openUntil: clock.now() + 90_000, cause: 'rate_limited' };
  const { diagnosis, text } = diagnose(
    setUp({ lastAnswer, shared: JSON.stringify({ circuit, answers: {} }) }).host,
  );
  expect(diagnosis).toMatchObject({
    availability: {
      basis: 'agents',
      last: lastAnswer,
      notAskedUntil: circuit.openUntil,
      failures: 3,
    },
  });
  expect(text).toContain(
    `last answer: unknown (rate_limited), good until ${new Date(goodUntil).toISOString()}`,
  );
  expect(text).toContain(`not asked again before: ${new Date(circuit.openUntil).toISOString()}`);
  expect(diagnose(setUp().host).text).toContain('last answer: not asked yet');
});

it('says which widget it is, which files have loaded, and what the tag itself sees', () => {
  const { host } = setUp();
  const { diagnosis, text } = diagnose(host);
  expect(diagnosis).toMatchObject({
    ...host.seen,
    widget: { source: 'built-in', mode: 'built-in', state: 'ready', chat: 'closed' },
    files: {
      directory: 'https://cdn.example/chat/',
      loaded: ['proactive-chat.rules-check.js', 'proactive-chat.sdk.js'],
    },
  });
  for (const said of [
    'orgUrl: "https://org.example"',
    'rule set: shop',
    'mode: built-in (source "built-in")',
    'pricing-hesitation: waiting needs_more',
    'loaded: proactive-chat.rules-check.js, proactive-chat.sdk.js',
  ]) {
    expect(text).toContain(said);
  }
});

it('says that a page may not use its storage', () => {
  const sandboxed = {
    get localStorage(): Storage {
      throw new DOMException('no', 'SecurityError');
    },
  } as unknown as Window;
  const { diagnosis, text } = diagnose(setUp({ window: sandboxed }).host);
  expect(text).toContain('Storage, which this page may not use');
  expect(diagnosis).toMatchObject({ storage: { history: { isPresent: null } } });
});
