import type { ServerResponse } from 'node:http';
import { get } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parseEmulatorConfig } from '../../../src/emulator/config.ts';
import type { Model } from '../../../src/emulator/console/model.ts';
import { applyEvent, emptyModel, isTyping, sectionsFor } from '../../../src/emulator/console/model.ts';
import { duration, preview, stateNote } from '../../../src/emulator/console/words.ts';
import { createConsoleApi } from '../../../src/emulator/consoleApi.ts';
import type { ConsoleEvent, ConversationView } from '../../../src/emulator/consoleView.ts';
import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { createDesk } from '../../../src/emulator/state.ts';
import { ask, createVisitor } from './visitor.ts';

let emulator: RunningEmulator;
let assetsDir: string;
beforeEach(async () => {
  assetsDir = mkdtempSync(join(tmpdir(), 'assets-'));
  mkdirSync(join(assetsDir, 'console'));
  writeFileSync(join(assetsDir, 'console', 'index.html'), '<!doctype html>');
  writeFileSync(join(assetsDir, 'secret.txt'), 'secret');
  emulator = await startEmulator({ assetsDir });
});
afterEach(async () => {
  await emulator.close();
  rmSync(assetsDir, { recursive: true });
});

/** Opens the event stream; `until` resolves with the first event, past or future, that fits. */
function openEvents() {
  const events: ConsoleEvent[] = [];
  let look = () => {};
  const stream = get(`${emulator.url}/console/api/events`, { agent: false }, (incoming) => {
    let text = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith('data: ')) events.push(JSON.parse(block.slice(6)) as ConsoleEvent);
      }
      look();
    });
    incoming.on('error', () => {});
  });
  stream.on('error', () => {});
  return {
    events,
    until: (test: (event: ConsoleEvent) => boolean) =>
      new Promise<ConsoleEvent>((resolve) => {
        look = () => {
          const found = events.find(test);
          if (found !== undefined) resolve(found);
        };
        look();
      }),
  };
}

const post = (path: string, json: unknown) =>
  ask(`${emulator.url}/console/api/${path}`, { method: 'POST', json, headers: { Origin: emulator.url } });

it('a program may ask for everything at once, and is not sent looking for a file where there is nothing to read', async () => {
  await createVisitor(emulator).start();
  const { json } = await ask(`${emulator.url}/console/api/desk`);
  expect(json).toMatchObject({
    desk: { queueOpen: true, agents: [{ id: 'alex', available: false }, { id: 'sam' }] },
    conversations: [{ id: emulator.conversations()[0]!.id, state: 'Waiting' }],
  });
  const { status, text } = await ask(`${emulator.url}/console/api/queue`);
  expect([status, text]).toEqual([404, '{"error":"There is nothing to read at this address."}']);
});

