import type { StatementGroup } from '../statement.ts';

export const attributes: StatementGroup = {
  title: 'Data attributes',
  statements: [
    {
      id: 'attributes-1',
      says: '`data-hide-chat-button` hides the standard button',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-hide-chat-button': 'true' } });
        await tab.quiet();
        expect(await tab.button.isVisible()).toBe(false);
        await stage.start(tab);
        await tab.window.waitFor();
      },
    },
    {
      id: 'attributes-2',
      says: '`data-hide-minimize-button` leaves the minimise control out',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-hide-minimize-button': 'true' } });
        await stage.start(tab);
        await tab.page.getByRole('button', { name: 'Close chat' }).waitFor();
        expect(await tab.page.getByRole('button', { name: 'Minimise chat' }).count()).toBe(0);
      },
    },
    {
      id: 'attributes-3',
      says: '`data-render-mobile` leaves the header out, with X and minimise; the page closes by `closeChat()`',
      origin: 'documented',
      section: '7.2, 2.9',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-render-mobile': 'true' } });
        await stage.start(tab);
        await tab.field.waitFor();
        for (const name of ['Close chat', 'Minimise chat']) {
          expect(await tab.page.getByRole('button', { name }).count()).toBe(0);
        }
        await tab.call('closeChat');
        await tab.when('lcw:onClose');
      },
    },
    {
      id: 'attributes-4',
      says: '`data-color-override` colours the widget, with words on it that can be read',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-color-override': '#FFDD00' } });
        await tab.button.waitFor();
        const colours = await tab.button.evaluate((button) => {
          const { backgroundColor, color } = getComputedStyle(button);
          const pen = new OffscreenCanvas(1, 1).getContext('2d');
          return [backgroundColor, color].map((colour) => {
            if (pen !== null) pen.fillStyle = colour;
            pen?.fillRect(0, 0, 1, 1);
            return [...(pen?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
          });
        });
        expect(colours).toEqual([
          [255, 221, 0],
          [0, 0, 0],
        ]);
      },
    },
    {
      id: 'attributes-5',
      says: '`data-font-family-override` sets the fonts',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-font-family-override': 'Georgia, serif' } });
        await stage.start(tab);
        expect(await tab.window.evaluate((node) => getComputedStyle(node).fontFamily)).toBe('Georgia, serif');
      },
    },
    {
      id: 'attributes-6',
      says: '`data-custom-close-button-text` stands in place of the X',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const tab = await stage.open({ attributes: { 'data-custom-close-button-text': 'Leave' } });
        await stage.start(tab);
        await tab.window.getByText('Leave', { exact: true }).click();
        await tab.press('End chat');
        await tab.when('lcw:onClose');
      },
    },
    {
      id: 'attributes-7',
      says: 'an attribute that says `false` does nothing',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const tab = await stage.open({
          attributes: {
            'data-hide-chat-button': 'false',
            'data-open-in-window': 'false',
            'data-render-mobile': 'false',
          },
        });
        await tab.button.click();
        await tab.when('lcw:chatQueued');
        await tab.page.getByRole('button', { name: 'Close chat' }).waitFor();
        expect(stage.context.pages()).toHaveLength(1);
      },
    },
    {
      id: 'attributes-8',
      says: 'attributes without a meaning here, the bare `v2` among them, do no harm',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const tab = await stage.open({
          attributes: {
            v2: '',
            'data-lcw-version': 'prod',
            'data-bypass-cache': 'true',
            'data-enable-markdown': 'true',
            'data-customization-callback': 'noSuchFunction',
            'data-enable-sso-magic-code': 'false',
            'data-disable-telemetry': 'true',
          },
        });
        await stage.start(tab);
        expect(tab.warnings).toEqual([]);
      },
    },
    {
      id: 'attributes-9',
      says: 'with or without `data-disable-telemetry`, nothing but the site and its service is called',
      origin: 'settled',
      section: '7.2',
      async test(stage) {
        const asked: string[] = [];
        const tab = await stage.open({
          before: (context) =>
            Promise.resolve(
              void context.on('request', (request) => asked.push(new URL(request.url()).origin)),
            ),
        });
        await stage.converse(tab);
        const known = [new URL(stage.url).origin, stage.service.url];
        expect(asked.filter((origin) => !known.includes(origin))).toEqual([]);
      },
    },
    {
      id: 'attributes-10',
      says: '`data-suggested-action-layout="stacked"` puts suggested answers below each other',
      origin: 'documented',
      section: '7.2',
      async test(stage) {
        const actions = ['Returns', 'Orders'].map((title) => ({ type: 'imBack', title, value: title }));
        const greeting = JSON.stringify({ text: 'What is it about?', suggestedActions: { actions } });
        const tab = await stage.open({
          service: { bot: { name: 'Bo', greeting } },
          attributes: { 'data-suggested-action-layout': 'stacked' },
        });
        await stage.start(tab);
        const suggestion = (name: string) => tab.page.getByRole('button', { name, exact: true });
        await suggestion('Orders').waitFor();
        const [first, second] = [
          await suggestion('Returns').boundingBox(),
          await suggestion('Orders').boundingBox(),
        ];
        expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? NaN) + (first?.height ?? NaN));
      },
    },
    {
      id: 'attributes-11',
      says: '`data-enable-lcw-autofill` has the widget fill its container',
      origin: 'documented',
      section: '7.2',
      result: 'not met',
      why: 'The widget is not put into a container of the page.',
    },
    {
      id: 'attributes-12',
      says: '`data-enable-sso-magic-code` decides how a sign-in code of a bot is passed',
      origin: 'documented',
      section: '7.2',
      result: 'not met',
      why: 'There are no sign-in cards.',
    },
    {
      id: 'attributes-13',
      says: '`data-customization-callback` names a function that gives styles and properties of components',
      origin: 'documented',
      section: '7.2',
      result: 'not met',
      why: 'Those are the properties of one React component library. Looks are set by the attributes above.',
    },
  ],
};
