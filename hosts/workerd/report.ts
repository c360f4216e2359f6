import { createClient } from "@libsql/client/web";
import { reportsOver } from "../report-client.ts";
import type { Reports } from "../ship-journal.ts";

/** One reporting database a deployment; its rows name their utility. */
const REPORTS_NAME = "reports";

/** A libSQL server or Turso by REPORTS_URL, else the deployment's own Reports object. */
export async function openReports(env: Cloudflare.Env): Promise<Reports> {
  const { REPORTS_URL: url, REPORTS_TOKEN: authToken } = env;
  if (url) return reportsOver(createClient({ url, ...(authToken ? { authToken } : {}) }));
  const stub = env.REPORTS.getByName(REPORTS_NAME);
  return {
    write: async (statements) => stub.write(statements),
    read: async (statement) => stub.read(statement),
  };
}
