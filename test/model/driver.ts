import type { Act, TabNumber } from './acts.ts';
import type { Sight } from './world.ts';

/** A browser and a service on which acts can be carried out and looked at. */
export interface Driver {
  /** Carries out an act, and all that follows from it. Resolves with the tab that has created a conversation last. */
  perform(act: Act): Promise<TabNumber>;
  /** @param expected what is waited for, where things take their time */
  look(expected: Sight): Promise<Sight>;
  /** What went wrong beside the contract: exceptions, rejections. Told once. */
  troubles(): readonly string[];
  stop(): Promise<void>;
}
