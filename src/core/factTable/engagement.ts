import { COUNT, DAY, define } from './define.ts';

const onPage = { scope: 'page', purpose: 'none' } as const;
const selector = { selector: { type: 'text', required: true } } as const;
const formMeaning = { selector: 'CSS selector of the form, such as form#order; form for any.' };

/** What the visitor does, and what gets in their way. */
export const engagementFacts = {
  ...define(
    { owner: 'signals-engagement/dwell', ...onPage },
    {
      'engagement.dwellSeconds': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        grows: true,
        description: 'Time on this page view while the tab was visible.',
        example: 20,
      },
    },
  ),
  ...define(
    { owner: 'signals-engagement/engagement', ...onPage },
    {
      'engagement.engagedSeconds': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        grows: true,
        description:
          'Time on this page view while the tab was visible and focused and the visitor recently active.',
        example: 20,
      },
    },
  ),
  ...define(
    { owner: 'signals-engagement/idle', ...onPage },
    {
      'engagement.idleSeconds': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        description:
          'Visible time since the visitor last moved, pressed, scrolled or typed. While a frame has the focus, as one with a form or a player in it, nothing is counted: what is done there cannot be seen.',
        example: 45,
      },
    },
  ),
  ...define(
    { owner: 'signals-scroll/scroll', ...onPage },
    {
      'engagement.scrollPercent': {
        type: 'number',
        unit: 'percent',
        range: [0, 100],
        grows: true,
        description:
          'Deepest point of the page that has been in view; 100 on a page shorter than the window. Of a page that scrolls inside an element, that element counts.',
        example: 60,
      },
    },
  ),
  ...define(
    { owner: 'signals-interaction/exitIntent', ...onPage },
    {
      'engagement.exitIntent': {
        type: 'boolean',
        description:
          'True once the visitor was about to leave, for the rest of the page view: a fast movement of the pointer out through the top edge; on a touch screen a flick back to the top, or a return to the tab.',
        example: true,
      },
    },
  ),
  ...define(
    { owner: 'signals-clicks/clicks', ...onPage },
    {
      'engagement.clicks': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: selector,
        description:
          'Clicks on elements that match a selector, or on something inside them, in this page view.',
        example: 1,
        meanings: { selector: 'CSS selector, such as a[href$=".pdf"].' },
      },
      'engagement.domEvents': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: { ...selector, type: { type: 'text', required: true } },
        description:
          'Events of the document, other than clicks too, on elements that match a selector, or on something inside them, in this page view: a field that was filled in, a text that was copied.',
        example: 1,
        meanings: {
          selector: 'CSS selector, such as input[name="postcode"].',
          type: 'Type of the event in the words of the browser: change, copy, toggle.',
        },
      },
    },
  ),
  ...define(
    { owner: 'signals-rage/rageClicks', ...onPage },
    {
      'engagement.rageClicks': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'How often the visitor clicked three times or more within a second in one place. Fields, carousels and calendars, as far as their classes name them, and a plus or minus beside a number do not count.',
        example: 1,
      },
    },
  ),
  ...define(
    { owner: 'signals-clicks/deadClicks', ...onPage },
    {
      'engagement.deadClicks': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'Clicks that nothing came of within a second: no change of the document, no navigation, no scrolling, no change of focus or selection. Clicks into form fields do not count, nor on components whose inside cannot be seen. What a button copies, downloads, draws or lets be heard is not seen, and counts as nothing.',
        example: 2,
      },
    },
  ),
  ...define(
    { owner: 'signals-hover/hover', ...onPage },
    {
      'engagement.hoverSeconds': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        grows: true,
        params: selector,
        description:
          'Longest time the mouse has rested over one element that matches a selector, or over something inside it, in this page view. A finger does not count.',
        example: 3,
        meanings: { selector: 'CSS selector, such as .price.' },
      },
    },
  ),
  ...define(
    { owner: 'signals-video/video', ...onPage },
    {
      'engagement.videoPercent': {
        type: 'number',
        unit: 'percent',
        range: [0, 100],
        grows: true,
        params: selector,
        description:
          'How much of a video or sound of the page has been played; what was skipped does not count. Players in a frame of another site are told by their own events.',
        example: 50,
        meanings: { selector: 'CSS selector of the player, or of what it stands in; video for any.' },
      },
    },
  ),
  ...define(
    { owner: 'signals-submissions/forms', ...onPage },
    {
      'engagement.formSubmits': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: selector,
        description:
          'How often a form was sent in this page view, once the browser had found nothing wrong with it. Whether the page then refused it is not known.',
        example: 1,
        meanings: formMeaning,
      },
      'engagement.formAbandonedSeconds': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        params: selector,
        description:
          'Visible time since the visitor last typed or chose something in a form that they have begun and not sent. Unknown if there is none.',
        example: 30,
        meanings: formMeaning,
      },
    },
  ),
  ...define(
    { owner: 'signals-submissions/visitForms', scope: 'visit', purpose: 'personalization' },
    {
      'visit.formSubmits': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: selector,
        description: 'How often a form was sent in this visit, on this page and those before.',
        example: 1,
        meanings: formMeaning,
      },
      'visit.formsAbandoned': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: selector,
        description:
          'Forms the visitor had begun and not sent when they went to another page, in this visit. The page they are on does not count yet; a form that a script sends without asking the browser, as some lists are sorted, counts as not sent, and one whose steps are page views of their own as left at each.',
        example: 1,
        meanings: formMeaning,
      },
    },
  ),
  ...define(
    { owner: 'signals-forms/formErrors', ...onPage },
    {
      'engagement.formErrors': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'How often a form field was found wrong: by the browser, or by the page, which sets aria-invalid.',
        example: 3,
      },
    },
  ),
  ...define(
    { owner: 'signals-forms/hesitation', ...onPage },
    {
      'engagement.hesitationSeconds': {
        type: 'number',
        unit: 'seconds',
        range: DAY,
        grows: true,
        description:
          'Longest time the visitor has stayed in a form field without typing or choosing anything; once something is chosen it is over. A field that the page gave the focus to, before the visitor pressed anything, does not count.',
        example: 15,
      },
    },
  ),
  ...define(
    { owner: 'signals-searches/searches', scope: 'visit', purpose: 'personalization' },
    {
      'engagement.searches': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'Searches on the site in this visit: the GA4 events `search` and `view_search_results` of the data layer.',
        example: 2,
      },
      'engagement.repeatedSearches': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'Searches in this visit for something that had been searched for in it before. To see its results again, by a reload, by going back or on their next page, is none.',
        example: 1,
      },
      'engagement.emptySearches': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'Searches in this visit without a result: `results_count`, `search_results` or `number_of_results` of the event is 0.',
        example: 1,
      },
    },
  ),
  ...define(
    { owner: 'signals-errors/errors', ...onPage },
    {
      'errors.scripts': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'Errors of scripts, and rejections nobody handled, in this page view. What failed before the tag had loaded is not known.',
        example: 1,
      },
    },
  ),
  ...define(
    { owner: 'signals-errors/failedRequests', ...onPage },
    {
      'errors.failedRequests': {
        type: 'number',
        range: COUNT,
        grows: true,
        description:
          'Requests of the page by fetch and XMLHttpRequest that were answered with status 400 or higher in this page view. Unknown where the browser does not tell.',
        example: 1,
      },
    },
  ),
} as const;
