import { factDefinitions, testFacts } from './factSchema.mjs';
import { array, flag, list, number, object, ref, text } from './schemaParts.mjs';

/**
 * The JSON Schema of a rule set, built from the fact, operator, outcome and reason tables. It says more than the
 * tag checks with it: which operators and values go with which fact is in here for editors, and in the table-driven
 * checks for the tag (see `toShapeSchema`).
 */

const identifier = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$';
const language = '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$';
const day = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const yearDay = '(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const hour = '([01]\\d|2[0-3]):[0-5]\\d';
const instant = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$';

const percent = (standard, description) => ({ ...number(0, 100, description), default: standard });

/**
 * @param tables - `factTable`, `operators`, `outcomes`, `reasonTexts`, `formatNames` and the limits of src/rules.
 * @returns the schema for editors, as a plain object.
 */
export function buildRuleSetSchema(tables) {
  const { limits } = tables;
  const contextName = (what) =>
    text(limits.contextName, { description: `Name of the context variable that gets ${what}.` });
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
      holdoutPercent: percent(
        0,
        'Share of the visitors who are not invited although everything else allows it, so that the others can be compared with them. The same visitors each time.',
      ),
      rolloutPercent: percent(
        100,
        'Share of the visitors for whom the rule set is in force. The same visitors each time; raising it adds some.',
      ),
      contextIds: object(
        [],
        {
          ruleSet: contextName('the id of the rule set'),
          version: contextName('its version'),
          rule: contextName('the id of the rule'),
          variant: contextName('the id of the variant'),
        },
        {
          description: 'Context variables that tell the agent and the reports which rule has invited.',
          examples: [{ rule: 'Proactive Rule', version: 'Proactive Rule Set Version' }],
        },
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

function structure(tables) {
  const { outcomes, reasonTexts, formatNames, limits, weekdays } = tables;
  const circumstances = circumstancesOf(tables);
  const outcome = { type: 'string', enum: outcomes, description: 'What becomes of the rule.' };
  const days = (description) => number(0, 90, description);
  const displayable = flag('True: the agent sees the item in the conversation summary. Default false.');
  const allowsPersonalData = flag(
    'True: e-mail addresses, phone and card numbers in the value stay. Default false: they are struck out.',
  );
  const whenMissing = {
    type: 'string',
    enum: ['omit', 'empty'],
    enumDescriptions: ['The item is left out.', 'The item is sent with an empty value.'],
    default: 'omit',
    description: 'What happens while a fact of the item is unknown.',
  };
  const group = (description) => ({ type: 'array', minItems: 1, items: ref('condition'), description });
  return {
    rule: {
      ...object(['id', 'conditions'], {
        kind: {
          type: 'string',
          enum: ['invite', 'suppress'],
          enumDescriptions: [
            'Invites while its conditions hold.',
            'Nobody is invited while its conditions hold, or nobody by the rules of its group.',
          ],
          default: 'invite',
          description: 'Whether the rule invites or keeps the others from inviting.',
        },
        id: {
          type: 'string',
          pattern: identifier,
          description: 'Name of the rule in decisions and analytics. Once published, keep it.',
          examples: ['pricing-hesitation'],
        },
        title: text(200, { description: 'Short name for people.' }),
        description: text(2000, { description: 'Why the rule exists.' }),
        enabled: { ...flag('False: the rule is switched off.'), default: true },
        priority: {
          type: 'integer',
          minimum: 1,
          maximum: 1000,
          default: 1,
          description: 'Higher goes first.',
        },
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
            title: {
              ...ref('title'),
              description: 'Heading of the invitation; shown by the built-in widget.',
            },
            agentName: {
              ...ref('agentName'),
              description: 'Who invites, shown above the heading; only by the built-in widget.',
              examples: ['Mira from customer care'],
            },
            agentPictureUrl: {
              ...ref('agentPictureUrl'),
              description:
                'Address of a picture of whoever invites, http(s) or relative to the page. Left out where it does not load. Only the built-in widget.',
              examples: ['/images/mira.jpg'],
            },
            showPrechat: flag('True: the pre-chat survey is shown before the chat starts.'),
            inNewWindow: flag('True: the chat opens in a window of its own.'),
            variants: {
              ...array(
                object(['id'], {
                  id: {
                    type: 'string',
                    pattern: identifier,
                    description: 'Name of the variant in decisions and analytics.',
                  },
                  weight: {
                    type: 'number',
                    minimum: 0,
                    description: 'Share of the visitors, in proportion to the others.',
                    default: 1,
                  },
                  message: ref('message'),
                  title: ref('title'),
                  agentName: ref('agentName'),
                  agentPictureUrl: ref('agentPictureUrl'),
                }),
                'Several ways to put the invitation, to be compared; each visitor always gets the same one. What a variant does not say is as in the invitation.',
              ),
              minItems: 2,
            },
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
        schedule: object(
          [],
          {
            timeZone: {
              type: 'string',
              default: 'visitor',
              description:
                'IANA name of the time zone of days and hours, or "visitor" for that of the browser.',
              examples: ['Europe/Amsterdam'],
            },
            weekly: object([], Object.fromEntries(weekdays.map((weekday) => [weekday, ref('hours')])), {
              description: 'Hours by weekday. A day that is not named is closed.',
            }),
            from: {
              type: 'string',
              pattern: `^${day}$`,
              description: 'First day.',
              examples: ['2026-11-01'],
            },
            until: {
              type: 'string',
              pattern: `^${day}$`,
              description: 'Last day.',
              examples: ['2026-12-31'],
            },
            yearly: array(
              { type: 'string', pattern: `^${yearDay}/${yearDay}$` },
              'Ranges of days in every year, such as "12-01/12-26".',
            ),
            except: array(
              { type: 'string', pattern: `^(\\d{4}-)?${yearDay}$` },
              'Closed days, such as "2026-12-24", or every year "12-25".',
            ),
          },
          { description: 'When the rule may act. Every part that is given has to allow it.' },
        ),
        group: {
          type: 'string',
          pattern: identifier,
          description:
            'Rules of one group exclude each other: once one has invited, the others do not in the same visit.',
          examples: ['sales'],
        },
        samplePercent: percent(
          100,
          'Share of the visitors for whom the rule exists. The same visitors each time; raising it adds some.',
        ),
        goal: object(
          ['event', 'withinDays'],
          {
            event: text(200, { description: 'Name of the event in the data layer.', examples: ['purchase'] }),
            withinDays: {
              type: 'number',
              minimum: 0.01,
              maximum: 90,
              description: 'Days after the invitation, or the hold-out, within which it counts.',
            },
          },
          { description: 'What the rule is for; counted for those invited and for those held out.' },
        ),
        tests: list(ref('test'), 200, 'Cases that show what the rule does; "check" plays them.'),
      }),
      if: { properties: { kind: { const: 'suppress' } }, required: ['kind'] },
      then: {
        properties: Object.fromEntries(
          [
            'priority',
            'withdrawWhen',
            'invitation',
            'context',
            'limits',
            'samplePercent',
            'goal',
            'tests',
          ].map((key) => [key, false]),
        ),
      },
      else: { required: ['invitation'] },
    },
    hours: array(
      { type: 'string', pattern: `^${hour}-(${hour}|24:00)$` },
      'Hours, such as "09:00-17:30". Hours that end before they begin run into the next day.',
    ),
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
          goal: days('Days after a visitor who had been invited reached the goal of the rule.'),
        },
        { description: 'Days without an invitation after an outcome.' },
      ),
    }),
    message: localizedText(limits.message),
    title: localizedText(limits.title),
    agentName: localizedText(limits.agentName),
    agentPictureUrl: localizedText(limits.agentPictureUrl),
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
            allowsPersonalData,
          },
          { allOf: [ref('factParams'), ref('plainFactPath')] },
        ),
        object(['template'], {
          template: text(limits.contextValue),
          whenMissing,
          isDisplayable: displayable,
          allowsPersonalData,
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
          ...circumstances,
          history: list(
            object(['outcome', 'secondsAgo'], {
              outcome,
              secondsAgo: number(0, 31536000, 'How long ago, in seconds.'),
              ruleId: { type: 'string', description: 'Rule that had invited.' },
            }),
            100,
            'Earlier invitations.',
          ),
          timeZone: text(64, { default: 'UTC', description: "IANA name of the visitor's time zone." }),
          inSample: flag('False: the visitor is outside the sample of every rule.'),
          rolledOut: flag('False: the visitor is outside the rolled-out share.'),
          heldOut: flag('True: the visitor is in the hold-out group.'),
          variant: text(64, { description: 'Variant the visitor gets; default: the first.' }),
        },
        { description: 'What is so. Every gate that is not mentioned is open.' },
      ),
      then: list(
        object([], {
          secondsLater: number(0, 31536000, 'How much later it happens, in seconds.'),
          pageView: flag('True: the visitor goes to another page, with the facts given here.'),
          answer: {
            type: 'string',
            enum: ['accepted', 'declined', 'dismissed', 'expired'],
            description: 'What becomes of the invitation on the screen.',
          },
          ...circumstances,
        }),
        20,
        'What happens then, one after the other. What a step does not mention stays as it is; "expect" is about the last.',
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

/** What a case says of the world around its rule, at the beginning and later. */
function circumstancesOf({ factTable, chatStates }) {
  return {
    facts: {
      type: 'object',
      additionalProperties: false,
      patternProperties: testFacts(factTable),
      description: 'Facts by name. One with parameters is written as "event.count?name=purchase".',
    },
    events: list(text(200), 100, 'Events pushed to the data layer, by name; each counts once.'),
    availability: {
      ...words(['available', 'unavailable', 'queue_closed', 'unknown', 'rate_limited']),
      description: 'What the service answers when it is asked whether somebody is there.',
    },
    consent: words(['granted', 'denied']),
    privacySignal: flag('True: the browser sends Global Privacy Control.'),
    chat: { type: 'string', enum: chatStates, default: 'closed', description: 'State of the chat widget.' },
    widget: {
      ...words(['ready', 'loading', 'failed', 'refuses']),
      description: 'Whether the chat widget is there; "refuses": it does not show the invitation.',
    },
    engine: {
      type: 'string',
      enum: ['confirms', 'disagrees', 'unavailable'],
      description: 'What the rules engine makes of the rule. By default it is asked.',
    },
    assets: { ...words(['loaded', 'failed']), description: 'Whether the files of the tag come.' },
    otherTab: flag('True: another tab of the visitor is inviting.'),
    visitorBusy: flag('True: the visitor is typing, in a dialog, in a payment field, or watching a video.'),
    tabHidden: flag('True: the tab is in the background.'),
    excludedPage: flag('True: the configuration excludes the page.'),
    paused: flag('True: the page has paused all invitations.'),
  };
}

/** A closed list, of which the first is the default. */
function words(values) {
  return { type: 'string', enum: values, default: values[0] };
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
