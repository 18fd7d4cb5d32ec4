import { TextDecoder } from 'node:util';
import type { FlowState } from '../../../src/core/flowState.ts';
import type { RuleSet } from '../../../src/core/ruleSet.ts';
import type { InspectorHost, KeptPreview, LastAvailability } from '../../../src/inspector/host.ts';
import type { Inspector } from '../../../src/inspector/inspector.tsx';
import { openInspector } from '../../../src/inspector/inspector.tsx';
import { createFakeClock } from '../../fakes/fakeClock.ts';
import type { FakeClock } from '../../fakes/fakeClock.ts';
import { driveFlow, matching } from '../../unit/core/flowDriver.ts';
import type { FlowDriver } from '../../unit/core/flowDriver.ts';
import { rule } from '../../unit/core/ruleSets.ts';

// jsdom has neither constructable style sheets nor this.
class Sheet {
  replaceSync(): void {
    // Nothing is drawn.
  }
}
Object.assign(window, { CSSStyleSheet: Sheet, TextDecoder });

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

let driver: FlowDriver;
let clock: FakeClock;
let kept: KeptPreview | null;
let availability: LastAvailability | null;
let commands: string[];
let reloads: number;
let refresh: jest.Mock;
let closeChat: jest.Mock;
let inspector: Inspector;
let state: FlowState | null;

function open(change: Partial<RuleSet> = {}): void {
  driver = driveFlow(change);
  const host: InspectorHost = {
    state: () => state ?? driver.state(),
    refresh,
    lastAvailability: () => availability,
    command: (name) => {
      commands.push(name);
      if (name !== 'forget') driver.gates({ paused: name === 'pause' });
    },
    closeChat,
    readKept: () => kept,
    keep: (preview) => {
      kept = preview;
    },
    reload: () => {
      reloads += 1;
    },
    now: clock.now,
    after: clock.after,
  };
  inspector = openInspector(window, host);
}

const element = (): HTMLElement | null => document.querySelector('[data-lcw-inspector]');
const root = (): ShadowRoot => element()!.shadowRoot!;
const text = (selector = '.panel'): string => root().querySelector(selector)?.textContent ?? '';
const ruleText = (id = 'pricing'): string => text(`[data-rule="${id}"]`);
const button = (name: string): HTMLButtonElement => {
  const found = [...root().querySelectorAll('button')].find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent ?? '').includes(name),
  );
  if (found === undefined) throw new Error(`There is no button "${name}".`);
  return found;
};
/** Shows all that a rule asks. */
const openRule = (id = 'pricing'): void => {
  const details = root().querySelector<HTMLDetailsElement>(`[data-rule="${id}"]`)!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
};
/** The page hears of a decision. */
const tell = async (): Promise<void> => {
  window.dispatchEvent(new CustomEvent('proactive-chat:waiting'));
  await Promise.resolve();
};

beforeEach(() => {
  clock = createFakeClock();
  kept = null;
  availability = null;
  commands = [];
  reloads = 0;
  state = null;
  refresh = jest.fn();
  closeChat = jest.fn();
});
afterEach(() => {
  inspector.close();
  history.replaceState(null, '', '/');
});

it('shows every rule with outcome, reason, gate, priority and the tree', async () => {
  open({ rules: [rule({ title: 'Hesitates', priority: 7 }), rule({ id: 'other' })] });
  driver.facts({ 'page.path': '/pricing', 'engagement.engagedSeconds': 14 });
  await tell();
  expect(text('[data-rule="pricing"] summary')).toBe('HesitatesWaitingWaits for 6 more engaged seconds.');
  openRule();
  openRule('other');
  const words = ruleText();
  expect(words).toContain('Rulepricing, priority 7');
  expect(words).toContain('Conditions (needs_more)');
  expect(words).toContain('✓holds: page.path is "/pricing"is "/pricing"');
  expect(words).toContain('✗does not hold: engagement.engagedSeconds is at least 20is 14');
  expect(ruleText('other')).toContain('priority 1');
  expect(text()).toContain('2 rules');
});

