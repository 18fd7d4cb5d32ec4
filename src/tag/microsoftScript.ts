import type { Consent } from '../page/consent.ts';
import { isComplete } from './config.ts';
import type { TagConfig } from './config.ts';

/** Puts the element on the page; `onFailure` gets one sentence if the script cannot come. */
export type InsertMicrosoftScript = (onFailure: (problem: string) => void) => void;

/** The loader looks for its element by this id, and so does everybody else. */
const ELEMENT_ID = 'Microsoft_Omnichannel_LCWidget';

/**
 * How to put Microsoft's script element on a page that has none; `null` if its ids are not known. The script is not ours,
 * and its widget stores what it likes: this resolves when things may be kept. The element stays for as long as the page
 * does, like the widget it brings.
 */
export async function prepareMicrosoftScript(
  document: Document,
  config: TagConfig['widget'],
  consent: Consent,
): Promise<InsertMicrosoftScript | null> {
  if (!isComplete(config)) return null;
  await untilGranted(consent);
  return (onFailure) => insert(document, config, onFailure);
}

function untilGranted(consent: Consent): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (consent.answers().functionality !== 'granted') return;
      stop();
      resolve();
    };
    const stop = consent.onChange(look);
    look();
  });
}

function insert(
  document: Document,
  { appId, orgId, orgUrl, scriptUrl }: TagConfig['widget'],
  onFailure: (problem: string) => void,
): void {
  if (document.getElementById(ELEMENT_ID) !== null) return;
  const script = document.createElement('script');
  const fail = (): void => onFailure(`${scriptUrl} did not load.`);
  script.onerror = fail;
  script.id = ELEMENT_ID;
  Object.assign(script.dataset, { appId, orgId, orgUrl });
  script.setAttribute('v2', '');
  // The attribute is hidden from scripts; the property is not.
  script.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  try {
    script.src = scriptUrl;
    document.body.append(script);
  } catch {
    // A page under Trusted Types does not let just anybody name a script.
    fail();
  }
}
