/** From here `npm test` starts, so that it tells the same each time; other sequences are looked for by `npm run model`. */
const usualSeed = 20261127;

/**
 * How many runs, and from which seed: `MODEL_RUNS` and `MODEL_SEED`. Without the first the given number, from the usual
 * seed; with it, from a new one. The seed is printed, so that a run can be done again.
 */
export function readSettings(runs: number): { readonly numRuns: number; readonly seed: number } {
  const { MODEL_RUNS: numRuns, MODEL_SEED: seed } = process.env;
  const newSeed = numRuns === undefined ? usualSeed : Math.floor(Math.random() * 2 ** 31);
  const settings = { numRuns: Number(numRuns ?? runs), seed: Number(seed ?? newSeed) };
  process.stderr.write(`model: ${String(settings.numRuns)} runs, MODEL_SEED=${String(settings.seed)}\n`);
  return settings;
}
