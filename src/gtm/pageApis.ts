import { toSandbox } from './boundary.ts';
import { dataLayerModel, valueAt } from './dataLayerModel.ts';
import { isRecord } from './json.ts';
import { readMember } from './members.ts';
import type { Apis, Demand, SandboxPage } from './sandboxPage.ts';
import { createRecord, isFunction, isObject, toText } from './values.ts';

/** What lives as long as the page and is shared by all tags of a template. */
export type TemplateStorage = Map<string, unknown>;

const urlParts = (url: URL): Readonly<Record<string, string>> => ({
  protocol: url.protocol.slice(0, -1),
  host: url.hostname,
  port: url.port || (url.protocol === 'http:' ? '80' : '443'),
  path: url.pathname,
  query: url.search.slice(1),
  extension: /\.([^./]+)$/.exec(url.pathname)?.[1] ?? '',
  fragment: url.hash.slice(1),
});

const openUrl = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

const createAddressApis = (page: SandboxPage, demand: Demand): Apis => {
  const part = (permission: string, address: string, component: unknown): unknown => {
    const details = component === undefined ? [] : [toText(component)];
    demand(permission, `prohibited read of the address`, ...details);
    if (component === undefined) return address;
    const url = openUrl(address);
    return url && urlParts(url)[toText(component)];
  };
  const parameter = (permission: string, address: string, key: unknown, all: unknown): unknown => {
    demand(permission, `prohibited read of query parameter ${toText(key)}`, 'query', toText(key));
    const values = openUrl(address)?.searchParams.getAll(toText(key)) ?? [];
    return all ? values : values[0];
  };
  return {
    getUrl: (component) => part('get_url', page.url(), component),
    getQueryParameters: (key, all) => parameter('get_url', page.url(), key, all),
    getReferrerUrl: (component) => part('get_referrer', page.referrer(), component),
    getReferrerQueryParameters: (key, all) => parameter('get_referrer', page.referrer(), key, all),
    parseUrl: (text) => {
      const url = openUrl(toText(text));
      if (!url) return undefined;
      const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } =
        url;
      const searchParams = createRecord();
      for (const key of new Set(url.searchParams.keys())) {
        const values = url.searchParams.getAll(key);
        searchParams[key] = values.length > 1 ? values : values[0];
      }
      const parts = {
        href,
        origin,
        protocol,
        username,
        password,
        host,
        hostname,
        port,
        pathname,
        search,
        hash,
      };
      return createRecord({ ...parts, searchParams });
    },
  };
};

const createStorageApis = (page: SandboxPage, demand: Demand, storage: TemplateStorage): Apis => {
  const local = (right: string, key: unknown): string => {
    const name = toText(key);
    demand('access_local_storage', `prohibited ${right} on local storage key ${name}`, right, name);
    return name;
  };
  const own = (): TemplateStorage => {
    demand('access_template_storage', 'template storage is not permitted');
    return storage;
  };
  return {
    localStorage: {
      getItem: (key) => page.localStorage.get(local('read', key)) ?? null,
      setItem: (key, value) => {
        page.localStorage.set(local('write', key), toText(value));
        return true;
      },
      removeItem: (key) => void page.localStorage.delete(local('write', key)),
    },
    templateStorage: {
      getItem: (key) => own().get(toText(key)) ?? null,
      setItem: (key, value) => void own().set(toText(key), value),
      removeItem: (key) => void own().delete(toText(key)),
      clear: () => own().clear(),
    },
    getCookieValues: (rawName, decode = true) => {
      const name = toText(rawName);
      demand('get_cookies', `prohibited read of cookie ${name}`, name);
      return page.cookies
        .read()
        .split('; ')
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1))
        .map((value) => (decode ? decodeURIComponent(value) : value));
    },
    setCookie: (rawName, rawValue, options, encode = true) => {
      const name = toText(rawName);
      demand('set_cookies', `prohibited write of cookie ${name}`, name, options);
      const value = encode ? encodeURIComponent(toText(rawValue)) : toText(rawValue);
      const attributes = isObject(options)
        ? Object.keys(options).map((key) => `${key}=${toText(readMember(options, key))}`)
        : [];
      page.cookies.write([`${name}=${value}`, ...attributes].join('; '));
    },
  };
};

