import { factDefinitions, testFacts } from './factSchema.mjs';
import { flag, list, number, object, ref, text } from './schemaParts.mjs';

/**
 * The JSON Schema of a rule set, built from the fact, operator, outcome and reason tables. It says more than the
 * tag checks with it: which operators and values go with which fact is in here for editors, and in the table-driven
 * checks for the tag (see `toShapeSchema`).
 */

const identifier = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$';
const language = '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$';
const instant = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$';

/**
 * @param tables - `factTable`, `operators`, `outcomes`, `reasonTexts`, `formatNames` and the limits of src/rules.
 * @returns the schema for editors, as a plain object.
 */
export function buildRuleSetSchema(tables) {
  const { limits } = tables;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://lcw-proactive-chat.example/schemas/rule-set.schema.json',
    title: 'Rule set of lcw-proactive-chat',
    description:
      'When to invite which visitors of a site to a chat, with which words and which custom context.',
    ...object(['formatVersion', 'id', 'version', 'rules'], {
      $schema: { type: 'string', description: 'Address of this schema, for editors.' },
      formatVersion: { const: 1, description: 'Version of the format of this document.' },
      id: {
        type: 'string',
        pattern: identifier,
        description: 'Name of the rule set in decisions and analytics.',
        examples: ['shop-eu'],
      },
      version: text(64, {
        description: 'Version of the content; change it with every change.',
        examples: ['2026-11-22.1'],
      }),
      defaultLanguage: {
        type: 'string',
        pattern: language,
        default: 'en',
        description: 'Language that is taken when a text does not exist in the language of the page.',
      },
      paused: flag('True: nobody is invited.'),
      limits: { ...ref('limits'), description: 'Limits over all rules together.' },
      availability: object(
        ['basis'],
        {
          basis: {
            type: 'string',
            enum: ['agents', 'operatingHours', 'none'],
            enumDescriptions: [
              'Invite only while the service says that an agent is available. For chats of signed-in visitors.',
              'Invite only within the operating hours of the widget. For anonymous chats.',
              'Invite without asking. Visitors may wait for nobody.',
            ],
            description: 'What counts as "somebody is there". Without a clear answer nobody is invited.',
          },
          maxWaitMinutes: number(
            0,
            1440,
            'Longest average wait at which visitors are still invited, in minutes.',
          ),
        },
        { description: 'Whether somebody has to be there before a visitor is invited.' },
      ),
      conditions: {
        type: 'object',
        maxProperties: limits.namedConditions,
        propertyNames: text(64),
        additionalProperties: ref('condition'),
        description: 'Named conditions, used by rules as { "condition": "name" }.',
      },
      rules: list(
        ref('rule'),
        limits.rules,
        'The rules. The one with the highest priority goes first, then the one that stands first.',
      ),
    }),
    definitions: { ...structure(tables), ...factDefinitions(tables) },
  };
}

