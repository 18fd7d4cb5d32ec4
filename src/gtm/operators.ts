import { toNumber, toPrimitive } from './values.ts';

const isReference = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const looselyEqual = (left: unknown, right: unknown): boolean => {
  if (isReference(left) === isReference(right)) {
    return left === right || (!isReference(left) && left == right);
  }
  if (left === null || left === undefined || right === null || right === undefined) return false;
  return toPrimitive(left) == toPrimitive(right);
};

type Primitive = string | number;

const binaryOperators: Readonly<Record<string, (left: unknown, right: unknown) => unknown>> = {
  '===': (left, right) => left === right,
  '!==': (left, right) => left !== right,
  '==': looselyEqual,
  '!=': (left, right) => !looselyEqual(left, right),
  // The casts only choose a signature: the host's operators treat all primitives alike.
  '+': (left, right) => (toPrimitive(left) as string) + (toPrimitive(right) as string),
  '<': (left, right) => (toPrimitive(left) as Primitive) < (toPrimitive(right) as Primitive),
  '<=': (left, right) => (toPrimitive(left) as Primitive) <= (toPrimitive(right) as Primitive),
  '>': (left, right) => (toPrimitive(left) as Primitive) > (toPrimitive(right) as Primitive),
  '>=': (left, right) => (toPrimitive(left) as Primitive) >= (toPrimitive(right) as Primitive),
  '-': (left, right) => toNumber(left) - toNumber(right),
  '*': (left, right) => toNumber(left) * toNumber(right),
  '/': (left, right) => toNumber(left) / toNumber(right),
  '%': (left, right) => toNumber(left) % toNumber(right),
  '<<': (left, right) => toNumber(left) << toNumber(right),
  '>>': (left, right) => toNumber(left) >> toNumber(right),
  '>>>': (left, right) => toNumber(left) >>> toNumber(right),
  '&': (left, right) => toNumber(left) & toNumber(right),
  '|': (left, right) => toNumber(left) | toNumber(right),
  '^': (left, right) => toNumber(left) ^ toNumber(right),
};

/** Result of a binary operator. Throws for one that the sandbox does not have. */
export const applyBinary = (operator: string, left: unknown, right: unknown): unknown => {
  const apply = Object.hasOwn(binaryOperators, operator) ? binaryOperators[operator] : undefined;
  if (!apply) throw new Error(`the operator ${operator} does not exist`);
  return apply(left, right);
};

/** Result of a unary operator. Throws for one that the sandbox does not have. */
export const applyUnary = (operator: string, value: unknown): unknown => {
  switch (operator) {
    case '!':
      return !value;
    case '-':
      return -toNumber(value);
    case '+':
      return toNumber(value);
    case '~':
      return ~toNumber(value);
    case 'typeof':
      return typeof value;
    default:
      throw new Error(`the operator ${operator} does not exist`);
  }
};
