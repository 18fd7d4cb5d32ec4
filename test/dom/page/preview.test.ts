import { createConsent } from '../../../src/page/consent.ts';
import { isPreviewing, keepPreview, readPreview, unpublishedRuleSet } from '../../../src/page/preview.ts';
import { createPageStorage } from '../../../src/page/storage.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

const open = { place: 'start', isCollapsed: false } as const;
const trying = { ...open, ruleSet: '{}', source: '/draft.json' };
const keep = (preview: Parameters<typeof keepPreview>[1]): void => keepPreview(window, preview, () => '1');

afterEach(() => {
  sessionStorage.clear();
  window.name = '';
  history.replaceState(null, '', '/');
});

it.each([
  ['/#lcw-preview', true],
  ['/#lcw-preview=/draft.json', true],
  ['/?a=1#faq&lcw-preview', true],
  ['/', false],
  ['/lcw-preview', false],
  ['/#my-lcw-preview', false],
  ['/#lcw-previews', false],
  ['/#lcw-preview-off', false],
])('%s asks for the inspector: %s', (address, asks) => {
  history.replaceState(null, '', address);
  expect(isPreviewing(window)).toBe(asks);
});

it('nothing is kept of an ordinary visitor, nor looked for', () => {
  const look = jest.spyOn(Storage.prototype, 'getItem');
  expect(readPreview(window)).toBeNull();
  expect(isPreviewing(window)).toBe(false);
  expect(unpublishedRuleSet(window)).toBeNull();
  expect(sessionStorage).toHaveLength(0);
  expect(look).not.toHaveBeenCalled();
});

it('is kept for the tab until it is closed', () => {
  keep({ ...open, offer: '/draft.json' });
  expect(readPreview(window)).toEqual({ ...open, offer: '/draft.json' });
  expect(isPreviewing(window)).toBe(true);
  expect(localStorage).toHaveLength(0);
  expect(window.name).toBe('lcw-preview-1');
  keep(null);
  expect(isPreviewing(window)).toBe(false);
  expect(sessionStorage).toHaveLength(0);
  expect(window.name).toBe('');
});

it('a rule set that is tried stays in the tab in which somebody agreed to it', () => {
  keep(trying);
  expect(readPreview(window)).toEqual(trying);
  expect(unpublishedRuleSet(window)).toBe('{}');
  // What a window that this one has opened finds: the same storage, and another name or none.
  for (const [name, found] of [
    ['opened', open],
    ['', null],
  ] as const) {
    window.name = name;
    expect(unpublishedRuleSet(window)).toBeNull();
    expect(readPreview(window)).toEqual(found);
  }
});

it('leaves a tab the name the page has given it', () => {
  window.name = 'shop';
  keep(trying);
  expect(window.name).toBe('shop');
  expect(unpublishedRuleSet(window)).toBe('{}');
  keep(null);
  expect(window.name).toBe('shop');
  expect(sessionStorage).toHaveLength(0);
});

it('nothing of the rule set stays once it is given up', () => {
  keep(trying);
  keep(open);
  expect(unpublishedRuleSet(window)).toBeNull();
  expect(JSON.stringify(sessionStorage)).not.toContain('draft');
});

it('is never open in a frame, whatever its address says and its site keeps', () => {
  keep(open);
  const { sessionStorage: kept } = window;
  const location = { hash: '#lcw-preview' };
  const framed = { parent: window, location, sessionStorage: kept } as unknown as Window;
  expect(isPreviewing(framed)).toBe(false);
});

it.each(['{', '[]', '7', '"text"', '{"place":7,"offer":7}'])('survives that %s is kept', (text) => {
  window.name = 'lcw-preview-1';
  sessionStorage.setItem('lcw-proactive-chat.preview', text);
  expect([null, 'start']).toContain(readPreview(window)?.place ?? null);
  expect(readPreview(window)?.offer).toBeUndefined();
});

it('survives storage that is blocked', () => {
  const blocked = {
    location: { hash: '' },
    name: '',
    get parent() {
      return blocked;
    },
    get sessionStorage(): never {
      throw new DOMException('blocked', 'SecurityError');
    },
  } as unknown as Window;
  expect(() => keepPreview(blocked, open, () => '1')).not.toThrow();
  expect(readPreview(blocked)).toBeNull();
  expect(unpublishedRuleSet(blocked)).toBeNull();
  expect(isPreviewing(blocked)).toBe(false);
});

it('is about no visitor: it stays when one is forgotten', () => {
  const consent = createConsent({ default: 'granted', whenDenied: 'wait', globalPrivacyControl: false });
  keep(open);
  createPageStorage(window, consent, createFakeClock()).erase([
    'functionality',
    'personalization',
    'requested',
  ]);
  expect(readPreview(window)).toEqual(open);
});
