import type { Consent } from '../page/consent.ts';
import type { TagConfig } from '../tag/config.ts';
import { prepareMicrosoftScript } from '../tag/microsoftScript.ts';
import type { InsertMicrosoftScript } from '../tag/microsoftScript.ts';

/** What the tag gives this chunk. */
export interface MicrosoftScriptHost {
  readonly config: TagConfig['widget'];
  readonly consent: Consent;
}

/** Entry of the chunk that brings Microsoft's widget to a page that does not have it. */
export function install({ config, consent }: MicrosoftScriptHost): Promise<InsertMicrosoftScript | null> {
  return prepareMicrosoftScript(document, config, consent);
}
