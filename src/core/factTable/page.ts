import { COUNT, DAY, FROM_ONE, STORED_DAYS, define } from './define.ts';

const path = { path: { type: 'text', required: true } } as const;
const pathMeaning = { path: 'Pattern of the path, such as /product/*.' };

/** Where the visitor is, where they came from, and what of it belongs to the visit and to the visitor. */
export const pageFacts = {
  ...define(
    { owner: 'url', scope: 'page', purpose: 'none' },
    {
      'page.url': {
        type: 'text',
        description: 'Full address of the page view.',
        example: 'https://shop.example/pricing?plan=pro#faq',
      },
      'page.path': {
        type: 'text',
        description: 'Path of the address, without query and hash.',
        example: '/pricing',
      },
      'page.host': { type: 'text', description: 'Host name of the address.', example: 'shop.example' },
      'page.query': {
        type: 'record',
        description:
          'Query parameters; ask for one with `path`, for example `$.plan`. The first value of a repeated parameter counts.',
        example: { plan: 'pro' },
      },
      'page.hash': {
        type: 'text',
        description: 'Fragment of the address with its #, or empty.',
        example: '#faq',
      },
      'page.referrer': {
        type: 'text',
        description:
          'Address of the page that led to this document, or empty; a soft navigation does not change it.',
        example: 'https://search.example/',
      },
    },
  ),
  ...define(
    { owner: 'signals-environment/title', scope: 'page', purpose: 'none' },
    {
      'page.title': {
        type: 'text',
        description: 'Title of the document.',
        example: 'Plans and pricing',
      },
    },
  ),
  ...define(
    { owner: 'signals-visit/previousPath', scope: 'page', purpose: 'none' },
    {
      'page.previousPath': {
        type: 'text',
        description:
          'Path of the page of this site the visitor came from. Unknown if it was another site, or after a reload or a return from the back/forward cache.',
        example: '/product/avocet',
      },
    },
  ),
  ...define(
    { owner: 'signals-environment/environment', scope: 'page', purpose: 'none' },
    {
      'page.language': {
        type: 'text',
        description: 'Language the document says it is in.',
        example: 'en-GB',
      },
    },
  ),
  ...define(
    { owner: 'signals-element/elementVisible', scope: 'page', purpose: 'none' },
    {
      'page.elementVisible': {
        type: 'boolean',
        params: {
          selector: { type: 'text', required: true },
          percent: { type: 'number', required: false },
          seconds: { type: 'number', required: false },
        },
        description:
          'True once an element has been drawn and in view, for the rest of the page view. Elements that come later count too; whether something else covers it is not known.',
        example: true,
        meanings: {
          selector: 'CSS selector of the element; the first one of the document counts.',
          percent: 'How much of the element has to be in view, in percent. Default 50.',
          seconds:
            'For how long without a break, in seconds. Default 0; as a page view begins, at least a second: what is there then may belong to the page before.',
        },
      },
    },
  ),
  ...define(
    { owner: 'signals-element/elementExists', scope: 'page', purpose: 'none' },
    {
      'page.elementExists': {
        type: 'boolean',
        params: { selector: { type: 'text', required: true } },
        description:
          'Whether the document has an element that matches a selector now, seen or not: a message that something is sold out, the menu of a signed-in visitor.',
        example: true,
        meanings: { selector: 'CSS selector, such as .sold-out.' },
      },
    },
  ),
  ...define(
    { owner: 'signals-visit/visits', scope: 'visit', purpose: 'personalization' },
    {
      'visit.pageViews': {
        type: 'number',
        range: FROM_ONE,
        grows: true,
        description:
          'Page views in this visit, this one included; of those before consent only the ones of the load it came on. A visit ends after 30 minutes in which the visitor opens no page, presses and scrolls nothing, and neither leaves the tab nor comes back to it.',
        example: 3,
      },
    },
  ),
  ...define(
    { owner: 'signals-visit/journey', scope: 'visit', purpose: 'personalization' },
    {
      'visit.seconds': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        grows: true,
        description:
          'Time in this visit during which a page of the site was visible, over its last hundred page views.',
        example: 180,
      },
      'visit.entryPath': {
        type: 'text',
        description: 'Path of the first page view of the visit.',
        example: '/blog/avocet',
      },
      'visit.pathViews': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: path,
        description:
          'Page views in this visit whose path matches a pattern, this one included; of its last hundred.',
        example: 2,
        meanings: pathMeaning,
      },
      'visit.secondsInSection': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        grows: true,
        params: path,
        description:
          'Visible time in this visit on pages whose path matches a pattern; of its last hundred page views.',
        example: 60,
        meanings: pathMeaning,
      },
      'engagement.backtracks': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'How often in this visit the visitor went back to the page they had come from: A, then B, then A again.',
        example: 2,
      },
    },
  ),
  ...define(
    { owner: 'signals-visit/campaign', scope: 'visit', purpose: 'personalization' },
    {
      'visit.referrer': {
        type: 'text',
        description: 'Address of the page of another site that led to this visit, or empty.',
        example: 'https://search.example/',
      },
      'campaign.source': {
        type: 'text',
        description: 'Source the visit came from: utm_source of its first page view.',
        example: 'newsletter',
      },
      'campaign.medium': {
        type: 'text',
        description: 'Medium the visit came from: utm_medium of its first page view.',
        example: 'email',
      },
      'campaign.name': {
        type: 'text',
        description: 'Name of the campaign of the visit: utm_campaign of its first page view.',
        example: 'spring',
      },
      'campaign.term': {
        type: 'text',
        description: 'Search term of the visit: utm_term of its first page view.',
        example: 'rope lamp',
      },
      'campaign.content': {
        type: 'text',
        description: 'Content of the visit: utm_content of its first page view.',
        example: 'button',
      },
      'campaign.clickId': {
        type: 'text',
        description:
          'Click id of an advertisement, as its parameter and value: gclid, gbraid, wbraid, dclid, msclkid, fbclid, ttclid, li_fat_id or twclid.',
        example: 'gclid=EAIaIQ',
      },
    },
  ),
  ...define(
    { owner: 'signals-visit/visits', scope: 'visitor', purpose: 'personalization' },
    {
      'visitor.visits': {
        type: 'number',
        range: FROM_ONE,
        grows: true,
        description: 'Visits of this visitor, this one included.',
        example: 2,
      },
      'visitor.returning': { type: 'boolean', description: 'True from the second visit on.', example: true },
      'visitor.daysSinceLastVisit': {
        type: 'number',
        unit: 'days',
        range: STORED_DAYS,
        description: 'Days between the visit before this one and this one. Unknown on the first visit.',
        example: 3.5,
      },
    },
  ),
  ...define(
    { owner: 'signals-visit/pathsEver', scope: 'visitor', purpose: 'personalization' },
    {
      'visitor.pathViews': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: path,
        description:
          'Page views of this visitor, over all visits, whose path matches a pattern; of the hundred paths seen last.',
        example: 4,
        meanings: pathMeaning,
      },
    },
  ),
  ...define(
    { owner: 'signals-custom/given', scope: 'visitor', purpose: 'none' },
    {
      'visitor.country': {
        type: 'text',
        description:
          'Country of the visitor (ISO 3166, two letters), as the page has given it by `setFacts`; unknown until then.',
        example: 'NL',
      },
    },
  ),
  ...define(
    { owner: 'signals-custom/attributes', scope: 'visitor', purpose: 'personalization' },
    {
      'visitor.attributes': {
        type: 'record',
        members: 'any',
        description:
          'What the page knows of the visitor and has given by `setFacts`; ask for one member with `path`, for example `$.plan`.',
        example: { plan: 'pro', orders: 3 },
      },
    },
  ),
  ...define(
    { owner: 'signals-environment/environment', scope: 'visitor', purpose: 'none' },
    {
      'visitor.timeZone': {
        type: 'text',
        description: 'Time zone of the browser (IANA).',
        example: 'Europe/Amsterdam',
      },
      'visitor.language': {
        type: 'text',
        description: 'Language the visitor prefers, as the browser says.',
        example: 'nl-NL',
      },
    },
  ),
} as const;
