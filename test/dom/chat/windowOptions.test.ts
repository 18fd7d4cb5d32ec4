import type { ChatWindowOptions } from '../../../src/core/chatWindow.ts';
import type { OpenChat } from './harness.ts';
import { findButtons, nameOf, openChat } from './harness.ts';

let open: OpenChat;
afterEach(() => {
  open.chat.destroy();
  document.body.replaceChildren();
});
function show(options: ChatWindowOptions): void {
  open = openChat({ options });
  open.show({ title: 'Pottery help' });
}
const headButtons = (): (string | null)[] =>
  findButtons(open.root.querySelector('.window-head')!).map(nameOf);

it('by default the window can be minimised and closed', () => {
  show({});
  expect(headButtons()).toEqual(['Minimise chat', 'Close chat']);
});

it.each([{ hideMinimizeButton: true }, { fillsWindow: true }])(
  '%j takes the minimise button away',
  (options) => {
    show(options);
    expect(headButtons()).toEqual(['Close chat']);
  },
);

it('a text of the site stands on the close button and is its name', async () => {
  show({ closeButtonText: 'End this chat' });
  expect(headButtons()).toEqual(['Minimise chat', 'End this chat']);
  open.show({ pane: 'ended' });
  open.button('End this chat').click();
  expect(open.calls.onClose).toHaveBeenCalledTimes(1);
});

it('without a header the window still has its name', () => {
  show({ hideHeader: true });
  expect(open.root.querySelector('.window-head')).toBeNull();
  const dialog = open.find('[role="dialog"]');
  expect(dialog.getAttribute('aria-label')).toBe('Pottery help');
  expect(dialog.hasAttribute('aria-labelledby')).toBe(false);
});
