import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServiceConfig } from '../../../src/cli/serviceConfig.ts';
import { startEmulator } from '../../../src/emulator/service.ts';

describe('a file that is no configuration is told with its place', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lcw-'));
  it.each([
    [
      'syntax.json',
      '{\n  "agents": [ }\n',
      'syntax.json:2:15 is not JSON: A value is missing here.\n  1 | {\n> 2 |',
    ],
    ['empty.json', '\n', 'empty.json is empty; {} has every default.'],
    [
      'unknown.json',
      '{\n  "queueName": "Q",\n  "agent": []\n}',
      'unknown.json:3:3 /agent is not known here. Did you mean "agents"?',
    ],
    ['missing.json', '{ "agents": [\n  { "id": "a" }\n] }', 'missing.json:2:3 /agents/0/name is missing.'],
    ['list.json', '[]', 'list.json:1:1 / must be an object.'],
    [
      'twice.json',
      '{ "queueName": "a",\n  "queueName": "b" }',
      'twice.json:2:3 /queueName stands twice in its object, and only the last counts. Remove one.',
    ],
  ])('%s', async (name, text, words) => {
    writeFileSync(join(directory, name), text);
    await expect(readServiceConfig(join(directory, name))).rejects.toThrow(words);
  });

  it('that is not there, or is a directory', async () => {
    await expect(readServiceConfig(join(directory, 'none.json'))).rejects.toThrow('there is no such file.');
    await expect(readServiceConfig(directory)).rejects.toThrow('that is a directory.');
  });

  it('and one that is there is read', async () => {
    writeFileSync(join(directory, 'good.json'), '{ "averageWaitMinutes": 3 }');
    expect(await readServiceConfig(join(directory, 'good.json'))).toEqual({ averageWaitMinutes: 3 });
  });

  it('and what it has is what the service takes', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const authPublicKey = publicKey.export({ type: 'spki', format: 'pem' });
    writeFileSync(join(directory, 'key.json'), JSON.stringify({ authenticatedChat: true, authPublicKey }));
    const config = await readServiceConfig(join(directory, 'key.json'));
    await (await startEmulator({ config })).close();
  });
});
