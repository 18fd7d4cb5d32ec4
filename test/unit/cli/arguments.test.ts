import { readArguments } from '../../../src/cli/arguments.ts';

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
