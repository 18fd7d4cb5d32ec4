// Made by scripts/generate.mjs. Do not edit.
import type { RootShape } from '../checkShape.ts';

export const shape: RootShape = {
  type: 'object',
  required: ['formatVersion', 'id', 'version', 'rules'],
  properties: {
    $schema: { type: 'string' },
    formatVersion: { const: 1 },
    id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
    version: { type: 'string', maxLength: 64 },
    defaultLanguage: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
    paused: { type: 'boolean' },
    limits: { $ref: '#/definitions/limits' },
    availability: {
      type: 'object',
      required: ['basis'],
      properties: {
        basis: { type: 'string', pattern: '^(agents|operatingHours|none)$' },
        maxWaitMinutes: { type: 'number', minimum: 0, maximum: 1440 },
      },
    },
    holdoutPercent: { type: 'number', minimum: 0, maximum: 100 },
    rolloutPercent: { type: 'number', minimum: 0, maximum: 100 },
    contextIds: {
      type: 'object',
      properties: {
        ruleSet: { type: 'string', maxLength: 100 },
        version: { type: 'string', maxLength: 100 },
        rule: { type: 'string', maxLength: 100 },
        variant: { type: 'string', maxLength: 100 },
      },
    },
    conditions: { type: 'object', maxProperties: 200, additionalProperties: {} },
    rules: { type: 'array', maxItems: 500, items: { $ref: '#/definitions/rule' } },
  },
  definitions: {
    limits: {
      type: 'object',
      properties: {
        max: {
          type: 'array',
          maxItems: 10,
          items: {
            type: 'object',
            required: ['count'],
            properties: {
              count: { type: 'integer', minimum: 1, maximum: 1000 },
              per: { type: 'string', pattern: '^(page|visit|visitor)$' },
              perDays: { type: 'number', minimum: 0.01, maximum: 90 },
            },
          },
        },
        secondsBetween: { type: 'number', minimum: 0, maximum: 7776000 },
        quietDaysAfter: {
          type: 'object',
          properties: {
            accepted: { type: 'number', minimum: 0, maximum: 90 },
            declined: { type: 'number', minimum: 0, maximum: 90 },
            dismissed: { type: 'number', minimum: 0, maximum: 90 },
            expired: { type: 'number', minimum: 0, maximum: 90 },
            goal: { type: 'number', minimum: 0, maximum: 90 },
          },
        },
      },
    },
    rule: {
      type: 'object',
      required: ['id', 'conditions'],
      properties: {
        kind: { type: 'string', pattern: '^(invite|suppress)$' },
        id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
        title: { type: 'string', maxLength: 200 },
        description: { type: 'string', maxLength: 2000 },
        enabled: { type: 'boolean' },
        priority: { type: 'integer', minimum: 1, maximum: 1000 },
        conditions: {},
        withdrawWhen: {},
        invitation: {
          type: 'object',
          required: ['message'],
          properties: {
            message: {},
            title: {},
            agentName: {},
            agentPictureUrl: {},
            showPrechat: { type: 'boolean' },
            inNewWindow: { type: 'boolean' },
            variants: {
              type: 'array',
              minItems: 2,
              items: {
                type: 'object',
                required: ['id'],
                properties: {
                  id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
                  weight: { type: 'number', minimum: 0 },
                  message: {},
                  title: {},
                  agentName: {},
                  agentPictureUrl: {},
                },
              },
            },
            closeAfterSeconds: { type: 'number', minimum: 20, maximum: 3600 },
          },
        },
        context: { type: 'object', maxProperties: 100, additionalProperties: {} },
        limits: { $ref: '#/definitions/limits' },
        schedule: {
          type: 'object',
          properties: {
            timeZone: { type: 'string' },
            weekly: {
              type: 'object',
              properties: {
                sun: { $ref: '#/definitions/hours' },
                mon: { $ref: '#/definitions/hours' },
                tue: { $ref: '#/definitions/hours' },
                wed: { $ref: '#/definitions/hours' },
                thu: { $ref: '#/definitions/hours' },
                fri: { $ref: '#/definitions/hours' },
                sat: { $ref: '#/definitions/hours' },
              },
            },
            from: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
            until: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
            yearly: {
              type: 'array',
              items: {
                type: 'string',
                pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])/(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
              },
            },
            except: {
              type: 'array',
              items: { type: 'string', pattern: '^(\\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
            },
          },
        },
        group: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
        samplePercent: { type: 'number', minimum: 0, maximum: 100 },
        goal: {
          type: 'object',
          required: ['event', 'withinDays'],
          properties: {
            event: { type: 'string', maxLength: 200 },
            withinDays: { type: 'number', minimum: 0.01, maximum: 90 },
          },
        },
        tests: { type: 'array', maxItems: 200 },
      },
    },
    hours: {
      type: 'array',
      items: { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' },
    },
  },
};
