import { sha256 } from '@noble/hashes/sha2.js';
import { toPage, toSandbox } from './boundary.ts';
import { readMember } from './members.ts';
import type { Apis, SandboxPage } from './sandboxPage.ts';
import { createRecord, isFunction, isObject, toNumber, toText, typeName } from './values.ts';
import type { SandboxFunction } from './values.ts';

const orUndefined =
  (run: (text: string) => unknown): SandboxFunction =>
  (value) => {
    try {
      return run(toText(value));
    } catch {
      return undefined;
    }
  };

const math = (name: 'abs' | 'ceil' | 'floor' | 'max' | 'min' | 'pow' | 'round' | 'sqrt'): SandboxFunction => {
  const compute = Math[name] as (...numbers: number[]) => number;
  return (...args) => compute(...args.map(toNumber));
};

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

const makeInteger: SandboxFunction = (value) => {
  const number = Math.round(toNumber(value));
  return Number.isFinite(number) ? number : 0;
};

const makeTableMap: SandboxFunction = (table, keyColumn = 'key', valueColumn = 'value') => {
  if (!Array.isArray(table) || table.length === 0) return null;
  const map = createRecord();
  for (const row of (table as unknown[]).filter(isObject)) {
    map[toText(row[toText(keyColumn)])] = row[toText(valueColumn)];
  }
  return map;
};

const deleteMember: SandboxFunction = (owner, key) =>
  typeof owner === 'object' && owner !== null && Reflect.deleteProperty(owner, toText(key));

const encodeDigest = (digest: Uint8Array, options: unknown): string =>
  isObject(options) && readMember(options, 'outputEncoding') === 'hex'
    ? [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    : btoa(String.fromCharCode(...digest));

/** Functions that need no permission: conversions, JSON, arithmetic, time. */
export const createValueApis = (page: SandboxPage): Apis => ({
  JSON: {
    parse: orUndefined((text) => toSandbox(JSON.parse(text))),
    stringify: (value, _replacer, space) => {
      try {
        return JSON.stringify(toPage(value), null, typeof space === 'number' ? space : undefined);
      } catch {
        return undefined;
      }
    },
  },
  Object: {
    keys: (value) => [...keysOf(value)],
    values: (value) => keysOf(value).map((key) => readMember(value, key)),
    entries: (value) => keysOf(value).map((key) => [key, readMember(value, key)]),
    freeze: (value) => (typeof value === 'object' && value !== null ? Object.freeze(value) : value),
    delete: deleteMember,
  },
  Math: {
    abs: math('abs'),
    ceil: math('ceil'),
    floor: math('floor'),
    max: math('max'),
    min: math('min'),
    pow: math('pow'),
    round: math('round'),
    sqrt: math('sqrt'),
  },
  getType: typeName,
  makeString: toText,
  makeNumber: toNumber,
  makeInteger,
  makeTableMap,
  generateRandom: (min, max) => {
    const least = Math.ceil(toNumber(min));
    return least + Math.floor(page.random() * (Math.floor(toNumber(max)) - least + 1));
  },
  getTimestamp: () => page.now(),
  getTimestampMillis: () => page.now(),
  encodeUri: (value) => encodeURI(toText(value)),
  encodeUriComponent: (value) => encodeURIComponent(toText(value)),
  decodeUri: orUndefined(decodeURI),
  decodeUriComponent: orUndefined(decodeURIComponent),
  toBase64: (value) => btoa(String.fromCharCode(...new TextEncoder().encode(toText(value)))),
  fromBase64: orUndefined((text) =>
    new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0))),
  ),
  sha256: (text, onSuccess, _onFailure, options) => {
    // What the host offers answers only in a turn that the driver of a pretend page cannot wait for.
    const digest = encodeDigest(sha256(new TextEncoder().encode(toText(text))), options);
    if (isFunction(onSuccess)) page.later(() => void onSuccess(digest));
  },
  callLater: (callback) => {
    if (isFunction(callback)) page.later(() => void callback());
  },
});
