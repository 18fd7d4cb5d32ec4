import { make, makeButton } from '../elements.ts';
import { consentTypes } from './container.ts';
import { gtag } from './googleConsent.ts';

const purposeTexts: Readonly<Record<(typeof consentTypes)[number], string>> = {
  functionality_storage: 'Remember invitations and answers',
  personalization_storage: 'Remember the visitor over time',
  analytics_storage: 'Ids in analytics events',
};

/**
 * A consent banner in small: each type is denied or granted by `gtag('consent', 'update', …)`, as a site's own banner
 * would do it. As long as nobody has pressed anything, nobody has said anything, which counts as granted.
 */
export function createConsentView(): HTMLElement {
  const rows = consentTypes.map((type) => {
    const name = make('span', 'consent__name', type);
    name.id = `consent-${type}`;
    const buttons = (['denied', 'granted'] as const).map((state) => {
      const button = makeButton('segment', state === 'denied' ? 'Denied' : 'Granted', () => {
        gtag('consent', 'update', { [type]: state });
        buttons.forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
      });
      button.setAttribute('aria-pressed', 'false');
      return button;
    });
    const segments = make('div', 'segments', ...buttons);
    segments.setAttribute('role', 'group');
    segments.setAttribute('aria-labelledby', name.id);
    return make(
      'li',
      'consent',
      make('div', '', name, make('p', 'field__help', purposeTexts[type])),
      segments,
    );
  });
  return make('ul', 'consents', ...rows);
}
