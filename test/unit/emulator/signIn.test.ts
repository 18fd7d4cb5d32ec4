import { generateKeyPairSync, sign } from 'node:crypto';
import type { RunningEmulator } from '../../../src/emulator/service.ts';
import { startEmulator } from '../../../src/emulator/service.ts';
import { createVisitor } from './visitor.ts';

const running: RunningEmulator[] = [];
async function start(config: object) {
  const emulator = await startEmulator({ config: { authenticatedChat: true, ...config } });
  running.push(emulator);
  return emulator;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const soon = Math.floor(Date.now() / 1000) + 60;
const tokenOf = (claims: object) => `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;
const kim = tokenOf({ sub: 'kim', name: 'Kim', exp: soon });

describe('a signed-in visitor', () => {
  it('is known to the agent by name', async () => {
    const emulator = await start({ authTokenFunction: 'auth.getToken' });
    const { json } = await createVisitor(emulator).config();
    expect(json['LiveChatConfigAuthSettings']).toEqual({ msdyn_javascriptclientfunction: 'auth.getToken' });
    expect((await createVisitor(emulator, kim).start()).status).toBe(200);
    expect(emulator.conversations()[0]!.visitorName).toBe('Kim');
  });

  it.each([
    ['two parts', kim.slice(0, kim.lastIndexOf('.'))],
    ['four parts', `${kim}.x`],
    ['no signature', kim.slice(0, kim.lastIndexOf('.') + 1)],
    ['claims that are none', 'e30.W10.c2ln'],
    ['nobody', tokenOf({ exp: soon })],
    ['no end', tokenOf({ sub: 'kim' })],
    ['an end that has passed', tokenOf({ sub: 'kim', exp: 1 })],
  ])('is refused with %s', async (_what, token) => {
    const emulator = await start({});
    const visitor = createVisitor(emulator, token);
    const statuses = [await visitor.getToken(), await visitor.sessionInit(), await visitor.start()].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([401, 401, 401]);
    expect(emulator.conversations()).toEqual([]);
  });

  it('is the only one who may chat', async () => {
    const emulator = await start({});
    const stranger = createVisitor(emulator);
    expect([(await stranger.getToken()).status, (await stranger.start()).status]).toEqual([401, 401]);
  });

  it('is refused with a signature that is not the page’s, where the key is known', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const authPublicKey = publicKey.export({ type: 'spki', format: 'pem' });
    const emulator = await start({ authPublicKey });
    const signed = (header: object) => {
      const text = `${encode(header)}.${encode({ sub: 'kim', exp: soon })}`;
      return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
    };
    expect((await createVisitor(emulator, kim).start()).status).toBe(401);
    expect((await createVisitor(emulator, signed({ alg: 'none' })).start()).status).toBe(401);
    expect((await createVisitor(emulator, signed({ alg: 'RS256' })).start()).status).toBe(200);
  });

  it('has a conversation that is nobody else’s', async () => {
    const emulator = await start({ signInOptional: true });
    const visitor = createVisitor(emulator, kim);
    await visitor.start();
    expect((await visitor.details()).status).toBe(200);
    expect((await visitor.validate()).json).toEqual({ authChatExist: true });
    for (const token of [undefined, tokenOf({ sub: 'lee', exp: soon })]) {
      const other = createVisitor(emulator, token, visitor.requestId);
      const asked = [other.details, other.getToken, other.start, other.close].map((ask) => ask());
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    expect(emulator.conversations()).toMatchObject([{ state: 'Waiting' }]);
    const lee = createVisitor(emulator, tokenOf({ sub: 'lee', exp: soon }), visitor.requestId);
    expect((await lee.validate(visitor.threadId())).json).toEqual({ authChatExist: false });
  });

  it('is not the only one who may chat where signing in is optional', async () => {
    const emulator = await start({ signInOptional: true });
    const stranger = createVisitor(emulator);
    expect((await stranger.config()).json).toMatchObject({
      LiveWSAndLiveChatEngJoin: { msdyn_authenticatedsigninoptional: 'true' },
    });
    await stranger.getToken();
    expect((await stranger.sessionInit()).status).toBe(200);
    expect(emulator.conversations()).toMatchObject([{ visitorName: 'Visitor 1' }]);
  });
});
