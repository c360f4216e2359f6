import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDay } from "../../../core/instant.ts";
import { closing } from "./closing.ts";
import { payout } from "./payout.ts";
import { Operator } from "./operator.ts";

const operator = new Operator();
/** Long enough ago that nobody waits for its last reads any more. */
const lastDay = localDay("America/Chicago", Date.now() - 6 * 86_400_000);

beforeAll(() => operator.begin("accounts"));
afterAll(() => operator.leave());

describe("closing an account by an operator", () => {
  it("is seen before, done once, and paid out", async () => {
    const seen = await operator.run(closing, `show A-1001 --day ${lastDay}`);
    expect(seen).toMatchObject({ status: 0 });
    expect(seen.out).toContain("A-1001 would be closed");
    const line = `ask A-1001 --day ${lastDay} --id out-1 --by maria`;
    const { json } = await operator.runJson(closing, line);
    expect(json).toMatchObject({ ok: true, closing: "out-1", state: "settled", day: lastDay });
    expect((await operator.run(closing, line)).status).toBe(0);
    expect((await operator.run(closing, "show A-1001")).out).toContain("out-1 is settled");
    const { json: list } = await operator.runJson(payout, "list");
    const [one] = list["payouts"] as { payout: string }[];
    const paid = `paid A-1001 ${one?.payout ?? ""} --reference 1042 --by maria`;
    expect((await operator.run(payout, paid)).out).toContain("is paid out");
    expect((await operator.run(payout, paid)).out).toContain("already paid out");
    expect((await operator.run(payout, paid.replace("1042", "1043"))).status).toBe(1);
    expect((await operator.run(payout, "list")).out).toBe("Nothing is to be paid out.");
  });

  it("of a day to come is withdrawn", async () => {
    const day = localDay("America/Chicago", Date.now() + 6 * 86_400_000);
    const asked = await operator.run(closing, `ask A-1002 --day ${day} --id out-2 --by maria`);
    expect(asked.out).toContain("out-2 is asked");
    expect((await operator.run(closing, "withdraw A-1002 out-2 --by maria")).status).toBe(0);
    expect((await operator.run(closing, "show A-1002")).out).toContain("would be closed");
  });

  it.each([
    ["", 2],
    ["ask", 2],
    ["ask A-1002", 2],
    ["ask A-1002 --by maria --day tomorrow", 2],
    ["ask A-1002 --by maria --id a/b", 2],
    ["ask A-1002 --by maria --read E-1", 2],
    ["ask A-1002 --by maria --read E-1=much", 2],
    ["show A-1002 out-1", 2],
    ["withdraw A-1002 --by maria", 2],
    ["close A-1002 --by maria", 2],
    ["ask nobody --by maria", 1],
    ["ask A-1002 --by maria --move-to nobody", 1],
    ["ask A-1002 --by maria --move-to A-1002", 1],
    ["ask A-1002 --by maria --day 2001-01-01", 1],
    ["ask A-1002 --by maria --day 2090-01-01", 1],
    ["ask A-1001 --by maria", 1],
    ["withdraw A-1002 none --by maria", 1],
    ["show nobody", 1],
  ])("closing %j ends with %i", async (line, status) => {
    expect((await operator.run(closing, line)).status).toBe(status);
  });

  it.each([
    ["", 2],
    ["list A-1001", 2],
    ["paid A-1001", 2],
    ["paid A-1001 p --by maria", 2],
    ["paid A-1001 p --reference 1 --by maria --drawer a/b", 2],
    ["paid A-1001 p --reference 1", 2],
    ["paid A-1001 p --reference 1 --by maria", 1],
    ["paid nobody p --reference 1 --by maria", 1],
  ])("payout %j ends with %i", async (line, status) => {
    expect((await operator.run(payout, line)).status).toBe(status);
  });
});
