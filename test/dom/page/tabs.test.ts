import { absent, createFakeOrigin, forbidden, settle } from './fakeOrigin.ts';
import type { FakeOrigin, FakePage } from './fakeOrigin.ts';

let origin: FakeOrigin;
let log: string[];

beforeEach(() => {
  origin = createFakeOrigin();
  log = [];
});

/** Work that goes on until it is told to end. */
function work(name: string): { readonly run: () => Promise<string>; end(): void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((done) => (end = done));
  return {
    run: async () => {
      log.push(`${name} begins`);
      await ended;
      log.push(`${name} ends`);
      return name;
    },
    end: () => end(),
  };
}

/** Time passes on all of these pages alike. */
async function pass(ms: number, ...pages: readonly FakePage[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    await settle();
    for (const { clock } of pages) clock.advance(100);
  }
  await settle();
}

describe.each([
  ['Web Locks', {}],
  ['claims, without Web Locks', { locks: absent }],
  ['claims, where Web Locks are forbidden', { locks: forbidden }],
  [
    'claims, where Web Locks refuse',
    { locks: { value: { request: () => Promise.reject(new DOMException('', 'SecurityError')) } } },
  ],
])('turns by %s', (_, lacks) => {
  it('are had by one page at a time, and pass on when the work is over', async () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    const [one, two] = [work('one'), work('two')];
    const answers = [first.tabs.exclusively(one.run), second.tabs.exclusively(two.run)];
    await pass(500, first, second);
    expect(log).toHaveLength(1);
    (log[0] === 'one begins' ? one : two).end();
    await pass(500, first, second);
    expect(log).toHaveLength(3);
    one.end();
    two.end();
    expect(await Promise.all(answers)).toEqual(['one', 'two']);
    expect(log[1]).toBe(log[0]?.replace('begins', 'ends'));
  });

  it('are had one after another on one page', async () => {
    const page = origin.open(lacks);
    const [one, two] = [work('one'), work('two')];
    const answers = [page.tabs.exclusively(one.run), page.tabs.exclusively(two.run)];
    await pass(500, page);
    expect(log).toEqual(['one begins']);
    one.end();
    two.end();
    await pass(500, page);
    await Promise.all(answers);
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('pass on also when the work fails, as its caller hears', async () => {
    const page = origin.open(lacks);
    const heard = page.tabs
      .exclusively(() => Promise.reject(new Error('no service')))
      .catch((error: unknown) => String(error));
    const thrown = page.tabs
      .exclusively((): Promise<void> => {
        throw new Error('a mistake');
      })
      .catch((error: unknown) => String(error));
    await pass(500, page);
    expect([await heard, await thrown]).toEqual(['Error: no service', 'Error: a mistake']);
    const next = page.tabs.exclusively(() => Promise.resolve('next'));
    await pass(500, page);
    expect(await next).toBe('next');
    expect([...origin.stored]).toEqual([]);
  });
});

it('runs the work once, also when the browser takes the lock away from it', async () => {
  const locks = {
    request: async (_name: string, use: () => Promise<void>) => {
      void use();
      throw new DOMException('stolen', 'AbortError');
    },
  };
  const page = origin.open({ locks: { value: locks } });
  const one = work('one');
  const answer = page.tabs.exclusively(one.run);
  await pass(500, page);
  one.end();
  expect(await answer).toBe('one');
  expect(log).toEqual(['one begins', 'one ends']);
});

describe('turns by claims', () => {
  const lacks = { locks: absent };

  it('are kept for as long as the work goes on', async () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    const [one, two] = [work('one'), work('two')];
    void first.tabs.exclusively(one.run);
    await pass(500, first, second);
    void second.tabs.exclusively(two.run);
    await pass(60_000, first, second);
    expect(log).toEqual(['one begins']);
    one.end();
    await pass(500, first, second);
    expect(log).toEqual(['one begins', 'one ends', 'two begins']);
    two.end();
    await pass(100, first, second);
    expect([...origin.stored]).toEqual([]);
    expect([first.clock.pending(), second.clock.pending()]).toEqual([0, 0]);
  });

  it('that two pages make at once leave one winner', async () => {
    const store = origin.open().window.localStorage;
    let reads = 0;
    // The claim of the other page has not come through yet when this one looks for the first time.
    const late = {
      getItem: (key: string) => ((reads += 1) === 1 ? null : store.getItem(key)),
      setItem: (key: string, value: string) => store.setItem(key, value),
      removeItem: (key: string) => store.removeItem(key),
    };
    const first = origin.open(lacks);
    const second = origin.open({ ...lacks, localStorage: { value: late } });
    const [one, two] = [work('one'), work('two')];
    void first.tabs.exclusively(one.run);
    await settle();
    void second.tabs.exclusively(two.run);
    await pass(1000, first, second);
    expect(log).toEqual(['two begins']);
    two.end();
    await pass(500, first, second);
    expect(log).toEqual(['two begins', 'two ends', 'one begins']);
  });

  it('of a page that crashes are over within ten seconds', async () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    void first.tabs.exclusively(work('one').run);
    await pass(500, first, second);
    void second.tabs.exclusively(work('two').run);
    await pass(9000, second);
    expect(log).toEqual(['one begins']);
    await pass(1500, second);
    expect(log).toEqual(['one begins', 'two begins']);
  });

  it('of a page that is left are over at once', async () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    void first.tabs.exclusively(work('one').run);
    await pass(500, first, second);
    first.window.dispatchEvent(new Event('pagehide'));
    void second.tabs.exclusively(work('two').run);
    await pass(500, second);
    expect(log).toEqual(['one begins', 'two begins']);
  });

  it('that another page has taken over are not taken back', async () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    const one = work('one');
    void first.tabs.exclusively(one.run);
    await pass(500, first, second);
    // Asleep for so long that the claim has run out.
    void second.tabs.exclusively(work('two').run);
    await pass(12_000, second);
    const claims = (): string | undefined =>
      [...origin.stored.values()].map((text) => (JSON.parse(text) as { id: string }).id)[0];
    const taken = claims();
    first.clock.jump(12_000);
    one.end();
    await settle();
    expect(claims()).toBe(taken);
    expect(taken).toBeDefined();
  });

  it.each([
    ['damaged', 'what?'],
    ['of another kind', '[]'],
    ['dated ahead by a clock that was wrong', JSON.stringify({ id: 'x', until: 9e15 })],
  ])('do not wait for a claim that is %s', async (_, text) => {
    origin.stored.set('lcw-proactive-chat.turn.org/app', text);
    const page = origin.open(lacks);
    const answer = page.tabs.exclusively(() => Promise.resolve('done'));
    await pass(500, page);
    expect(await answer).toBe('done');
  });

  const storeThat = (members: object): PropertyDescriptor => ({
    value: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined, ...members },
  });
  const fail = (): never => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  it.each([
    ['there is no store', absent],
    ['the store is forbidden', forbidden],
    ['the store is full', storeThat({ setItem: fail })],
    ['the store keeps nothing', storeThat({})],
    ['the store cannot be read', storeThat({ getItem: fail })],
  ])('are not waited for where %s; the page goes on by itself', async (_, localStorage) => {
    const page = origin.open({ ...lacks, localStorage });
    expect(await page.tabs.exclusively(() => Promise.resolve('done'))).toBe('done');
    expect(page.reported).toEqual([]);
  });
});

