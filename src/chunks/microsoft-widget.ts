import { loadMicrosoftWidget } from '../tag/microsoftWidget.ts';
import type { MicrosoftScript } from '../tag/microsoftScript.ts';
import type { Report } from '../page/guard.ts';
import type { Widget, WidgetListener } from '../tag/widget.ts';

/** What the tag gives this chunk. */
export interface MicrosoftChunkHost {
  readonly listener: WidgetListener;
  /** The script element to put on the page if it carries none; `null` leaves that to the page. */
  readonly insert: MicrosoftScript | null;
  /** For the people who run the site. */
  readonly warn: (message: string) => void;
  readonly report: Report;
}

/** Entry of the chunk that drives Microsoft's own widget. */
export function install(host: MicrosoftChunkHost): Widget {
  return loadMicrosoftWidget(window, host);
}
