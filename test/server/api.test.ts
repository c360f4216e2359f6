/** Reads and cash over the API of a server that runs as a process of its own, with keys that other processes made. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  costUnits,
  hoursBefore,
  hourStart,
  type HourRead,
  households,
  ServedUtility,
  wireRead,
} from "../support/served-utility.ts";
import { utilityNumber } from "../support/utility-directory.ts";

const SLOW_MS = 60_000;
const HOURS = 48;

const homes = households(6);
const firstMs = hoursBefore(Date.now(), HOURS);
const keys = { admin: "", read: "", reads: "", cash: "", other: "", revoked: "" };

let utility: ServedUtility;

beforeAll(async () => {
  utility = await ServedUtility.found({ households: homes, movedInMs: firstMs });
  const { directory } = utility;
  const first = directory.read("switchboard.toml");
  const second = first
    .replace('"my-utility"', '"other"')
    .replace(utilityNumber, "+12025550124")
    .replace('"USD"', '"EUR"');
  directory.write("switchboard.toml", `${first}\n${second}`);
  await utility.serve();
  keys.admin = (await directory.token("admin")).token;
  keys.read = (await directory.token("read")).token;
  keys.reads = (await directory.token("reads:write")).token;
  keys.cash = (await directory.token("payments:write")).token;
  keys.other = (await directory.token("admin", "other")).token;
  const revoked = await directory.token("admin");
  keys.revoked = revoked.token;
  await directory.must("key", "revoke", revoked.id, "--utility", "my-utility");
}, SLOW_MS);

afterAll(async () => {
  await utility.leave();
});

function home(at: number) {
  const one = homes[at];
  if (one === undefined) throw new Error("no such household");
  return one;
}

function readAt(at: number, hour: number, quantityMicro = 500_000): HourRead {
  return { meter: home(at).meter, startMs: hourStart(firstMs, hour), quantityMicro };
}

function push(reads: readonly unknown[], key = keys.reads) {
  return utility.call(key, "/v1/reads", { reads });
}

async function balanceUnits(at: number): Promise<number> {
  const { body } = await utility.call(keys.read, `/v1/accounts/${home(at).account}`);
  return Math.round(Number(body["balance"]) * 1e6);
}

function cash(id: string, at: number, change: object = {}) {
  const { account } = home(at);
  const payment = { id, account, amount: "20.00", currency: "USD", tender: "cash" };
  return { ...payment, drawer: "desk-1", clerk: "maria", ...change };
}

function outcomes(body: Record<string, unknown>): string[] {
  return (body["results"] as { outcome: string; code: string | null }[]).map(
    ({ outcome, code }) => code ?? outcome,
  );
}

describe("reads", { timeout: SLOW_MS }, () => {
  it("are billed once, however often and however at once they come", async () => {
    const reads = Array.from({ length: 24 }, (_, hour) => readAt(0, hour, 400_001 + hour));
    const wire = reads.map(wireRead);
    const answers = await Promise.all([push(wire), push(wire), push(wire.toReversed())]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const said = answers.flatMap(({ body }) => outcomes(body));
    expect(said.filter((outcome) => outcome === "accepted")).toHaveLength(24);
    expect(said.filter((outcome) => outcome === "duplicate")).toHaveLength(48);
    expect(outcomes((await push(wire)).body)).toEqual(wire.map(() => "duplicate"));
    const cost = costUnits(utility.movedInDay, reads);
    expect(await balanceUnits(0)).toBe(home(0).openingUnits - cost);
  });

  it("get one result each, in the order given, when half of them are bad", async () => {
    const good = [readAt(1, 0), readAt(1, 1), readAt(1, 2)];
    const [first, second, third] = good.map(wireRead);
    const { status, body } = await push([
      first,
      { ...first, quantity: "-1" },
      { ...second, meter: "E-0" },
      second,
      { ...first, start: "yesterday" },
      { ...first, minutes: 0 },
      third,
      null,
      { ...first, extra: 1 },
      { ...first, quantity: "1\0" },
    ]);
    expect(status).toBe(200);
    expect(outcomes(body)).toEqual([
      "accepted",
      "bad_quantity",
      "unknown_meter",
      "accepted",
      "bad_start",
      "bad_minutes",
      "accepted",
      "not_an_object",
      "unknown_field",
      "bad_quantity",
    ]);
    const cost = costUnits(utility.movedInDay, good);
    expect(await balanceUnits(1)).toBe(home(1).openingUnits - cost);
  });

  it("may be 10,000 in one push", async () => {
    const reads = Array.from({ length: HOURS }, (_, hour) => readAt(2, hour, 100_000 + hour));
    const wire = reads.map(wireRead);
    const many = Array.from({ length: 10_000 }, (_, at) => wire[at % HOURS]);
    const { status, body } = await push(many);
    expect(status).toBe(200);
    const said = outcomes(body);
    expect(said.slice(0, HOURS)).toEqual(wire.map(() => "accepted"));
    expect(new Set(said.slice(HOURS))).toEqual(new Set(["duplicate"]));
    const cost = costUnits(utility.movedInDay, reads);
    expect(await balanceUnits(2)).toBe(home(2).openingUnits - cost);
  });
});

describe("cash", { timeout: SLOW_MS }, () => {
  it("is taken once, however often and however at once it is posted", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => utility.call(keys.cash, "/v1/payments", cash("c-1", 3))),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 200, 200, 200, 200, 200, 200, 201,
    ]);
    expect(new Set(answers.map(({ body }) => body["confirmation"])).size).toBe(1);
    expect(await balanceUnits(3)).toBe(home(3).openingUnits + 20_000_000);
  });

  it("is taken for one of two accounts that it is posted for under one id at once", async () => {
    const answers = await Promise.all(
      [4, 5].map((at) => utility.call(keys.cash, "/v1/payments", cash("c-both", at))),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const paid = [await balanceUnits(4), await balanceUnits(5)];
    const before = [home(4).openingUnits, home(5).openingUnits];
    expect(paid.map((units, at) => units - (before[at] ?? 0)).toSorted((a, b) => a - b)).toEqual([
      0, 20_000_000,
    ]);
  });

  it.each<[string, object, number, string]>([
    ["the id in another currency", { currency: "EUR" }, 409, "id_reused"],
    ["the id of another account", { account: home(4).account }, 409, "id_reused"],
    ["the id of another amount", { amount: "21.00" }, 409, "id_reused"],
    ["the id of another clerk", { clerk: "joe" }, 409, "id_reused"],
    ["an account that is not there", { id: "c-2", account: "A-9" }, 404, "no_such_account"],
    ["another currency", { id: "c-2", currency: "EUR" }, 422, "wrong_currency"],
    ["nothing", { id: "c-2", amount: "0.00" }, 422, "bad_amount"],
    ["less than nothing", { id: "c-2", amount: "-5.00" }, 422, "bad_payment"],
    ["a third of a cent", { id: "c-2", amount: "0.003" }, 422, "bad_amount"],
    ["a card", { id: "c-2", tender: "card" }, 422, "bad_payment"],
    ["no clerk", { id: "c-2", clerk: " " }, 422, "bad_payment"],
    ["a clerk that no store could keep", { id: "c-2", clerk: "m\0" }, 422, "bad_payment"],
    ["a drawer that no ledger could name", { id: "c-2", drawer: "desk.1" }, 422, "bad_payment"],
    ["half of a pair for a drawer", { id: "c-2", drawer: "\ud83d" }, 422, "bad_payment"],
    ["a path for an id", { id: "../c-2" }, 422, "bad_payment"],
  ])("with %s is refused and changes nothing", async (_what, change, status, code) => {
    const before = await utility.atRest();
    const answer = await utility.call(keys.cash, "/v1/payments", cash("c-1", 3, change));
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(await utility.atRest()).toEqual(before);
  });
});

describe("a call changes nothing and says why,", { timeout: SLOW_MS }, () => {
  const reads = () => JSON.stringify({ reads: [wireRead(readAt(4, 0))] });
  const payment = () => JSON.stringify(cash("c-9", 4));
  const huge = () => `{"reads":[${" ".repeat(16 * 1024 * 1024)}]}`;
  const tooMany = () => JSON.stringify({ reads: Array.from({ length: 10_001 }, () => 0) });

  it.each<[string, () => string, [string, () => string], [number, string]]>([
    ["reads without a key", () => "", ["/v1/reads", reads], [401, "no_key"]],
    ["reads with a made-up key", () => "swb_x_y", ["/v1/reads", reads], [401, "bad_key"]],
    [
      "reads with one letter of the key changed",
      () => `${keys.reads.slice(0, -1)}${keys.reads.endsWith("A") ? "B" : "A"}`,
      ["/v1/reads", reads],
      [401, "bad_key"],
    ],
    ["reads with a revoked key", () => keys.revoked, ["/v1/reads", reads], [401, "bad_key"]],
    [
      "reads with a key that names another utility",
      () => keys.reads.replace("my-utility", "other"),
      ["/v1/reads", reads],
      [401, "bad_key"],
    ],
    ["reads with a key to read", () => keys.read, ["/v1/reads", reads], [403, "scope_missing"]],
    ["reads with a key for cash", () => keys.cash, ["/v1/reads", reads], [403, "scope_missing"]],
    [
      "cash with a key for reads",
      () => keys.reads,
      ["/v1/payments", payment],
      [403, "scope_missing"],
    ],
    ["cash without a key", () => "", ["/v1/payments", payment], [401, "no_key"]],
    [
      "cash at another utility, which has no such account",
      () => keys.other,
      ["/v1/payments", payment],
      [404, "no_such_account"],
    ],
    ["more than 10,000 reads", () => keys.reads, ["/v1/reads", tooMany], [413, "too_many_reads"]],
    ["more than 16 MiB of reads", () => keys.reads, ["/v1/reads", huge], [413, "body_too_large"]],
    [
      "broken JSON of reads",
      () => keys.reads,
      ["/v1/reads", () => '{"reads":['],
      [400, "not_json"],
    ],
    ["a list of reads", () => keys.reads, ["/v1/reads", () => "[]"], [422, "no_reads"]],
    ["broken JSON of cash", () => keys.cash, ["/v1/payments", () => "{"], [400, "not_json"]],
    [
      "16 KiB of cash",
      () => keys.cash,
      ["/v1/payments", () => " ".repeat(16 * 1024 + 1)],
      [413, "body_too_large"],
    ],
    ["a path that is none", () => keys.admin, ["/v1/nothing", reads], [404, "no_such_route"]],
  ])("%s", async (_what, key, [path, body], [status, code]) => {
    const before = await utility.atRest();
    const sample = `api_answers_total{status="${String(status)}"}`;
    const count = await utility.metric(sample);
    const answer = await utility.call(key(), path, body());
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(await utility.atRest()).toEqual(before);
    expect(await utility.metric(sample)).toBe(count + 1);
  });

  it("reads of another utility's meter are refused one by one", async () => {
    const before = await utility.atRest();
    const { status, body } = await push([wireRead(readAt(4, 0))], keys.other);
    expect([status, outcomes(body)]).toEqual([200, ["unknown_meter"]]);
    expect(await utility.atRest()).toEqual(before);
  });

  it.each(["A-1001", "a%00b", "%ED%A0%80", "x".repeat(3_000), "..%2f..%2fetc"])(
    "account %.9s of another utility is not there",
    async (id) => {
      const answer = await utility.call(keys.other, `/v1/accounts/${id}`);
      expect(answer).toMatchObject({ status: 404, body: { code: "no_such_account" } });
    },
  );
});

it.each(["/sandbox", "/sandbox/live"])("%s is the sandbox's alone", async (path) => {
  const answer = await fetch(utility.url + path);
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: "no_such_route" }]);
});

it("no fault was counted in all this, and the books are whole", async () => {
  const page = await (await fetch(`${utility.url}/metrics`)).text();
  expect(page).not.toContain("faults_total");
  expect(utility.server.said).toBe("");
  expect(await utility.directory.must("ledger", "verify")).toMatchObject({ ok: true });
});
