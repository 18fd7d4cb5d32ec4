// Made by scripts/generate.mjs. Do not edit.
export const documentKeys: readonly (readonly [objects: string, keys: string])[] = [
  [
    '',
    '$schema availability conditions contextIds defaultLanguage formatVersion holdoutPercent id limits paused rolloutPercent rules version',
  ],
  ['limits', 'max quietDaysAfter secondsBetween'],
  ['max', 'count per perDays'],
  ['quietDaysAfter', 'accepted declined dismissed expired goal'],
  ['availability', 'basis maxWaitMinutes'],
  ['contextIds', 'rule ruleSet variant version'],
  ['all any conditions not withdrawWhen', 'all any condition fact not operator params path value'],
  ['params', 'first key name path percent scope seconds selector then type withinSeconds without'],
  ['value', 'fact params path'],
  [
    'rules',
    'conditions context description enabled goal group id invitation kind limits priority samplePercent schedule tests title withdrawWhen',
  ],
  [
    'invitation',
    'agentName agentPictureUrl closeAfterSeconds inNewWindow message showPrechat title variants',
  ],
  ['variants', 'agentName agentPictureUrl id message title weight'],
  ['context', 'allowsPersonalData fact isDisplayable params path template value whenMissing'],
  ['schedule', 'except from timeZone until weekly yearly'],
  ['weekly', 'fri mon sat sun thu tue wed'],
  ['goal', 'event withinDays'],
  ['tests', 'expect given name then'],
  [
    'given',
    'assets at availability chat consent engine events excludedPage facts heldOut history inSample otherTab paused privacySignal rolledOut tabHidden timeZone variant visitorBusy widget',
  ],
  ['history', 'outcome ruleId secondsAgo'],
  [
    'then',
    'answer assets availability chat consent engine events excludedPage facts otherTab pageView paused privacySignal secondsLater tabHidden visitorBusy widget',
  ],
  ['expect', 'outcome reason'],
];
