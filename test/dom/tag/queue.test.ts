import { QUEUE_NAME, takeQueue } from '../../../src/tag/queue.ts';
import type { Command } from '../../../src/tag/queue.ts';

const page = window as unknown as Record<string, unknown>;
const errors: string[] = [];
const about: unknown[] = [];
const report = (what: string, error: unknown): void => {
  errors.push(what);
  about.push(error);
};

afterEach(() => {
  delete page[QUEUE_NAME];
  errors.length = 0;
  about.length = 0;
});

it('handles what the page queued before the tag came, in order, and everything after it', () => {
  const queue: unknown[] = [{ command: 'init' }, { command: 'consent' }];
  page[QUEUE_NAME] = queue;
  const handled: string[] = [];
  takeQueue(window, ({ command }) => handled.push(command), report);
  queue.push({ command: 'pause' });
  expect(handled).toEqual(['init', 'consent', 'pause']);
  expect(page[QUEUE_NAME]).toBe(queue);
});

it('makes the queue where the page has none', () => {
  const handled: Command[] = [];
  takeQueue(window, (command) => handled.push(command), report);
  (page[QUEUE_NAME] as unknown[]).push({ command: 'init', config: {} });
  expect(handled).toEqual([{ command: 'init', config: {} }]);
});

it('is taken once: a second tag on the page stays out', () => {
  const handled: string[] = [];
  takeQueue(window, () => handled.push('first'), report);
  expect(takeQueue(window, () => handled.push('second'), report)).toBeNull();
  (page[QUEUE_NAME] as unknown[]).push({ command: 'pause' });
  expect(handled).toEqual(['first']);
});

it.each([[['init', {}]], [null], ['init'], [{ comand: 'init' }]])('reports %j and goes on', (entry) => {
  const handled: string[] = [];
  takeQueue(window, ({ command }) => handled.push(command), report);
  (page[QUEUE_NAME] as unknown[]).push(entry, { command: 'pause' });
  expect(handled).toEqual(['pause']);
  expect([errors, about]).toEqual([['not a command'], [entry]]);
});

it('never throws at the page, whatever a command does', () => {
  takeQueue(
    window,
    () => {
      throw new Error('ours');
    },
    report,
  );
  expect(() => (page[QUEUE_NAME] as unknown[]).push({ command: 'pause' })).not.toThrow();
  expect(errors).toEqual(['command']);
});

it('is an ordinary array again afterwards', () => {
  const letGo = takeQueue(window, () => undefined, report);
  letGo?.();
  (page[QUEUE_NAME] as unknown[]).push({ command: 'init' });
  expect(page[QUEUE_NAME]).toEqual([{ command: 'init' }]);
});
