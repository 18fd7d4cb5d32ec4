/**
 * gtm-template/container.json: variables, triggers and GA4 tags for our events, as Tag Manager exports a container and
 * imports it into another. Ids are numbers of our own; the importing container gives new ones.
 */

const account = { accountId: '1', containerId: '1' };
/** As exports have it on everything; Tag Manager gives its own on import. */
const fingerprint = '1767225600000';
const template = (key, value) => ({ type: 'TEMPLATE', key, value });
const boolean = (key, value) => ({ type: 'BOOLEAN', key, value: String(value) });
const map = (values) => ({
  type: 'MAP',
  map: Object.entries(values).map(([key, value]) => template(key, value)),
});

const MEASUREMENT_ID = 'Chat - GA4 measurement ID';
const EVENT_NAME = 'Chat - Event name in GA4';
const parameterVariable = (name) => `Chat - ${name}`;

export function containerExport({
  analyticsParameters,
  dataLayerName,
  GOAL_EVENT,
  outcomeDocs,
  outcomeEvent,
  sdkEventDocs,
}) {
  const outcomes = Object.keys(outcomeDocs).map(outcomeEvent);
  const suppressed = outcomeEvent('suppressed');
  const invitations = [...outcomes.filter((name) => name !== suppressed), GOAL_EVENT];
  const chat = Object.keys(sdkEventDocs).map(dataLayerName);
  const queued = dataLayerName('lcw:chatQueued');

  const triggers = [
    trigger('Chat - Invitations and goals', 'MATCH_REGEX', anyOf(invitations)),
    trigger('Chat - Silence', 'EQUALS', suppressed),
    trigger('Chat - Conversation', 'MATCH_REGEX', anyOf(chat)),
    trigger('Chat - Conversation created', 'EQUALS', queued),
  ].map((one, index) => ({ ...account, triggerId: String(index + 1), ...one, fingerprint }));

  const tags = [
    tag('GA4 - Chat invitations and goals', ['1'], `{{${EVENT_NAME}}}`),
    tag('GA4 - Chat silence', ['2'], `{{${EVENT_NAME}}}`),
    tag('GA4 - Chat conversation', ['3'], `{{${EVENT_NAME}}}`),
    { ...tag('GA4 - generate_lead for a chat', ['4'], 'generate_lead'), paused: true },
  ].map((one, index) => ({ ...account, tagId: String(index + 11), ...one, fingerprint }));

  const variables = [
    {
      name: MEASUREMENT_ID,
      type: 'c',
      parameter: [template('value', 'G-XXXXXXXXXX')],
    },
    {
      name: EVENT_NAME,
      type: 'smm',
      parameter: [
        boolean('setDefaultValue', true),
        template('input', '{{Event}}'),
        template('defaultValue', '{{Event}}'),
        {
          type: 'LIST',
          key: 'map',
          list: [...outcomes, GOAL_EVENT, ...chat].map((name) => map({ key: name, value: name })),
        },
      ],
    },
    ...analyticsParameters.map((name) => ({
      name: parameterVariable(name),
      type: 'v',
      parameter: [
        { type: 'INTEGER', key: 'dataLayerVersion', value: '2' },
        boolean('setDefaultValue', false),
        template('name', name),
      ],
    })),
  ].map((one, index) => ({
    ...account,
    variableId: String(index + 21),
    ...one,
    fingerprint,
    formatValue: {},
  }));

  function tag(name, firingTriggerId, eventName) {
    return {
      name,
      type: 'gaawe',
      parameter: [
        boolean('sendEcommerceData', false),
        boolean('enhancedUserId', false),
        {
          type: 'LIST',
          key: 'eventSettingsTable',
          list: analyticsParameters.map((parameter) =>
            map({ parameter, parameterValue: `{{${parameterVariable(parameter)}}}` }),
          ),
        },
        template('eventName', eventName),
        template('measurementIdOverride', `{{${MEASUREMENT_ID}}}`),
      ],
      firingTriggerId,
      tagFiringOption: 'ONCE_PER_EVENT',
      monitoringMetadata: { type: 'MAP' },
      consentSettings: { consentStatus: 'NOT_SET' },
    };
  }

  return {
    exportFormatVersion: 2,
    exportTime: '2026-01-01 00:00:00',
    containerVersion: {
      path: 'accounts/1/containers/1/versions/0',
      ...account,
      containerVersionId: '0',
      container: {
        path: 'accounts/1/containers/1',
        ...account,
        name: 'Proactive chat: events to GA4',
        publicId: 'GTM-XXXXXXX',
        usageContext: ['WEB'],
        fingerprint,
      },
      tag: tags,
      trigger: triggers,
      variable: variables,
      builtInVariable: [{ ...account, type: 'EVENT', name: 'Event' }],
      fingerprint,
    },
  };
}

function trigger(name, type, value) {
  return {
    name,
    type: 'CUSTOM_EVENT',
    customEventFilter: [{ type, parameter: [template('arg0', '{{_event}}'), template('arg1', value)] }],
  };
}

const anyOf = (names) => `^(${names.join('|')})$`;
