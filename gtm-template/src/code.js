const addConsentListener = require('addConsentListener');
const copyFromWindow = require('copyFromWindow');
const createQueue = require('createQueue');
const getContainerVersion = require('getContainerVersion');
const getType = require('getType');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');
const JSON = require('JSON');
const Object = require('Object');
const log = require('logToConsole');
const queryPermission = require('queryPermission');
const templateStorage = require('templateStorage');

const ENGINE_URL = '__ENGINE_URL__';
const QUEUE = 'lcwProactiveChat';
const DATA_LAYER = 'dataLayer';
const GUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
const ORG_URL = '^(https://[^\\s/?#]+/?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/?)$';
const SCRIPT_URL = '^https://[^\\s/?#]+/[^\\s]+$';
const RULES_URL = '^(https://[^\\s]+|/([^\\s/][^\\s]*)?)$';
const COLOR = '^(#[0-9a-fA-F]{3,8}|[a-z]+(\\([^;{}]*\\))?)$';
const LANGUAGE = '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$';
const EVENT = '^(proactive_chat|lcw)_[a-z_]+$';
const EVENT_NAME = '^(?!(firebase|ga|google)_)[A-Za-z][A-Za-z0-9_]{0,39}$';
const GLOBAL_NAME = '^[A-Za-z_$][A-Za-z0-9_$]*$';

const stop = (reason) => {
  log('Proactive chat did not start: ' + reason + '.');
  data.gtmOnFailure();
};

const textOf = (value) => getType(value) === 'string' ? value.trim() : '';
const matches = (text, pattern) => text.match(pattern) ? true : false;

// The first objection found; the form's own validators do not see what a variable returns.
let objection;
const refuse = (reason) => {
  objection = objection || reason;
};

const readLooks = () => {
  const options = {};
  const color = textOf(data.colorOverride);
  const language = textOf(data.language);
  if (data.position === 'bottom-start') {
    options.position = 'bottom-start';
  }
  if (color !== '') {
    options.colorOverride = color;
    if (!matches(color, COLOR)) {
      refuse('the colour is not a CSS colour such as #0f766e');
    }
  }
  if (language !== '') {
    options.language = language;
    if (!matches(language, LANGUAGE)) {
      refuse('the language is not a language tag such as en or de-AT');
    }
  }
  return options;
};

const readWidget = () => {
  if (data.widgetSource === 'on-page') {
    return {source: 'microsoft'};
  }
  const appId = textOf(data.appId);
  const orgId = textOf(data.orgId);
  const orgUrl = textOf(data.orgUrl);
  if (!matches(appId, GUID)) {
    refuse('the app id is not a GUID');
  }
  if (!matches(orgId, GUID)) {
    refuse('the organization id is not a GUID');
  }
  if (!matches(orgUrl, ORG_URL)) {
    refuse('the organization URL is not an https address without a path');
  }
  const widget = {source: data.widgetSource || 'auto', appId: appId, orgId: orgId, orgUrl: orgUrl};
  if (data.widgetSource === 'microsoft') {
    widget.scriptUrl = textOf(data.scriptUrl);
    if (!matches(widget.scriptUrl, SCRIPT_URL)) {
      refuse('the URL of the widget script is not an https address');
    }
    return widget;
  }
  const options = readLooks();
  if (Object.keys(options).length > 0) {
    widget.options = options;
  }
  return widget;
};

const readRuleSet = (raw) => {
  const value = getType(raw) === 'string' ? JSON.parse(raw) : raw;
  if (getType(value) !== 'object') {
    refuse('the rule set is not a JSON object; look for a missing comma, quote or bracket');
  } else if (getType(value.rules) !== 'array') {
    refuse('the rule set has no list named "rules"');
  }
  return value;
};

const readRulesUrl = () => {
  const url = textOf(data.rulesUrl);
  if (!matches(url, RULES_URL)) {
    refuse('the URL of the rule set is neither an https address nor a path on this site');
  }
  return url;
};

const readDataLayer = () => {
  const name = textOf(data.dataLayerName) || DATA_LAYER;
  if (!matches(name, GLOBAL_NAME)) {
    refuse('the data layer name is not the name of a variable');
  }
  // A name of the user's own is beyond the permissions of a template; of such a one the engine complains.
  if (name === DATA_LAYER) {
    const layerType = getType(copyFromWindow(DATA_LAYER));
    if (layerType !== 'undefined' && layerType !== 'array') {
      refuse('window.dataLayer is not an array, so the events have nowhere to go');
    }
  }
  return name;
};

const readEvent = (row) => {
  const event = textOf(row.event);
  if (!matches(event, EVENT)) {
    refuse('"' + event + '" is not one of the events that can be renamed or left out');
  }
  return event;
};

