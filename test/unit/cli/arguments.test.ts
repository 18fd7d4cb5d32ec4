import { readArguments } from '../../../src/cli/arguments.ts';

describe('a mistake on the command line is told with what was probably meant', () => {
  it.each([
    [['emulator', '--prot', '5'], 'There is no option --prot. Did you mean --port?'],
    [['emulator', '--verbose'], 'There is no option --verbose.'],
    [
      ['emulator', 'service.json'],
      'emulator takes no "service.json". A configuration is given with --config.',
    ],
    [['demo', 'service.json'], 'demo takes no "service.json". A configuration is given with --config.'],
    [['gtm', 'test', 'a.tpl', '--json'], 'gtm takes no --json; it has no options.'],
    [['demo', '--record', 'a.json'], 'demo takes no --record; it takes --port, --service-port, --config.'],
    [['emulator', '--port', '80a'], '--port wants a number from 0 to 65535, not "80a".'],
  ])('%p', (argv, words) => {
    expect(() => readArguments(argv)).toThrow(words);
  });

  it('but what a command makes something of is taken', () => {
    expect(readArguments(['demo', '--config', 'a.json', '--port', '0'])).toMatchObject({
      config: 'a.json',
      port: 0,
    });
    expect(readArguments(['report', '-', '--json', '--holdout-percent', '10']).json).toBe(true);
    expect(readArguments(['gtm', 'check', '--help']).help).toBe(true);
    expect(readArguments(['--help']).help).toBe(true);
  });

  it('but files to check, and what somebody wants help about, are none', () => {
    expect(readArguments(['check', 'a.json', 'b.json']).words).toEqual(['a.json', 'b.json']);
    expect(readArguments(['help', 'emulator']).command).toBe('help');
  });
});
