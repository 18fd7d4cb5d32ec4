import { make } from '../elements.ts';
import type { Firing, FiringStatus } from './container.ts';

const statusTexts: Readonly<Record<FiringStatus, string>> = {
  running: 'Still running',
  succeeded: 'Succeeded',
  failed: 'Failed',
};

/** Shows firings in `place`, the newest first; a firing that is told again takes the place it had. */
export function createPreviewView(place: HTMLElement): (firing: Firing) => void {
  const shown = new Map<string, HTMLElement>();
  return (firing) => {
    const key = `${firing.containerId} ${firing.number}`;
    const before = shown.get(key);
    const wasOpen = before?.querySelector('details')?.open === true;
    const element = makeFiring(firing);
    const details = element.querySelector('details');
    if (details) details.open = wasOpen;
    shown.set(key, element);
    if (before) before.replaceWith(element);
    else place.prepend(element);
  };
}

function makeFiring({ containerId, number, status, lines, data, consent }: Firing): HTMLElement {
  const states = Object.entries(consent).map(([type, isGranted]) =>
    make('li', '', `${type}: `, make('b', '', isGranted ? 'granted' : 'denied')),
  );
  const element = make(
    'li',
    'firing',
    make(
      'p',
      'firing__head',
      make('span', 'firing__name', `${containerId}, firing ${number}`),
      make('span', 'firing__status', statusTexts[status]),
    ),
    ...lines.map((line) => make('p', 'firing__line', line)),
    make(
      'details',
      'firing__more',
      make('summary', '', 'Values and consent'),
      make('pre', '', JSON.stringify(data, null, 2)),
      make('ul', 'firing__consent', ...states),
    ),
  );
  element.dataset.status = status;
  return element;
}
