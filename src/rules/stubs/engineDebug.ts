/**
 * Stands in for the `debug` module of json-rules-engine in the browser: the original reads `localStorage` as soon
 * as it is loaded, which no visitor has agreed to.
 */
function debug(): void {
  // Says nothing, on purpose.
}

export { debug as default };
