/** What doctor says of the backups of one utility. */
import type { Finding } from "../../ends.ts";
import { backupFolder, newestBackupMs } from "../backup-file.ts";

/** A day, and the time that a nightly timer may be late. */
const AGE_MAX_MS = 26 * 3_600_000;

/** Nothing where the data directory has no folder of backups: they may be made somewhere else. */
export function backupFindings(
  dataDirectory: string,
  utilityId: string,
  nowMs: number,
): readonly Finding[] {
  const folder = backupFolder(dataDirectory);
  const newestMs = newestBackupMs(folder, utilityId);
  if (newestMs === undefined) return [];
  const finding = { utilityId, subject: "backup" };
  if (newestMs === null) return [{ ...finding, state: "wrong", words: `${folder} holds none` }];
  const words = `the newest backup is of ${new Date(newestMs).toISOString()}`;
  return nowMs - newestMs > AGE_MAX_MS
    ? [{ ...finding, state: "wrong", words: `${words}, more than a day old` }]
    : [{ ...finding, state: "on", words }];
}
