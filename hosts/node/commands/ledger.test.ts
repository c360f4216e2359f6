import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../sql.ts";
import { importCommand } from "./import.ts";
import { ledger } from "./ledger.ts";
import { Operator } from "./operator.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

describe("ledger", () => {
  it("finds what was imported whole", async () => {
    await operator.begin("accounts");
    const { status, json } = await operator.runJson(ledger, "verify");
    expect(status).toBe(0);
    expect(json).toMatchObject({ utilities: { "my-utility": { problems: [], broken: [] } } });
  });

  it.each([
    [
      "UPDATE entry SET amount_units = amount_units + 1 WHERE amount_units > 0",
      "transfer_not_balanced",
    ],
    ["UPDATE journal SET facts = '{}' WHERE kind = 'account-opened'", "is broken at row"],
    ["DELETE FROM journal WHERE position = 2", "is broken at row"],
  ])("finds what %s did", async (statement, found) => {
    await operator.begin("accounts");
    const connection = new Connection(operator.path("data/my-utility.db"));
    for (const { name } of connection.all<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    )) {
      connection.exec(`DROP TRIGGER ${name}`);
    }
    connection.exec(statement);
    connection.close();
    const { status, out } = await operator.run(ledger, "verify");
    expect(status).toBe(1);
    expect(out).toContain(found);
  });

  it("refuses, as every command does, a store that a newer program has written", async () => {
    await operator.begin("accounts");
    const connection = new Connection(operator.path("data/my-utility.db"));
    connection.run("INSERT INTO schema_version SELECT max(number) + 1 FROM schema_version");
    connection.close();
    for (const [command, line] of [
      [ledger, "verify"],
      [importCommand, "accounts accounts.csv"],
    ] as const) {
      const { status, out, err } = await operator.run(command, line);
      expect([status, out + err]).toEqual([1, expect.stringContaining("use the newer program")]);
    }
  });

  it.each([
    ["", 2],
    ["check", 2],
    ["verify all", 2],
    ["verify --utility other", 2],
    ["verify", 1],
  ])("refuses %j with %i where there is no data", async (line, status) => {
    await operator.begin("init");
    expect((await operator.run(ledger, line)).status).toBe(status);
  });
});