describe.each([
  ['a BroadcastChannel', {}],
  ['the store, without a BroadcastChannel', { BroadcastChannel: absent }],
  ['the store, where a BroadcastChannel is forbidden', { BroadcastChannel: forbidden }],
])('messages by %s', (_, lacks) => {
  it('reach every other page and not their own', () => {
    const pages = [origin.open(lacks), origin.open(lacks), origin.open(lacks)];
    const heard = pages.map(({ tabs }) => {
      const messages: unknown[] = [];
      tabs.listen((message) => messages.push(message));
      return messages;
    });
    pages[1]?.tabs.post({ type: 'ended', at: 1 });
    pages[1]?.tabs.post({ type: 'ended', at: 1 });
    const expected = { type: 'ended', at: 1 };
    expect(heard).toEqual([[expected, expected], [], [expected, expected]]);
    expect([...origin.stored]).toEqual([]);
  });

  it('are heard until the listener has had enough, whatever another listener does', () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    const heard: unknown[] = [];
    second.tabs.listen(() => {
      throw new Error('ours');
    });
    const stop = second.tabs.listen((message) => heard.push(message));
    first.tabs.post({ number: 1 });
    stop();
    first.tabs.post({ number: 2 });
    expect(heard).toEqual([{ number: 1 }]);
    expect(second.reported).toEqual(['tab listener', 'tab listener']);
  });

  it('that cannot be written down are dropped, without a word to the caller', () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    const heard: unknown[] = [];
    second.tabs.listen((message) => heard.push(message));
    const circle: { self?: object } = {};
    circle.self = circle;
    first.tabs.post(circle);
    first.tabs.post({ fine: true });
    expect(heard).toEqual([{ fine: true }]);
    expect(first.reported).toEqual(['tab message']);
  });

  it('are not heard by a page that is away, which can still post; back again, it hears', () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    const heard: Record<string, unknown[]> = { first: [], second: [] };
    first.tabs.listen((message) => heard['first']?.push(message));
    second.tabs.listen((message) => heard['second']?.push(message));
    first.window.dispatchEvent(new Event('pagehide'));
    second.tabs.post({ number: 1 });
    first.tabs.post({ number: 2 });
    first.window.dispatchEvent(new Event('pageshow'));
    second.tabs.post({ number: 3 });
    expect(heard).toEqual({ first: [{ number: 3 }], second: [{ number: 2 }] });
  });

  it('end with close, on both sides', () => {
    const [first, second] = [origin.open(lacks), origin.open(lacks)];
    const heard: unknown[] = [];
    first.tabs.listen((message) => heard.push(message));
    second.tabs.listen((message) => heard.push(message));
    first.tabs.close();
    first.window.dispatchEvent(new Event('pageshow'));
    first.tabs.post({});
    second.tabs.post({});
    expect(heard).toEqual([]);
  });
});

