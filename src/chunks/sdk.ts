import type { TextStorage } from '../core/sdkPort.ts';
import type { Report } from '../page/guard.ts';
import { installSdk } from '../sdk/controller.ts';
import type { PublishedSdk } from '../sdk/liveChatSdk.ts';
import { readWidgetOptions } from '../sdk/widgetOptions.ts';
import type { BuiltInHostParts } from '../tag/builtInHost.ts';
import { createBuiltInHost } from '../tag/builtInHost.ts';
import { createBuiltInWidget } from '../tag/builtInWidget.ts';
import type { TagConfig } from '../tag/config.ts';
import type { Widget, WidgetListener } from '../tag/widget.ts';

/** What the tag gives the built-in widget. */
export interface SdkChunkHost {
  readonly published: PublishedSdk;
  /** Its `options` are unchecked. */
  readonly config: TagConfig['widget'];
  /** The element the tag came with, whose attributes may hold options. */
  readonly script: HTMLScriptElement | null;
  /** Absolute address of a file beside the tag, or of their directory. */
  readonly baseUrl: string;
  readonly loadChunk: BuiltInHostParts['loadChunk'];
  readonly conversationStorage: TextStorage;
  readonly sharedAnswers: BuiltInHostParts['sharedAnswers'];
  readonly listener: WidgetListener;
  readonly report: Report;
  warn(message: string): void;
}

/** Installs the built-in widget on the page: the global, its events, the chat button and the invitation. */
export function install({ script, config, listener, report, ...parts }: SdkChunkHost): Widget {
  const options = readWidgetOptions(config.options, script);
  const installed = installSdk(createBuiltInHost({ ...parts, identity: config, options }));
  return createBuiltInWidget(window, installed, listener, report);
}