describe('what the console is served', () => {
  it('comes under a policy that allows nothing from elsewhere, and in no frame', async () => {
    const { status, headers } = await ask(emulator.consoleUrl);
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('is only the console', async () => {
    for (const path of ['/console/../secret.txt', '/console/%2e%2e/secret.txt', '/console/..%2fsecret.txt']) {
      expect((await ask(emulator.url + path)).status).toBe(404);
    }
    expect((await ask(`${emulator.url}/console`)).headers.location).toBe('/console/');
  });
});

describe('an agent at the console', () => {
  it('goes available, accepts, answers and ends, and hears of everything at once', async () => {
    const { events, until } = openEvents();
    await until((event) => event.kind === 'everything');
    expect((await post('agents/sam/presence', { available: true })).status).toBe(204);
    await until((event) => event.kind === 'desk' && event.desk.agents.some((each) => each.available));

    const visitor = createVisitor(emulator);
    const customContextData = {
      Cart: { value: '3 items', isDisplayable: true },
      rule: { value: 7, isDisplayable: false },
    };
    await visitor.start({ customContextData, isProactiveChat: true });
    const waiting = await until((event) => event.kind === 'conversation');
    expect(waiting).toMatchObject({
      conversation: {
        state: 'Waiting',
        isProactive: true,
        context: [
          { key: 'Cart', value: '3 items', isDisplayable: true },
          { key: 'rule', value: '7', isDisplayable: false },
        ],
      },
    });
    const { id } = emulator.conversations()[0]!;
    await visitor.type();
    await until((event) => event.kind === 'visitorTyping' && event.conversationId === id);

    expect((await post(`conversations/${id}/accept`, { agentId: 'sam' })).status).toBe(204);
    expect((await post(`conversations/${id}/messages`, { agentId: 'sam', text: 'Hello' })).status).toBe(204);
    const said = await until((event) => event.kind === 'message' && event.message.text === 'Hello');
    // The message alone, not all that was said before.
    expect(said).toEqual({
      kind: 'message',
      conversationId: id,
      message: {
        id: expect.any(String) as string,
        role: 'agent',
        senderName: 'Sam',
        text: 'Hello',
        sentAt: expect.any(Number) as number,
      },
    });
    expect((await post(`conversations/${id}/end`, { agentId: 'sam' })).status).toBe(204);
    await until((event) => event.kind === 'conversation' && event.conversation.state === 'WrapUp');
    expect(emulator.conversations()[0]!.messages.map(({ text }) => text)).toEqual([
      'Sam has joined the conversation.',
      'Hello',
      'Sam has ended the conversation.',
    ]);
    expect(events[0]!.kind).toBe('everything');
  });

  it('is told in a sentence why something is not possible', async () => {
    await createVisitor(emulator).start();
    const { id } = emulator.conversations()[0]!;
    const early = await post(`conversations/${id}/messages`, { agentId: 'alex', text: 'Hello?' });
    expect([early.status, early.json['error']]).toEqual([409, 'Nobody has accepted this conversation yet.']);
    const away = await post(`conversations/${id}/accept`, { agentId: 'alex' });
    expect([away.status, away.json['error']]).toEqual([409, 'Alex is away; go available first.']);
    await post('agents/alex/presence', { available: true });
    await post(`conversations/${id}/accept`, { agentId: 'alex' });
    const other = await post(`conversations/${id}/messages`, { agentId: 'sam', text: 'Me too' });
    expect([other.status, other.json['error']]).toEqual([409, 'Another agent has this conversation.']);
    expect((await post(`conversations/${id}/messages`, { agentId: 'alex', text: '  ' })).status).toBe(400);
    expect((await post('conversations/none/end', { agentId: 'alex' })).status).toBe(404);
    expect((await post('agents/alex/presence', { available: 'yes' })).status).toBe(400);
  });
});

describe('the survey before a conversation', () => {
  it('is shown to agents as what was asked and answered', async () => {
    await emulator.close();
    const preChatSurvey = {
      type: 'AdaptiveCard',
      body: [
        { type: 'Input.Text', id: 'name', label: 'Your name' },
        { type: 'Container', items: [{ type: 'Input.Toggle', id: 'member', title: 'Member' }] },
      ],
    };
    emulator = await startEmulator({ assetsDir, config: { preChatSurvey } });
    await createVisitor(emulator).start({ preChatResponse: { name: 'Kim', member: true, more: 'x' } });
    expect(await openEvents().until((event) => event.kind === 'everything')).toMatchObject({
      conversations: [
        {
          answers: [
            { id: 'name', question: 'Your name', answer: 'Kim' },
            { id: 'member', question: 'member', answer: 'true' },
            { id: 'more', question: 'more', answer: 'x' },
          ],
        },
      ],
    });
  });
});

it('the link by which a visitor comes back is told to agents where the widget has such links', async () => {
  const told = async () => {
    await createVisitor(emulator).start();
    const { json } = await ask(`${emulator.url}/console/api/desk`);
    return (json as { conversations: readonly ConversationView[] }).conversations[0]?.reconnectId;
  };
  expect(await told()).toBeNull();
  await emulator.close();
  emulator = await startEmulator({ assetsDir, config: { chatReconnect: true } });
  expect(await told()).toBe(emulator.conversations()[0]!.reconnectId);
});

describe('a console that has stopped reading', () => {
  /** A desk with one console whose connection takes nothing, and that many long conversations. */
  function stalled(conversations: number) {
    let ids = 0;
    const config = parseEmulatorConfig({});
    const desk = createDesk({ config, now: () => 0, newId: () => String((ids += 1)) });
    const begin = () =>
      desk.create({
        requestId: 'r',
        visitorName: null,
        customContext: {},
        preChatAnswers: {},
        subject: null,
        isProactive: false,
        locale: 'en-us',
      }).id;
    const say = (id: string, times: number) => {
      for (let count = 0; count < times; count += 1) desk.visitorSays(id, 'x'.repeat(25_000), 'Customer', {});
    };
    for (let count = 0; count < conversations; count += 1) say(begin(), 8);
    const api = createConsoleApi({ config, desk, activeFaults: () => [], assetsDir: null });
    const stream = new Writable({ write: () => undefined });
    const route = api.routes.find(({ pattern }) => pattern.endsWith('/events'));
    const reply = route?.answer({
      method: 'GET',
      url: new URL('http://127.0.0.1'),
      headers: {},
      params: {},
      body: undefined,
    });
    if (reply !== undefined && 'stream' in reply) reply.stream(stream as ServerResponse);
    return { desk, api, stream, begin, say };
  }

  it('is cut off before more than a megabyte waits for it, and troubles nobody after', () => {
    const { api, stream, begin, say } = stalled(0);
    for (let count = 0; count < 5; count += 1) say(begin(), 8);
    expect(stream.destroyed).toBe(false);
    say(begin(), 8);
    expect(stream.destroyed).toBe(true);
    expect(stream.writableLength).toBeLessThan(1.1 * 1024 * 1024);
    const write = jest.spyOn(stream, 'write');
    say(begin(), 1);
    expect(write).not.toHaveBeenCalled();
    api.close();
  });

  it('is not cut off for what it is told first, however much that is', () => {
    const { api, stream, begin, say } = stalled(10);
    expect(stream.writableLength).toBeGreaterThan(1.5 * 1024 * 1024);
    say(begin(), 1);
    expect(stream.destroyed).toBe(false);
    api.close();
  });
});

describe('what the console knows', () => {
  const conversation = (parts: Partial<ConversationView>): ConversationView => ({
    id: 'a',
    visitorName: 'Visitor 1',
    state: 'Waiting',
    agentId: null,
    isWithBot: false,
    queueId: 'default',
    reconnectId: null,
    isProactive: false,
    locale: 'en-us',
    createdAt: 0,
    queuedAt: 0,
    acceptedAt: null,
    endedAt: null,
    endedBy: null,
    answers: [],
    context: [],
    messages: [],
    ...parts,
  });
  const message = (role: 'visitor' | 'agent', text: string) => ({
    id: text,
    role,
    senderName: 'Sam',
    text,
    sentAt: 0,
  });
  const said = (role: 'visitor' | 'agent', text: string): ConsoleEvent => ({
    kind: 'message',
    conversationId: 'a',
    message: message(role, text),
  });
  const after = (...events: ConsoleEvent[]): Model =>
    events.reduce((model, event) => applyEvent(model, event, 1000), emptyModel);

  it('is sorted by whose turn it is', () => {
    const all = [
      conversation({ id: 'w' }),
      conversation({ id: 'mine', state: 'Active', agentId: 'sam' }),
      conversation({ id: 'theirs', state: 'Active', agentId: 'alex' }),
      conversation({ id: 'old', state: 'Closed', endedAt: 1 }),
      conversation({ id: 'new', state: 'WrapUp', endedAt: 2 }),
    ];
    const model = after(...all.map((each): ConsoleEvent => ({ kind: 'conversation', conversation: each })));
    const sections = sectionsFor(model, 'sam');
    const ids = (list: readonly ConversationView[]) => list.map(({ id }) => id);
    expect([
      ids(sections.waiting),
      ids(sections.yours),
      ids(sections.colleagues),
      ids(sections.ended),
    ]).toEqual([['w'], ['mine'], ['theirs'], ['new', 'old']]);
  });

  it('lists who waits as the queue does: a visitor who comes from a bot, or whose agent has gone, waits from then on', () => {
    const all = [
      conversation({ id: 'from the bot', createdAt: 0, queuedAt: 600_000 }),
      conversation({ id: 'longest', createdAt: 300_000, queuedAt: 300_000 }),
    ];
    const { waiting } = sectionsFor(
      after(...all.map((each): ConsoleEvent => ({ kind: 'conversation', conversation: each }))),
      'sam',
    );
    expect(waiting.map(({ id }) => id)).toEqual(['longest', 'from the bot']);
    expect(waiting.map((each) => stateNote(each, null, 640_000))).toEqual(['For 5 min', 'For 40 s']);
  });

  it('shows typing until a message comes or it has gone quiet', () => {
    const began: ConsoleEvent = { kind: 'conversation', conversation: conversation({}) };
    const typing: ConsoleEvent = { kind: 'visitorTyping', conversationId: 'a' };
    expect(isTyping(after(began, typing), 'a', 5000)).toBe(true);
    expect(isTyping(after(began, typing), 'a', 6000)).toBe(false);
    expect(isTyping(after(began, typing, said('visitor', 'Hi')), 'a', 1001)).toBe(false);
    expect(isTyping(after(began, typing, said('agent', 'Hi')), 'a', 1001)).toBe(true);
  });

  it('grows with every message, and knows nothing of conversations it was not told of', () => {
    const began: ConsoleEvent = { kind: 'conversation', conversation: conversation({}) };
    const texts = (model: Model) => model.conversations.get('a')?.messages.map(({ text }) => text);
    expect(texts(after(began, said('visitor', 'Hi'), said('agent', 'Hello')))).toEqual(['Hi', 'Hello']);
    expect(after(said('visitor', 'Hi')).conversations.size).toBe(0);
  });

  it('is put in few words', () => {
    expect([0, 40_000, 150_000, 3_900_000].map(duration)).toEqual(['just now', '40 s', '2 min', '1 h 5 min']);
    const context = [
      { key: 'Cart', value: '3', isDisplayable: true },
      { key: 'rule', value: 'x', isDisplayable: false },
    ];
    expect(preview(conversation({ context }))).toBe('Cart: 3');
    expect(preview(conversation({ context, messages: [message('agent', 'Hello')] }))).toBe('Sam: Hello');
    expect(preview(conversation({ isProactive: true }))).toBe('Accepted an invitation');
  });
});
