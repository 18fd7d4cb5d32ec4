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
  const recorded = replay === null ? null : parseRecording(JSON.parse(await readFile(replay, 'utf8')));
  const findings = await examine({
    identity: { orgUrl, orgId, appId },
    page,
    assets: assets === null || assets.endsWith('/') ? assets : `${assets}/`,
    fetch: recorded === null ? fetch : replayRecording(recorded),
  });
  for (const line of describeFindings(findings)) out(line);
  if (record !== null) {
    const recording: Recording = { recordingVersion: 1, exchanges: findings.exchanges };
    await writeFile(record, `${JSON.stringify(recording, null, 2)}\n`);
    out(`\nThe exchange, without tokens, is in ${record}.`);
  }
  return isHealthy(findings) ? 0 : 1;
}
