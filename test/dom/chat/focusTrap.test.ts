import { keepFocusInside } from '../../../src/chat/focusTrap.ts';

/** Presses Tab from the control with this id; what then has the focus, or `null` where the browser goes on by itself. */
function tab(from: string, shiftKey = false): string | null {
  const box = document.querySelector<HTMLElement>('#box')!;
  document.querySelector<HTMLElement>(`#${from}`)?.focus();
  const event = new KeyboardEvent('keydown', { key: 'Tab', shiftKey, cancelable: true });
  keepFocusInside(box, event);
  return event.defaultPrevented ? (document.activeElement?.id ?? '') : null;
}

const show = (before: string, after = ''): void => {
  document.body.innerHTML = `<div id="box" tabindex="-1">${before}
    <button id="first">First</button><a href="#" id="middle">Middle</a><textarea id="last"></textarea>${after}</div>`;
};

it('Tab goes from the last control to the first, and back; between them the browser goes by itself', () => {
  show('');
  expect([tab('last'), tab('first', true)]).toEqual(['first', 'last']);
  expect([tab('first'), tab('middle'), tab('middle', true), tab('last', true)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it('from the window itself Tab goes in by itself, and backwards to the last control', () => {
  show('');
  expect([tab('box'), tab('box', true)]).toEqual([null, 'last']);
});

it.each([
  ['that is not drawn', '<button style="display: none">No</button>'],
  ['in a part that is not drawn', '<div style="color: red; display: none"><input></div>'],
  ['that cannot be seen', '<button style="visibility: hidden">No</button>'],
  ['in a hidden part', '<div hidden><select></select></div>'],
  ['in a part that is out of use', '<div inert><iframe></iframe></div>'],
  ['that is switched off', '<button disabled>No</button>'],
  ['that Tab passes over', '<button tabindex="-1">No</button>'],
  ['of a hidden kind', '<input type="hidden">'],
])('passes over a control %s, at either end', (_, control) => {
  show(control, control);
  expect([tab('last'), tab('first', true)]).toEqual(['first', 'last']);
});

it('with nothing to go to leaves the key alone', () => {
  document.body.innerHTML = '<div id="box" tabindex="-1"><button style="display: none">No</button></div>';
  expect([tab('box'), tab('box', true)]).toEqual([null, null]);
});