function structure({ outcomes, reasonTexts, factTable, formatNames, limits }) {
  const outcome = { type: 'string', enum: outcomes, description: 'What becomes of the rule.' };
  const days = (description) => number(0, 90, description);
  const displayable = flag('True: the agent sees the item in the conversation summary. Default false.');
  const whenMissing = {
    type: 'string',
    enum: ['omit', 'empty'],
    enumDescriptions: ['The item is left out.', 'The item is sent with an empty value.'],
    default: 'omit',
    description: 'What happens while a fact of the item is unknown.',
  };
  const group = (description) => ({ type: 'array', minItems: 1, items: ref('condition'), description });
  return {
    rule: object(['id', 'conditions', 'invitation'], {
      id: {
        type: 'string',
        pattern: identifier,
        description: 'Name of the rule in decisions and analytics. Once published, keep it.',
        examples: ['pricing-hesitation'],
      },
      title: text(200, { description: 'Short name for people.' }),
      description: text(2000, { description: 'Why the rule exists.' }),
      enabled: { ...flag('False: the rule is switched off.'), default: true },
      priority: { type: 'integer', minimum: 1, maximum: 1000, default: 1, description: 'Higher goes first.' },
      conditions: { ...ref('condition'), description: 'When the visitor is invited.' },
      withdrawWhen: {
        ...ref('condition'),
        description: 'When an invitation on the screen is taken back, and no new one is made.',
      },
      invitation: object(
        ['message'],
        {
          message: {
            ...ref('message'),
            description: 'What the visitor reads, in one or several languages.',
            examples: ['Comparing plans? Ask us about {page.title|our plans}.'],
          },
          title: { ...ref('title'), description: 'Heading of the invitation; shown by the built-in widget.' },
          showPrechat: flag('True: the pre-chat survey is shown before the chat starts.'),
          inNewWindow: flag('True: the chat opens in a window of its own.'),
          closeAfterSeconds: number(
            20,
            3600,
            'Seconds, without the visitor pointing at it, after which the invitation leaves. Without it, it stays. Only the built-in widget.',
          ),
        },
        { description: 'What the visitor sees.' },
      ),
      context: {
        type: 'object',
        maxProperties: 100,
        propertyNames: text(limits.contextName),
        additionalProperties: ref('contextItem'),
        description:
          'Custom context the chat starts with. The names are those of the context variables of the workstream.',
      },
      limits: { ...ref('limits'), description: 'Limits of this rule alone.' },
      tests: list(ref('test'), 200, 'Cases that show what the rule does; "check" plays them.'),
    }),
    limits: object([], {
      max: list(
        object(
          ['count'],
          {
            count: { type: 'integer', minimum: 1, maximum: 1000, description: 'Most invitations.' },
            per: {
              type: 'string',
              enum: ['page', 'visit', 'visitor'],
              description: 'Per page view, per visit or per visitor.',
            },
            perDays: {
              type: 'number',
              minimum: 0.01,
              maximum: 90,
              description: 'Or within this number of days.',
            },
          },
          { oneOf: [{ required: ['per'] }, { required: ['perDays'] }] },
        ),
        10,
        'Most invitations in a span.',
      ),
      secondsBetween: number(0, 7776000, 'Least time between two invitations, in seconds.'),
      quietDaysAfter: object(
        [],
        {
          accepted: days('Days after an accepted invitation.'),
          declined: days('Days after the visitor said no.'),
          dismissed: days('Days after the visitor closed the invitation.'),
          expired: days('Days after an invitation left unanswered.'),
        },
        { description: 'Days without an invitation after an outcome.' },
      ),
    }),
    message: localizedText(limits.message),
    title: localizedText(limits.title),
    contextItem: {
      type: 'object',
      description: `A fixed value, a fact, or a text with facts in it such as "{cart.value:${formatNames[0]}}".`,
      anyOf: [
        object(['value'], {
          value: {
            anyOf: [
              { type: 'string', maxLength: limits.contextValue, not: { pattern: '\\{\\{' } },
              { type: ['number', 'boolean'] },
            ],
          },
          isDisplayable: displayable,
        }),
        object(
          ['fact'],
          {
            fact: ref('factName'),
            params: { type: 'object' },
            path: ref('path'),
            whenMissing,
            isDisplayable: displayable,
          },
          { allOf: [ref('factParams'), ref('plainFactPath')] },
        ),
        object(['template'], {
          template: text(limits.contextValue),
          whenMissing,
          isDisplayable: displayable,
        }),
      ],
    },
    condition: {
      type: 'object',
      anyOf: [
        object(['all'], { all: group('Every one of these holds.') }),
        object(['any'], { any: group('At least one of these holds.') }),
        object(['not'], {
          not: {
            ...ref('condition'),
            description:
              'This does not hold. An unknown fact is no answer: neither a condition nor its opposite holds then.',
          },
        }),
        object(['condition'], {
          condition: { type: 'string', description: 'Name of a condition of the rule set.' },
        }),
        ref('leaf'),
      ],
    },
    test: object(['name', 'given', 'expect'], {
      name: text(200, { description: 'What the case shows.' }),
      given: object(
        [],
        {
          at: {
            type: 'string',
            pattern: instant,
            description: 'Instant of the case (ISO 8601).',
            examples: ['2026-11-23T10:00:00Z'],
          },
          facts: {
            type: 'object',
            additionalProperties: false,
            patternProperties: testFacts(factTable),
            description: 'Facts by name. One with parameters is written as "event.count?name=purchase".',
          },
          events: list(text(200), 100, 'Events pushed to the data layer, by name; each counts once.'),
          history: list(
            object(['outcome', 'secondsAgo'], {
              outcome,
              secondsAgo: number(0, 31536000, 'How long ago, in seconds.'),
              ruleId: { type: 'string', description: 'Rule that had invited.' },
            }),
            100,
            'Earlier invitations.',
          ),
          availability: {
            type: 'string',
            enum: ['available', 'unavailable', 'unknown'],
            default: 'available',
          },
          consent: { type: 'string', enum: ['granted', 'denied'], default: 'granted' },
        },
        { description: 'What is so. Every gate that is not mentioned is open.' },
      ),
      expect: {
        anyOf: [
          outcome,
          object(['outcome'], {
            outcome,
            reason: {
              type: 'string',
              enum: Object.keys(reasonTexts),
              enumDescriptions: Object.values(reasonTexts),
            },
          }),
        ],
        description: 'What must come of the rule.',
      },
    }),
  };
}

function localizedText(longest) {
  return {
    anyOf: [
      text(longest, { pattern: '\\S' }),
      {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        patternProperties: { [language]: text(longest, { pattern: '\\S' }) },
      },
    ],
  };
}
