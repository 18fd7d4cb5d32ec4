import fc from 'fast-check';
import { factDefinition, factKey, factNames } from '../../../src/core/facts.ts';
import type { FactKey, FactName, FactParams, FactValue } from '../../../src/core/facts.ts';
import { fitsOperator, operatorNames, operators } from '../../../src/core/operators.ts';
import type { OperatorName } from '../../../src/core/operators.ts';
import type { Condition, LeafCondition, LeafValue } from '../../../src/core/ruleSet.ts';

/** Few values, so that conditions and snapshots meet. */
const texts = ['', '/', '/pricing', '/pricing/eu', 'pro', 'a', '5'];
const numbers = [0, 1, 2, 5, 20, 60, 100];

interface Subject {
  readonly fact: FactName;
  readonly params?: FactParams;
  readonly path?: string;
  readonly type: 'text' | 'number' | 'boolean' | 'list' | 'record' | 'any';
}

const subjects: readonly Subject[] = [
  ...(['page.path', 'page.title', 'device.type'] as const).map((fact) => ({ fact, type: 'text' as const })),
  ...(
    ['engagement.engagedSeconds', 'engagement.scrollPercent', 'visit.pageViews', 'cart.value'] as const
  ).map((fact) => ({ fact, type: 'number' as const })),
  { fact: 'engagement.exitIntent', type: 'boolean' },
  { fact: 'agent.available', type: 'boolean' },
  { fact: 'cart.itemIds', type: 'list' },
  { fact: 'page.query', type: 'record' },
  { fact: 'page.query', path: '$.plan', type: 'text' },
  { fact: 'visitor.attributes', path: '$.plan', type: 'any' },
  { fact: 'custom.value', params: { name: 'tier' }, type: 'any' },
  { fact: 'event.count', params: { name: 'purchase' }, type: 'number' },
  { fact: 'event.count', params: { name: 'add_to_cart' }, type: 'number' },
];

const referenceOf = ({ fact, params, path }: Subject): Pick<LeafCondition, 'fact' | 'params' | 'path'> => ({
  fact,
  ...(params === undefined ? {} : { params }),
  ...(path === undefined ? {} : { path }),
});

function operandOf(type: Subject['type']): fc.Arbitrary<LeafValue> {
  return fc.constantFrom(...subjects.filter((subject) => subject.type === type)).map(referenceOf);
}

function valueOf(subject: Subject, operator: OperatorName): fc.Arbitrary<LeafValue> {
  const literal: fc.Arbitrary<string | number | boolean> =
    subject.type === 'number'
      ? fc.constantFrom(...numbers)
      : subject.type === 'boolean'
        ? fc.boolean()
        : subject.type === 'any'
          ? fc.oneof(fc.constantFrom(...numbers), fc.constantFrom(...texts))
          : fc.constantFrom(...texts);
  switch (operators[operator].valueType) {
    case 'boolean':
      return fc.boolean();
    case 'range':
      return fc.tuple(fc.constantFrom(...numbers), fc.constantFrom(...numbers));
    case 'list':
      return fc.array(literal as fc.Arbitrary<string | number>, { minLength: 1, maxLength: 3 });
    case 'pattern':
      return fc.constantFrom('/**', '/pricing/**', '/*', '/pricing', '**/eu');
    case 'number':
      return fc.oneof({ arbitrary: literal, weight: 4 }, operandOf('number'));
    case 'text':
      return fc.oneof({ arbitrary: fc.constantFrom(...texts), weight: 4 }, operandOf('text'));
    default:
      return fc.oneof({ arbitrary: literal, weight: 4 }, operandOf(subject.type));
  }
}

/** A leaf with an operator and a value that fit its fact. */
export function leaves(allowed: readonly OperatorName[] = operatorNames): fc.Arbitrary<LeafCondition> {
  return fc.constantFrom(...subjects).chain((subject) => {
    const fitting = allowed.filter((name) => fitsOperator(subject.type, name));
    const operator = fitting.length === 0 ? fc.constant('isKnown' as const) : fc.constantFrom(...fitting);
    return operator.chain((name) =>
      valueOf(subject, name).map((value) => ({ ...referenceOf(subject), operator: name, value })),
    );
  });
}

/** Conditions up to four levels deep, with `not`. */
export function conditions(allowed?: readonly OperatorName[]): fc.Arbitrary<Condition> {
  return fc.letrec<{ condition: Condition; leaf: LeafCondition; group: Condition }>((tie) => ({
    leaf: leaves(allowed),
    group: fc.oneof(
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('condition').map((not) => ({ not })),
    ),
    condition: fc.oneof({ maxDepth: 3, depthIdentifier: 'condition' }, tie('leaf'), tie('group')),
  })).condition;
}

const valuesByType: Readonly<Record<Subject['type'], fc.Arbitrary<FactValue>>> = {
  text: fc.constantFrom(...texts),
  number: fc.constantFrom(...numbers),
  boolean: fc.boolean(),
  list: fc.array(fc.constantFrom(...texts), { maxLength: 2 }),
  any: fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...numbers), fc.boolean()),
  record: fc.record({ plan: fc.constantFrom(...texts) }, { requiredKeys: [] }),
};

const keys = [...new Map(subjects.map(({ fact, params }) => [factKey(fact, params), fact]))];

/** Snapshots of facts of their proper types; with `complete` none is unknown. */
export function snapshots(complete = false): fc.Arbitrary<ReadonlyMap<FactKey, FactValue>> {
  return fc
    .tuple(
      ...keys.map(([key, fact]) => {
        const value = valuesByType[factDefinition(fact).type].map((known) => [key, known] as const);
        return complete ? value : fc.option(value, { freq: 3 });
      }),
    )
    .map((entries) => new Map(entries.filter((entry) => entry !== null)));
}

/** Anything a hostile page could have put in the place of a fact. */
export function wildSnapshots(): fc.Arbitrary<ReadonlyMap<FactKey, FactValue>> {
  const anything = fc.oneof(...Object.values(valuesByType), fc.constant(Number.NaN as FactValue));
  return fc
    .tuple(
      ...keys.map(([key]) =>
        fc.option(
          anything.map((value) => [key, value] as const),
          { freq: 4 },
        ),
      ),
    )
    .map((entries) => new Map(entries.filter((entry) => entry !== null)));
}

export const allFactNames = factNames();
