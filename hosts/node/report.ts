import { createClient } from "@libsql/client";
import { reportsOver } from "../report-client.ts";
import type { Reports } from "../ship-journal.ts";

/** The reporting database: a `file:` beside the store, or a libSQL server or Turso by its URL. */
export async function openReports(
  url: string,
  authToken?: string,
): Promise<Reports & { close(): void }> {
  return reportsOver(createClient({ url, ...(authToken === undefined ? {} : { authToken }) }));
}
