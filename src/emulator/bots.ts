import type { BotConfig } from './config.ts';
import type { Conversation } from './conversation.ts';

/** What a bot needs of the desk. */
export interface BotPorts {
  botOf(conversation: Conversation): BotConfig | null;
  say(conversation: Conversation, bot: BotConfig, text: string): Conversation;
  /** Puts the conversation in the queue of the agents. */
  handOver(conversation: Conversation): void;
}

/** The bots of the queues: they greet, answer always the same, and hand over when asked for a person. */
export function createBots({ botOf, say, handOver }: BotPorts) {
  return {
    greet(conversation: Conversation): void {
      const bot = botOf(conversation);
      if (bot !== null) say(conversation, bot, bot.greeting);
    },
    /** The visitor has said something. */
    hear(conversation: Conversation, text: string): void {
      const bot = botOf(conversation);
      if (bot === null || !conversation.isWithBot) return;
      if (text.toLowerCase().includes(bot.handOverWord.toLowerCase())) handOver(conversation);
      else say(conversation, bot, bot.answer);
    },
  };
}