it('says who silences whom, what consent there is, and when availability was asked', async () => {
  const quiet = {
    id: 'quiet',
    kind: 'suppress',
    conditions: { all: [{ fact: 'page.path', operator: 'equal', value: '/pricing' }] },
  } as const;
  open({ rules: [rule(), quiet] });
  driver.facts(matching);
  driver.gates({ consent: { functionality: 'granted', personalization: 'missing', analytics: 'missing' } });
  availability = { availability: { status: 'available', waitMinutes: 2 }, goodUntil: clock.now() + 30_000 };
  await tell();
  expect(ruleText('quiet')).toContain('It holds, and silences every rule.');
  openRule();
  expect(ruleText()).toContain('Suppressing rules (suppressed_by_rule)');
  expect(text()).toContain('✗does not hold: personalization (not granted)');
  expect(text()).toMatch(/somebody is there, with a wait of 2 min; not asked again before \d\d:\d\d:30/);
});

it('follows the values of the moment once a second, but not while it is collapsed', async () => {
  open();
  driver.facts({ 'page.path': '/pricing', 'engagement.engagedSeconds': 14 });
  refresh.mockImplementation(() => driver.facts({ 'engagement.engagedSeconds': 15 }));
  clock.advance(1000);
  expect(ruleText()).toContain('5 more engaged seconds');
  button('Why not?').click();
  refresh.mockClear();
  clock.advance(5000);
  expect(refresh).not.toHaveBeenCalled();
});

it('keeps what is opened and what has the focus while it follows', async () => {
  open();
  const details = root().querySelector('details')!;
  openRule();
  button('Pause').focus();
  driver.facts(matching);
  await tell();
  clock.advance(3000);
  expect(root().querySelector('details')).toBe(details);
  expect(details.open).toBe(true);
  expect(ruleText()).toContain('all of these');
  expect(root().activeElement).toBe(button('Pause'));
});

it('never takes the focus by itself', async () => {
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  open();
  driver.facts(matching);
  await tell();
  clock.advance(3000);
  expect(document.activeElement).toBe(field);
  field.remove();
});

it('is collapsed and moved to the other corner, and stays so in the tab', () => {
  open();
  expect(text('.body')).not.toBe('');
  button('Why not?').click();
  expect(button('Why not?').getAttribute('aria-expanded')).toBe('false');
  expect(root().querySelector<HTMLElement>('.body')!.hidden).toBe(true);
  button('Move to the other corner').click();
  expect(root().querySelector<HTMLElement>('.panel')!.dataset['place']).toBe('end');
  expect(kept).toEqual({ place: 'end', isCollapsed: true });
});

it('pauses and resumes', () => {
  open();
  button('Pause').click();
  expect(commands).toEqual(['pause']);
  expect(text()).toContain('paused');
  button('Resume').click();
  expect(commands).toEqual(['pause', 'resume']);
});

it('"Reset visitor" forgets the visitor and begins anew, with the inspector still open', () => {
  open();
  button('Reset visitor').click();
  expect(commands).toEqual(['forget']);
  expect(reloads).toBe(1);
  expect(kept).toEqual({ place: 'start', isCollapsed: false });
});

it('"Reset visitor" ends an open chat first', () => {
  open();
  driver.gates({ chat: 'active' });
  button('Reset visitor').click();
  expect(closeChat).toHaveBeenCalledTimes(1);
  expect(commands).toEqual([]);
  clock.advance(1000);
  expect(commands).toEqual(['forget']);
  expect(reloads).toBe(1);
});

it('copies what it shows, or shows it where it may not copy', async () => {
  open();
  driver.facts(matching);
  const copied: string[] = [];
  const clipboard = { writeText: async (copy: string) => void copied.push(copy) };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  button('Copy as JSON').click();
  await settled();
  expect(text('[role="status"]')).toBe('Copied.');
  expect(JSON.parse(copied[0]!)).toMatchObject({
    rules: [{ id: 'pricing', conditions: { matched: true } }],
    facts: matching,
  });
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  button('Copy as JSON').click();
  await settled();
  expect(root().querySelector('textarea')!.value).toBe(copied[0]);
});

it('close takes everything off the page and out of the tab', () => {
  open();
  button('Close the inspector').click();
  expect(element()).toBeNull();
  expect(kept).toBeNull();
  expect(clock.pending()).toBe(0);
  expect(reloads).toBe(0);
});

