import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../sql.ts";
import { eraseCommand } from "./erase.ts";
import { Operator } from "./operator.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

function closeAll(): void {
  const connection = new Connection(operator.path("data/my-utility.db"));
  connection.run("UPDATE account SET closed_at_ms = 1");
  connection.close();
}

describe("erase", () => {
  it("says what would go, erases it, and says what was kept and why, and the next time that nothing is left", async () => {
    await operator.begin("accounts");
    closeAll();
    const dry = await operator.run(eraseCommand, "--account A-1001 --dry-run");
    expect(dry).toMatchObject({ status: 0 });
    expect(dry.out).toContain("would be erased: 1 of customer");
    expect(dry.out).toContain("kept: consents and their proof (");
    expect(dry.out).toContain("kept: ledger, payments and bills (");
    const { json } = await operator.runJson(eraseCommand, "--account A-1001");
    expect(json).toMatchObject({ ok: true, dry_run: false, erased: { customer: 1 } });
    expect((await operator.run(eraseCommand, "--account A-1001")).out).toContain("nothing erased");
  });

  it.each([
    ["", 2],
    ["A-1001", 2],
    ["--number +12025550101 --account A-1001", 2],
    ["--number", 2],
    ["--number 5550101", 1],
    ["--account A-1001", 1],
    ["--account nobody", 1],
    ["--account A-1001 --data nowhere", 1],
  ])("refuses %j with %i", async (line, status) => {
    await operator.begin("accounts");
    expect((await operator.run(eraseCommand, line)).status).toBe(status);
  });
});
