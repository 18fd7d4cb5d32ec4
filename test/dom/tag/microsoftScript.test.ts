import { createConsent } from '../../../src/page/consent.ts';
import type { Consent, ConsentSettings } from '../../../src/page/consent.ts';
import { parseConfig } from '../../../src/tag/config.ts';
import { prepareMicrosoftScript } from '../../../src/tag/microsoftScript.ts';
import type { InsertMicrosoftScript } from '../../../src/tag/microsoftScript.ts';

const ID = 'Microsoft_Omnichannel_LCWidget';
const widget = {
  source: 'microsoft',
  appId: 'app-1',
  orgId: 'org-1',
  orgUrl: 'https://org.example',
  scriptUrl: 'https://cdn.example/loader.js',
};
let problems: string[];

function consentOf(settings: Partial<ConsentSettings>): Consent {
  return createConsent({ default: 'ask', whenDenied: 'wait', globalPrivacyControl: false, ...settings });
}

function prepare(consent: Consent, given: object = widget): Promise<InsertMicrosoftScript | null> {
  const { config } = parseConfig({ widget: given });
  return prepareMicrosoftScript(document, config.widget, consent);
}

async function insert(): Promise<void> {
  const put = await prepare(consentOf({ default: 'granted' }));
  put?.((problem) => problems.push(problem));
}
const elements = (): readonly HTMLScriptElement[] => [
  ...document.querySelectorAll<HTMLScriptElement>(`[id="${ID}"]`),
];

beforeEach(() => {
  problems = [];
});
afterEach(() => {
  document.head.replaceChildren();
  document.body.replaceChildren();
});

it('carries what the loader looks for', async () => {
  await insert();
  const [element] = elements();
  expect(
    Object.fromEntries([...(element?.attributes ?? [])].map(({ name, value }) => [name, value])),
  ).toMatchObject({
    id: ID,
    'data-app-id': 'app-1',
    'data-org-id': 'org-1',
    'data-org-url': 'https://org.example',
    v2: '',
    src: 'https://cdn.example/loader.js',
  });
});

it('is not put beside an element that is there already', async () => {
  await insert();
  await insert();
  expect(elements()).toHaveLength(1);
});

it("has the nonce under which the page's own scripts run", async () => {
  const own = document.createElement('script');
  own.setAttribute('nonce', 'n-1');
  own.nonce = 'n-1';
  document.head.append(own);
  await insert();
  expect(elements()[0]?.nonce).toBe('n-1');
});

it('says so if it cannot be loaded', async () => {
  await insert();
  elements()[0]?.dispatchEvent(new Event('error'));
  expect(problems).toEqual([expect.stringContaining('https://cdn.example/loader.js')]);
});

it('says so if the page forbids to name a script', async () => {
  jest.spyOn(HTMLScriptElement.prototype, 'src', 'set').mockImplementation(() => {
    throw new TypeError('This document requires TrustedScriptURL');
  });
  await insert();
  expect(problems).toHaveLength(1);
  expect(elements()).toEqual([]);
});

it('is nothing to put on a page as long as its ids are not known', async () => {
  const { appId: _, ...others } = widget;
  expect(await prepare(consentOf({ default: 'granted' }), others)).toBeNull();
});

describe('the script is not ours, and', () => {
  /** When this is there, so is whatever does not wait. */
  const another = (): Promise<unknown> => prepare(consentOf({ default: 'granted' }));

  it('waits until something may be kept', async () => {
    let listeners = 0;
    const answers = consentOf({});
    const consent: Consent = {
      ...answers,
      onChange: (listener) => {
        listeners += 1;
        const stop = answers.onChange(listener);
        return () => {
          listeners -= 1;
          stop();
        };
      },
    };
    let put: InsertMicrosoftScript | null = null;
    const preparing = prepare(consent).then((prepared) => (put = prepared));
    await another();
    expect(put).toBeNull();
    consent.update({ functionality: false, personalization: true, analytics: true });
    await another();
    expect(put).toBeNull();
    consent.update({ functionality: true });
    expect(await preparing).toEqual(expect.any(Function));
    expect(listeners).toBe(0);
  });

  it('does not wait where a site invites without consent', async () => {
    expect(await prepare(consentOf({ whenDenied: 'memory' }))).toEqual(expect.any(Function));
  });
});