it('keeps no channel open while the page is away, or after close', () => {
  const page = origin.open();
  expect(origin.openChannels()).toBe(1);
  page.window.dispatchEvent(new Event('pagehide'));
  page.tabs.post({});
  expect(origin.openChannels()).toBe(0);
  page.window.dispatchEvent(new Event('pageshow'));
  expect(origin.openChannels()).toBe(1);
  page.tabs.close();
  expect(origin.openChannels()).toBe(0);
});

it('with neither channel nor store works for this page alone', async () => {
  const page = origin.open({ locks: absent, BroadcastChannel: absent, localStorage: forbidden });
  page.tabs.listen(() => log.push('heard'));
  page.tabs.post({ type: 'ended' });
  expect(await page.tabs.exclusively(() => Promise.resolve('done'))).toBe('done');
  page.tabs.close();
  expect(log).toEqual([]);
});

it('takes what is no message of ours for nothing', () => {
  const [first, second] = [
    origin.open({ BroadcastChannel: absent }),
    origin.open({ BroadcastChannel: absent }),
  ];
  second.tabs.listen(() => log.push('heard'));
  first.window.localStorage.setItem('lcw-proactive-chat.message.org/app', '{');
  first.window.localStorage.setItem('lcw-proactive-chat.message.org/other', '{}');
  expect(log).toEqual([]);
  expect(second.reported).toEqual(['tab message']);
});
