import type { Client } from "@libsql/client";
import { prepareReports, type Reports, type ReportValue } from "./ship-journal.ts";

/**
 * The reporting database over a client of @libsql/client. Writes here are batches and nothing waits for them, so the
 * client's own cost does not matter.
 */
export async function reportsOver(
  client: Pick<Client, "batch" | "execute" | "close">,
): Promise<Reports & { close(): void }> {
  const reports: Reports = {
    async write(statements) {
      await client.batch(
        statements.map(({ text, values }) => ({ sql: text, args: [...values] })),
        "write",
      );
    },
    async read({ text, values }) {
      const { rows, columns } = await client.execute({ sql: text, args: [...values] });
      return rows.map((row) =>
        Object.fromEntries(columns.map((column) => [column, row[column] as ReportValue])),
      );
    },
  };
  await prepareReports(reports);
  return { ...reports, close: () => client.close() };
}
