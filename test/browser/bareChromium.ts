/**
 * A Chromium that nobody has set up for tests: playwright keeps every page visible. It is spoken to in the
 * browser's own protocol, tab by tab.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { WebSocket } from 'ws';
import { findChromium } from '../../scripts/findChromium.mjs';

export interface BareTab {
  /** The value of an expression, or what it resolves with, as JSON can carry it. */
  evaluate(expression: string): Promise<unknown>;
  /** Resolves when an expression is true. */
  until(expression: string): Promise<void>;
  bringToFront(): Promise<void>;
}

export interface BareChromium {
  /**
   * Opens a tab of the one window, in front of the others. It is spoken to after `ready`; one that is spoken to renders
   * no page ahead.
   */
  open(url: string, ready?: Promise<unknown>): Promise<BareTab>;
  close(): Promise<void>;
}

/** A question that has no answer for so long is asked again. */
const ANSWER_MS = 2000;

const pause = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));

interface Message {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown };
  readonly error?: { readonly message: string };
}

export async function launchBareChromium(): Promise<BareChromium> {
  const executable = findChromium({ isWhole: true });
  if (executable === null) throw new Error('No Chromium: run `npm test`, which installs it.');
  const profile = await mkdtemp(join(tmpdir(), 'bare-chromium-'));
  const browser = spawn(
    executable,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const origin = await debuggingOrigin(browser.stderr);
  const sockets: WebSocket[] = [];
  return {
    open: async (url, ready) => {
      const response = await fetch(`${origin}/json/new?${url}`, { method: 'PUT' });
      const target = (await response.json()) as {
        readonly id: string;
        readonly webSocketDebuggerUrl: string;
      };
      await ready;
      const socket = new WebSocket(target.webSocketDebuggerUrl);
      sockets.push(socket);
      await once(socket, 'open');
      return tabOf(socket, async () => {
        await fetch(`${origin}/json/activate/${target.id}`);
      });
    },
    close: async () => {
      sockets.forEach((socket) => socket.close());
      const gone = once(browser, 'exit');
      browser.kill();
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function debuggingOrigin(output: Readable): Promise<string> {
  let told = '';
  for await (const part of output) {
    told += String(part);
    const [, host] = /listening on ws:\/\/([^/]+)/.exec(told) ?? [];
    if (host !== undefined) {
      output.resume();
      return `http://${host}`;
    }
  }
  throw new Error(`Chromium did not start: ${told}`);
}

function tabOf(socket: WebSocket, bringToFront: () => Promise<void>): BareTab {
  let lastId = 0;
  const waiting = new Map<number, (message: Message) => void>();
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  const send = async (method: string, params: object = {}): Promise<Message['result']> => {
    lastId += 1;
    const id = lastId;
    socket.send(JSON.stringify({ id, method, params }));
    const { error, result } = await new Promise<Message>((resolve) => waiting.set(id, resolve));
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const evaluate = async (expression: string): Promise<unknown> => {
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (answer?.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
    return answer?.result?.value;
  };
  return {
    evaluate,
    until: async (expression) => {
      // A page that gives way to another one leaves a question without an answer.
      const soon = (): Promise<unknown> =>
        Promise.race([evaluate(expression).catch(unlessNavigated), pause(ANSWER_MS)]);
      while ((await soon()) !== true) await pause(50);
    },
    bringToFront,
  };
}

function unlessNavigated(error: unknown): false {
  if (String(error).includes('navigated')) return false;
  throw error;
}
