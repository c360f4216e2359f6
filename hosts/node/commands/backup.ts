import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { utilityHome } from "../../../core/ids.ts";
import { isRefusal, type Refusal, refuse } from "../../../core/refusal.ts";
import { migrations } from "../../../core/store/migrations/all.ts";
import { type BackupMade, backUp, megabytes } from "../backup.ts";
import { backupFolder, backupName } from "../backup-file.ts";
import { type Command, type Given, type Outcome, type Terminal, UsageError } from "../command.ts";
import {
  configurationHelp,
  configurationOptions,
  configurationPath,
  configured,
  namedOrAll,
  storePath,
} from "./configured.ts";

export const backup: Command = {
  name: "backup",
  summary: "Copies each utility's data into a new file and checks the copy. Changes nothing else.",
  usage: ["backup [--out DIR] [--utility ID] [--config FILE] [--data DIR]"],
  help: [
    ...configurationHelp,
    "  --out DIR              a folder that exists (backups in the data directory, made when missing)",
    "  --utility ID           only this one",
    "",
    "It may run beside the server, as the same user. The file is ID-YYYYMMDDTHHMMSSZ.db, readable by its",
    "owner only. It gets that name once it is on the disk and found whole: SQLite's own check, the",
    "schema's version, every posting and every hash, as by ledger verify. Until then its name ends in",
    ".partial; one that stays was cut off and can be deleted. Nothing is ever overwritten or deleted:",
    "delete old backups yourself, and keep copies on another machine.",
    "",
    "To restore a utility you also need, and no backup holds:",
    "  - the configuration file (switchboard.toml)",
    "  - the file pepper of the data directory: without it no caller's PIN is known again",
    "  - the service's environment: TELNYX_API_KEY and the others that serve --help names",
    "Of API keys the backup holds the hashes: the keys themselves go on working. The reporting database",
    "(reports.db) is rebuilt. A sandbox's carrier-key.pem and simulated-world.db are made anew.",
    "",
    "To restore:",
    "  1. stop the server",
    "  2. move ID.db, ID.db-wal and ID.db-shm out of the data directory, and delete reports.db and its",
    "     -wal and -shm: an old log beside a restored file would damage it",
    "  3. copy the backup to ID.db in the data directory; the server's user must own it, mode 0600",
    "  4. npx switchboard ledger verify",
    "  5. start the server",
    "What happened after the backup is gone: enter cash again, and look at what the card processor took.",
    "Texts that were waiting then may be sent again, a STOP since then is not known, and an API key that",
    "was revoked since then is live again. docs/deploy.md has more.",
  ],
  options: { ...configurationOptions, out: { type: "string" } },
  run: backUpAll,
};

async function backUpAll(given: Given, terminal: Terminal): Promise<Outcome> {
  if (given.words.length > 0) throw new UsageError("name the folder by --out DIR");
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { configuration, dataDirectory } = found;
  const made = new Map<string, BackupMade | Refusal>();
  // One that is refused does not keep the others from being saved.
  for (const { utilityId } of namedOrAll(configuration, given)) {
    made.set(utilityId, await backUpOne(utilityId, { given, terminal, dataDirectory }));
  }
  return outcomeOf(made, configurationPath(given, terminal));
}

async function backUpOne(
  utilityId: string,
  at: { given: Given; terminal: Terminal; dataDirectory: string },
): Promise<BackupMade | Refusal> {
  const { given, terminal, dataDirectory } = at;
  const path = storePath(dataDirectory, utilityId);
  // Before any folder is made: a wrong --data must leave nothing behind.
  if (!existsSync(path)) return refuse("no_data", `${path} does not exist yet`);
  const folder = folderFor(given, terminal, dataDirectory);
  if (isRefusal(folder)) return folder;
  return backUp({
    store: { path, home: utilityHome(utilityId), migrations },
    file: join(folder, backupName(utilityId, Date.now())),
    step: (words) => {
      if (terminal.isWatched) terminal.err(`${utilityId}: ${words}`);
    },
  });
}

/** A folder that was named must be there: one on a disk that is not mounted would else be made beside it. */
function folderFor(given: Given, terminal: Terminal, dataDirectory: string): string | Refusal {
  const named = given.text("out");
  if (named !== undefined) return resolve(terminal.directory, named);
  const folder = backupFolder(dataDirectory);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return refuse("not_writable", `the folder ${folder} can't be made (${String(error.code)})`);
  }
}

function outcomeOf(
  made: ReadonlyMap<string, BackupMade | Refusal>,
  configuration: string,
): Outcome {
  const refused = [...made].flatMap(([utilityId, result]) =>
    isRefusal(result) ? [{ utilityId, refusal: result }] : [],
  );
  const lines = [...made].flatMap(([utilityId, result]) =>
    isRefusal(result) ? [] : [`${utilityId}: ${inWords(result)}`],
  );
  if (lines.length > 0) {
    lines.push(`Not in it, keep them too: ${configuration} and the service's environment.`);
  }
  const [first] = refused;
  return {
    status: first === undefined ? 0 : 1,
    lines,
    reasons: refused.map(({ utilityId, refusal }) => `${utilityId}: ${refusal.message}`),
    json: {
      ...(first === undefined ? {} : { code: first.refusal.code, message: first.refusal.message }),
      utilities: Object.fromEntries([...made].map(([id, result]) => [id, inJson(result)])),
      configuration,
    },
  };
}

function inWords({ file, bytes, verdict }: BackupMade): string {
  const { transfers, entries, chains } = verdict;
  return `${file}, ${megabytes(bytes)}, whole: ${String(transfers)} transfers of ${String(entries)} entries, ${String(chains)} journals.`;
}

function inJson(result: BackupMade | Refusal): Readonly<Record<string, unknown>> {
  if (isRefusal(result)) return { code: result.code, message: result.message };
  const { file, bytes, schemaVersion, verdict } = result;
  const { transfers, entries, chains } = verdict;
  return { file, bytes, schema_version: schemaVersion, transfers, entries, chains };
}
