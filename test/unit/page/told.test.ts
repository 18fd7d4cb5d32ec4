import { createTold } from '../../../src/page/told.ts';

describe('what the page has told', () => {
  const event = (name: string): { command: string; name: string } => ({ command: 'event', name });
  const facts = { command: 'setFacts', facts: { 'visitor.attributes': { plan: 'pro' } } };
  const signal = { command: 'defineSignal', name: 'stock' };

  it('is there for who comes later, in its order', () => {
    const told = createTold();
    [facts, event('added'), signal].forEach(told.add);
    expect(told.entries).toEqual([facts, event('added'), signal]);
  });

  it('does not grow for ever: the oldest events go, what was set stays', () => {
    const told = createTold();
    [event('first'), facts, signal].forEach(told.add);
    for (let index = 0; index < 2000; index += 1) told.add(event(`${index}`));
    expect(told.entries).toHaveLength(1000);
    expect(told.entries.slice(0, 2)).toEqual([facts, signal]);
    expect(told.entries.at(-1)).toEqual(event('1999'));
  });

  it('does not grow for ever by what is set either', () => {
    const told = createTold();
    for (let index = 0; index < 2000; index += 1) told.add({ ...facts, index });
    expect(told.entries).toHaveLength(1000);
    expect(told.entries.at(-1)).toEqual({ ...facts, index: 1999 });
  });

  it('is told at once to who listens', () => {
    const told = createTold();
    const heard = jest.fn();
    const stop = told.listen(heard);
    told.add(facts);
    stop();
    told.add(signal);
    expect(heard.mock.calls).toEqual([[facts]]);
  });
});
