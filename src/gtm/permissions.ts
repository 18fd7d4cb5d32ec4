import type { GlobalRight } from './apiCatalogue.ts';
import { isRecord, listOf, recordOf, recordsOf, textOf, textsOf } from './json.ts';
import type { JsonRecord } from './json.ts';
import { urlMatchesPattern } from './urlPattern.ts';

export type PermissionValue = string | boolean | readonly PermissionValue[] | PermissionRecord | undefined;
export interface PermissionRecord {
  readonly [key: string]: PermissionValue;
}

/** A declared permission with its settings in plain form. */
export interface Permission {
  readonly publicId: string;
  readonly settings: PermissionRecord;
}

const decodeValue = (value: unknown): PermissionValue => {
  const { type, string, boolean, listItem, mapKey, mapValue } = recordOf(value);
  switch (type) {
    case 1:
      return textOf(string);
    case 2:
      return listOf(listItem).map(decodeValue);
    case 3: {
      const values = listOf(mapValue);
      return Object.fromEntries(
        listOf(mapKey).map((key, index) => [textOf(recordOf(key)['string']), decodeValue(values[index])]),
      );
    }
    case 8:
      return boolean === true;
    default:
      throw new Error(`a value has the type ${String(type)}; known are 1, 2, 3 and 8`);
  }
};

/** Decodes the body of `___WEB_PERMISSIONS___`. Throws on a value encoding that is not in use, naming the permission. */
export const decodePermissions = (section: unknown): readonly Permission[] =>
  recordsOf(section).map((entry) => {
    const instance = recordOf(entry['instance']);
    const publicId = textOf(recordOf(instance['key'])['publicId']);
    try {
      const settings = recordsOf(instance['param']).map(
        ({ key, value }) => [textOf(key), decodeValue(value)] as const,
      );
      return { publicId, settings: Object.fromEntries(settings) };
    } catch (error) {
      throw new Error(`${publicId}: ${(error as Error).message}`, { cause: error });
    }
  });

/** Details of a question as `queryPermission` takes them: after the permission's name. */
export type PermissionDetails = readonly unknown[];

export interface Permissions {
  readonly declared: readonly Permission[];
  /** The answer of `queryPermission`. Throws only where Tag Manager does: on an invalid URL pattern. */
  readonly allows: (permission: string, ...details: PermissionDetails) => boolean;
}

const rights: Readonly<Record<string, readonly GlobalRight[]>> = {
  read: ['read'],
  write: ['write'],
  readwrite: ['read', 'write'],
  execute: ['execute'],
};

/** `name` equals a pattern or, for a pattern that ends with a star, begins with what stands before it. */
const matchesKey = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

const allowsGrant = (list: unknown, keyName: string, [mode, key]: PermissionDetails): boolean => {
  const wanted = typeof mode === 'string' ? rights[mode] : undefined;
  if (!wanted || typeof key !== 'string') return false;
  return recordsOf(list).some((grant) => grant[keyName] === key && wanted.every((right) => grant[right]));
};

const allowsUrlPart = (settings: JsonRecord, [part, key]: PermissionDetails): boolean => {
  if (settings['urlParts'] === 'any') return true;
  if (typeof part !== 'string') return false;
  if (settings[part] !== true) return false;
  if (part !== 'query' || key === undefined || settings['queriesAllowed'] === 'any') return true;
  return textsOf(settings['queryKeys']).includes(textOf(key));
};

const matchesCookie = (allowed: JsonRecord, name: unknown, options: JsonRecord): boolean => {
  const covers = (key: string, value: unknown): boolean =>
    allowed[key] === '*' || allowed[key] === 'any' || allowed[key] === value;
  return covers('name', name) && covers('domain', options['domain']) && covers('path', options['path']);
};

type Check = (settings: JsonRecord, details: PermissionDetails) => boolean;

const coversUrl: Check = ({ urls }, [url]) =>
  typeof url === 'string' && textsOf(urls).some((pattern) => urlMatchesPattern(url, pattern));

const checks: Readonly<Record<string, Check>> = {
  logging: ({ environments }, [isDebug]) => environments === 'all' || isDebug !== false,
  access_globals: ({ keys }, details) => allowsGrant(keys, 'key', details),
  access_local_storage: ({ keys }, details) => allowsGrant(keys, 'key', details),
  access_consent: ({ consentTypes }, [type, mode]) => allowsGrant(consentTypes, 'consentType', [mode, type]),
  inject_script: coversUrl,
  inject_hidden_iframe: coversUrl,
  send_pixel: (settings, details) => settings['allowedUrls'] === 'any' || coversUrl(settings, details),
  get_cookies: ({ cookieAccess, cookieNames }, [name]) =>
    cookieAccess === 'any' || textsOf(cookieNames).includes(textOf(name)),
  set_cookies: ({ allowedCookies }, [name, options]) =>
    recordsOf(allowedCookies).some((allowed) => matchesCookie(allowed, name, recordOf(options))),
  get_url: allowsUrlPart,
  get_referrer: allowsUrlPart,
  read_data_layer: ({ allowedKeys, keyPatterns }, [key]) =>
    allowedKeys === 'any' || textsOf(keyPatterns).some((pattern) => matchesKey(pattern, textOf(key))),
  write_data_layer: ({ keyPatterns }, [key]) =>
    textsOf(keyPatterns).some((pattern) => matchesKey(pattern, textOf(key))),
};

/** Answers questions about declared permissions; a permission without settings allows whatever it gates. */
export const createPermissions = (declared: readonly Permission[]): Permissions => ({
  declared,
  allows: (permission, ...details) =>
    declared.some(({ publicId, settings }) => {
      if (publicId !== permission) return false;
      const check = Object.hasOwn(checks, permission) ? checks[permission] : undefined;
      return check ? check(isRecord(settings) ? settings : {}, details) : true;
    }),
});
