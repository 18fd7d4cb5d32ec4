import type { Report } from '../page/guard.ts';
import type { ChunkLoader } from './chunkLoader.ts';
import type { Diagnose, DiagnosisHost } from './diagnosis.ts';

/**
 * The answer to the command `diagnose`: what `look` sees goes to the callback, or in words to the people who run the
 * site. The words are a file of their own; once it has loaded, the answer comes at once.
 */
export function createTellDiagnosis(
  look: () => DiagnosisHost,
  chunks: ChunkLoader,
  warn: (message: string) => void,
  report: Report,
): (callback: unknown) => void {
  let known: Diagnose | null = null;
  return (callback) => {
    const host = look();
    const tell = (describe: Diagnose): void => {
      const { diagnosis, text } = describe(host);
      if (typeof callback === 'function') (callback as (diagnosis: unknown) => void)(diagnosis);
      else warn(text);
    };
    if (known !== null) return tell(known);
    chunks
      .load<Diagnose>('diagnosis')
      // What is known without the file is worth telling all the more.
      .then(
        (loaded) => (known = loaded),
        (): Diagnose => () => ({ diagnosis: host.seen, text: JSON.stringify(host.seen) }),
      )
      .then(tell)
      .catch((error: unknown) => report('callback', error));
  };
}
