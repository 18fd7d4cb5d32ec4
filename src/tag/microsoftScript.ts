import type { WidgetIdentity } from '../core/chatPort.ts';

/** Microsoft's script element: whose widget, and where its loader is. */
export interface MicrosoftScript extends WidgetIdentity {
  /** Address of Microsoft's loader. */
  readonly scriptUrl: string;
}

/** The loader looks for its element by this id, and so does everybody else. */
const ELEMENT_ID = 'Microsoft_Omnichannel_LCWidget';

/**
 * Puts Microsoft's script element on a page that has none. The element stays for as long as the page does, like the
 * widget it brings. `onFailure` gets one sentence if the script cannot come.
 */
export function insertMicrosoftScript(
  document: Document,
  { appId, orgId, orgUrl, scriptUrl }: MicrosoftScript,
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
