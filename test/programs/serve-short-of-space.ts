/**
 * Switchboard on a disk that fills up: while the file "disk-full" lies in the working directory, no store may grow by a page,
 * so that SQLite answers SQLITE_FULL in the middle of a group, as it does when the disk has no room.
 */
import { existsSync } from "node:fs";
import { Connection } from "../../hosts/node/sql.ts";

/** SQLite takes a limit below what the file has already for exactly that. */
const NO_MORE_PAGES = 1;
const PAGES_MAX = 1_073_741_823;

const exec = Object.getOwnPropertyDescriptor(Connection.prototype, "exec")?.value as (
  this: Connection,
  text: string,
) => void;
Connection.prototype.exec = function execWithinSpace(text) {
  if (text.startsWith("BEGIN")) {
    const pages = existsSync("disk-full") ? NO_MORE_PAGES : PAGES_MAX;
    exec.call(this, `PRAGMA max_page_count = ${String(pages)}`);
  }
  exec.call(this, text);
};

await import("../../hosts/node/cli.ts");
