/** What the visitor watches: over what they rest, what they play, what there is to be seen. */
import { elementExistsSignal } from '../../../src/signals/elementExists.ts';
import { hoverSignal } from '../../../src/signals/hover.ts';
import type { RunningSignal, Signal } from '../../../src/signals/signal.ts';
import { videoSignal } from '../../../src/signals/video.ts';
import { playSpans } from '../../fakes/fakeMedia.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

let host: FakeSignalHost;
let signal: RunningSignal;

function start(each: Signal, ...asked: Parameters<typeof createFakeSignalHost>): void {
  host = createFakeSignalHost(...asked);
  signal = each.start(host);
}
const last = (): unknown => host.published.at(-1)?.[1];
const values = (): readonly unknown[] => host.published.map(([, value]) => value);

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name = '',
  parent: Element = document.body,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
}

afterEach(() => {
  signal.stop();
  document.body.replaceChildren();
});

describe('hover', () => {
  const begin = (thresholds: readonly number[] = []): void =>
    start(hoverSignal, 'engagement.hoverSeconds', thresholds, { selector: '.price' });
  function over(target: Element, pointerType = 'mouse'): void {
    const event = new MouseEvent('pointerover', { bubbles: true, composed: true });
    target.dispatchEvent(Object.assign(event, { pointerType }));
  }
  const leave = (relatedTarget: Element | null): unknown =>
    document.body.dispatchEvent(new MouseEvent('pointerout', { bubbles: true, relatedTarget }));

  it('is told at other thresholds from a refresh on', () => {
    const price = make('p', 'price');
    begin([60]);
    over(price);
    host.clock.advance(2000);
    Object.assign(host.needs[0]!, { thresholds: [5] });
    signal.refresh?.();
    expect(last()).toBe(2);
    host.clock.advance(20_000);
    expect(last()).toBe(5);
  });

  it('is the longest time over one element, or over what is inside of it', () => {
    const price = make('p', 'price');
    const amount = make('b', '', price);
    const other = make('p');
    begin();
    expect(last()).toBe(0);
    over(amount);
    host.clock.advance(2000);
    over(price);
    host.clock.advance(1000);
    over(other);
    expect(last()).toBe(3);
    host.clock.advance(9000);
    over(price);
    host.clock.advance(2000);
    over(other);
    expect(last()).toBe(3);
  });

  it('is over a component, whose own parts nobody outside of it knows', () => {
    const price = make('p', 'price');
    const amount = price.attachShadow({ mode: 'open' }).appendChild(document.createElement('b'));
    begin([2]);
    over(amount);
    host.clock.advance(2000);
    expect(last()).toBe(2);
  });

  it('is told at the thresholds, while the pointer rests', () => {
    const price = make('p', 'price');
    begin([2, 5]);
    over(price);
    host.clock.advance(60_000);
    expect(values()).toEqual([0, 2, 5]);
    signal.refresh?.();
    expect(last()).toBe(60);
  });

  it('is told of the one before when the pointer goes straight to another', () => {
    begin();
    over(make('p', 'price'));
    host.clock.advance(3000);
    over(make('p', 'price'));
    expect(last()).toBe(3);
  });

  it('is over when the signal is stopped while the pointer rests', () => {
    begin([5]);
    over(make('p', 'price'));
    signal.stop();
    expect(host.clock.pending()).toBe(0);
  });

  it('begins anew with another element that matches', () => {
    begin();
    over(make('p', 'price'));
    host.clock.advance(2000);
    over(make('p', 'price'));
    host.clock.advance(3000);
    leave(null);
    expect(last()).toBe(3);
  });

  it('ends when the pointer leaves the page, and goes on from one element of it to another', () => {
    const price = make('p', 'price');
    begin();
    over(price);
    host.clock.advance(1000);
    leave(price);
    host.clock.advance(1000);
    leave(null);
    host.clock.advance(5000);
    expect(last()).toBe(2);
  });

  it.each([{ visible: false }, { focused: false }])('does not count with %j', (change) => {
    const price = make('p', 'price');
    begin();
    over(price);
    host.clock.advance(1000);
    host.attention(change);
    host.clock.advance(10_000);
    leave(null);
    expect(last()).toBe(1);
  });

  it('is none of a finger', () => {
    const price = make('p', 'price');
    begin([1]);
    over(price, 'touch');
    host.clock.advance(5000);
    expect(values()).toEqual([0]);
  });

  it('stays at none under a selector that is none, and tells the others', () => {
    const price = make('p', 'price');
    host = createFakeSignalHost([
      { fact: 'engagement.hoverSeconds', params: { selector: '((' } },
      { fact: 'engagement.hoverSeconds', params: { selector: '.price' }, thresholds: [1] },
    ]);
    signal = hoverSignal.start({ ...host, report: () => undefined });
    over(price);
    host.clock.advance(5000);
    expect(values()).toEqual([0, 0, 1]);
  });
});

