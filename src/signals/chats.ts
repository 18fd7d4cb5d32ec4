import { guarded, listen } from '../page/guard.ts';
import { amendVisitor, isCount, readVisitor } from './memory.ts';
import { startSince } from './since.ts';
import type { Signal } from './signal.ts';

/** Chats this visitor has started, as the SDK tells them. One that is gone on with after a reload is none. */
export const chatsSignal: Signal = {
  start: (host) => {
    const { window, clock, needs, report } = host;
    const need = needs.find(({ fact }) => fact === 'chat.secondsSinceLast');
    const since = need === undefined ? null : startSince(host, need);
    const publish = (): void => {
      const { chats, chatAt } = readVisitor(host);
      host.publish(new Map([['chat.count', isCount(chats) ? chats : 0]]));
      since?.set(typeof chatAt === 'number' ? chatAt : undefined);
    };
    publish();
    const unlisten = listen(
      window,
      'lcw:startChat',
      guarded(
        'chats',
        () => {
          const { chats } = readVisitor(host);
          amendVisitor(host, { chats: (isCount(chats) ? chats : 0) + 1, chatAt: clock.now() });
          publish();
        },
        report,
      ),
    );
    return {
      // Another tab may have started one.
      refresh: publish,
      stop: () => {
        unlisten();
        since?.stop();
      },
    };
  },
};
