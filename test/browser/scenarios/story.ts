import type { Browser } from 'playwright-core';
import type { EmulatedConversation, RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import type { Visit } from '../harness.ts';
import { newVisitor } from '../harness.ts';
import type { Site } from './siteServer.ts';
import { startSite } from './siteServer.ts';

/** A visitor on a site, and the service behind it. */
export interface Story extends Visit {
  readonly emulator: RunningEmulator;
  readonly site: Site;
  /** Opens a page of the site and waits until the chat is ready there. */
  open(path: string): Promise<void>;
  /** Waits for the invitation; resolves with what it says. */
  offer(): Promise<string>;
  /** Presses "Chat now" and waits for the conversation. */
  accept(): Promise<EmulatedConversation>;
  /**
   * Nothing is offered: an invitation that is made now is the one that shows. While another one is on its way or on the
   * screen, this one would be ignored.
   */
  expectNothingOffered(): Promise<void>;
  end(): Promise<void>;
}

export interface StoryOptions {
  /** What stands in the pages for `%NAME%`. */
  readonly values?: Readonly<Record<string, string>>;
  /** What the service is set up with. */
  readonly service?: object;
}

interface PageWithChat {
  readonly Microsoft: {
    readonly Omnichannel: {
      readonly LiveChatWidget: {
        readonly SDK: { startProactiveChat(config: { message: string }, showPrechat: boolean): void };
      };
    };
  };
}

const OURS = 'Nobody has offered anything before.';

export async function beginStory(browser: Browser, options: StoryOptions = {}): Promise<Story> {
  const emulator = await startEmulator({ config: options.service });
  const values = {
    APP_ID: emulator.appId,
    ORG_ID: emulator.orgId,
    ORG_URL: emulator.url,
    ...options.values,
  };
  const site = await startSite({ values, serviceUrl: emulator.url });
  const visit = await newVisitor(browser);
  const { page, told } = visit;
  const button = page.getByRole('button', { name: 'Chat now' });
  const invitation = page.getByRole('region').filter({ has: button });

  const offer = async (): Promise<string> => {
    await button.waitFor();
    // Title and text; the text is the last.
    return (await invitation.getByRole('paragraph').last().textContent()) ?? '';
  };
  return {
    ...visit,
    emulator,
    site,
    offer,
    async open(path) {
      told.clear();
      await page.goto(`${site.url}${path}`);
      await told.whenEvent('lcw:ready');
    },
    async accept() {
      await button.click();
      await told.whenEvent('lcw:chatQueued');
      return emulator.whenConversation(() => true);
    },
    async expectNothingOffered() {
      await page.evaluate((message) => {
        const { SDK } = (window as unknown as PageWithChat).Microsoft.Omnichannel.LiveChatWidget;
        SDK.startProactiveChat({ message }, false);
      }, OURS);
      expect(await offer()).toBe(OURS);
    },
    async end() {
      await Promise.allSettled([visit.context.close(), site.close(), emulator.close()]);
    },
  };
}

/** The documented keys, each shown to the agent. */
export function displayed(items: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(items).map(([key, value]) => [key, { value, isDisplayable: true }]),
  );
}
