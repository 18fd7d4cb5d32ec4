/** Methods that values of the sandbox have; anything else on them is an own property or does not exist. */
export const arrayMethods = [
  'concat',
  'every',
  'filter',
  'forEach',
  'hasOwnProperty',
  'indexOf',
  'join',
  'lastIndexOf',
  'map',
  'pop',
  'push',
  'reduce',
  'reduceRight',
  'reverse',
  'shift',
  'slice',
  'some',
  'sort',
  'splice',
  'toString',
  'unshift',
] as const;

export const stringMethods = [
  'charAt',
  'concat',
  'indexOf',
  'lastIndexOf',
  'match',
  'replace',
  'search',
  'slice',
  'split',
  'substring',
  'toLowerCase',
  'toLocaleLowerCase',
  'toString',
  'toUpperCase',
  'toLocaleUpperCase',
  'trim',
] as const;

/** Every method name that some value has. */
export const methodNames: ReadonlySet<string> = new Set([...arrayMethods, ...stringMethods]);

/**
 * Methods of ordinary JavaScript that people reach for and that the sandbox does not have: a call of one of these ends
 * the tag at run time, so the checker names it beforehand. Other unknown names may be functions of the page's objects.
 */
export const absentMethods: ReadonlySet<string> = new Set([
  'apply',
  'at',
  'bind',
  'call',
  'charCodeAt',
  'codePointAt',
  'endsWith',
  'fill',
  'find',
  'findIndex',
  'findLast',
  'flat',
  'flatMap',
  'includes',
  'isArray',
  'matchAll',
  'padEnd',
  'padStart',
  'repeat',
  'replaceAll',
  'startsWith',
  'substr',
  'test',
  'toFixed',
  'toISOString',
  'toPrecision',
  'trimEnd',
  'trimStart',
]);
