import { object, ref, text, when } from './schemaParts.mjs';

const path =
  '^\\$(\\.(?!(__proto__|constructor|prototype)(?![A-Za-z0-9_-]))[A-Za-z0-9_-]{1,64}|\\[\\d{1,4}\\]){1,16}$';

const jsonTypes = { text: 'string', number: 'number', boolean: 'boolean', list: 'array', record: 'object' };

const scalars = ['string', 'number', 'boolean'];

/** A plain value of a fact's type, within its range or closed list. */
function literal({ type, range, values, members }) {
  if (values !== undefined) return { type: 'string', enum: values };
  if (type === 'text') return { type: 'string', maxLength: 1000, not: { pattern: '\\{\\{' } };
  if (type === 'number' && range !== undefined)
    return { type: 'number', minimum: range[0], maximum: range[1] };
  if (type === 'list') return { type: 'array', maxItems: 200, items: { type: 'string' } };
  if (type === 'record')
    return { type: 'object', additionalProperties: { type: members === 'any' ? scalars : 'string' } };
  if (type === 'any') return { type: scalars, maxLength: 1000, not: { pattern: '\\{\\{' } };
  return { type: jsonTypes[type] };
}

/** What a test of a rule may give: facts by their name, those that need parameters by their whole key. */
export function testFacts(factTable) {
  return Object.fromEntries(
    Object.entries(factTable).map(([name, { params = {}, ...fact }]) => {
      const needed = Object.keys(params).filter((param) => params[param].required);
      const given = needed.map((param) => `(?=(.*&)?${param}=)`).join('');
      const key = given === '' ? '(\\?|$)' : `\\?${given}`;
      return [`^${name.replace('.', '\\.')}${key}`, literal(fact)];
    }),
  );
}

