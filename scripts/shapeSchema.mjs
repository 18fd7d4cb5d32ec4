/** Words for people and editors, and what the table-driven checks of src/rules say with more precision. */
const dropped = new Set([
  '$schema',
  '$id',
  'title',
  'description',
  'default',
  'examples',
  'enumDescriptions',
  'not',
  'oneOf',
  'allOf',
  'if',
  'then',
  'else',
  'propertyNames',
  'patternProperties',
]);

/** Definitions the table-driven checks look through by themselves. */
const loose = new Set([
  'condition',
  'contextItem',
  'message',
  'title',
  'agentName',
  'agentPictureUrl',
  'test',
]);

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
  const ofItems = items === undefined ? {} : reduce(items, keep);
  if (Object.keys(ofItems).length > 0) plain.items = ofItems;
  if (schema.patternProperties === undefined && typeof additionalProperties === 'object') {
    plain.additionalProperties = reduce(additionalProperties, keep);
  }
  return shorten((anyOf ?? []).map((choice) => reduce(choice, keep)).reduce(unite, plain));
}

/** Takes away what goes without saying in a shape: members that are listed are all there are, and no text is empty. */
function shorten(shape) {
  const { minLength, ...rest } = shape;
  if (shape.maxLength === undefined) return shape;
  if (minLength !== 1) throw new Error('A text with a greatest length has at least one character.');
  return rest;
}
/** Choices between values of different types need no choice: every keyword looks at its own type only. */
function unite(schema, choice) {
  const types = [schema.type, choice.type].flat().filter((type) => type !== undefined);
  return { ...schema, ...choice, type: types.length === 1 ? types[0] : types };
}
