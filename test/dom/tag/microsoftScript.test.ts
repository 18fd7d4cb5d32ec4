import { insertMicrosoftScript } from '../../../src/tag/microsoftScript.ts';

const ID = 'Microsoft_Omnichannel_LCWidget';
const script = {
  appId: 'app-1',
  orgId: 'org-1',
  orgUrl: 'https://org.example',
  scriptUrl: 'https://cdn.example/loader.js',
};
let problems: string[];
const insert = (): void => insertMicrosoftScript(document, script, (problem) => problems.push(problem));
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

it('carries what the loader looks for', () => {
  insert();
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

it('is not put beside an element that is there already', () => {
  insert();
  insert();
  expect(elements()).toHaveLength(1);
});

it("has the nonce under which the page's own scripts run", () => {
  const own = document.createElement('script');
  own.setAttribute('nonce', 'n-1');
  own.nonce = 'n-1';
  document.head.append(own);
  insert();
  expect(elements()[0]?.nonce).toBe('n-1');
});

it('says so if it cannot be loaded', () => {
  insert();
  elements()[0]?.dispatchEvent(new Event('error'));
  expect(problems).toEqual([expect.stringContaining('https://cdn.example/loader.js')]);
});

it('says so if the page forbids to name a script', () => {
  jest.spyOn(HTMLScriptElement.prototype, 'src', 'set').mockImplementation(() => {
    throw new TypeError('This document requires TrustedScriptURL');
  });
  insert();
  expect(problems).toHaveLength(1);
  expect(elements()).toEqual([]);
});
