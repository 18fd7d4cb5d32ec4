import type { Page } from 'playwright-core';

export interface SceneWords {
  readonly agent: string;
  readonly title: string;
}

/** When the pictures are taken. */
export const now: Date;

/** What is said in each language. */
export const words: { readonly en: SceneWords; readonly ar: SceneWords };

/** Everything a visitor meets: each brings it about on a page that `openStage` has opened. */
export const scenes: Readonly<Record<string, (page: Page, text: SceneWords) => Promise<void>>>;

/** What only the people who run the site see. */
export const instruments: Readonly<Record<string, (page: Page) => Promise<void>>>;
