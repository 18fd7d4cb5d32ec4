import type { FlowState } from '../core/flowState.ts';
import type { InspectorHost, LastAvailability } from '../inspector/host.ts';
import type { Inspector } from '../inspector/inspector.tsx';
import { openInspector } from '../inspector/inspector.tsx';
import type { Clock } from '../page/clock.ts';
import { keepPreview, readPreview } from '../page/preview.ts';
import { randomId } from '../page/randomId.ts';

/** What the tag gives the inspector. */
export interface InspectorChunkHost {
  readonly clock: Clock;
  readonly runner: { state(): FlowState };
  readonly signals: Pick<InspectorHost, 'refresh'>;
  handle(command: { readonly command: string; readonly [member: string]: unknown }): void;
}

let inspector: Inspector | null = null;

/** Opens the inspector, or has the one that is open take up what the address says now. Returns what closes it. */
export function install({ clock, runner, signals, handle }: InspectorChunkHost): () => void {
  if (inspector?.isOpen() === true) {
    inspector.takeAddress();
    return inspector.close;
  }
  let last: LastAvailability | null = null;
  const callback = ({ availability }: Diagnosis): void => {
    last = availability?.last ?? null;
  };
  inspector = openInspector(window, {
    state: runner.state,
    refresh: signals.refresh,
    lastAvailability: () => {
      // Answered at once, except for the first time.
      handle({ command: 'diagnose', callback });
      return last;
    },
    command: (command) => handle({ command }),
    closeChat: () => {
      const { Microsoft } = window as unknown as ChatGlobal;
      Microsoft?.Omnichannel?.LiveChatWidget?.SDK?.closeChat();
    },
    readKept: () => readPreview(window),
    keep: (preview) => keepPreview(window, preview, () => randomId(window)),
    reload: () => window.location.reload(),
    now: clock.now,
    after: clock.after,
  });
  return inspector.close;
}

/** The part of what `diagnose` tells that is looked at. */
interface Diagnosis {
  readonly availability?: { readonly last: LastAvailability | null };
}

interface ChatGlobal {
  readonly Microsoft?: {
    readonly Omnichannel?: { readonly LiveChatWidget?: { readonly SDK?: { closeChat(): void } } };
  };
}
