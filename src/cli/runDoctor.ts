import { readFile, writeFile } from 'node:fs/promises';
import type { Arguments } from './arguments.ts';
import { UsageError } from './arguments.ts';
import { examine } from './doctor.ts';
import { describeFindings, isHealthy } from './doctorReport.ts';
import type { Recording } from './recording.ts';
import { parseRecording, replayRecording } from './recording.ts';

/** The command `doctor`: 0 if everything a chat needs was found, else 1. */
export async function runDoctor(
  { orgUrl, orgId, appId, page, assets, record, replay }: Arguments,
  out: (line: string) => void,
): Promise<number> {
  if (orgUrl === null || orgId === null || appId === null) {
    throw new UsageError(
      'doctor wants --org-url, --org-id and --app-id, as in the script element of the widget.',
    );
  }
  const recorded = replay === null ? null : await readRecording(replay);
  const findings = await examine({
    identity: { orgUrl, orgId, appId },
    page,
    assets: assets === null || assets.endsWith('/') ? assets : `${assets}/`,
    fetch: recorded === null ? fetch : replayRecording(recorded),
  });
  for (const line of describeFindings(findings)) out(line);
  if (record !== null) {
    const recording: Recording = { recordingVersion: 1, exchanges: findings.exchanges };
    await writeFile(record, `${JSON.stringify(recording, null, 2)}\n`).catch((cause: unknown) => {
      throw new Error(`--record ${record} cannot be written: ${codeOf(cause)}.`, { cause });
    });
    out(`\nThe exchange, without tokens, is in ${record}.`);
  }
  return isHealthy(findings) ? 0 : 1;
}

async function readRecording(path: string): Promise<Recording> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`--replay ${path} cannot be read: ${codeOf(cause)}.`, { cause });
  });
  try {
    return parseRecording(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'It is not JSON.' : (cause as Error).message;
    throw new Error(`--replay ${path} cannot be used. ${why}`, { cause });
  }
}

function codeOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'there is no such file or directory' : String(code ?? cause);
}