const createDataLayerApis = (page: SandboxPage, demand: Demand): Apis => ({
  copyFromDataLayer: (rawKey, version = 2) => {
    const key = toText(rawKey);
    demand('read_data_layer', `prohibited read of data layer key ${key}`, key);
    const pushes = (Reflect.get(page.window, 'dataLayer') ?? []) as unknown;
    const entries = Array.isArray(pushes) ? (pushes as unknown[]) : [];
    if (version === 1) {
      const holding = entries.filter(isRecord).filter((entry) => Object.hasOwn(entry, key));
      return toSandbox(holding.at(-1)?.[key]);
    }
    return toSandbox(valueAt(dataLayerModel(entries), key));
  },
  gtagSet: (first, second) => {
    const values = isObject(first) ? first : createRecord({ [toText(first)]: second });
    Object.keys(values).forEach((key) =>
      demand('write_data_layer', `prohibited write of data layer key ${key}`, key),
    );
  },
});

const createConsentApis = ({ consent }: SandboxPage, demand: Demand): Apis => {
  const demandType = (type: string, right: string): void =>
    demand('access_consent', `prohibited ${right} of consent type ${type}`, type, right);
  const readStates = (value: unknown): Record<string, string> => {
    if (!isObject(value)) throw new Error('consent states are given as an object');
    const settings = Object.keys(value).filter((key) => key !== 'region' && key !== 'wait_for_update');
    settings.forEach((type) => demandType(type, 'write'));
    return Object.fromEntries(settings.map((type) => [type, toText(value[type])]));
  };
  return {
    isConsentGranted: (rawType) => {
      const type = toText(rawType);
      demandType(type, 'read');
      return consent.isGranted(type);
    },
    addConsentListener: (rawType, listener) => {
      const type = toText(rawType);
      demandType(type, 'read');
      if (isFunction(listener)) consent.listen(type, (changed, granted) => void listener(changed, granted));
    },
    setDefaultConsentState: (states) => consent.setDefault(readStates(states)),
    updateConsentState: (states) => consent.update(readStates(states)),
  };
};

/** Functions that read the page and the container: address, storage, data layer, consent, title, preview mode. */
export const createPageApis = (page: SandboxPage, demand: Demand, storage: TemplateStorage): Apis => ({
  ...createAddressApis(page, demand),
  ...createStorageApis(page, demand, storage),
  ...createDataLayerApis(page, demand),
  ...createConsentApis(page, demand),
  readTitle: () => {
    demand('read_title', 'reading the title is not permitted');
    return page.title();
  },
  readCharacterSet: () => {
    demand('read_character_set', 'reading the character set is not permitted');
    return page.characterSet();
  },
  readAnalyticsStorage: () => {
    demand('read_analytics_storage', 'reading analytics storage is not permitted');
    return createRecord({ client_id: undefined, sessions: [] });
  },
  getContainerVersion: () => {
    demand('read_container_data', 'reading container data is not permitted');
    return createRecord({ ...page.container });
  },
  addEventCallback: (callback) => {
    demand('read_event_metadata', 'reading event metadata is not permitted');
    if (!isFunction(callback)) return;
    page.later(() => void callback(page.container.containerId, createRecord({ tags: [] })));
  },
  logToConsole: (...values) => {
    const isDebug = page.container.previewMode || page.container.debugMode;
    // A refusal is swallowed: outside preview mode a template that may log in preview only stays silent.
    try {
      demand('logging', 'logging is not permitted here', isDebug);
    } catch {
      return;
    }
    page.log(values);
  },
});
