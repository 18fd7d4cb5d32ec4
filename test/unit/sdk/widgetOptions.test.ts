import { readWidgetOptions } from '../../../src/sdk/widgetOptions.ts';

const script = (dataset: Record<string, string>) => ({ dataset });

it('asks for nothing where nothing is given', () => {
  expect(readWidgetOptions(undefined, null)).toEqual({});
  expect(readWidgetOptions(null, script({}))).toEqual({});
});

it('reads the attributes of the script element', () => {
  const dataset = {
    hideChatButton: 'true',
    hideMinimizeButton: 'TRUE',
    renderMobile: '',
    silentToken: '',
    openInWindow: 'false',
    colorOverride: ' #0000FF ',
    fontFamilyOverride: 'Georgia, serif',
    customCloseButtonText: 'Done',
    suggestedActionLayout: 'stacked',
    language: 'nl',
    whenContextFails: 'stop',
    appId: 'not an option',
  };
  expect(readWidgetOptions(undefined, script(dataset))).toEqual({
    hideChatButton: true,
    hideMinimizeButton: true,
    renderMobile: true,
    silentToken: true,
    openInWindow: false,
    colorOverride: '#0000FF',
    fontFamilyOverride: 'Georgia, serif',
    customCloseButtonText: 'Done',
    suggestedActionLayout: 'stacked',
    language: 'nl',
    whenContextFails: 'stop',
  });
});

it('lets the configuration beat the attribute, also with a no', () => {
  const given = { hideChatButton: false, colorOverride: 'red' };
  const attributes = script({ hideChatButton: 'true', colorOverride: 'blue', language: 'nl' });
  expect(readWidgetOptions(given, attributes)).toEqual({
    hideChatButton: false,
    colorOverride: 'red',
    language: 'nl',
  });
});

describe.each([
  ['flag', 'hideChatButton', 'true', true, [null, 0, 1, 'yes', {}, [], ['true'], Math.abs, Symbol('true')]],
  ['text', 'colorOverride', 'blue', 'blue', [null, 0, true, '', ' ', {}, ['red'], String, Symbol('red')]],
] as const)('a %s of a wrong kind', (_, name, attribute, meant, wrong) => {
  it.each(wrong.map((given) => [given]))('%p counts as not given', (given) => {
    expect(readWidgetOptions({ [name]: given }, null)).toEqual({});
    expect(readWidgetOptions({ [name]: given }, script({ [name]: attribute }))).toEqual({ [name]: meant });
  });
});

it.each([undefined, null, 1, 'text', [], () => undefined, Symbol('x'), 10n])(
  'takes options as a whole that are %p for none',
  (given) => {
    expect(readWidgetOptions(given, null)).toEqual({});
  },
);

it('survives a member that cannot be turned into a text', () => {
  expect(readWidgetOptions({ hideChatButton: Object.create(null) }, null)).toEqual({});
});
