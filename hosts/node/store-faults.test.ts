import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sql } from "../../core/ports.ts";
import { FileStore, home, insert, outcomes } from "../../test/file-store.ts";
import { StorageFault } from "../storage-fault.ts";
import { Connection } from "./sql.ts";

let file: FileStore;
beforeEach(() => {
  file = new FileStore();
});
afterEach(async () => {
  await file.remove();
});

describe("a storage fault in a group", () => {
  it("that has SQLITE_FULL in its middle acknowledges nobody, then tries each alone", async () => {
    await file.put(0);
    const { pages } = file.connection.get<{ pages: number }>(
      "SELECT page_count AS pages FROM pragma_page_count",
    ) ?? { pages: 0 };
    file.connection.exec(`PRAGMA max_page_count = ${String(pages + 2)}`);
    const committed = file.commits();
    const large = "y".repeat(100_000);
    const results = await Promise.allSettled([
      file.put(1),
      file.put(2),
      file.put(3, large),
      file.put(4),
      file.put(5),
    ]);
    expect(outcomes(results)).toEqual(["1", "2", "full", "4", "5"]);
    // None for the group, one each for 1 and 2 alone, one for 4 and 5, whose turn had not come.
    expect(committed.count()).toBe(3);
    expect(file.kept()).toEqual([0, 1, 2, 4, 5]);
    file.connection.exec("PRAGMA max_page_count = 1000000");
    expect(await file.put(3, large)).toBe(3);
  });

  it("counts also when the work swallows it", async () => {
    file.connection.exec("PRAGMA max_page_count = 3");
    const results = await Promise.allSettled([
      file.put(1),
      file.store.transact(home, (sql) => {
        try {
          insert(sql, 2, "y".repeat(100_000));
        } catch {
          return 2;
        }
        return 2;
      }),
      file.put(3),
    ]);
    expect(outcomes(results)).toEqual(["1", "full", "3"]);
    expect(file.kept()).toEqual([1, 3]);
  });

  it("lets nothing slip out when the transaction ends inside a happening", async () => {
    const swallowed = (sql: Sql): number => {
      for (const body of ["poison", "x"]) {
        try {
          insert(sql, 4, body);
        } catch {
          continue;
        }
      }
      return 4;
    };
    const results = await Promise.allSettled([
      file.put(1),
      file.put(2, "poison"),
      file.store.transact(home, swallowed),
      file.put(3),
    ]);
    expect(outcomes(results)).toEqual(["1", "threw", "transaction_lost", "3"]);
    expect(file.kept()).toEqual([1, 3]);
  });

  it("of COMMIT itself leaves the group unacknowledged and tries each alone", async () => {
    failOnce("COMMIT");
    const results = await Promise.allSettled([file.put(1), file.put(2)]);
    expect(outcomes(results)).toEqual(["1", "2"]);
    expect(file.kept()).toEqual([1, 2]);
  });

  it("that stays is given to each, and nothing is kept", async () => {
    const exec = fail("COMMIT");
    const results = await Promise.allSettled([file.put(1), file.put(2), file.put(3)]);
    expect(outcomes(results)).toEqual(["io_error", "io_error", "io_error"]);
    expect(exec.mock.calls.filter(([text]) => text === "COMMIT")).toHaveLength(4);
    expect(file.kept()).toEqual([]);
    exec.mockRestore();
    expect(await file.put(4)).toBe(4);
  });

  it("of ROLLBACK as well is cleared up by the next group", async () => {
    failOnce("COMMIT", "ROLLBACK");
    expect(outcomes(await Promise.allSettled([file.put(1), file.put(2)]))).toEqual(["1", "2"]);
    expect(file.kept()).toEqual([1, 2]);
  });

  it("from another process that holds the file is told after one more try each", async () => {
    const other = new Connection(file.path);
    other.exec("BEGIN IMMEDIATE");
    expect(outcomes(await Promise.allSettled([file.put(1), file.put(2)]))).toEqual([
      "busy",
      "busy",
    ]);
    other.exec("ROLLBACK");
    expect(await file.put(3)).toBe(3);
    expect(file.kept()).toEqual([3]);
    other.close();
  });

  function fail(...texts: string[]) {
    const real = file.connection.exec.bind(file.connection);
    return vi.spyOn(file.connection, "exec").mockImplementation((text) => {
      if (texts.includes(text)) throw new StorageFault("io_error", `${text} failed`);
      real(text);
    });
  }

  function failOnce(...texts: string[]): void {
    const real = file.connection.exec.bind(file.connection);
    const left = new Set(texts);
    vi.spyOn(file.connection, "exec").mockImplementation((text) => {
      if (left.delete(text)) throw new StorageFault("io_error", `${text} failed`);
      real(text);
    });
  }
});

describe("a disk that takes no more", () => {
  /** Files may grow to 600 KB: the log meets that in the middle of a group, as it would a broken disk. */
  const LIMIT_KB = 600;

  it.each([
    // The pages of a whole group fit the cache: the error comes with COMMIT.
    ["COMMIT", 2000],
    // They do not, so pages are written out while the members still work.
    ["a member's own statement", 8],
  ])("at %s loses nothing acknowledged and answers the rest with a fault", async (_name, pages) => {
    const program = join(import.meta.dirname, "../../test/programs/put-until-fault.ts");
    const child = spawn(
      "bash",
      [
        "-c",
        'ulimit -f "$1" && shift && exec "$@"',
        "limited",
        String(LIMIT_KB),
        process.execPath,
        program,
        file.path,
        String(pages),
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    child.stdout.on("data", (data: Buffer) => (said += data.toString()));
    const [status] = (await once(child, "close")) as [number];
    expect(status).toBe(0);
    const lines = said.trim().split("\n");
    const ids = (code: RegExp): number[] =>
      lines.filter((line) => code.test(line)).map((line) => Number(line.split(" ")[1]));
    const done = ids(/^done /);
    const failed = ids(/^io_error /);
    expect(done.length).toBeGreaterThan(8);
    expect(failed.length).toBeGreaterThan(8);
    expect(done.length + failed.length).toBe(lines.length);
    expect(file.kept()).toEqual(done.toSorted((a, b) => a - b));
    expect(file.connection.all("SELECT * FROM pragma_integrity_check")).toEqual([
      { integrity_check: "ok" },
    ]);
    expect(await file.put(100_000)).toBe(100_000);
  });
});
