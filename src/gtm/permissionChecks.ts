import { suggest } from '../core/suggest.ts';
import { consentTypes, findApi, permissionNames } from './apiCatalogue.ts';
import type { GlobalRight } from './apiCatalogue.ts';
import type { ApiCall, CodeUse } from './codeUse.ts';
import { recordsOf, textOf, textsOf } from './json.ts';
import type { Permission } from './permissions.ts';
import type { Problem } from './problem.ts';
import { parseUrlPattern, urlMatchesPattern } from './urlPattern.ts';

type Report = (rule: string, message: string, line?: number) => void;

const settingsOf = (permissions: readonly Permission[], publicId: string): Permission['settings'] =>
  permissions.find((permission) => permission.publicId === publicId)?.settings ?? {};

const checkPresence = (
  permissions: readonly Permission[],
  { required, used }: CodeUse,
  report: Report,
): void => {
  const declared = permissions.map(({ publicId }) => publicId);
  const needed = new Set<string>();
  for (const [name, line] of required) {
    const permission = findApi(name)?.permission;
    if (!used.has(name)) report('api-unused', `${name} is required and not used`, line);
    if (permission === undefined) continue;
    needed.add(permission);
    if (!declared.includes(permission)) {
      report('permission-missing', `${name} needs the permission ${permission}, which is not declared`, line);
    }
  }
  declared.forEach((publicId, index) => {
    if (declared.indexOf(publicId) !== index) report('permission-twice', `${publicId} is declared twice`);
    if (needed.has(publicId)) return;
    const meant = permissionNames.includes(publicId) ? null : suggest(publicId, permissionNames);
    const hint = meant === null ? '' : `; is ${meant} meant?`;
    report('permission-unused', `nothing that the code requires needs ${publicId}${hint}`);
  });
};

const rightNames: readonly GlobalRight[] = ['read', 'write', 'execute'];

/** Path in the window to the rights that calls with a known path need. */
const rightsNeeded = (calls: readonly ApiCall[]): ReadonlyMap<string, ReadonlySet<GlobalRight>> => {
  const needed = new Map<string, Set<GlobalRight>>();
  const need = (path: string | undefined, rights: readonly GlobalRight[]): void => {
    if (path === undefined) return;
    const known = needed.get(path) ?? new Set();
    rights.forEach((right) => known.add(right));
    needed.set(path, known);
  };
  for (const { api, args } of calls) {
    const argument = findApi(api)?.argument;
    if (typeof argument !== 'object') continue;
    need(args[0], argument.rights);
    if (api === 'aliasInWindow') need(args[1], ['read']);
    if (api === 'createArgumentsQueue') need(args[1], argument.rights);
  }
  return needed;
};

const checkGlobals = (permissions: readonly Permission[], { calls }: CodeUse, report: Report): void => {
  const grants = recordsOf(settingsOf(permissions, 'access_globals')['keys']);
  const needed = rightsNeeded(calls);
  const isComplete = calls.every(
    ({ api, args }) => typeof findApi(api)?.argument !== 'object' || args[0] !== undefined,
  );
  for (const [path, rights] of needed) {
    const grant = grants.find(({ key }) => key === path);
    for (const right of rights) {
      if (grant?.[right] !== true)
        report('global-missing', `window.${path} is used without the right to ${right}`);
    }
  }
  // A path that is computed may need any of the grants.
  if (!isComplete) return;
  for (const grant of grants) {
    const path = textOf(grant['key']);
    for (const right of rightNames) {
      if (grant[right] === true && !needed.get(path)?.has(right)) {
        report('global-unused', `nothing needs the right to ${right} window.${path}`);
      }
    }
  }
};

const checkUrls = (permissions: readonly Permission[], { calls }: CodeUse, report: Report): void => {
  for (const publicId of ['inject_script', 'inject_hidden_iframe', 'send_pixel']) {
    const settings = settingsOf(permissions, publicId);
    const patterns = textsOf(settings['urls']);
    patterns
      .filter((pattern) => !parseUrlPattern(pattern))
      .forEach((pattern) => report('url-pattern', `${publicId}: ${pattern} is not a valid pattern`));
    patterns
      // A pattern that ends with the host covers every path there.
      .filter((pattern) => pattern.includes('*') || parseUrlPattern(pattern)?.path === '/')
      .forEach((pattern) => report('url-broad', `${publicId}: ${pattern} is broader than one address`));
    if (settings['allowedUrls'] === 'any') report('url-broad', `${publicId} allows any address`);

    const usable = patterns.filter(parseUrlPattern);
    for (const { api, args, line } of calls) {
      const [url] = args;
      if (findApi(api)?.permission !== publicId || url === undefined) continue;
      if (!usable.some((pattern) => urlMatchesPattern(url, pattern))) {
        report('url-not-permitted', `${api} of ${url}, which no pattern of ${publicId} covers`, line);
      }
    }
  }
};

const checkConsent = (
  permissions: readonly Permission[],
  { calls, texts, used }: CodeUse,
  report: Report,
): void => {
  const grants = recordsOf(settingsOf(permissions, 'access_consent')['consentTypes']);
  const isRead = used.has('isConsentGranted') || used.has('addConsentListener');
  const isWritten = used.has('setDefaultConsentState') || used.has('updateConsentState');
  const literal = calls
    .filter(({ api }) => findApi(api)?.argument === 'consentType')
    .flatMap(({ args }) => (args[0] === undefined ? [] : [args[0]]));
  // A type passed through a function of the template still stands in the code as a text.
  const named = new Set<string>([...literal, ...consentTypes.filter((type) => texts.has(type))]);
  for (const type of isRead ? named : []) {
    if (!grants.some((grant) => grant['consentType'] === type && grant['read'] === true)) {
      report('consent-missing', `consent type ${type} is used without the right to read it`);
    }
  }
  for (const grant of grants) {
    const type = textOf(grant['consentType']);
    if (grant['read'] === true && !(isRead && named.has(type))) {
      report('consent-unused', `nothing reads consent type ${type}`);
    }
    if (grant['write'] === true && !isWritten)
      report('consent-unused', `nothing writes consent type ${type}`);
  }
};

/**
 * Checks that the declared permissions are what the code needs, no less and no more: per function, path, address and
 * consent type. Lines count from the first line of the code.
 */
export const checkPermissions = (permissions: readonly Permission[], use: CodeUse): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (rule, message, line) =>
    void problems.push({ rule, message, ...(line === undefined ? {} : { line }) });

  checkPresence(permissions, use, report);
  checkGlobals(permissions, use, report);
  checkUrls(permissions, use, report);
  checkConsent(permissions, use, report);
  const { environments } = settingsOf(permissions, 'logging');
  if (environments !== undefined && environments !== 'debug') {
    report('logging-environment', `logging is allowed in ${String(environments)}; debug is enough`);
  }
  return problems;
};