describe('video', () => {
  const begin = (thresholds: readonly number[] = [25, 50], selector = 'video'): void =>
    start(videoSignal, 'engagement.videoPercent', thresholds, { selector });

  it('is told when so much of it has been played', () => {
    const video = make('video');
    begin();
    for (const second of [1, 2, 3, 4, 5, 6, 20]) playSpans(video, [[0, second]], 20);
    expect(values()).toEqual([0, 25, 100]);
  });

  it('is never more than all of it, however the player rounds', () => {
    const video = make('video');
    begin();
    playSpans(video, [[0, 20.2]], 20);
    expect(last()).toBe(100);
  });

  it('is exact when asked', () => {
    const video = make('video');
    begin();
    playSpans(video, [[0, 3]], 20);
    expect(last()).toBe(0);
    signal.refresh?.();
    expect(last()).toBe(15);
  });

  it('counts no part that was skipped', () => {
    const video = make('video');
    begin();
    playSpans(
      video,
      [
        [0, 1],
        [19, 20],
      ],
      20,
    );
    signal.refresh?.();
    expect(last()).toBe(10);
  });

  it('of several is the one played furthest, and never falls', () => {
    const [first, second] = [make('video'), make('video')];
    begin();
    playSpans(first, [[0, 10]], 20);
    playSpans(second, [[0, 9]], 20);
    playSpans(first, [[0, 1]], 20);
    signal.refresh?.();
    expect(last()).toBe(50);
  });

  it('is found by what it stands in, and others are not', () => {
    const demo = make('figure', 'demo');
    begin([25], '.demo');
    playSpans(make('video'), [[0, 20]], 20);
    expect(last()).toBe(0);
    playSpans(make('video', '', demo), [[0, 20]], 20);
    expect(last()).toBe(100);
  });

  it.each([Infinity, NaN, 0])('of a length of %p stays at none', (duration) => {
    begin();
    playSpans(make('video'), [[0, 500]], duration);
    signal.refresh?.();
    expect(last()).toBe(0);
  });
});

describe('whether an element exists', () => {
  const begin = (): void => start(elementExistsSignal, 'page.elementExists', [], { selector: '.sold-out' });
  const later = async (): Promise<void> => {
    await Promise.resolve();
    host.clock.advance(500);
  };

  it('is told as it comes and goes', async () => {
    begin();
    expect(values()).toEqual([false]);
    const mark = make('p', 'sold-out');
    await later();
    expect(values()).toEqual([false, true]);
    mark.className = '';
    await later();
    expect(values()).toEqual([false, true, false]);
    make('p');
    await later();
    expect(values()).toEqual([false, true, false]);
  });

  it('is looked at before an invitation', () => {
    begin();
    make('p', 'sold-out');
    signal.refresh?.();
    expect(last()).toBe(true);
  });

  it('is unknown under a selector that is none', () => {
    host = createFakeSignalHost('page.elementExists', [], { selector: '((' });
    signal = elementExistsSignal.start({ ...host, report: () => undefined });
    expect(host.published).toEqual([]);
  });
});
