import { guarded, listen, runAll } from '../page/guard.ts';
import type { Unsubscribe } from '../page/guard.ts';
import { closestTo, elementOf } from './eventTarget.ts';
import type { SignalHost } from './signal.ts';

export interface FormListener {
  /** Something has been typed or chosen in a form; `isFirst`: for the first time since it was last sent. */
  onInput(form: Element, isFirst: boolean): void;
  /** A form has been sent; `wasBegun`: by a visitor who had typed or chosen something in it. */
  onSubmit(form: Element, wasBegun: boolean): void;
}

/** Tells of the forms that match a selector. What is in a field is not read. */
export function watchForms(
  { window, report }: Pick<SignalHost, 'window' | 'report'>,
  selector: string,
  { onInput, onSubmit }: FormListener,
): Unsubscribe {
  const begun = new WeakSet<Element>();
  const heard = (event: Event): void => {
    const isSubmit = event.type === 'submit';
    const target = elementOf(event) as (Element & { readonly form?: Element | null }) | null;
    // A field may stand outside of its form and name it.
    const form = isSubmit ? target : (target?.form ?? closestTo(target, 'form'));
    if (form?.matches(selector) !== true) return;
    if (isSubmit) return onSubmit(form, begun.delete(form));
    const isFirst = !begun.has(form);
    begun.add(form);
    onInput(form, isFirst);
  };
  const stops = ['input', 'change', 'submit'].map((type) =>
    listen(window.document, type, guarded('forms', heard, report), { capture: true, passive: true }),
  );
  return () => runAll(stops, report);
}