/** Definitions that follow from the tables: names, parameters, paths, operands and the leaves of conditions. */
export function factDefinitions(tables) {
  const { factTable, operators, operatorPhrases } = tables;
  const names = Object.keys(factTable);
  const records = names.filter((name) => factTable[name].type === 'record');
  const withParams = names.filter((name) => factTable[name].params !== undefined);
  const ofType = (type) =>
    names.filter((name) => {
      const { type: own, members = 'text' } = factTable[name];
      const plain = own === 'record' ? members : own;
      return plain === type || (plain === 'any' && type !== 'list') || (type === 'any' && plain !== 'list');
    });
  const operand = (type) =>
    object(
      ['fact'],
      {
        fact: { type: 'string', enum: ofType(type) },
        params: { type: 'object' },
        path: ref('path'),
      },
      { allOf: [ref('factParams'), ref('plainFactPath')] },
    );

  const groups = new Map();
  for (const name of names.filter((candidate) => !records.includes(candidate))) {
    const { type, range, values } = factTable[name];
    const key = JSON.stringify([type, range, values, name === 'page.path']);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const byFact = [...groups.values()].map((group) =>
    when('fact', group, leafOf(factTable[group[0]], group[0], tables)),
  );
  const recordsOf = (type) => records.filter((name) => (factTable[name].members ?? 'text') === type);
  const byRecord = ['text', 'any'].map((type) =>
    when('fact', recordsOf(type), {
      if: { required: ['path'] },
      then: leafOf({ type }, '', tables),
      else: leafOf({ type: 'record' }, '', tables),
    }),
  );

  return {
    factName: {
      type: 'string',
      enum: names,
      enumDescriptions: names.map((name) => describeFact(factTable[name])),
      description: 'Name of a fact.',
    },
    path: { type: 'string', pattern: path, description: 'Member of the fact, such as "$.plan".' },
    factParams: {
      allOf: [
        ...withParams.map((name) => {
          const { params, meanings } = factTable[name];
          const required = Object.keys(params).filter((param) => params[param].required);
          const properties = Object.fromEntries(
            Object.entries(params).map(([param, { type, values }]) => {
              const description = meanings[param];
              if (values !== undefined) return [param, { type: 'string', enum: values, description }];
              return [
                param,
                type === 'text'
                  ? { type: 'string', minLength: 1, not: { pattern: '\\{\\{' }, description }
                  : { type: 'number', description },
              ];
            }),
          );
          return when('fact', [name], {
            ...(required.length === 0 ? {} : { required: ['params'] }),
            properties: { params: object(required, properties) },
          });
        }),
        when(
          'fact',
          names.filter((name) => !withParams.includes(name)),
          { properties: { params: false } },
        ),
      ],
    },
    factPath: when(
      'fact',
      names.filter((name) => !records.includes(name)),
      { properties: { path: false } },
    ),
    plainFactPath: { allOf: [ref('factPath'), when('fact', records, { required: ['path'] })] },
    textOperand: operand('text'),
    numberOperand: operand('number'),
    booleanOperand: operand('boolean'),
    listOperand: operand('list'),
    anyOperand: operand('any'),
    leaf: object(
      ['fact', 'operator', 'value'],
      {
        fact: ref('factName'),
        operator: {
          type: 'string',
          enum: Object.keys(operators),
          enumDescriptions: Object.keys(operators).map((name) =>
            `The fact ${operatorPhrases[name]} the value.`.replace(': the value', ', true or false'),
          ),
          description: 'How the fact is compared with the value.',
        },
        value: {
          description:
            'What the fact is compared with: a value of its type, or another fact as { "fact": "name" }.',
        },
        params: { type: 'object', description: 'Parameters of the fact.' },
        path: ref('path'),
      },
      { allOf: [ref('factParams'), ref('factPath'), ...byFact, ...byRecord] },
    ),
  };
}

function describeFact({ description, unit, example }) {
  return `${description}${unit === undefined ? '' : ` In ${unit}.`} Example: ${JSON.stringify(example)}.`;
}

/** What `operator` and `value` of a condition may be for facts of one kind. */
function leafOf(fact, name, { operators, fitsOperator }) {
  const allowed = Object.keys(operators).filter((operator) => fitsOperator(fact.type, operator));
  const values = new Map();
  for (const operator of allowed) {
    const schema = valueOf(operator, operators[operator].valueType, fact, name);
    const key = JSON.stringify(schema);
    values.set(key, { schema, operators: [...(values.get(key)?.operators ?? []), operator] });
  }
  return {
    properties: { operator: { enum: allowed } },
    allOf: [...values.values()].map(({ schema, operators: group }) =>
      when('operator', group, { properties: { value: schema } }),
    ),
  };
}

function valueOf(operator, valueType, fact, name) {
  const isNumber = valueType === 'number' || valueType === 'range';
  const plain = literal(isNumber ? { ...fact, type: 'number' } : fact);
  switch (valueType) {
    case 'same':
      return { anyOf: [plain, ref(`${fact.type}Operand`)] };
    case 'number': {
      const bounds = { ...plain };
      if (operator === 'greaterThan' && fact.range) {
        delete bounds.maximum;
        bounds.exclusiveMaximum = fact.range[1];
      }
      if (operator === 'lessThan' && fact.range) {
        delete bounds.minimum;
        bounds.exclusiveMinimum = fact.range[0];
      }
      return { anyOf: [bounds, ref('numberOperand')] };
    }
    case 'text':
      return { anyOf: [text(1000), ref('textOperand')] };
    case 'pattern':
      return text(256, name === 'page.path' ? { pattern: '^[/*]', examples: ['/pricing/**'] } : {});
    case 'regex':
      return text(256, {
        description:
          'A regular expression (ECMAScript) without lookaround, back-references and repeated groups.',
        examples: ['^(Plans|Pricing) [0-9]{4}$'],
      });
    case 'list': {
      const entries = { type: 'array', minItems: 1, maxItems: 200, items: plain };
      return fact.type === 'text' || fact.type === 'any' ? { anyOf: [entries, ref('listOperand')] } : entries;
    }
    case 'range':
      return {
        type: 'array',
        minItems: 2,
        maxItems: 2,
        items: plain,
        description: 'From and to, both included.',
      };
    default:
      return { type: 'boolean' };
  }
}
