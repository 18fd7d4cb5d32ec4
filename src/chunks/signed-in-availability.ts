import type { AvailabilityPort, WidgetConfig, WidgetIdentity } from '../core/chatPort.ts';
import type { CustomContext } from '../core/customContext.ts';
import { askAgentAvailability } from '../omnichannel/agentAvailability.ts';
import { createServiceRequests } from '../omnichannel/serviceRequests.ts';
import { forSignedIn } from '../omnichannel/signedIn.ts';
import { readWidgetConfig } from '../omnichannel/widgetConfig.ts';
import { tokenFor } from '../sdk/authToken.ts';
import type { PublishedSdk } from '../sdk/liveChatSdk.ts';

export interface SignedInAvailability {
  readonly port: AvailabilityPort;
  /** Goes with a context under which an answer is kept: what is kept for a stranger is not for who has signed in. */
  readonly mark: CustomContext;
}

export interface SignedInAvailabilityHost {
  readonly identity: WidgetIdentity;
  readonly published: Pick<PublishedSdk, 'providers'>;
  readonly window: Window;
  warn(message: string): void;
}

/** No page can give a value this name. */
const MARK = '';

/**
 * Entry of the chunk that asks whether somebody is there for a visitor whom the page can vouch for. Loading it asks
 * nothing. The token is asked for with each question, if the widget is one for signed-in visitors, and kept nowhere;
 * who has to have one and has none is not asked for at all.
 */
export function install({
  identity,
  published,
  window,
  warn,
}: SignedInAvailabilityHost): SignedInAvailability {
  const service = createServiceRequests(identity);
  let known: WidgetConfig | null = null;
  const readConfig = (): Promise<WidgetConfig> => readWidgetConfig(service);
  return {
    mark: { [MARK]: { value: 'signed in', isDisplayable: false } },
    port: {
      readConfig,
      async getAvailability({ [MARK]: _, ...customContext }) {
        const config = known ?? (await readConfig());
        if (config.operatingHours !== 'unknown') known = config;
        const { signal } = new AbortController();
        const host = { window, page: window, warn };
        const answer = await tokenFor(config, published.providers.authToken, host, signal);
        if (!answer.ok) return { ok: false, cause: 'refused' };
        const { token } = answer;
        const asked = token === undefined ? service : forSignedIn(service, token);
        return askAgentAvailability(asked, customContext);
      },
    },
  };
}
