import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../../src/cli/arguments.ts';
import { readConfigFile } from '../../../src/cli/demo.ts';

describe('a mistake on the command line is told with what was probably meant', () => {
  it.each([
    [['emulator', '--prot', '5'], 'There is no option --prot. Did you mean --port?'],
    [['emulator', '--verbose'], 'There is no option --verbose.'],
    [
      ['emulator', 'service.json'],
      'emulator takes no "service.json". A configuration is given with --config.',
    ],
    [['emulator', '--port', '80a'], '--port wants a number from 0 to 65535, not "80a".'],
  ])('%p', (argv, words) => {
    expect(() => readArguments(argv)).toThrow(words);
  });

  it('but files to check, and what somebody wants help about, are none', () => {
    expect(readArguments(['check', 'a.json', 'b.json']).words).toEqual(['a.json', 'b.json']);
    expect(readArguments(['help', 'emulator']).command).toBe('help');
  });
});

describe('a file that is no configuration is told with its place', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lcw-'));
  it.each([
    [
      'syntax.json',
      '{\n  "agents": [ }\n',
      'syntax.json:2:15 is not JSON: A value is missing here.\n  1 | {\n> 2 |',
    ],
    ['empty.json', '\n', 'empty.json is empty; {} has every default.'],
  ])('%s', async (name, text, words) => {
    writeFileSync(join(directory, name), text);
    await expect(readConfigFile(join(directory, name))).rejects.toThrow(words);
  });

  it('that is not there, or is a directory', async () => {
    await expect(readConfigFile(join(directory, 'none.json'))).rejects.toThrow('there is no such file.');
    await expect(readConfigFile(directory)).rejects.toThrow('that is a directory.');
  });

  it('and one that is there is read', async () => {
    writeFileSync(join(directory, 'good.json'), '{ "averageWaitMinutes": 3 }');
    expect(await readConfigFile(join(directory, 'good.json'))).toEqual({ averageWaitMinutes: 3 });
  });
});
