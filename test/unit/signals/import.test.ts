import { signalCases, signalChunks } from '../../fakes/allSignals.ts';

it('every file of signals can be imported where there is no document', () => {
  expect(typeof document).toBe('undefined');
  expect(Object.keys(signalChunks).length).toBeGreaterThan(14);
  for (const { signal } of signalCases) expect(typeof signal.start).toBe('function');
});
