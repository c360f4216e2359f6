import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeSync,
} from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { migrations } from "../../../core/store/migrations/all.ts";
import { refuseRoom, ROOM_LEFT_BYTES } from "../backup.ts";
import { Connection } from "../sql.ts";
import { backup } from "./backup.ts";
import { doctor } from "./doctor.ts";
import { ledger } from "./ledger.ts";
import { Operator } from "./operator.ts";

const FILE = "my-utility-20270131T020500Z.db";
const nowMs = Date.UTC(2027, 0, 31, 2, 5, 0, 250);
const HOUR_MS = 3_600_000;
const PAGE_BYTES = 4_096;

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
  vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
});

afterEach(() => {
  vi.useRealTimers();
  operator.leave();
});

/** Works on the store as nobody but a damaged disk or an intruder would. */
function spoil(statement: string): void {
  const connection = new Connection(operator.path("data/my-utility.db"));
  const triggers = connection.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'trigger'",
  );
  for (const { name } of triggers) connection.exec(`DROP TRIGGER ${name}`);
  connection.exec(statement);
  connection.close();
}

/** Every row of every table, as text: the bytes of the file itself also change when its log is taken into it. */
function rowsOf(path: string): Record<string, string> {
  const connection = new Connection(operator.path(path), true);
  const tables = connection.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
  );
  const rows = tables.map(({ name }) => [
    name,
    JSON.stringify(connection.all(`SELECT * FROM "${name}"`)),
  ]);
  connection.close();
  return Object.fromEntries(rows) as Record<string, string>;
}

function names(folder: string): string[] {
  return existsSync(operator.path(folder)) ? readdirSync(operator.path(folder)) : [];
}

describe("backup", () => {
  it("copies what is there into one file for its owner only, and changes nothing", async () => {
    await operator.begin("accounts");
    const before = rowsOf("data/my-utility.db");
    const { status, json } = await operator.runJson(backup, "");
    expect(status).toBe(0);
    const file = operator.path(`data/backups/${FILE}`);
    expect(json).toMatchObject({
      ok: true,
      utilities: {
        "my-utility": { file, bytes: statSync(file).size, schema_version: migrations.length },
      },
      configuration: operator.path("switchboard.toml"),
    });
    expect(names("data/backups")).toEqual([FILE]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(operator.path("data/backups")).mode & 0o777).toBe(0o700);
    expect(rowsOf("data/my-utility.db")).toEqual(before);
    expect(rowsOf(`data/backups/${FILE}`)).toEqual(before);
  });

  it("goes into another folder, whatever its name, beside earlier ones", async () => {
    await operator.begin("tariffs");
    const folder = "it's a 100%? folder#".replaceAll(" ", "_");
    mkdirSync(operator.path(folder));
    expect((await operator.run(backup, `--out ${folder}`)).status).toBe(0);
    vi.setSystemTime(nowMs + HOUR_MS);
    const { status, out } = await operator.run(backup, `--out ${folder} --utility my-utility`);
    expect(status).toBe(0);
    expect(out).toContain(`${operator.path(folder)}/my-utility-20270131T030500Z.db`);
    expect(out).toContain("switchboard.toml and the service's environment");
    expect(names(folder)).toEqual([FILE, "my-utility-20270131T030500Z.db"]);
  });

  it("is a data directory's file again when it is put there", async () => {
    await operator.begin("accounts");
    await operator.run(backup, "");
    mkdirSync(operator.path("restored"));
    copyFileSync(operator.path(`data/backups/${FILE}`), operator.path("restored/my-utility.db"));
    const [was, is] = await Promise.all(
      ["data", "restored"].map((data) => operator.runJson(ledger, `verify --data ${data}`)),
    );
    expect(is).toEqual(was);
    expect(is?.status).toBe(0);
    expect((await operator.run(doctor, "--data restored")).out).toContain("accounts 3");
  });

  it("saves the other utilities when one is refused", async () => {
    await operator.begin("tariffs");
    const text = operator.read("switchboard.toml");
    operator.write("switchboard.toml", text + text.replace('"my-utility"', '"other"'));
    const { status, json } = await operator.runJson(backup, "");
    expect(status).toBe(1);
    expect(json).toMatchObject({
      ok: false,
      code: "no_data",
      utilities: {
        "my-utility": { schema_version: migrations.length },
        other: { code: "no_data" },
      },
    });
    expect(names("data/backups")).toEqual([FILE]);
  });
});

