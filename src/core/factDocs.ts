import type { FactName, FactValue } from './facts.ts';

/** What a person reads about a fact: in the schema, in an editor, in the documentation. */
export interface FactDoc {
  readonly description: string;
  readonly example: FactValue;
  /** What each parameter means, for a fact that takes any. */
  readonly params?: Readonly<Record<string, string>>;
}

export const factDocs: Readonly<Record<FactName, FactDoc>> = {
  'page.url': {
    description: 'Full address of the page view.',
    example: 'https://shop.example/pricing?plan=pro#faq',
  },
  'page.path': {
    description: 'Path of the address, without query and hash.',
    example: '/pricing',
  },
  'page.host': {
    description: 'Host name of the address.',
    example: 'shop.example',
  },
  'page.query': {
    description:
      'Query parameters; ask for one with `path`, for example `$.plan`. The first value of a repeated parameter counts.',
    example: { plan: 'pro' },
  },
  'page.hash': {
    description: 'Fragment of the address with its #, or empty.',
    example: '#faq',
  },
  'page.title': {
    description: 'Title of the document when the page view began.',
    example: 'Plans and pricing',
  },
  'page.referrer': {
    description: 'Address of the page that linked here, or empty.',
    example: 'https://search.example/',
  },
  'engagement.dwellSeconds': {
    description: 'Time on this page view while the tab was visible.',
    example: 20,
  },
  'engagement.engagedSeconds': {
    description:
      'Time on this page view while the tab was visible and focused and the visitor recently active.',
    example: 20,
  },
  'engagement.scrollPercent': {
    description: 'Deepest point of the page that has been in view; 100 on a page shorter than the window.',
    example: 60,
  },
  'engagement.exitIntent': {
    description:
      'True from the moment the pointer left the page through its top edge, for the rest of the page view.',
    example: true,
  },
  'visit.pageViews': {
    description: 'Page views in this visit, this one included. A visit ends after 30 minutes without one.',
    example: 3,
  },
  'visitor.visits': {
    description: 'Visits of this visitor, this one included.',
    example: 2,
  },
  'visitor.returning': {
    description: 'True from the second visit on.',
    example: true,
  },
  'device.type': {
    description: 'Kind of device, as ua-parser-js tells it; desktop where it names none.',
    example: 'mobile',
  },
  'device.os': {
    description: 'Name of the operating system, as ua-parser-js tells it.',
    example: 'Android',
  },
  'device.browser': {
    description: 'Name of the browser, as ua-parser-js tells it.',
    example: 'Firefox',
  },
  'vitals.lcpMs': {
    description: 'Largest contentful paint.',
    example: 2500,
  },
  'vitals.inpMs': {
    description: 'Interaction to next paint.',
    example: 200,
  },
  'vitals.cls': {
    description: 'Cumulative layout shift.',
    example: 0.1,
  },
  'vitals.fcpMs': {
    description: 'First contentful paint.',
    example: 1800,
  },
  'vitals.ttfbMs': {
    description: 'Time to first byte.',
    example: 800,
  },
  'cart.value': {
    description: 'Value of the cart, from the GA4 ecommerce pushes of the page.',
    example: 129.9,
  },
  'cart.currency': {
    description: 'Currency of the cart (ISO 4217), from the GA4 ecommerce pushes of the page.',
    example: 'EUR',
  },
  'cart.quantity': {
    description: 'Number of pieces in the cart, from the GA4 ecommerce pushes of the page.',
    example: 2,
  },
  'cart.itemIds': {
    description: 'Ids of the items in the cart, from the GA4 ecommerce pushes of the page.',
    example: ['mug-1', 'mug-2'],
  },
  'event.count': {
    description: 'How often an event of this name was pushed to the data layer in this page view.',
    example: 1,
    params: { name: 'Name of the data layer event.' },
  },
  'chat.state': {
    description: 'State of the chat widget.',
    example: 'closed',
  },
  'agent.available': {
    description:
      'Whether an agent can take the chat now. Open until availability has been asked, which happens last.',
    example: true,
  },
  'agent.queueOpen': {
    description: 'Whether the queue is within its operating hours.',
    example: true,
  },
  'agent.waitMinutes': {
    description: 'Average wait for an agent.',
    example: 2,
  },
  'agent.positionInQueue': {
    description: 'Position behind others who wait.',
    example: 0,
  },
};
