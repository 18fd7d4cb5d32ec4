/** Words for people and editors, and what the table-driven checks of src/rules say with more precision. */
const dropped = new Set([
  'title',
  'description',
  'default',
  'examples',
  'enumDescriptions',
  'not',
  'oneOf',
  'allOf',
  'if',
  'propertyNames',
  'patternProperties',
]);

/** Definitions the table-driven checks look through by themselves. */
const loose = new Set(['condition', 'contextItem', 'message', 'title', 'test']);

/**
 * What remains of the schema for editors when everything is taken away that the table-driven checks do: members,
 * types, lengths and bounds. Small, so that the validator made from it is small.
 *
 * @param schema - the schema for editors, or one of its definitions together with all of them.
 */
export function toShapeSchema({ definitions, ...root }) {
  const kept = {};
  const keep = (name) => {
    if (Object.hasOwn(kept, name)) return;
    kept[name] = null;
    kept[name] = reduce(definitions[name], keep);
  };
  return { ...reduce(root, keep), definitions: kept };
}

function reduce(schema, keep) {
  if (typeof schema !== 'object') return schema;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice('#/definitions/'.length);
    if (loose.has(name)) return {};
    keep(name);
    return { $ref: schema.$ref };
  }
  const own = Object.fromEntries(Object.entries(schema).filter(([key]) => !dropped.has(key)));
  const { anyOf, enum: words, properties, items, additionalProperties, ...plain } = own;
  if (words !== undefined) plain.pattern = `^(${words.join('|')})$`;
  if (properties !== undefined) {
    plain.properties = Object.fromEntries(
      Object.entries(properties).map(([name, member]) => [name, reduce(member, keep)]),
    );
  }
  if (items !== undefined) plain.items = reduce(items, keep);
  if (schema.patternProperties === undefined && additionalProperties !== undefined) {
    plain.additionalProperties = reduce(additionalProperties, keep);
  }
  return (anyOf ?? []).map((choice) => reduce(choice, keep)).reduce(unite, plain);
}

/** Choices between values of different types need no choice: every keyword looks at its own type only. */
function unite(schema, choice) {
  const types = [schema.type, choice.type].flat().filter((type) => type !== undefined);
  return { ...schema, ...choice, type: types.length === 1 ? types[0] : types };
}