describe("backup refuses", () => {
  it.each([
    ["now", "name the folder by --out"],
    ["--utility other", "there is no utility other"],
    ["--out", "argument missing"],
    ["--keep 7", "Unknown option"],
  ])("%j as bad usage", async (line, words) => {
    await operator.begin("tariffs");
    const { status, err } = await operator.run(backup, line);
    expect(status).toBe(2);
    expect(err).toContain(words);
    expect(names("data/backups")).toEqual([]);
  });

  it("where there is no configuration, or no data, and makes no folder", async () => {
    expect((await operator.runJson(backup, "")).json["code"]).toBe("no_configuration");
    await operator.begin("init");
    const { status, json } = await operator.runJson(backup, "");
    expect(status).toBe(1);
    expect(json).toMatchObject({
      code: "no_data",
      message: `${operator.path("data/my-utility.db")} does not exist yet`,
    });
    expect(existsSync(operator.path("data"))).toBe(false);
  });

  it.each([
    ["missing", "no_folder", "missing does not exist"],
    ["switchboard.toml", "no_folder", "switchboard.toml is not a folder"],
    // Nobody may make a file there, the superuser neither.
    ["/proc", "not_writable", "this user can't write in /proc"],
  ])("the folder %s: %s", async (folder, code, words) => {
    await operator.begin("tariffs");
    const { status, json } = await operator.runJson(backup, `--out ${folder}`);
    expect(status).toBe(1);
    expect(json["code"]).toBe(code);
    expect(json["message"]).toContain(words);
    expect((await operator.run(backup, `--out ${folder}`)).err).toContain(words);
  });

  it("where the folder can't be made", async () => {
    await operator.begin("tariffs");
    operator.write("data/backups", "");
    const { status, json } = await operator.runJson(backup, "");
    expect([status, json["code"]]).toEqual([1, "not_writable"]);
  });

  it.each([FILE, `${FILE}.partial`])("to write over %s, and leaves it as it is", async (name) => {
    await operator.begin("tariffs");
    mkdirSync(operator.path("out"));
    operator.write(`out/${name}`, "mine");
    const { status, json } = await operator.runJson(backup, "--out out");
    expect([status, json["code"]]).toEqual([1, "file_exists"]);
    expect(names("out")).toEqual([name]);
    expect(operator.read(`out/${name}`)).toBe("mine");
  });

  it.each([
    ["UPDATE entry SET amount_units = amount_units + 1 WHERE amount_units > 0", "not_balanced"],
    ["UPDATE journal SET facts = '{}' WHERE kind = 'account-opened'", "is broken at row"],
    ["DELETE FROM journal WHERE position = 2", "is broken at row"],
  ])("a store that is not whole: %s", async (statement, words) => {
    await operator.begin("accounts");
    spoil(statement);
    const { status, json } = await operator.runJson(backup, "");
    expect([status, json["code"]]).toEqual([1, "not_whole"]);
    expect(json["message"]).toContain(words);
    expect(names("data/backups")).toEqual([]);
  });

  it.each([
    [
      "INSERT INTO schema_version (number) SELECT max(number) + 1 FROM schema_version",
      "schema_newer",
    ],
    ["DELETE FROM schema_version", "schema_older"],
    ["DELETE FROM schema_version WHERE number = 1", "schema_broken"],
  ])("a store of another program: %s", async (statement, code) => {
    await operator.begin("tariffs");
    spoil(statement);
    const { status, json } = await operator.runJson(backup, "");
    expect([status, json["code"]]).toEqual([1, code]);
    expect(names("data/backups")).toEqual([]);
  });

  it("a file that is no database", async () => {
    await operator.begin("init");
    mkdirSync(operator.path("data"));
    operator.write("data/my-utility.db", "no database at all".repeat(500));
    const { status, json } = await operator.runJson(backup, "");
    expect([status, json["code"]]).toEqual([1, "not_copied"]);
    expect(names("data/backups")).toEqual([]);
  });

  // Of an index nothing is lost: the copy makes it anew.
  it.each(["journal", "directory", "schema_version"])(
    "a store whose disk has lost a page of the table %s",
    async (table) => {
      await operator.begin("accounts");
      await operator.run(backup, "");
      mkdirSync(operator.path("lost"));
      const path = operator.path("lost/my-utility.db");
      copyFileSync(operator.path(`data/backups/${FILE}`), path);
      const before = new Connection(path, true);
      const found = before.get<{ page: number }>(
        "SELECT rootpage AS page FROM sqlite_master WHERE name = ?1",
        [table],
      );
      before.close();
      const file = openSync(path, "r+");
      const at = ((found?.page ?? 0) - 1) * PAGE_BYTES;
      writeSync(file, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, at);
      closeSync(file);
      const { status, json } = await operator.runJson(backup, "--data lost");
      expect(status).toBe(1);
      expect(["not_copied", "not_whole"]).toContain(json["code"]);
      expect(names("lost/backups")).toEqual([]);
    },
  );

  it("a disk without room for the copy and for the server beside it", () => {
    expect(refuseRoom("/out", 5_000_000, ROOM_LEFT_BYTES + 5_000_000)).toBeNull();
    expect(refuseRoom("/out", 5_000_000, ROOM_LEFT_BYTES + 4_999_999)).toMatchObject({
      code: "disk_full",
      message: "the disk of /out has 21.8 MB free, and a backup needs 21.8 MB",
    });
    expect(refuseRoom("/out", 0, 0)?.code).toBe("disk_full");
  });
});

describe("doctor", () => {
  it.each([
    [-1, 0, "the newest backup is of 2027-01-31T02:05:00.000Z"],
    [25, 0, "the newest backup is of 2027-01-31T02:05:00.000Z"],
    [
      27,
      1,
      "WRONG      my-utility: backup: the newest backup is of 2027-01-31T02:05:00.000Z, more than a day old",
    ],
  ])("%i hours after a backup exits with %i", async (hours, status, words) => {
    await operator.begin("tariffs");
    await operator.run(backup, "");
    vi.setSystemTime(nowMs + hours * HOUR_MS);
    const ran = await operator.run(doctor, "");
    expect(ran.status).toBe(status);
    expect(ran.out).toContain(words);
  });

  it("misses a backup in a folder that has none of this utility, and asks for none without a folder", async () => {
    await operator.begin("tariffs");
    expect((await operator.run(doctor, "")).out).not.toContain("backup");
    mkdirSync(operator.path("data/backups"));
    operator.write(`data/backups/${FILE}.partial`, "");
    operator.write(`data/backups/my-utility-two-20270131T020500Z.db`, "");
    const { status, out } = await operator.run(doctor, "");
    expect(status).toBe(1);
    expect(out).toMatch(/WRONG.*my-utility: backup: .*data\/backups holds none/);
  });
});
