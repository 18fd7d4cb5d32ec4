/** Ready messages of the kinds that bots and agents of Dynamics 365 send, by what the console calls them. */
export const examples: ReadonlyMap<string, string> = new Map([
  [
    'Formatted text',
    [
      'Both can be **mended with a screwdriver**:',
      '',
      '- *Knot*: for a desk, `1.2 kg`',
      '- *Avocet*: for a table, ~~two~~ three colours',
      '',
      'The [care guide](https://example.com/care) says more, or write to [us](mailto:shop@example.com).',
    ].join('\n'),
  ],
  ['Card with questions', attachment('adaptive', orderCard())],
  [
    'Card with buttons',
    attachment('hero', {
      title: 'Delivery',
      subtitle: 'When may we come?',
      text: 'We ring **an hour before**.',
      buttons: [
        { type: 'imBack', title: 'Monday morning', value: 'Monday morning, please' },
        { type: 'imBack', title: 'Tuesday evening', value: 'Tuesday evening, please' },
        { type: 'openUrl', title: 'All times', value: 'https://example.com/delivery' },
      ],
    }),
  ],
  [
    'Suggested answers',
    JSON.stringify({
      text: 'Did that answer your question?',
      suggestedActions: {
        actions: ['Yes, thank you', 'Not quite', 'I have another one'].map((words) => ({
          type: 'imBack',
          title: words,
          value: words,
        })),
      },
    }),
  ],
]);

function attachment(kind: string, content: object): string {
  return JSON.stringify({
    attachments: [{ contentType: `application/vnd.microsoft.card.${kind}`, content }],
  });
}

function orderCard(): object {
  return {
    type: 'AdaptiveCard',
    version: '1.3',
    fallbackText: 'Which colour would you like, and how many?',
    body: [
      { type: 'TextBlock', text: 'Your order', weight: 'bolder', size: 'medium' },
      { type: 'TextBlock', text: 'We **hold it** for you until tomorrow.', wrap: true },
      {
        type: 'Input.ChoiceSet',
        id: 'colour',
        label: 'Colour',
        isRequired: true,
        choices: ['Fog', 'Rust', 'Samphire'].map((colour) => ({ title: colour, value: colour })),
      },
      { type: 'Input.Number', id: 'quantity', label: 'How many?', min: 1, max: 9, value: 1 },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Hold it', data: { action: 'hold' } },
      { type: 'Action.OpenUrl', title: 'The colours', url: 'https://example.com/colours' },
    ],
  };
}
