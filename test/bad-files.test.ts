/**
 * Files of money that nobody can take as they are: each is refused with a code before anything is written, or the lines that are
 * wrong are named one by one; not a row of the store is other than before.
 */
import { closeSync, ftruncateSync, openSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bank } from "../hosts/node/commands/bank.ts";
import { importCommand } from "../hosts/node/commands/import.ts";
import { Operator } from "../hosts/node/commands/operator.ts";
import { Connection } from "../hosts/node/sql.ts";
import { FILE_BYTES_MAX } from "../hosts/import/table.ts";

let operator: Operator;

beforeAll(async () => {
  operator = new Operator();
  await operator.begin("init");
  const settings = operator.read("switchboard.toml");
  operator.write("switchboard.toml", settings.replace('bills = "own"', 'bills = "imported"'));
  for (const samples of ["tariffs tariffs.json", "accounts accounts.csv"]) {
    const { status, out } = await operator.run(importCommand, samples);
    if (status !== 0) throw new Error(out);
  }
});

afterAll(() => {
  operator.leave();
});

/** Every row of the store, a line each; the clock apart, whose anchor every start sets. */
function contents(): string[] {
  const connection = new Connection(operator.path("data/my-utility.db"), true);
  const tables = connection.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name <> 'service_clock' ORDER BY name",
  );
  const rows = tables.flatMap(({ name }) =>
    connection
      .all<object>(`SELECT * FROM "${name}"`)
      .map((row) => `${name} ${JSON.stringify(row)}`),
  );
  connection.close();
  return rows;
}

const heads = {
  bills: "account,source,bill,version,issued,due,amount",
  debts: "account,source,debt,version,amount",
} as const;
type Kind = keyof typeof heads;

const good: Readonly<Record<Kind, string>> = {
  bills: "A-1003,cis,b0,1,2026-11-01,2026-11-22,45.68",
  debts: "A-1001,cis,d0,1,45.68",
};

async function imported(kind: Kind, bytes: string) {
  operator.write("file.csv", bytes);
  const before = contents();
  const { status, json } = await operator.runJson(importCommand, `${kind} file.csv`);
  const refused = json["refused"] as readonly { readonly line: number | null; code: string }[];
  const changed = contents().filter((row) => !before.includes(row));
  return { status, told: refused.map(({ line, code }) => `${String(line)} ${code}`), changed };
}

const files: readonly (readonly [string, (kind: Kind) => string, string])[] = [
  ["without a line", () => "", "1 missing_column"],
  ["with the columns of another", () => "meter,start,minutes\n1,2,3", "1 unknown_column"],
  ["with a column twice", (kind) => `${heads[kind]},amount\n${good[kind]},1.00`, "1 column_twice"],
  ["with a cell too few", (kind) => `${heads[kind]}\nA-1001,cis`, "2 wrong_cell_count"],
  ["with a quote that never ends", (kind) => `${heads[kind]}\n"${good[kind]}`, "2 not_csv"],
  ["of half an array", () => '[{"account": "A-1001"', "null not_json"],
  ["of an object", () => '{"account": "A-1001"}', "null not_an_array"],
  ["with a formula", (kind) => `${heads[kind]}\n=${good[kind]}`, "2 formula_like"],
];

