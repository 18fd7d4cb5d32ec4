import { contextPayload } from '../../../src/omnichannel/contextPayload.ts';

const item = (value: string | number | boolean) => ({ value, isDisplayable: true });

describe('a custom context as it travels', () => {
  it('leaves out what is empty, and only that', () => {
    const context = { zone: item(''), count: item(0), member: item(false) };
    expect(contextPayload(context)).toEqual({ count: item(0), member: item(false) });
    expect(Object.keys(context)).toHaveLength(3);
  });

  it('keeps every name, also those that mean something to JavaScript', () => {
    const context = Object.fromEntries(
      ['__proto__', 'constructor', 'toString'].map((name) => [name, item(name)]),
    );
    expect(JSON.parse(JSON.stringify(contextPayload(context)))).toEqual(context);
    expect(Object.keys(contextPayload(context))).toEqual(['__proto__', 'constructor', 'toString']);
  });
});
