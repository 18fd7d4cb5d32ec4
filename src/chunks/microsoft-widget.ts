import { loadMicrosoftWidget } from '../tag/microsoftWidget.ts';
import type { InsertMicrosoftScript } from '../tag/microsoftScript.ts';
import type { Report } from '../page/guard.ts';
import type { Widget, WidgetListener } from '../tag/widget.ts';

/** What the tag gives this chunk. */
export interface MicrosoftChunkHost {
  readonly listener: WidgetListener;
  /** Brings the widget if the page does not have it; `null` leaves that to the page. */
  readonly insert: InsertMicrosoftScript | null;
  /** For the people who run the site. */
  readonly warn: (message: string) => void;
  readonly report: Report;
}

/** Entry of the chunk that drives Microsoft's own widget. */
export function install(host: MicrosoftChunkHost): Widget {
  return loadMicrosoftWidget(window, host);
}
