import type { Report } from './issue.ts';
import { at, isObject, jsonTypeOf } from './json.ts';

/** The part of JSON Schema in which the generator writes shapes down. Every keyword looks at values of its own type only. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  /** What members not among `properties` are; by default there are no others. */
  readonly additionalProperties?: Shape;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** A text with a greatest length is not empty. */
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The generator writes a closed list of words as `^(one|other)$`. */
  readonly pattern?: string;
}

/** A shape with the named shapes it and they refer to. */
export interface RootShape extends Shape {
  readonly definitions: Readonly<Record<string, Shape>>;
}

/**
 * Reports the mistakes in the shape of a value: members, types, lengths and bounds. Facts and operators are for the
 * table-driven checks.
 */
export function checkShape(root: RootShape, value: unknown, pointer: string, report: Report): void {
  checkPart(root, value, pointer, root, report);
}

function checkPart(given: Shape, value: unknown, pointer: string, root: RootShape, report: Report): void {
  const shape = root.definitions[given.$ref?.slice('#/definitions/'.length) ?? ''] ?? given;
  if (shape.const !== undefined && value !== shape.const) report('format_version', pointer);
  const types = [shape.type ?? []].flat();
  const actual = jsonTypeOf(value);
  const isOfType = types.includes(actual) || (types.includes('integer') && Number.isInteger(value));
  if (types.length > 0 && !isOfType) {
    report('wrong_type', pointer, { expected: String(types), actual });
  } else if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = shape;
    if (value > maximum) report('out_of_range', pointer, { max: maximum });
    if (value < minimum) report('out_of_range', pointer, { min: minimum });
  } else if (typeof value === 'string') {
    const { maxLength } = shape;
    if (maxLength !== undefined) checkLength(value.length, [1, maxLength], 'too_long', pointer, report);
    if (shape.pattern !== undefined) checkPattern(value, shape.pattern, pointer, report);
  } else if (Array.isArray(value)) {
    checkLength(value.length, [shape.minItems, shape.maxItems], 'too_many', pointer, report);
    const { items } = shape;
    if (items !== undefined) {
      value.forEach((item, index) => checkPart(items, item, at(pointer, index), root, report));
    }
  } else if (isObject(value)) {
    checkMembers(shape, value, pointer, root, report);
  }
}

function checkMembers(
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  pointer: string,
  root: RootShape,
  report: Report,
): void {
  const { properties, required = [], additionalProperties: others } = shape;
  const keys = Object.keys(value);
  checkLength(keys.length, [shape.minProperties, shape.maxProperties], 'too_many', pointer, report);
  for (const key of required) {
    if (!Object.hasOwn(value, key)) report('missing_key', pointer, { key });
  }
  for (const key of keys) {
    const place = at(pointer, key);
    const part = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : others;
    if (part !== undefined) checkPart(part, value[key], place, root, report);
    else if (properties !== undefined) report('unknown_key', place, { key });
  }
}

function checkLength(
  length: number,
  [least = 0, most = Infinity]: readonly [number | undefined, number | undefined],
  tooMuch: 'too_long' | 'too_many',
  pointer: string,
  report: Report,
): void {
  if (length < least) report('too_short', pointer, { limit: least });
  if (length > most) report(tooMuch, pointer, { limit: most });
}

function checkPattern(value: string, pattern: string, pointer: string, report: Report): void {
  if (new RegExp(pattern, 'u').test(value)) return;
  const words = /^\^\(([\w|]+)\)\$$/.exec(pattern)?.[1];
  if (words === undefined) report('wrong_form', pointer, { pattern });
  else report('not_allowed', pointer, { allowed: words.split('|'), value });
}
