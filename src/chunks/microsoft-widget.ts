import { loadMicrosoftWidget } from '../tag/microsoftWidget.ts';
import type { Widget, WidgetListener } from '../tag/widget.ts';

/** Entry of the chunk that drives Microsoft's own widget. */
export function install(listener: WidgetListener): Widget {
  return loadMicrosoftWidget(window, listener);
}
