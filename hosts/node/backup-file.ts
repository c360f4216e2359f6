/** How backups are named: by utility and moment, so that they sort by age and none takes another's place. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DAY_AND_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/;

/** Where backups go unless another folder is named. */
export function backupFolder(dataDirectory: string): string {
  return join(dataDirectory, "backups");
}

/** my-utility-20270131T020500Z.db: the moment it was begun, in UTC. */
export function backupName(utilityId: string, nowMs: number): string {
  const moment = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, "");
  return `${utilityId}-${moment}.db`;
}

/** When the newest whole backup of a utility in a folder was begun; null where there is none, undefined without the folder. */
export function newestBackupMs(folder: string, utilityId: string): number | null | undefined {
  if (!existsSync(folder)) return undefined;
  const moments = readdirSync(folder).flatMap((name) => {
    if (!name.startsWith(`${utilityId}-`)) return [];
    const parts = DAY_AND_TIME.exec(name.slice(utilityId.length + 1));
    if (parts === null) return [];
    const [, year, month, day, hour, minute, second] = parts.map(Number);
    return [Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second)];
  });
  return moments.length === 0 ? null : Math.max(...moments);
}
