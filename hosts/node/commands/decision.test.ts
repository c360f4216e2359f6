import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { spentAt } from "../../../test/support/spent-account.ts";
import type { UtilitySettings } from "../../../core/hub/settings.ts";
import { decide } from "../../../core/supply/decide.ts";
import { decisionRecord, decisionText } from "../../../core/supply/record.ts";
import { Connection } from "../sql.ts";
import { decisionCommand } from "./decision.ts";
import { Operator } from "./operator.ts";

const AT_MS = Date.parse("2026-11-24T15:00:00Z");
const HOME = "account:A-1";

let operator: Operator;

beforeEach(async () => {
  operator = new Operator();
  await operator.begin("accounts");
});

afterEach(() => {
  operator.leave();
});

function withStore(work: (connection: Connection) => void): void {
  const connection = new Connection(operator.path("data/my-utility.db"));
  work(connection);
  connection.close();
}

/** Two decisions of one service, as the hub stores them: held without a notice, then one that stands otherwise. */
function store(connection: Connection): void {
  const row = connection.get<{ version: number; body: string }>(
    "SELECT version, body FROM configuration WHERE kind = 'utility' ORDER BY version DESC",
  );
  const { supply } = JSON.parse(row?.body ?? "") as UtilitySettings;
  let previousHash: string | null = null;
  for (const [index, change] of [{ noticeDeliveredAtMs: null }, {}].entries()) {
    const input = { ...spentAt(AT_MS + index), ...change };
    const decision = decide(input, supply);
    const by = { policyVersion: row?.version ?? 0, pack: null };
    const text = decisionText(decisionRecord(input, by, { decision, previousHash }));
    connection.run("INSERT INTO decision VALUES (?1, 'electricity', ?2, ?3, ?4)", [
      HOME,
      index + 1,
      AT_MS + index,
      text,
    ]);
    previousHash = connection.sha256(text);
  }
}

describe("decision", () => {
  it("says in plain words what was decided, guard by guard", async () => {
    withStore(store);
    const { status, out } = await operator.run(decisionCommand, "show A-1/electricity/1");
    expect(status).toBe(0);
    expect(out).toContain("decided by notice");
    expect(out).toContain("notice: holds (noticeDeliveredAtMs none");
    expect(out).toContain("friendly_window: passes");
  });

  it("recomputes every decision bit for bit", async () => {
    withStore(store);
    const { status, json } = await operator.runJson(decisionCommand, "replay");
    expect(status).toBe(0);
    expect(json).toMatchObject({
      utilities: { "my-utility": { decisions: 2, same: 2, findings: [] } },
    });
  });

  it("hands all of them out, inputs and verdicts", async () => {
    withStore(store);
    const { json } = await operator.runJson(decisionCommand, "export");
    expect(json).toMatchObject({
      decisions: [{ sequence: 1, record: { verdict: "hold" } }, { sequence: 2 }],
    });
  });

  it.each([
    [
      "an input",
      "UPDATE decision SET record = json_set(record, '$.input.balanceUnits', 9) WHERE sequence = 2",
      "not_reproduced",
    ],
    [
      "a verdict",
      "UPDATE decision SET record = json_set(record, '$.verdict', 'cut') WHERE sequence = 1",
      "chain_broken",
    ],
    ["one taken out", "DELETE FROM decision WHERE sequence = 1", "chain_broken"],
    [
      "a policy that nobody knows",
      "UPDATE decision SET record = json_set(record, '$.policyVersion', 99) WHERE sequence = 2",
      "no_policy",
    ],
  ])("finds %s that was tampered with", async (_, statement, code) => {
    withStore((connection) => {
      store(connection);
      connection.exec("DROP TRIGGER decision_is_not_updated; DROP TRIGGER decision_is_not_deleted");
      connection.exec(statement);
    });
    const { status, out } = await operator.run(decisionCommand, "replay");
    expect(status).toBe(1);
    expect(out).toContain(code);
  });

  it("lists what an older version decided otherwise, which is no wrong", async () => {
    withStore((connection) => {
      store(connection);
      connection.exec("DROP TRIGGER decision_is_not_updated");
      connection.exec(
        "UPDATE decision SET record = json_set(record, '$.decideVersion', 1, '$.verdict', 'restore') WHERE sequence = 2",
      );
    });
    const { status, out } = await operator.run(decisionCommand, "replay");
    expect(out).toContain("decided_otherwise: was restore by");
    expect(status).toBe(0);
  });

  it.each([
    ["show A-1/electricity/7", 1],
    ["show A-1", 2],
    ["show", 2],
    ["", 2],
    ["replay all", 2],
    ["replay --utility other", 2],
  ])("ends %j with status %i", async (line, status) => {
    withStore(store);
    expect((await operator.run(decisionCommand, line)).status).toBe(status);
  });
});
