import {
  maxNameLength,
  maxValueLength,
  maxVariables,
  normalizeContext,
} from '../../../src/sdk/customContext.ts';

describe('what a page may give', () => {
  it('keeps full items and takes bare primitives as not displayed', () => {
    const { context, problems } = normalizeContext({
      'Proactive Chat': { value: 'True', isDisplayable: true },
      Cart: { value: 129.9 },
      Plan: 'pro',
      Visits: 0,
      Member: false,
    });
    expect(context).toEqual({
      'Proactive Chat': { value: 'True', isDisplayable: true },
      Cart: { value: 129.9, isDisplayable: false },
      Plan: { value: 'pro', isDisplayable: false },
      Visits: { value: 0, isDisplayable: false },
      Member: { value: false, isDisplayable: false },
    });
    expect(problems).toEqual([]);
  });

  it('reads the member Value of older pages', () => {
    expect(normalizeContext({ a: { Value: 'x' } }).context).toEqual({
      a: { value: 'x', isDisplayable: false },
    });
  });

  it('takes only true for displayable', () => {
    const { context } = normalizeContext({ a: { value: 1, isDisplayable: 'yes' } });
    expect(context['a']?.isDisplayable).toBe(false);
  });

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['an empty text', ''],
    ['an item without value', { isDisplayable: true }],
    ['an item with an empty value', { value: '' }],
  ])('drops %s without a word', (_, item) => {
    expect(normalizeContext({ a: item, b: 1 })).toEqual({
      context: { b: { value: 1, isDisplayable: false } },
      problems: [],
    });
  });

  it.each([
    ['a list', ['x']],
    ['an object as value', { value: { deep: 1 } }],
    ['a function', () => 'x'],
    ['a symbol', Symbol('x')],
    ['a bigint', 10n],
    ['NaN', Number.NaN],
    ['infinity', { value: Number.POSITIVE_INFINITY }],
  ])('leaves out %s and says so', (_, item) => {
    const { context, problems } = normalizeContext({ a: item });
    expect(context).toEqual({});
    expect(problems).toHaveLength(1);
  });

  it.each([
    ['a text', 'context'],
    ['a list', [{ value: 1 }]],
    ['a promise', Promise.resolve({ a: 1 })],
  ])('sends nothing for %s as a whole, and says so', (_, given) => {
    const { context, problems } = normalizeContext(given);
    expect(context).toEqual({});
    expect(problems).toHaveLength(1);
  });

  it('sends nothing where nothing was given', () => {
    expect(normalizeContext(undefined)).toEqual({ context: {}, problems: [] });
    expect(normalizeContext(null)).toEqual({ context: {}, problems: [] });
  });

  it('never changes what the page gave', () => {
    const item = Object.freeze({ value: 'x'.repeat(5000) });
    const given = Object.freeze({ a: item, b: null, c: 'y' });
    normalizeContext(given);
    expect(given).toEqual({ a: item, b: null, c: 'y' });
    expect(item.value).toHaveLength(5000);
  });

  it('survives a context that contains itself', () => {
    const given: Record<string, unknown> = { b: 1 };
    given['a'] = { value: given };
    expect(normalizeContext(given).context).toEqual({ b: { value: 1, isDisplayable: false } });
  });

  it('takes a variable called __proto__ as any other', () => {
    const given = JSON.parse('{"__proto__": {"value": "x"}}') as unknown;
    const { context } = normalizeContext(given);
    expect(Object.keys(context)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(context)).toBe(Object.prototype);
  });
});

describe('limits', () => {
  it('keeps the first 100 variables that can be sent', () => {
    const given = Object.fromEntries([
      ['empty', ''],
      ...Array.from({ length: maxVariables + 1 }, (_, index) => [`v${index}`, index] as const),
    ]);
    const { context, problems } = normalizeContext(given);
    expect(Object.keys(context)).toEqual(Array.from({ length: maxVariables }, (_, index) => `v${index}`));
    expect(problems).toEqual(['"v100" and what follows was left out: a chat takes 100 variables.']);
  });

  it('takes a name of 100 characters and none of 101', () => {
    const fits = 'n'.repeat(maxNameLength);
    const { context, problems } = normalizeContext({ [fits]: 1, [`${fits}n`]: 2 });
    expect(Object.keys(context)).toEqual([fits]);
    expect(problems).toHaveLength(1);
  });

  it('cuts a value to 4,000 characters, not through the middle of one', () => {
    const fits = 'x'.repeat(maxValueLength);
    expect(normalizeContext({ a: fits })).toEqual({
      context: { a: { value: fits, isDisplayable: false } },
      problems: [],
    });
    const { context, problems } = normalizeContext({ a: `${fits.slice(1)}\u{1F600}!` });
    expect(context['a']?.value).toBe(fits.slice(1));
    expect(problems).toHaveLength(1);
  });
});
