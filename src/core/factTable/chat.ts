import { chatStates } from '../sdkPort.ts';
import { COUNT, STORED_SECONDS, define } from './define.ts';

/** The chat, earlier invitations, and who is there to answer. */
export const chatFacts = {
  ...define(
    { owner: 'chat', scope: 'visit', purpose: 'none' },
    {
      'chat.state': {
        type: 'text',
        values: chatStates,
        description: 'State of the chat widget.',
        example: 'closed',
      },
    },
  ),
  ...define(
    { owner: 'signals-past/chats', scope: 'visitor', purpose: 'personalization' },
    {
      'chat.count': {
        type: 'number',
        range: COUNT,
        grows: true,
        description: 'Chats this visitor has started.',
        example: 1,
      },
      'chat.secondsSinceLast': {
        type: 'number',
        unit: 'seconds',
        range: STORED_SECONDS,
        description: 'Seconds since this visitor has last started a chat. Unknown if never.',
        example: 3600,
      },
    },
  ),
  ...define(
    { owner: 'signals-past/invitations', scope: 'visitor', purpose: 'functionality' },
    {
      'invitation.count': {
        type: 'number',
        range: COUNT,
        grows: true,
        params: { scope: { type: 'text', required: false, values: ['page', 'visit', 'visitor'] } },
        description: 'Invitations this visitor has been shown.',
        example: 1,
        meanings: {
          scope: 'In this page view, in this visit, or by this visitor in 90 days. Default visitor.',
        },
      },
      'invitation.secondsSinceLast': {
        type: 'number',
        unit: 'seconds',
        range: STORED_SECONDS,
        description: 'Seconds since this visitor has last been shown an invitation. Unknown if never.',
        example: 86400,
      },
      'invitation.lastOutcome': {
        type: 'text',
        values: ['invited', 'accepted', 'declined', 'dismissed', 'expired', 'withdrawn'],
        description: 'What became of the last invitation; `invited` until it is answered. Unknown if none.',
        example: 'dismissed',
      },
    },
  ),
  ...define(
    { owner: 'availability', scope: 'page', purpose: 'none' },
    {
      'agent.available': {
        type: 'boolean',
        description:
          'Whether an agent can take the chat now. Open until availability has been asked, which happens last.',
        example: true,
      },
      'agent.queueOpen': {
        type: 'boolean',
        description: 'Whether the queue is within its operating hours.',
        example: true,
      },
      'agent.waitMinutes': {
        type: 'number',
        unit: 'minutes',
        range: [0, 10_000],
        description: 'Average wait for an agent.',
        example: 2,
      },
      'agent.positionInQueue': {
        type: 'number',
        range: COUNT,
        description: 'Position behind others who wait.',
        example: 0,
      },
    },
  ),
} as const;
