import { valueOf } from '../acts.ts';
import type { StatementGroup } from '../statement.ts';

export const customContext: StatementGroup = {
  title: 'Custom context',
  statements: [
    {
      id: 'context-1',
      says: 'values are texts, numbers and booleans, and arrive as what they are; 0 and `false` too',
      origin: 'documented',
      section: '5.1',
      async test(stage) {
        const tab = await stage.open();
        const { customContext: received } = await stage.start(tab, {
          customContext: {
            Text: { value: 'Größe 42', isDisplayable: true },
            Number: { value: 42.5 },
            Yes: { value: true },
            Zero: { value: 0 },
            No: { value: false },
          },
        });
        expect(received).toMatchObject({
          Text: { value: 'Größe 42' },
          Number: { value: 42.5 },
          Yes: { value: true },
          Zero: { value: 0 },
          No: { value: false },
        });
      },
    },
    {
      id: 'context-2',
      says: 'the short form, a bare value, is taken too, and is not displayed',
      origin: 'documented',
      section: '5.1, 9 (16)',
      checks: [8],
      async test(stage) {
        const tab = await stage.open();
        const { customContext: received } = await stage.start(tab, {
          customContext: { Text: 'x', Number: 0 },
        });
        expect(received).toEqual({
          Text: { value: 'x', isDisplayable: false },
          Number: { value: 0, isDisplayable: false },
        });
      },
    },
    {
      id: 'context-3',
      says: 'an item that does not say so is not displayed',
      origin: 'settled',
      section: '5.1',
      async test(stage) {
        const tab = await stage.open();
        const { customContext: received } = await stage.start(tab, { customContext: { A: { value: 'x' } } });
        expect(received).toEqual({ A: { value: 'x', isDisplayable: false } });
      },
    },
    {
      id: 'context-4',
      says: '`Value` with a capital letter is understood',
      origin: 'settled',
      section: '5.1',
      async test(stage) {
        const tab = await stage.open();
        expect(valueOf(await stage.start(tab, { customContext: { A: { Value: 'x' } } }), 'A')).toBe('x');
      },
    },
    {
      id: 'context-5',
      says: 'an item without a value, `null`, `undefined` or an empty text, is left out and does no harm',
      origin: 'observed',
      section: '5.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(
            () =>
              ({
                A: { value: '' },
                B: { value: null },
                C: {},
                D: null,
                E: undefined,
                F: '',
                G: { value: 'x' },
              }) as never,
          ),
        );
        expect(Object.keys((await stage.start(tab)).customContext)).toEqual(['G']);
      },
    },
    {
      id: 'context-6',
      says: 'objects, lists and functions are left out, and the console says so',
      origin: 'settled',
      section: '5.1',
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() =>
          window.lcw.setContextProvider(
            () => ({ A: { value: { deep: 1 } }, B: ['x'], C: () => 1, D: 'x' }) as never,
          ),
        );
        expect(Object.keys((await stage.start(tab)).customContext)).toEqual(['D']);
        await tab.whenWarned(/"A"/);
      },
    },
    {
      id: 'context-7',
      says: 'the object of the page is only read',
      origin: 'settled',
      section: '5.1',
      checks: [8],
      async test(stage) {
        const tab = await stage.open();
        await tab.page.evaluate(() => {
          const context = Object.freeze({
            Bare: 'x',
            Empty: Object.freeze({ value: '' }),
            Full: Object.freeze({ value: 'x', isDisplayable: true }),
          });
          window.notes.push(context);
          window.lcw.startChat({ customContext: context });
        });
        await tab.when('lcw:chatQueued');
        expect(await tab.notes()).toEqual([
          { Bare: 'x', Empty: { value: '' }, Full: { value: 'x', isDisplayable: true } },
        ]);
      },
    },
    {
      id: 'context-8',
      says: 'a chat takes 100 variables: the first 100 are kept, and the console says so',
      origin: 'documented',
      section: '5.2',
      checks: [8],
      async test(stage) {
        const tab = await stage.open();
        const many = Object.fromEntries(
          Array.from({ length: 101 }, (_, index) => [`V${String(index)}`, index]),
        );
        const { customContext: received } = await stage.start(tab, { customContext: many });
        expect(Object.keys(received)).toEqual(Object.keys(many).slice(0, 100));
        await tab.whenWarned(/100 variables/);
      },
    },
    {
      id: 'context-9',
      says: 'a name has at most 100 characters, a value at most 4,000; the console says what was left out or cut',
      origin: 'documented',
      section: '5.2',
      async test(stage) {
        const tab = await stage.open();
        const { customContext: received } = await stage.start(tab, {
          customContext: { ['n'.repeat(100)]: 'x', ['m'.repeat(101)]: 'x', Long: 'v'.repeat(4001) },
        });
        expect(Object.keys(received)).toEqual(['n'.repeat(100), 'Long']);
        expect(received['Long']).toMatchObject({ value: 'v'.repeat(4000) });
        await tab.whenWarned(/4000/);
      },
    },
    {
      id: 'context-10',
      says: 'names and values keep their case',
      origin: 'documented',
      section: '5.2',
      async test(stage) {
        const tab = await stage.open();
        const { customContext: received } = await stage.start(tab, {
          customContext: { basketSize: 'Large', BasketSize: 'large' },
        });
        expect(received).toMatchObject({ basketSize: { value: 'Large' }, BasketSize: { value: 'large' } });
      },
    },
    {
      id: 'context-11',
      says: 'the reserved variable `SelfService` with its JSON text arrives as it was given',
      origin: 'documented',
      section: '5.3',
      async test(stage) {
        const tab = await stage.open();
        const text = JSON.stringify([
          { msdyn_displaytitle: 'Prices', msdyn_starttime: '2026-01-01T10:00:00Z', msdyn_type: 192350000 },
        ]);
        const conversation = await stage.start(tab, {
          customContext: { SelfService: { value: text, isDisplayable: false } },
        });
        expect(valueOf(conversation, 'SelfService')).toBe(text);
      },
    },
    {
      id: 'context-12',
      says: 'markup in a value is text for everybody who reads it',
      origin: 'settled',
      section: '5.1',
      async test(stage) {
        const tab = await stage.open();
        const conversation = await stage.start(tab, { customContext: { A: '<img src=x onerror=alert(1)>' } });
        expect(valueOf(conversation, 'A')).toBe('<img src=x onerror=alert(1)>');
      },
    },
    {
      id: 'context-13',
      says: 'variables that nobody has defined are created as texts',
      origin: 'documented',
      section: '5.2',
      result: 'not testable here',
      why: 'The service does that; the variables are sent whether or not they are known there.',
    },
  ],
};
