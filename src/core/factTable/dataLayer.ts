import { COUNT, DAY, STORED_DAYS, define } from './define.ts';

const onPage = { scope: 'page', purpose: 'none' } as const;
const number = { type: 'number', required: false } as const;
const text = { type: 'text', required: true } as const;
const name = 'Name of the event, in the data layer or by the command `event`.';
const counted = { name: text, withinSeconds: number } as const;
const ordered = {
  first: text,
  then: text,
  withinSeconds: number,
  without: { type: 'text', required: false },
} as const;
const orderMeanings = {
  first: 'Name of the first event.',
  then: 'Name of the event that followed.',
  withinSeconds: 'How soon it had to follow, in seconds. Default: any time.',
  without: 'Name of an event that must not come in between.',
};

/** What the page tells: by its data layer, by commands, and by signals of its own. */
export const dataLayerFacts = {
  ...define(
    { owner: 'signals-cart/cart', ...onPage },
    {
      'cart.value': {
        type: 'number',
        range: [0, 1e12],
        description:
          'Value of the cart, from the GA4 ecommerce pushes of the page or given by `setFacts`. Once something is put in or taken out it is that of the items, and unknown with a coupon, of which nobody knows what it makes of it.',
        example: 129.9,
      },
      'cart.currency': {
        type: 'text',
        description:
          'Currency of the cart (ISO 4217), from the GA4 ecommerce pushes of the page or given by `setFacts`.',
        example: 'EUR',
      },
      'cart.quantity': {
        type: 'number',
        range: COUNT,
        description:
          'Number of pieces in the cart, from the GA4 ecommerce pushes of the page or given by `setFacts`.',
        example: 2,
      },
      'cart.itemIds': {
        type: 'list',
        description:
          'Ids of the items in the cart, from the GA4 ecommerce pushes of the page or given by `setFacts`.',
        example: ['mug-1', 'mug-2'],
      },
    },
  ),
  ...define(
    { owner: 'signals-data-layer/values', ...onPage },
    {
      'dataLayer.value': {
        type: 'any',
        params: { key: text },
        description:
          'Value of a key of the data layer as Tag Manager would have it, later entries merged into earlier ones, if it is a text, a number, true or false.',
        example: 'pro',
        meanings: {
          key: 'The key; a dot leads into an object, as in user.plan. Tag Manager’s own keys go too: gtm.videoPercent.',
        },
      },
    },
  ),
  ...define(
    { owner: 'signals-events/events', ...onPage },
    {
      'event.count': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: counted,
        description: 'How often an event of this name has come in this page view.',
        example: 1,
        meanings: { name, withinSeconds: 'Only the last so many seconds count. Default: the page view.' },
      },
      'event.secondsSince': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        params: { name: text },
        description:
          'Seconds since an event of this name has last come in this page view. Unknown before the first.',
        example: 30,
        meanings: { name },
      },
      'event.sequence': {
        type: 'boolean',
        params: ordered,
        description: 'True once one event was followed by another in this page view, for the rest of it.',
        example: true,
        meanings: orderMeanings,
      },
    },
  ),
  ...define(
    { owner: 'signals-visit-events/visitEvents', scope: 'visit', purpose: 'personalization' },
    {
      'visit.eventCount': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: counted,
        description:
          'How often an event of this name has come in this visit, on this page and those before. The last 200 events that rules ask about are kept.',
        example: 1,
        meanings: { name, withinSeconds: 'Only the last so many seconds count. Default: the visit.' },
      },
      'visit.secondsSinceEvent': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        params: { name: text },
        description:
          'Seconds since an event of this name has last come in this visit. Unknown before the first.',
        example: 30,
        meanings: { name },
      },
      'visit.eventSequence': {
        type: 'boolean',
        params: ordered,
        description: 'True once one event was followed by another in this visit, on whichever pages.',
        example: true,
        meanings: orderMeanings,
      },
    },
  ),
  ...define(
    { owner: 'signals-data-layer/purchases', scope: 'visitor', purpose: 'personalization' },
    {
      'visitor.daysSinceLastPurchase': {
        type: 'number',
        unit: 'days',
        range: STORED_DAYS,
        description:
          'Days since this visitor has last bought something: the GA4 event `purchase`; an order counts once, by its `transaction_id`. Unknown if never.',
        example: 2,
      },
    },
  ),
  ...define(
    { owner: 'signals-custom/custom', ...onPage },
    {
      'custom.value': {
        type: 'any',
        params: { name: text },
        description: 'A fact of the site itself: given by `setFacts`, or published by a signal of its own.',
        example: 'gold',
        meanings: { name: 'Name of the fact.' },
      },
    },
  ),
} as const;