/** Each is one cell of a good line, written otherwise. */
const cells: Readonly<Record<Kind, readonly (readonly [string, string, string])[]>> = {
  bills: [
    ["A-1003", "A-9999", "no_such_account"],
    ["A-1003", "A-1001", "account_is_prepaid"],
    ["A-1003", "../u", "bad_account"],
    ["cis", "own", "bad_source"],
    ["cis", "c.i.s", "bad_source"],
    ["b0", "b 0", "bad_bill"],
    [",1,", ",0,", "bad_version"],
    [",1,", ",x,", "bad_version"],
    ["2026-11-01", "2026-02-30", "bad_issued"],
    ["2026-11-22", "2026-10-31", "due_before_issued"],
    ["45.68", "45.685", "bad_amount"],
    ["45.68", "45,68", "wrong_cell_count"],
    ["45.68", "1e3", "bad_amount"],
    ["45.68", "999999999999.99", "amount_too_large"],
  ],
  debts: [
    ["A-1001", "A-9999", "no_such_account"],
    ["A-1001", "../u", "bad_account"],
    ["cis", "c.i.s", "bad_source"],
    ["d0", "d 0", "bad_debt"],
    [",1,", ",0,", "bad_version"],
    [",1,", ",1000001,", "bad_version"],
    ["45.68", "45.685", "bad_amount"],
    ["45.68", "", "bad_amount"],
    ["45.68", "0x10", "bad_amount"],
    ["45.68", "999999999999.99", "amount_too_large"],
  ],
};

describe.each(["bills", "debts"] as const)("a file of %s", (kind) => {
  it.each(files)("%s is refused whole", async (_, file, told) => {
    expect(await imported(kind, file(kind))).toMatchObject({
      status: 1,
      told: expect.arrayContaining([told]),
      changed: [],
    });
  });

  it.each(cells[kind])(
    "with %s as %j is refused by its line, and the good one waits",
    async (from, to, code) => {
      const wrong = good[kind].replace(from, to);
      const other = good[kind].replace(/[bd]0/, "other");
      expect(await imported(kind, [heads[kind], other, wrong].join("\n"))).toEqual({
        status: 1,
        told: [`3 ${code}`],
        changed: [],
      });
    },
  );

  it("with one version twice is refused", async () => {
    const file = [heads[kind], good[kind], good[kind].replace("45.68", "45.69")].join("\n");
    const told = [`3 duplicate_${kind.slice(0, -1)}`];
    expect(await imported(kind, file)).toEqual({ status: 1, told, changed: [] });
  });

  it("of more than 128 MiB is refused", async () => {
    const file = openSync(operator.path("large.csv"), "w");
    ftruncateSync(file, FILE_BYTES_MAX + 1);
    const before = contents();
    const ran = await operator.runJson(importCommand, `${kind} large.csv`);
    expect(ran).toMatchObject({ status: 1, json: { refused: [{ code: "file_too_large" }] } });
    expect(contents()).toEqual(before);
    ftruncateSync(file, 3 * 1024 ** 3);
    expect(await operator.runJson(importCommand, `${kind} large.csv`)).toMatchObject({
      status: 1,
      json: { code: "no_file" },
    });
    closeSync(file);
  });

  it("that is good is taken, is known again, and refused where a version says something else", async () => {
    const file = [heads[kind], good[kind]].join("\n");
    expect(await imported(kind, file)).toMatchObject({ status: 0, told: [] });
    expect(await imported(kind, file)).toEqual({ status: 0, told: [], changed: [] });
    expect(await imported(kind, file.replace("45.68", "45.69"))).toEqual({
      status: 1,
      told: ["2 version_differs"],
      changed: [],
    });
  });
});

describe("a file of the bank's", () => {
  it.each([
    ["match", "", " --date 2026-11-25"],
    ["match", "01,BANK,UTIL,261126,0200,1,,,2/\n", " --date 2026-11-25"],
    ["match", "99,100,1,3/\n", " --date 2026-11-25"],
    ["match", "not a statement", " --date 2026-11-25"],
    ["returns", "", ""],
    ["returns", "101 021000021 0210000212611261200A094101", ""],
    ["returns", `${"9".repeat(94)}\n`, ""],
    ["returns", "not a file of returns", ""],
  ])("%s of %j is refused, and nothing is changed", async (what, text, more) => {
    operator.write("bank.txt", text);
    const before = contents();
    const { status, json } = await operator.runJson(bank, `${what} bank.txt${more}`);
    expect([status, json["ok"]]).toEqual([1, false]);
    expect(json["code"]).toEqual(expect.stringMatching(/^[a-z_0-9]+$/));
    expect(contents()).toEqual(before);
  });
});
