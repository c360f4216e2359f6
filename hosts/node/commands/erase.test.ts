import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localDay } from "../../../core/instant.ts";
import { closing } from "./closing.ts";
import { payout } from "./payout.ts";
import { eraseCommand } from "./erase.ts";
import { Operator } from "./operator.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

/** As an operator does it: it was left days ago, and what was left is paid out. */
async function leave(accountId: string): Promise<void> {
  const day = localDay("America/Chicago", Date.now() - 6 * 86_400_000);
  await operator.run(closing, `ask ${accountId} --day ${day} --by maria`);
  const { json } = await operator.runJson(payout, "list");
  for (const one of json["payouts"] as { payout: string }[]) {
    await operator.run(payout, `paid ${accountId} ${one.payout} --reference 1042 --by maria`);
  }
}

describe("erase", () => {
  it("says what would go, erases it, and says what was kept and why, and the next time that nothing is left", async () => {
    await operator.begin("accounts");
    await leave("A-1001");
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
