import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Operator } from "./operator.ts";
import { pin } from "./pin.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

describe("pin", () => {
  it("shows a new PIN once and keeps its hash, one a customer", async () => {
    await operator.begin("accounts");
    for (let round = 1; round <= 2; round += 1) {
      const { json } = await operator.runJson(pin, "new A-1001");
      expect(json).toMatchObject({ ok: true, account: "A-1001" });
      expect((json as { pin: string }).pin).toMatch(/^\d{6}$/);
      expect(operator.rowsOf("secret")).toBe(1);
    }
    const kept = operator.rowOf("SELECT digest FROM secret");
    expect(kept).toMatchObject({ digest: expect.stringMatching(/^scrypt-/) as string });
  });

  it.each([
    ["", 2],
    ["new", 2],
    ["old A-1001", 2],
    ["new A-1001 A-1002", 2],
    ["new nobody", 1],
    ["new A-1001 --config nowhere.toml", 1],
    ["new A-1001 --data nowhere", 1],
  ])("refuses %j with %i", async (line, status) => {
    await operator.begin("accounts");
    expect((await operator.run(pin, line)).status).toBe(status);
  });
});
