/** Text that Tag Manager does not take for one of its own variables. */
export const text = (longest, more = {}) => ({
  type: 'string',
  minLength: 1,
  maxLength: longest,
  ...more,
  not: { pattern: '\\{\\{' },
});
export const number = (minimum, maximum, description) => ({ type: 'number', minimum, maximum, description });
export const flag = (description) => ({ type: 'boolean', description });
export const object = (required, properties, more = {}) => ({
  type: 'object',
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
  properties,
  ...more,
});
/** A list that nothing bounds but the size of the document. */
export const array = (items, description) => ({ type: 'array', items, description });
export const list = (items, maxItems, description) => ({ type: 'array', maxItems, items, description });
export const ref = (name) => ({ $ref: `#/definitions/${name}` });
export const when = (property, values, then) => ({
  if: { properties: { [property]: { enum: values } }, required: [property] },
  then,
});
