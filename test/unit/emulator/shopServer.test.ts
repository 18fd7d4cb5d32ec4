import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { RunningShop, ShopOptions } from '../../../src/emulator/shopServer.ts';
import { startShop } from '../../../src/emulator/shopServer.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const service = {
  url: 'http://127.0.0.1:4711',
  consoleUrl: 'http://127.0.0.1:4711/console/',
  orgId: 'the-organisation',
  appId: 'the-widget',
};

let directory: string;
let shop: RunningShop;

const start = (options: Partial<ShopOptions> = {}): Promise<RunningShop> =>
  startShop({
    port: 0,
    assetsDir: join(directory, 'shop'),
    distDir: join(directory, 'dist'),
    rulesDir: join(directory, 'rules'),
    service,
    ...options,
  });

interface Ask {
  readonly method?: string;
  readonly of?: RunningShop;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends the path as it is: `fetch` would fold `..` before it is sent. */
function ask(path: string, { method = 'GET', of = shop, headers = {} }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(of.url);
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shop-'));
  const files: Record<string, string> = {
    'shop/index.html': '<title>Home</title>',
    'shop/pricing.html': '<title>Plans</title>',
    'shop/tagManager.html': '<title>Tag Manager</title>',
    'shop/template.tpl': '___INFO___',
    'shop/404.html': '<title>Missing</title>',
    'shop/base.css': 'body {}',
    'shop/images/mark.svg': '<svg/>',
    'shop/products.ts': 'source',
    'dist/proactive-chat.js': 'tag',
    'dist/proactive-chat.js.map': '{}',
    'dist/proactive-chat.engine.js': 'engine',
    'dist/cli.js': 'cli',
    'dist/emulator/shop/shop.js': 'shop',
    'rules/pricing-hesitation.json': '{"formatVersion":1}',
    'rules/notes.txt': 'notes',
    'secret.json': 'secret',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(directory, name, '..'), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  shop = await start({ routes: { '/made/up.html': { contentType: 'text/html', body: 'from memory' } } });
});

afterAll(async () => {
  await shop.close();
  await rm(directory, { recursive: true });
});

describe('the pages', () => {
  it('come under their short addresses', async () => {
    expect(await ask('/')).toMatchObject({ status: 200, body: '<title>Home</title>' });
    const pricing = await ask('/pricing?utm_source=x');
    expect(pricing).toMatchObject({ status: 200, body: '<title>Plans</title>' });
    expect(pricing.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('send an address with a slash at the end to the one without', async () => {
    for (const path of ['/pricing/', '/pricing///']) {
      expect(await ask(path)).toMatchObject({ status: 302, headers: { location: '/pricing' } });
    }
    expect((await ask('///')).status).toBe(404);
  });

  it('are followed by a 404 page where there is none, and by a bare 404 where there is no file', async () => {
    expect(await ask('/prices')).toMatchObject({ status: 404, body: '<title>Missing</title>' });
    const file = await ask('/images/none.svg');
    expect(file.status).toBe(404);
    expect(file.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('can be joined by answers from memory', async () => {
    expect(await ask('/made/up.html')).toMatchObject({ status: 200, body: 'from memory' });
  });

  it('link to the console by a redirect', async () => {
    expect(await ask('/console')).toMatchObject({ status: 302, headers: { location: service.consoleUrl } });
  });
});

describe('who may ask', () => {
  it.each(['evil.example', 'localhost', 'localhost:1', '127.0.0.1.evil.example'])(
    'is nobody who takes the shop for %s, whatever is asked for',
    async (name) => {
      for (const path of ['/', '/shop-config.js', '/made/up.html', '/nowhere']) {
        const { status, body } = await ask(path, { headers: { Host: name } });
        expect([status, body]).toEqual([403, 'The shop answers only under its loopback address.']);
      }
    },
  );

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('is who takes the shop for %s', async (name) => {
    const { port } = new URL(shop.url);
    expect((await ask('/', { headers: { Host: `${name}:${port}` } })).status).toBe(200);
  });

  it('answers an address that is all slashes like any other it does not know', async () => {
    expect((await ask(`${'/'.repeat(15_000)}x`)).status).toBe(404);
  });
});

describe('the headers', () => {
  it('allow scripts and styles from files only, and connections to shop and service only', async () => {
    const policy = (await ask('/')).headers['content-security-policy'];
    expect(String(policy).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self' http://127.0.0.1:4711 ws://127.0.0.1:4711",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
  });

  it('leave the policy out on request, and nothing else', async () => {
    const open = await start({ contentSecurityPolicy: false });
    const { headers } = await ask('/', { of: open });
    await open.close();
    expect(headers['content-security-policy']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['/', '/base.css', '/images/mark.svg', '/tag/proactive-chat.js', '/shop-config.js', '/nowhere'])(
    'keep %s out of every cache and its type as it is told',
    async (path) => {
      const { headers } = await ask(path);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it('answer HEAD without a body and refuse to be written to', async () => {
    const head = await ask('/', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('19');
    const post = await ask('/', { method: 'POST' });
    expect(post).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});

describe('the files', () => {
  it('of the tag are served, with chunks and maps', async () => {
    expect(await ask('/tag/proactive-chat.js')).toMatchObject({ status: 200, body: 'tag' });
    expect(await ask('/tag/proactive-chat.engine.js')).toMatchObject({ status: 200, body: 'engine' });
    expect((await ask('/tag/proactive-chat.js.map')).status).toBe(200);
  });

  it('of the Tag Manager page are served: the template as text, and the ids that its form begins with', async () => {
    expect(await ask('/tag-manager')).toMatchObject({ status: 200, body: '<title>Tag Manager</title>' });
    const template = await ask('/template.tpl');
    expect(template).toMatchObject({ status: 200, body: '___INFO___' });
    expect(template.headers['content-type']).toBe('text/plain; charset=utf-8');
    const ids = await ask('/widget.json');
    expect(ids.headers['content-type']).toBe('application/json');
    expect(JSON.parse(ids.body)).toEqual({
      appId: 'the-widget',
      orgId: 'the-organisation',
      orgUrl: 'http://127.0.0.1:4711',
    });
  });

  it('of the rules are served', async () => {
    const rules = await ask('/rules/pricing-hesitation.json');
    expect(rules.headers['content-type']).toBe('application/json');
    expect(JSON.parse(rules.body)).toEqual({ formatVersion: 1 });
  });

  it.each([
    '/tag/cli.js',
    '/tag/emulator/shop/shop.js',
    '/tag/../secret.json',
    '/tag/proactive-chat/../../secret.json',
    '/tag/proactive-chat.%2e%2e%2fcli.js',
    '/rules/notes.txt',
    '/rules/../secret.json',
    '/rules/..%2fsecret.json',
    '/images/../../secret.json',
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/products.ts',
    '/404.html',
  ])('do not include %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).not.toMatch(/secret|cli|shop|notes|source/);
  });
});

describe('the tag of a customer', () => {
  const runConfig = async (of: RunningShop): Promise<unknown> => {
    const { body, headers } = await ask('/shop-config.js', { of });
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    const window: { lcwProactiveChat?: unknown[]; dataLayer?: unknown[] } = {};
    runInNewContext(body, { window });
    // Out of the other realm, so that it compares as plain data.
    return JSON.parse(JSON.stringify(window));
  };

  it('is told service, rule set, consent and data layer by one entry of the queue', async () => {
    expect(await runConfig(shop)).toEqual({
      dataLayer: [],
      lcwProactiveChat: [
        {
          command: 'init',
          protocol: 1,
          config: {
            widget: {
              source: 'built-in',
              appId: 'the-widget',
              orgId: 'the-organisation',
              orgUrl: 'http://127.0.0.1:4711',
            },
            ruleSetUrl: '/rules/pricing-hesitation.json',
            consent: { default: 'granted' },
            analytics: { dataLayer: 'dataLayer' },
          },
        },
      ],
    });
  });

  it('can be given another rule set', async () => {
    const other = await start({ ruleSetUrl: '/rules/mine.json' });
    const window = await runConfig(other);
    await other.close();
    expect(window).toMatchObject({ lcwProactiveChat: [{ config: { ruleSetUrl: '/rules/mine.json' } }] });
  });
});

it('listens on the loopback address only', () => {
  expect(new URL(shop.url).hostname).toBe('127.0.0.1');
});

it('names the port that is in use, and the way to another', async () => {
  const port = Number(new URL(shop.url).port);
  await expect(start({ port })).rejects.toThrow(
    new RegExp(`^Port ${port} on 127.0.0.1 is in use: .*choose another with --port N`),
  );
});
