import type { BrowserContext, Page } from 'playwright-core';

/** Answers what the pages of this context ask of the stage. */
export function serveStage(context: BrowserContext): Promise<void>;

export interface StageSetup {
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
  readonly night?: boolean;
  /** Style sheet of the page. */
  readonly css?: string;
  readonly options?: object;
}

/** Opens the stage on a page; resolves when the widget is ready and its texts are there. */
export function openStage(page: Page, setup?: StageSetup): Promise<void>;
