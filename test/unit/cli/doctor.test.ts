import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../../src/cli/arguments.ts';
import { examine } from '../../../src/cli/doctor.ts';
import { describeFindings, isHealthy } from '../../../src/cli/doctorReport.ts';
import { parseRecording, replayRecording } from '../../../src/cli/recording.ts';
import { runDoctor } from '../../../src/cli/runDoctor.ts';
import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function service(config: object = {}): Promise<RunningEmulator> {
  const emulator = await startEmulator({ config });
  closing.push(() => emulator.close());
  return emulator;
}

/** A site with the tag's files, where `answer` may answer in place of them. */
async function site(
  page: string,
  csp: string | null,
  answer?: (path: string, response: ServerResponse) => boolean,
) {
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (answer?.(path, response) === true) return;
    if (path.startsWith('/tag/')) response.writeHead(200, { 'Content-Type': 'text/javascript' });
    else
      response.writeHead(200, {
        'Content-Type': 'text/html',
        ...(csp && { 'Content-Security-Policy': csp }),
      });
    response.end(path.startsWith('/tag/') ? '' : page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const withTag = '<!doctype html><script async src="/tag/proactive-chat.js" data-app-id="x"></script>';

/** A script that starts the tag. */
const init = (consent: string) =>
  `window.lcwProactiveChat.push({ command: 'init', config: { ${consent} widget: {} } })`;

async function report(
  { url, orgId, appId }: Pick<RunningEmulator, 'url' | 'orgId' | 'appId'>,
  page: string | null = null,
  assets: string | null = null,
) {
  const findings = await examine({ identity: { orgUrl: url, orgId, appId }, page, assets, fetch });
  return { findings, text: describeFindings(findings).join('\n'), isHealthy: isHealthy(findings) };
}

describe('the doctor tells of the organisation', () => {
  it('that all is well', async () => {
    const { text, isHealthy: healthy } = await report(await service());
    expect(text).toMatch(/ok {2}Read in \d+ ms: "Chat with us"\./);
    expect(text).toContain('Anonymous chat');
    expect(text).toContain('Operating hours: open now.');
    expect(text).toContain('queue open, nobody available, 1 min average wait, place 1 in the queue');
    expect(text).toContain('ok  "agents"');
    expect(text).toContain('ok  "operatingHours"');
    expect(healthy).toBe(true);
  });

  it('who has to sign in', async () => {
    const config = { authenticatedChat: true, authTokenFunction: 'auth.getToken', postChatSurvey: 'link' };
    expect((await report(await service(config))).text).toContain(
      'Only signed-in visitors may chat, with a token from the function auth.getToken.',
    );
    const optional = await report(await service({ authenticatedChat: true, signInOptional: true }));
    expect(optional.text).toContain('others may chat, too');
  });

  it('that a bot seems to be attached', async () => {
    const emulator = await service({ bot: { name: 'Nova' }, operatingHours: 'closed' });
    const { text } = await report(emulator);
    expect(text).toContain('Probably a bot is attached');
    expect(text).toContain('"agents": it answers, but with a bot it always says yes.');
  });

  it.each([
    ['status:401', 'Not known: refused (status 401).'],
    ['status:429', 'too many questions (429)'],
    ['malformed', 'an answer that says nothing clear (status 200)'],
    ['down', 'no connection (no answer, '],
  ] as const)('that availability does not answer without a token: %s', async (fault, words) => {
    const emulator = await service();
    emulator.setFault(fault, 'availability');
    const { text, isHealthy: healthy } = await report(emulator);
    expect(text).toContain(words);
    expect(text).toContain('x   "agents": no');
    expect(text).toContain('ok  "operatingHours"');
    expect(healthy).toBe(true);
  });

  it('that there is no such widget', async () => {
    const { url, orgId } = await service();
    const { text, isHealthy: healthy } = await report({ url, orgId, appId: orgId });
    expect(text).toContain('has not told the configuration: status 404.');
    expect(text).toContain('compare --org-id and --app-id');
    expect(healthy).toBe(false);
  });

  it.each([
    ['malformed', 'has answered, but with something that is no configuration of a widget.'],
    ['status:503', 'has not told the configuration: status 503.'],
    ['empty', 'has not told the configuration: status 204.'],
  ] as const)('that the configuration is none: %s', async (fault, words) => {
    const emulator = await service();
    emulator.setFault(fault, 'config');
    const { text, isHealthy: healthy } = await report(emulator);
    expect(text).toContain(words);
    expect(text).not.toContain('Anonymous chat');
    expect(text).toContain('ok  "agents"');
    expect(text).toContain('x   "operatingHours"');
    expect(healthy).toBe(false);
  });

  it('that nobody listens at the address, and why', async () => {
    const emulator = await service();
    await emulator.close();
    const { text, isHealthy: healthy } = await report(emulator);
    expect(text).toContain(`${emulator.url} has not told the configuration: no answer, ECONNREFUSED.`);
    expect(text).toContain('no connection (no answer, ECONNREFUSED)');
    expect(healthy).toBe(false);
  });

  it('that it does not answer, and the recording says so as late', async () => {
    jest.useFakeTimers();
    try {
      const identity = { orgUrl: 'https://org.example', orgId: 'o', appId: 'a' };
      const inVain = async (request: typeof fetch) => {
        let isOver = false;
        const findings = examine({ identity, page: null, assets: null, fetch: request }).finally(() => {
          isOver = true;
        });
        // One deadline begins when the one before has passed, and not all in between goes by this clock.
        while (!isOver) await jest.advanceTimersByTimeAsync(1000);
        return findings;
      };
      const findings = await inVain(
        (_, init) =>
          new Promise((__, reject) => {
            init?.signal?.addEventListener('abort', () =>
              reject(new DOMException('This operation was aborted', 'AbortError')),
            );
          }),
      );
      const text = describeFindings(findings).join('\n');
      expect(text).toContain('has not told the configuration: no answer, given up.');
      expect(text).toContain('no answer within 3 seconds (no answer, given up)');
      const recording = JSON.stringify({ recordingVersion: 1, exchanges: findings.exchanges });
      const replayed = await inVain(replayRecording(parseRecording(JSON.parse(recording))));
      expect(replayed.availability).toEqual({ ok: false, cause: 'timeout' });
    } finally {
      jest.useRealTimers();
    }
  });

  it('that proactive chat is switched off', async () => {
    expect((await report(await service({ proactiveChat: false }))).text).toContain('nobody is ever invited');
  });
});

describe('the doctor tells of what is kept, and of consent', () => {
  it('every key with its purpose and lifetime', async () => {
    const { text } = await report(await service());
    expect(text).toContain('lcw-proactive-chat.history: functionality, 90 days at most.');
    expect(text).toContain('lcw-proactive-chat.conversation: a chat that was asked for, a day at most.');
  });

  it.each([
    [
      'in the page',
      init("consent: { default: 'granted' },"),
      'default "granted", whenDenied "wait" (in the page itself)',
    ],
    [
      'as JSON',
      init('"consent": { "default": "ask", "whenDenied": "memory" },'),
      'default "ask", whenDenied "memory"',
    ],
    ['by leaving it out', init(''), 'ok  default "ask", whenDenied "wait"'],
    ['nowhere', '', '!   No script of the page says how it is set up'],
  ])('how the page sets it up: %s', async (_, script, words) => {
    const page = `${withTag}<script>${script}</script>`;
    expect((await report(await service(), `${await site(page, null)}/`)).text).toContain(words);
  });

  it('how a script of the site sets it up', async () => {
    const page = `${withTag}<script src="/other.js"></script><script src=/config.js></script>`;
    const url = await site(page, null, (path, response) => {
      if (path !== '/config.js') return false;
      response.end(init("consent: { whenDenied: 'memory' },"));
      return true;
    });
    expect((await report(await service(), `${url}/`)).text).toContain(
      `ok  default "ask", whenDenied "memory" (in ${url}/config.js).`,
    );
  });
});

describe('the doctor tells of a page', () => {
  it('that its policy allows everything, and the files are there', async () => {
    const emulator = await service();
    const csp = `script-src 'self'; connect-src ${emulator.url} ${emulator.url.replace('http', 'ws')}`;
    const { text, findings } = await report(emulator, `${await site(withTag, csp)}/`);
    expect(findings.page).toMatchObject({ forbidden: [], unreachable: [] });
    expect(text).toContain('allows what could be checked');
    expect(text).toContain('All files of the tag can be loaded.');
  });

  it.each([
    ['a header', "default-src 'none'; script-src 'self'", ['default-src lacks SERVICE (the service).']],
    [
      'a file in place of the directory',
      'script-src PAGE/tag/proactive-chat.js',
      ['script-src lacks PAGE/tag/proactive-chat.engine.js'],
    ],
    ['a nonce alone', "script-src 'nonce-a'", ['script-src lacks PAGE/tag/proactive-chat.js (the tag)']],
    [
      'the service without its sockets',
      'connect-src http://127.0.0.1:*/livechatconnector/',
      ['connect-src lacks'],
    ],
  ])('which directive lacks what: %s', async (_, policy, words) => {
    const emulator = await service();
    const port = { url: '' };
    const origin = await site(withTag, null, (path, response) => {
      if (path.startsWith('/tag/')) return false;
      response.writeHead(200, { 'Content-Security-Policy': policy.replaceAll('PAGE', port.url) });
      response.end(withTag);
      return true;
    });
    port.url = origin;
    const { text, isHealthy: healthy } = await report(emulator, `${origin}/`);
    for (const each of words) {
      expect(text).toContain(each.replace('PAGE', origin).replace('SERVICE', `${emulator.url}/`));
    }
    expect(healthy).toBe(false);
  });

  it('also from a meta element, and not where a trusted script may load more', async () => {
    const emulator = await service();
    const meta = (policy: string) =>
      `<meta content="${policy}" http-equiv="Content-Security-Policy">${withTag}`;
    const strict = await site(meta("script-src 'none'"), null);
    expect((await report(emulator, strict)).text).toContain('script-src lacks');
    // A tag manager brings the tag.
    const dynamic = await site(meta("script-src 'nonce-a' 'strict-dynamic'").replace(withTag, ''), null);
    expect((await report(emulator, dynamic)).text).toContain('allows what could be checked');
  });

  it.each([
    ["'nonce-a'", 'a', 'allows what could be checked'],
    ["'nonce-a' 'strict-dynamic'", 'a', 'allows what could be checked'],
    ["'nonce-a'", 'b', '(the tag).'],
    ["'self' 'nonce-a' 'strict-dynamic'", 'b', 'its script element needs the nonce of the policy'],
    ["'self' 'nonce-a' 'strict-dynamic'", '', 'its script element needs the nonce of the policy'],
    ["'nonce-a' 'strict-dynamic'", 'b" integrity="sha384-c', 'allows what could be checked'],
  ])('that a nonce opens the way for the tag and its files: %s with %j', async (sources, nonce, words) => {
    const page = `<script nonce="${nonce}" src="/tag/proactive-chat.js"></script>`;
    const url = await site(page, `script-src ${sources}`);
    expect((await report(await service(), url)).text).toContain(words);
  });

  it('where a base element leads', async () => {
    const page = '<base href="/tag/"><script src=proactive-chat.js></script>';
    const url = await site(page, null);
    expect((await report(await service(), `${url}/`)).text).toContain(`The tag is at ${url}/tag/.`);
  });

  it('which files do not load, and why', async () => {
    const emulator = await service();
    const assets = await site('', null, (path, response) => {
      if (path.includes('engine')) response.writeHead(404);
      else if (path.includes('vitals')) response.writeHead(200, { 'Content-Type': 'text/plain' });
      else return false;
      response.end();
      return true;
    });
    const { text } = await report(emulator, await site('<p>', null), `${assets}/tag/`);
    expect(text).toContain('proactive-chat.engine.js: status 404');
    expect(text).toContain('proactive-chat.vitals.js: Content-Type is text/plain');
    // Told once for all of them.
    expect(text.match(/Access-Control-Allow-Origin does not name/g)).toHaveLength(1);
    expect(text).toMatch(/proactive-chat\.rules-check\.js, .* and \d+ more: Access-Control-Allow-Origin/);
  });

  it('that it does not answer', async () => {
    const { text } = await report(await service(), 'http://127.0.0.1:9/');
    expect(text).toContain('x   No answer.');
  });
});

describe('a recording', () => {
  it('answers as the organisation did, and holds no token', async () => {
    const emulator = await service({ operatingHours: 'closed' });
    const token = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`;
    const origin = await site(
      `${withTag}<p data-token="${token}"><script src="/config.js"></script>`,
      "connect-src 'self'",
      (path, response) => {
        if (!path.startsWith('/tag/')) response.setHeader('Set-Cookie', 'session=secret');
        if (path !== '/config.js') return false;
        response.setHeader('Content-Type', 'text/javascript');
        response.end(init("consent: { whenDenied: 'memory' },"));
        return true;
      },
    );
    const { findings } = await report(emulator, `${origin}/`);
    expect(findings.page?.consent).toMatchObject({ whenDenied: 'memory' });
    const text = JSON.stringify({ recordingVersion: 1, exchanges: findings.exchanges });
    expect(text).not.toContain('eyJ');
    expect(text).not.toContain('secret');

    const { url: orgUrl, orgId, appId } = emulator;
    const replayed = await examine({
      identity: { orgUrl, orgId, appId },
      page: `${origin}/`,
      assets: null,
      fetch: replayRecording(parseRecording(JSON.parse(text))),
    });
    const { config, availability, page } = replayed;
    expect({ config, availability, page }).toEqual({
      config: findings.config,
      availability: findings.availability,
      page: findings.page,
    });
  });

  it('is known by its form', () => {
    expect(() => parseRecording({ exchanges: [] })).toThrow('no recording');
    expect(() => parseRecording([])).toThrow('no recording');
    const exchange = {
      method: 'GET',
      url: 'https://org.example/',
      requestHeaders: {},
      requestBody: null,
      status: 200,
      responseHeaders: { date: 'today' },
      responseBody: '',
      took: 1,
    };
    const recording = (...exchanges: readonly unknown[]) => ({ recordingVersion: 1, exchanges });
    expect(parseRecording(recording(exchange)).exchanges).toEqual([exchange]);
    for (const wrong of [7, { ...exchange, status: 'ok' }, { ...exchange, responseHeaders: { date: 1 } }]) {
      expect(() => parseRecording(recording(exchange, wrong))).toThrow('/exchanges/1 is no exchange');
    }
  });
});

describe('the files of the doctor', () => {
  const directory = mkdtempSync(join(tmpdir(), 'doctor-'));
  const run = (more: readonly string[], lines: string[] = []) =>
    runDoctor(
      readArguments(['doctor', '--org-url', 'http://127.0.0.1:9', '--org-id', 'o', '--app-id', 'a', ...more]),
      (line) => lines.push(line),
    );

  it('are written and read: the replay tells the same without the organisation', async () => {
    const emulator = await service();
    const file = join(directory, 'recording.json');
    const { url, orgId, appId } = emulator;
    const about = ['--org-url', url, '--org-id', orgId, '--app-id', appId];
    const [first, second]: [string[], string[]] = [[], []];
    expect(await run([...about, '--record', file], first)).toBe(0);
    expect(first.pop()).toContain(file);
    await emulator.close();
    expect(await run([...about, '--replay', file], second)).toBe(0);
    const withoutTimes = (lines: readonly string[]) => lines.map((line) => line.replace(/ in \d+ ms/, ''));
    expect(withoutTimes(second)).toEqual(withoutTimes(first));
  });

  it.each([
    ['{', 'broken.json cannot be used. It is not JSON.'],
    ['{}', 'broken.json cannot be used. This file is no recording of the doctor.'],
  ])('are told when they cannot be used: %s', async (text, words) => {
    const file = join(directory, 'broken.json');
    writeFileSync(file, text);
    await expect(run(['--replay', file])).rejects.toThrow(words);
  });

  it('are told when they cannot be read or written', async () => {
    await expect(run(['--replay', join(directory, 'none.json')])).rejects.toThrow(
      'none.json cannot be read: there is no such file or directory.',
    );
    await expect(run(['--record', join(directory, 'none', 'r.json')])).rejects.toThrow(
      'r.json cannot be written: there is no such file or directory.',
    );
  });
});