// By the event, the names it is pushed under instead of its own; none if it is left out.
const readEvents = () => {
  const events = {};
  (data.eventNames || []).forEach((row) => {
    const event = readEvent(row);
    const name = textOf(row.name);
    if (!matches(name, EVENT_NAME)) {
      refuse('"' + name + '" is not a name that GA4 takes for ' + event);
    }
    events[event] = (events[event] || []).concat(name);
  });
  (data.eventsLeftOut || []).forEach((row) => {
    const event = readEvent(row);
    if (events[event] && events[event].length > 0) {
      refuse(event + ' has another name and is left out; remove one of the two rows');
    }
    events[event] = [];
  });
  return events;
};

const readAnalytics = () => {
  const analytics = {dataLayer: readDataLayer()};
  const events = readEvents();
  if (Object.keys(events).length > 0) {
    analytics.events = events;
  }
  return analytics;
};

const readPaths = () => {
  const raw = data.excludePaths;
  const lines = getType(raw) === 'array' ? raw : textOf(raw).split('\n');
  return lines.map(textOf).filter((line) => line !== '');
};

const inPreview = () => {
  const container = getContainerVersion();
  return container.previewMode || container.debugMode ? true : false;
};

// Phases of this page: nothing yet, 'queued' (init is in the queue), 'failed' (queued, but the download failed).
const phase = templateStorage.getItem('phase');

// Rules that are fetched can fail after the engine has come, which has then said why in the console.
const awaitRules = () => createQueue(QUEUE)({
  command: 'whenLoaded',
  callback: (failure) => failure ? data.gtmOnFailure() : data.gtmOnSuccess()
});

const loadEngine = () => {
  if (data.engineSource === 'page') {
    return data.gtmOnSuccess();
  }
  injectScript(ENGINE_URL, data.rulesSource === 'url' ? awaitRules : data.gtmOnSuccess, () => {
    templateStorage.setItem('phase', 'failed');
    stop('the engine could not be downloaded from ' + ENGINE_URL);
  }, ENGINE_URL);
};

const start = () => {
  const consent = {functionality: true, personalization: true, analytics: true};
  const followsGoogle = data.consentFrom !== 'page' && data.consentFrom !== 'granted';
  if (followsGoogle) {
    consent.functionality = isConsentGranted('functionality_storage');
    consent.personalization = isConsentGranted('personalization_storage');
    consent.analytics = isConsentGranted('analytics_storage');
  }
  const allGranted = consent.functionality && consent.personalization && consent.analytics;

  const config = {
    widget: readWidget(),
    consent: {
      default: data.consentFrom !== 'page' && allGranted ? 'granted' : 'ask',
      whenDenied: data.whenDenied === 'memory' ? 'memory' : 'wait'
    },
    analytics: readAnalytics(),
    excludePaths: readPaths(),
    debug: data.debug === 'always' || (data.debug !== 'never' && inPreview())
  };
  if (data.rulesSource === 'url') {
    config.ruleSetUrl = readRulesUrl();
  } else {
    config.ruleSet = readRuleSet(data.rulesSource === 'variable' ? data.rulesVariable : data.rulesJson);
  }
  if (objection) {
    return stop(objection);
  }

  const send = createQueue(QUEUE);
  const sendConsent = (purposes) => send({command: 'consent', purposes: purposes});
  // Only the purpose that changed: a word about the others could be read as an answer that nobody has given.
  const follow = (type, purpose) => addConsentListener(type, (changed, granted) => {
    const purposes = {};
    purposes[purpose] = granted;
    sendConsent(purposes);
  });

  templateStorage.setItem('phase', 'queued');
  send({command: 'init', protocol: 1, config: config});
  if (followsGoogle) {
    // All granted may also mean that nobody has set anything: that is a default, not an answer of the visitor.
    if (!allGranted) {
      sendConsent(consent);
    }
    follow('functionality_storage', 'functionality');
    follow('personalization_storage', 'personalization');
    follow('analytics_storage', 'analytics');
  }
  loadEngine();
};

if (!queryPermission('access_globals', 'readwrite', QUEUE)) {
  return stop('this page does not permit the template to use window.' + QUEUE);
}
if (data.engineSource !== 'page' && !queryPermission('inject_script', ENGINE_URL)) {
  return stop('this page does not permit the template to load ' + ENGINE_URL);
}
const queueType = getType(copyFromWindow(QUEUE));
if (queueType !== 'undefined' && queueType !== 'array') {
  return stop('window.' + QUEUE + ' is not an array, so another script uses that name');
}
if (phase === 'queued') {
  createQueue(QUEUE)({command: 'routeChange'});
  return data.gtmOnSuccess();
}
if (phase === 'failed') {
  // The configuration is still in the queue; only the download has to be repeated.
  templateStorage.setItem('phase', 'queued');
  return loadEngine();
}
start();
