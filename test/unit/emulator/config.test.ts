import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { defaultEmulatorConfig, parseEmulatorConfig } from '../../../src/emulator/config.ts';

const schema = JSON.parse(readFileSync('schemas/emulator-config.schema.json', 'utf8')) as {
  properties: Record<string, unknown>;
};
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const jwk = publicKey.export({ format: 'jwk' });

const full = {
  $schema: '../schemas/emulator-config.schema.json',
  widgetTitle: 'Ask us',
  agents: [
    { id: 'alex', name: 'Alex', available: true, capacity: 2, queues: ['default', 'sales'] },
    { id: 'sam', name: 'Sam' },
  ],
  queueName: 'Questions',
  queues: [
    {
      id: 'sales',
      name: 'Sales',
      when: { Topic: 'sales' },
      operatingHours: { timeZone: 'Europe/Brussels', weekly: { mon: ['09:00-12:00', '13:00-18:00'] } },
      bot: { name: 'Nova' },
    },
  ],
  operatingHours: 'open',
  chatReconnect: true,
  reconnectRedirectUrl: 'https://shop.example/chat-is-over',
  authenticatedChat: true,
  authPublicKey: pem,
};

it.each([
  ['nothing', {}],
  ['everything', full],
])('the schema for editors takes what the service takes: %s', (_, config) => {
  expect(() => parseEmulatorConfig(config)).not.toThrow();
  validate(config);
  expect(validate.errors).toBeNull();
});

it('the schema for editors knows every key', () => {
  expect(Object.keys(schema.properties).filter((key) => key !== '$schema')).toEqual(
    expect.arrayContaining(Object.keys(defaultEmulatorConfig)),
  );
});

it.each([
  ['a PEM', pem, null],
  ['a JWK', jwk, null],
  ['a JWK with its id', { ...jwk, kid: 'a' }, 'a'],
  [
    'a list of keys as an address publishes them',
    [{ kid: 'a', publicKey: pem.replace(/-----.*-----|\n/g, '') }],
    'a',
  ],
])('takes %s as the key of sign-in tokens', (_, authPublicKey, kid) => {
  expect(parseEmulatorConfig({ authPublicKey }).authPublicKey).toEqual([{ kid, pem }]);
});

it.each([
  [{ agent: [] }, '/agent is not known here. Did you mean "agents"?'],
  [{ operatingHours: 'close' }, 'Did you mean "closed"?'],
  [
    { operatingHours: 'never' },
    '/operatingHours must be "open" or "closed", or an object with "timeZone" and "weekly".',
  ],
  [
    { operatingHours: { timezone: 'Europe/Brussels', weekly: {} } },
    '/operatingHours/timezone is not known here. Did you mean "timeZone"?',
  ],
  [
    { operatingHours: { timeZone: 'Europe/Bruges', weekly: {} } },
    '/operatingHours/timeZone must be a time zone',
  ],
  [
    { operatingHours: { timeZone: 'UTC', weekly: { monday: [] } } },
    '/operatingHours/weekly/monday is not known here',
  ],
  [
    { operatingHours: { timeZone: 'UTC', weekly: { mon: ['9-17'] } } },
    '/operatingHours/weekly/mon/0 must be a span',
  ],
  [{ agents: [{ id: 'alex' }] }, '/agents/0/name is missing.'],
  [{ agents: [{ id: 'alex', name: 'A', avialable: true }] }, 'Did you mean "available"?'],
  [
    { agents: [{ id: 'alex', name: 'A', queues: ['sale'] }] },
    '/agents/0/queues/0 names no queue; there are "default".',
  ],
  [{ queues: [{ id: 'default', name: 'x', when: {} }] }, '/queues/0/id repeats "default".'],
  [{ queues: [{ id: 'a', name: 'x', when: { Topic: 1 } }] }, '/queues/0/when must be an object of texts.'],
  [{ postChatSurvey: 'links' }, 'Did you mean "link"?'],
  [{ reconnectRedirectURL: null }, 'Did you mean "reconnectRedirectUrl"?'],
  [{ reconnectRedirectUrl: '/over' }, '/reconnectRedirectUrl must be an address like'],
  [{ reconnectRedirectUrl: 'javascript:alert(1)' }, '/reconnectRedirectUrl must be an address like'],
  [{ authPublicKey: [{ kid: 'a' }] }, '/authPublicKey must be an RSA public key'],
])('points at the mistake in %j', (config, words) => {
  expect(() => parseEmulatorConfig(config)).toThrow(words);
});
