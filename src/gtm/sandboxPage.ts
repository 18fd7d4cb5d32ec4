import type { SandboxFunction } from './values.ts';

export interface ContainerInfo {
  readonly containerId: string;
  readonly version: string;
  readonly environmentName: string;
  readonly environmentMode: boolean;
  readonly previewMode: boolean;
  readonly debugMode: boolean;
}

export type ConsentListener = (type: string, granted: boolean) => void;

/** Google's consent state as a template meets it. */
export interface ConsentState {
  /** A type that nobody has set counts as granted. */
  readonly isGranted: (type: string) => boolean;
  /** Calls the listener whenever the answer of `isGranted` for that type changes. */
  readonly listen: (type: string, listener: ConsentListener) => void;
  readonly setDefault: (states: Readonly<Record<string, string>>) => void;
  readonly update: (states: Readonly<Record<string, string>>) => void;
}

/** Calls back with whether the resource arrived. */
export type Load = (url: string, done: (ok: boolean) => void) => void;

/** The page and container around a template: what the sandbox's functions work on. */
export interface SandboxPage {
  /** The global object. */
  readonly window: object;
  readonly url: () => string;
  readonly referrer: () => string;
  readonly title: () => string;
  readonly characterSet: () => string;
  readonly loadScript: Load;
  readonly loadFrame: Load;
  readonly loadPixel: Load;
  readonly cookies: { readonly read: () => string; readonly write: (cookie: string) => void };
  readonly localStorage: {
    readonly get: (key: string) => string | undefined;
    readonly set: (key: string, value: string) => unknown;
    readonly delete: (key: string) => unknown;
  };
  readonly consent: ConsentState;
  readonly container: ContainerInfo;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Runs something in the next turn. */
  readonly later: (run: () => void) => void;
  readonly log: (values: readonly unknown[]) => void;
}

/** Functions, or an object of functions, that `require` gives. */
export type ApiImplementation = SandboxFunction | Readonly<Record<string, SandboxFunction>>;
export type Apis = Readonly<Record<string, ApiImplementation>>;

/** Throws when a permission is not granted, the way a prohibited call fails in Tag Manager. */
export type Demand = (permission: string, action: string, ...details: readonly unknown[]) => void;
