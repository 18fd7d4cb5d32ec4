/** Forms: sent, and begun and left. */
import { formsSignal } from '../../../src/signals/forms.ts';
import type { RunningSignal, Signal } from '../../../src/signals/signal.ts';
import { visitFormsSignal } from '../../../src/signals/visitForms.ts';
import { createFakeSignalHost } from '../../fakes/fakeSignalHost.ts';
import type { FakeSignalHost } from '../../fakes/fakeSignalHost.ts';

const order = { selector: '#order' };
let host: FakeSignalHost;
let signal: RunningSignal;
let form: HTMLFormElement;
let field: HTMLInputElement;

function start(each: Signal, ...asked: Parameters<typeof createFakeSignalHost>): void {
  host = createFakeSignalHost(...asked);
  signal = each.start(host);
}
const last = (): unknown => host.published.at(-1)?.[1];
const values = (): readonly unknown[] => host.published.map(([, value]) => value);
const fire = (target: Element, type: string): unknown =>
  target.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));

function makeForm(id: string): HTMLFormElement {
  const made = document.createElement('form');
  made.id = id;
  made.append(document.createElement('input'));
  document.body.append(made);
  return made;
}

beforeEach(() => {
  localStorage.clear();
  form = makeForm('order');
  field = form.querySelector('input') as HTMLInputElement;
});
afterEach(() => {
  signal.stop();
  document.body.replaceChildren();
});

describe('of this page view', () => {
  it('are counted as they are sent; others are not', () => {
    start(formsSignal, 'engagement.formSubmits', [], order);
    expect(last()).toBe(0);
    fire(form, 'submit');
    fire(form, 'submit');
    fire(makeForm('search'), 'submit');
    fire(field, 'input');
    expect(last()).toBe(2);
  });

  describe('abandoned', () => {
    const begin = (thresholds: readonly number[] = [10, 30]): void =>
      start(formsSignal, 'engagement.formAbandonedSeconds', thresholds, order);

    it('is unknown until one is begun, and the time since the last input in it then', () => {
      begin();
      host.clock.advance(60_000);
      expect(values()).toEqual([]);
      fire(field, 'input');
      host.clock.advance(9000);
      fire(field, 'input');
      host.clock.advance(9000);
      fire(field, 'change');
      expect(values()).toEqual([0]);
      host.clock.advance(40_000);
      expect(values()).toEqual([0, 10, 30]);
      signal.refresh?.();
      expect(last()).toBe(40);
      fire(field, 'input');
      expect(last()).toBe(0);
    });

    it('is told at other thresholds from a refresh on', () => {
      begin();
      fire(field, 'input');
      Object.assign(host.needs[0]!, { thresholds: [20] });
      signal.refresh?.();
      host.clock.advance(40_000);
      expect(last()).toBe(20);
    });

    it('is unknown again when the form is sent', () => {
      begin();
      fire(field, 'input');
      host.clock.advance(12_000);
      fire(form, 'submit');
      host.clock.advance(60_000);
      signal.refresh?.();
      expect(values()).toEqual([0, 10, undefined]);
    });

    it('does not count while nobody looks', () => {
      begin();
      fire(field, 'input');
      host.clock.advance(5000);
      host.attention({ visible: false });
      host.clock.advance(60_000);
      host.attention({ visible: true });
      host.clock.advance(4000);
      expect(last()).toBe(0);
      host.clock.advance(1000);
      expect(last()).toBe(10);
    });

    it('is about the form touched last, and about forms that match alone', () => {
      host = createFakeSignalHost('engagement.formAbandonedSeconds', [10], { selector: 'form:not(#search)' });
      signal = formsSignal.start(host);
      const other = makeForm('other');
      const search = makeForm('search');
      fire(search.firstElementChild as Element, 'input');
      expect(values()).toEqual([]);
      fire(field, 'input');
      fire(other.firstElementChild as Element, 'input');
      fire(form, 'submit');
      host.clock.advance(10_000);
      expect(last()).toBe(10);
    });

    it('knows a field inside a component of the form', () => {
      const component = form.appendChild(document.createElement('div'));
      const inside = component.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'));
      begin();
      inside.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      expect(last()).toBe(0);
    });

    it('knows a field that stands in one form and belongs to another', () => {
      const outside = makeForm('other').appendChild(document.createElement('input'));
      outside.setAttribute('form', 'order');
      begin();
      fire(outside, 'input');
      expect(last()).toBe(0);
    });

    it('knows a field that stands outside of its form, and reads no value', () => {
      const outside = document.createElement('input');
      outside.setAttribute('form', 'order');
      document.body.append(outside);
      const read = jest.spyOn(HTMLInputElement.prototype, 'value', 'get');
      begin();
      fire(outside, 'input');
      expect(last()).toBe(0);
      expect(read).not.toHaveBeenCalled();
    });
  });
});

describe('of this visit', () => {
  const asked = [
    { fact: 'visit.formSubmits', params: order },
    { fact: 'visit.formsAbandoned', params: order },
  ] as const;
  const both = (): readonly unknown[] => {
    const known = new Map(host.published);
    return asked.map(({ fact }) => known.get(`${fact}?selector=%23order`));
  };
  /** The next page of the visit: another tag, the same browser, a moment later. */
  function nextPage(later = 1000): void {
    const { clock } = host;
    signal.stop();
    host = createFakeSignalHost([...asked], [], undefined, clock.now() + later);
    signal = visitFormsSignal.start(host);
  }
  beforeEach(() => start(visitFormsSignal, [...asked]));

  it('are none at first', () => expect(both()).toEqual([0, 0]));

  it('count as abandoned on the next page, however often something was typed', () => {
    fire(field, 'input');
    fire(field, 'input');
    expect(both()).toEqual([0, 0]);
    nextPage();
    expect(both()).toEqual([0, 1]);
    fire(field, 'input');
    expect(both()).toEqual([0, 1]);
    nextPage();
    expect(both()).toEqual([0, 2]);
  });

  it('count as sent on this page and the next, and are not abandoned then', () => {
    fire(field, 'input');
    fire(form, 'submit');
    fire(form, 'submit');
    expect(both()).toEqual([2, 0]);
    nextPage();
    expect(both()).toEqual([2, 0]);
  });

  it('that are sent by whoever typed nothing take nothing away from those left before', () => {
    fire(field, 'input');
    nextPage();
    fire(form, 'submit');
    nextPage();
    expect(both()).toEqual([1, 1]);
  });

  it('that are begun again after they were sent are begun', () => {
    fire(field, 'input');
    fire(form, 'submit');
    fire(field, 'input');
    nextPage();
    expect(both()).toEqual([1, 1]);
  });

  it('are forgotten in the next visit', () => {
    fire(field, 'input');
    fire(form, 'submit');
    fire(field, 'input');
    nextPage(3_600_000);
    expect(both()).toEqual([0, 0]);
  });

  it('keep how many, and nothing that was typed', () => {
    field.value = 'secret';
    fire(field, 'input');
    fire(form, 'submit');
    expect(JSON.stringify({ ...localStorage })).not.toContain('secret');
  });

  it('begin at none where what was kept is damaged', () => {
    host.storage.write('journey', {
      visitId: host.visits.id(),
      forms: { 'visit.formSubmits?selector=%23order': 'x' },
    });
    nextPage();
    expect(both()).toEqual([0, 0]);
    fire(form, 'submit');
    expect(both()).toEqual([1, 0]);
  });
});
