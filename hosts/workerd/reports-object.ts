import { DurableObject } from "cloudflare:workers";
import { type ReportStatement, reportTables, type ReportValue } from "../ship-journal.ts";

/**
 * The reporting database of a deployment that names no other: the same tables as a file or a libSQL server holds. It can be
 * emptied at any time and is shipped anew from the journal.
 */
export class ReportsObject extends DurableObject {
  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    state.storage.transactionSync(() => {
      for (const text of reportTables) state.storage.sql.exec(text);
    });
  }

  /** All statements in one transaction, or none. */
  write(statements: readonly ReportStatement[]): void {
    const { storage } = this.ctx;
    storage.transactionSync(() => {
      for (const { text, values } of statements) storage.sql.exec(text, ...values);
    });
  }

  read({ text, values }: ReportStatement): Record<string, ReportValue>[] {
    return this.ctx.storage.sql.exec<Record<string, ReportValue>>(text, ...values).toArray();
  }
}