it('comes back where a page replaces its body', () => {
  open();
  document.body.replaceChildren();
  clock.advance(1000);
  expect(element()?.isConnected).toBe(true);
});

it('writes text, whatever a rule set says', async () => {
  const title = '<img src=x onerror=alert(1)>';
  open({ rules: [rule({ title })] });
  await tell();
  expect(ruleText()).toContain(title);
  expect(root().querySelector('img')).toBeNull();
});

describe('an unpublished rule set by link', () => {
  const draft = JSON.stringify({
    formatVersion: 1,
    id: 'hostile',
    version: '1',
    rules: [{ id: 'call-us', title: 'Call 0900-EVIL' }],
  });
  const link = `#lcw-preview=${Buffer.from(draft).toString('base64url')}`;
  const fetched = jest.fn();

  beforeEach(() => {
    fetched.mockReset();
    Object.assign(window, { fetch: fetched });
  });

  it('is neither read nor fetched before somebody agrees; the address is left clean', async () => {
    history.replaceState({ of: 'page' }, '', '/pricing?a=1#lcw-preview=https://evil.example/rules.json');
    open();
    clock.advance(5000);
    await settled();
    expect(text('.offer')).toContain('It comes from https://evil.example/rules.json');
    expect(reloads).toBe(0);
    expect(fetched).not.toHaveBeenCalled();
    expect(kept?.ruleSet).toBeUndefined();
    expect(window.location.pathname + window.location.search + window.location.hash).toBe('/pricing?a=1');
    expect(history.state).toEqual({ of: 'page' });
  });

  it('shows none of its words before that', async () => {
    history.replaceState(null, '', `/${link}`);
    open();
    clock.advance(5000);
    await settled();
    expect(text('.offer')).toContain('the link itself');
    expect(text()).not.toMatch(/hostile|call-us|EVIL/);
  });

  it('that comes while the inspector is open is offered too', () => {
    open();
    history.replaceState(null, '', `/${link}`);
    inspector.takeAddress();
    expect(text('.offer')).toContain('the link itself');
    expect(window.location.hash).toBe('');
  });

  it('is not offered any more once it is left', () => {
    history.replaceState(null, '', `/${link}`);
    open();
    button('Leave it').click();
    expect(root().querySelector('.offer')).toBeNull();
    expect(kept).toEqual({ place: 'start', isCollapsed: false });
    expect(reloads).toBe(0);
  });

  it('is tried after a press, from the next load of the page on', async () => {
    history.replaceState(null, '', `/${link}`);
    open();
    button('I know it').click();
    await settled();
    expect(reloads).toBe(1);
    expect(JSON.parse(kept!.ruleSet!)).toMatchObject({ id: 'hostile', version: '1 unpublished' });
    expect(kept?.offer).toBeUndefined();
  });

  it('that cannot be read is not tried, and says why', async () => {
    history.replaceState(null, '', '/#lcw-preview=/draft.json');
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    open();
    button('I know it').click();
    await settled();
    expect(text('[role="status"]')).toContain('http://localhost/draft.json could not be read.');
    expect(reloads).toBe(0);
  });

  it('from a plain http address of another site is refused', () => {
    history.replaceState(null, '', '/#lcw-preview=http://evil.example/rules.json');
    open();
    expect(text('.offer')).toContain('has to begin with https://');
    expect(() => button('I know it')).toThrow();
  });

  it('that is in use says so also while collapsed, and can be given up', () => {
    kept = { place: 'start', isCollapsed: true, ruleSet: draft, source: 'https://evil.example/rules.json' };
    open();
    expect(text('.in-use')).toContain('comes from https://evil.example/rules.json, not from this site');
    button('Back to the published rules').click();
    expect(kept).toEqual({ place: 'start', isCollapsed: true });
    expect(reloads).toBe(1);
  });

  it('that is in use goes with the inspector', () => {
    kept = { place: 'start', isCollapsed: false, ruleSet: draft, source: 'a link' };
    open();
    button('Close the inspector').click();
    expect(kept).toBeNull();
    expect(reloads).toBe(1);
  });
});
