import { suggest } from '../core/suggest.ts';

/** What `require` gives: a function, or an object with these members. */
export interface SandboxApi {
  /** `publicId` of the permission that its calls need. */
  readonly permission?: string;
  /** Members of an object API; absent for functions. */
  readonly members?: readonly string[];
  /** What a first literal argument is: a path in the window with the rights it needs, a URL, or a consent type. */
  readonly argument?: 'url' | 'consentType' | { readonly rights: readonly GlobalRight[] };
}

export type GlobalRight = 'read' | 'write' | 'execute';

const onGlobal = (...rights: GlobalRight[]): SandboxApi => ({
  permission: 'access_globals',
  argument: { rights },
});
const gated = (permission: string): SandboxApi => ({ permission });
const free: SandboxApi = {};

/** Every name that `require` knows in a web template, with what it needs. */
export const apiCatalogue: Readonly<Record<string, SandboxApi>> = {
  addConsentListener: { permission: 'access_consent', argument: 'consentType' },
  addEventCallback: gated('read_event_metadata'),
  aliasInWindow: onGlobal('write'),
  callInWindow: onGlobal('execute'),
  callLater: free,
  copyFromDataLayer: gated('read_data_layer'),
  copyFromWindow: onGlobal('read'),
  createArgumentsQueue: onGlobal('read', 'write'),
  createQueue: onGlobal('read', 'write'),
  decodeUri: free,
  decodeUriComponent: free,
  encodeUri: free,
  encodeUriComponent: free,
  fromBase64: free,
  generateRandom: free,
  getContainerVersion: gated('read_container_data'),
  getCookieValues: gated('get_cookies'),
  getQueryParameters: gated('get_url'),
  getReferrerQueryParameters: gated('get_referrer'),
  getReferrerUrl: gated('get_referrer'),
  getTimestamp: free,
  getTimestampMillis: free,
  getType: free,
  getUrl: gated('get_url'),
  gtagSet: gated('write_data_layer'),
  injectHiddenIframe: { permission: 'inject_hidden_iframe', argument: 'url' },
  injectScript: { permission: 'inject_script', argument: 'url' },
  isConsentGranted: { permission: 'access_consent', argument: 'consentType' },
  JSON: { members: ['parse', 'stringify'] },
  localStorage: { permission: 'access_local_storage', members: ['getItem', 'setItem', 'removeItem'] },
  logToConsole: gated('logging'),
  makeInteger: free,
  makeNumber: free,
  makeString: free,
  makeTableMap: free,
  Math: { members: ['abs', 'ceil', 'floor', 'max', 'min', 'pow', 'round', 'sqrt'] },
  Object: { members: ['keys', 'values', 'entries', 'freeze', 'delete'] },
  parseUrl: free,
  queryPermission: free,
  readAnalyticsStorage: gated('read_analytics_storage'),
  readCharacterSet: gated('read_character_set'),
  readTitle: gated('read_title'),
  sendPixel: { permission: 'send_pixel', argument: 'url' },
  setCookie: gated('set_cookies'),
  setDefaultConsentState: gated('access_consent'),
  setInWindow: onGlobal('read', 'write'),
  sha256: free,
  templateStorage: {
    permission: 'access_template_storage',
    members: ['getItem', 'setItem', 'removeItem', 'clear'],
  },
  toBase64: free,
  updateConsentState: gated('access_consent'),
};

/** The API of that name, if `require` knows it. */
export const findApi = (name: string): SandboxApi | undefined =>
  Object.hasOwn(apiCatalogue, name) ? apiCatalogue[name] : undefined;

/** `publicId` of every permission that some function needs. */
export const permissionNames: readonly string[] = [
  ...new Set(Object.values(apiCatalogue).flatMap(({ permission }) => permission ?? [])),
];

/** For somebody who uses a name that nothing declares: what it is there, and how to come by what was meant. */
export const describeUndeclared = (name: string): string => {
  const api = findApi(name) ? name : suggest(name, Object.keys(apiCatalogue));
  const advice = api === null ? 'the sandbox has no globals' : `is require('${api}') meant?`;
  return `${name}, which is not declared and so undefined; ${advice}`;
};

/** Consent types of Google's consent mode; a template may name others of its own. */
export const consentTypes = [
  'ad_storage',
  'ad_user_data',
  'ad_personalization',
  'analytics_storage',
  'functionality_storage',
  'personalization_storage',
  'security_storage',
] as const;
