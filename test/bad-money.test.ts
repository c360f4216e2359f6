/**
 * Every door that money comes in or goes out by, beside every input that no door may take: each is refused with a code, and not a
 * row of the store is other than before.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../core/assert.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import { DAY_MS, MINUTE_MS } from "../core/instant.ts";
import { isRefusal } from "../core/refusal.ts";
import { migrations } from "../core/store/migrations/all.ts";
import { type NodeStore, openStore } from "../hosts/node/store.ts";
import { SharedProcess } from "./support/shared-process.ts";
import {
  askedOf,
  billed,
  closed,
  type Door,
  doors,
  type Fields,
  open,
  outcomeOf,
  payCode,
} from "./support/money-doors.ts";
import { own } from "./support/postpay-town.ts";
import { ana, START_MS, usd } from "./town.ts";

const imported = { ...own, bills: "imported" } as const;

let directory: string;
let store: NodeStore;
let shared: SharedProcess;
let made = 0;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-bad-money-"));
  const opened = openStore({ path: join(directory, "u.db"), home: "utility:u", migrations });
  if (isRefusal(opened)) throw new Error(opened.message);
  store = opened;
  shared = new SharedProcess();
  const leaver = other(closed, "E-2");
  const onBills = { ...other(billed, "E-3"), mode: "postpay", openingUnits: 0 } as const;
  const payment = { ...usd.payment, cashMaxMinor: 60_000 };
  const settings = { ...usd, billing: imported, payment };
  await shared.serve(store, { settings, accounts: [ana, leaver, onBills] });
  await shared.soon();
  await store.transact(accountHome(closed), (sql) =>
    sql.run("UPDATE account SET closed_at_ms = 1 WHERE id = ?1", [closed]),
  );
  await store.transact(utilityHome("u"), (sql) =>
    sql.run(
      `INSERT INTO pay_code (home, code, account_id, cap_minor, spent_minor, uses_left, created_at_ms, expires_at_ms)
       VALUES ('utility:u', ?1, ?2, 50000, 0, 50, 0, ?3)`,
      [payCode, open, START_MS + DAY_MS],
    ),
  );
  await store.transact(accountHome(open), (sql) =>
    sql.run(
      `INSERT INTO payment (home, id, state, tender, amount_minor, processor, processor_id, channel, actor, created_at_ms)
       VALUES (?1, 'p1', 'settled', 'card', 2000, 'other', 'pi_1', 'sms', 'customer', 0)`,
      [accountHome(open)],
    ),
  );
});

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

/** Another household, with a meter of its own. */
function other(accountId: string, meterId: string) {
  return {
    ...ana,
    accountId,
    customerId: `c-${accountId}`,
    contacts: [],
    methods: [],
    services: ana.services.map((service) => ({ ...service, meterId })),
  };
}

function withId({ id }: Door, fields: Fields): Fields {
  made += 1;
  return id === null ? fields : { [id]: `x-${String(made)}`, ...fields };
}

/** What a door says of a body; a door that takes what it must not shows in what changed. */
async function asked(path: string, door: Pick<Door, "many">, body: unknown) {
  const before = await shared.contents("u");
  const answer = await shared.call(shared.keyOf("u"), path, body);
  const changed = (await shared.contents("u")).filter((row) => !before.includes(row));
  return { ...outcomeOf(door, answer), changed };
}

function tried(door: Door, body: unknown, path = door.path) {
  return asked(path, door, askedOf(door, body));
}

const refused = {
  status: expect.toSatisfy((status: number) => [400, 404, 409, 413, 422].includes(status)),
  code: expect.stringMatching(/^[a-z_]+$/),
  changed: [],
};

const badAmounts = [
  "0",
  "0.00",
  "-1.00",
  "-0.01",
  "0.001",
  "12.345",
  "1e3",
  "1,00",
  "",
  " ",
  "NaN",
  "Infinity",
  "0x10",
  "999999999999.99",
  "99999999999999",
  "9007199254740993",
  5,
  -5,
  0,
  null,
  true,
  [],
  {},
];

const isZero = (amount: unknown): boolean => amount === "0" || amount === "0.00";

it.each(
  doors.flatMap((door) =>
    badAmounts
      .filter((amount) => door.takesZero !== true || !isZero(amount))
      .map((amount) => [door.path, amount, door] as const),
  ),
)("%s of %j is refused", async (_path, amount, door) => {
  expect(await tried(door, withId(door, { ...door.good, [door.amount]: amount }))).toEqual(refused);
});

it.each(doors.map((door) => [door.path, door] as const))(
  "%s of what is good is taken",
  async (_path, door) => {
    const { code, changed } = await tried(door, withId(door, door.good));
    expect([code, changed.length > 0]).toEqual([null, true]);
  },
);

it.each(
  doors
    .filter(({ good }) => "currency" in good)
    .flatMap((door) =>
      ["EUR", "usd", "XXX", "", 840, null].map((currency) => [door.path, currency, door] as const),
    ),
)("%s in the currency %j is refused", async (_path, currency, door) => {
  expect(await tried(door, withId(door, { ...door.good, currency }))).toEqual(refused);
});

it.each(
  doors
    .filter(({ account }) => account !== null)
    .flatMap((door) =>
      ["9999", closed, "a b", "..", "a".repeat(65)].map(
        (account) => [door.path, account, door] as const,
      ),
    ),
)("%s for the account %j is refused", async (path, account, door) => {
  const isInPath = door.account === "path";
  const at = isInPath ? path.replace(open, encodeURIComponent(account)) : path;
  const body = isInPath ? door.good : { ...door.good, account };
  expect(await tried(door, withId(door, body), at)).toEqual(refused);
});

it.each(
  doors.flatMap((door) =>
    [
      [],
      null,
      "text",
      7,
      {},
      { ...door.good, [door.id ?? "account"]: "a/b" },
      { ...withId(door, door.good), card: "4242" },
    ].map((body) => [door.path, body, door] as const),
  ),
)("%s of the body %j is refused", async (_path, body, door) => {
  expect(await tried(door, body)).toEqual(refused);
});

it.each(
  doors
    .filter(({ many }) => many !== undefined)
    .flatMap((door) =>
      [
        [],
        null,
        "text",
        { [door.many ?? ""]: [] },
        { [door.many ?? ""]: {} },
        { [door.many ?? ""]: Array.from({ length: 1_001 }, () => door.good) },
      ].map((body) => [door.path, JSON.stringify(body).slice(0, 40), body, door] as const),
    ),
)("%s of the whole body %s is refused", async (path, _shown, body, door) => {
  expect(await asked(path, door, body)).toEqual(refused);
});

it.each(doors.map((door) => [door.path, door] as const))(
  "%s of more than a body may hold is refused",
  async (_path, door) => {
    const more = "x".repeat(door.many === undefined ? 17_000 : 1_100_000);
    expect(await tried(door, withId(door, { ...door.good, more }))).toEqual({
      status: 413,
      code: "body_too_large",
      changed: [],
    });
  },
);

it.each(doors.filter(({ id }) => id !== null).map((door) => [door.path, door] as const))(
  "%s under an id that another has is refused, and the same again does nothing more",
  async (_path, door) => {
    const body = withId(door, door.good);
    expect(await tried(door, body)).toMatchObject({ code: null });
    expect(await tried(door, body)).toMatchObject({ code: null, changed: [] });
    const code = door.many === undefined ? "id_reused" : "version_differs";
    for (const amount of ["1.00", "1.01"]) {
      expect(await tried(door, { ...body, amount })).toMatchObject({ code, changed: [] });
    }
  },
);

it.each(doors.filter(({ many }) => many !== undefined).map((door) => [door.path, door] as const))(
  "%s of a version that is older than what is there is refused",
  async (_path, door) => {
    const body = withId(door, { ...door.good, version: 3 });
    expect(await tried(door, body)).toMatchObject({ code: null });
    for (const version of [2, 1, 0, -1, 1.5, "3", null]) {
      expect(await tried(door, { ...body, version })).toEqual(refused);
    }
  },
);

it.each([
  ["/v1/payments", "600.01"],
  ["/v1/pay-links", "500.01"],
  ["/v1/quotes", "500.01"],
  ["/v1/pay-codes", "500.01"],
  [`/v1/pay-codes/${payCode}/payments`, "600.01"],
  [`/v1/accounts/${open}/deposits`, "500.01"],
  [`/v1/accounts/${open}/pledges`, "500.01"],
  [`/v1/accounts/${open}/debts`, "500000.01"],
  ["/v1/debts", "500000.01"],
])("%s of %s, a cent over the bound of how it is paid, is refused", async (path, amount) => {
  const door = must(
    doors.find((one) => one.path === path),
    path,
  );
  expect(await tried(door, withId(door, { ...door.good, [door.amount]: amount }))).toEqual(refused);
});

it("cash is taken up to its own bound, where a card would not be", async () => {
  const cash = must(
    doors.find(({ path }) => path === "/v1/payments"),
    "the door of cash",
  );
  const body = withId(cash, { ...cash.good, amount: "600.00" });
  expect(await tried(cash, body)).toMatchObject({ code: null });
});

it("a bill for an account that is prepaid is refused", async () => {
  const bills = must(
    doors.find(({ many }) => many === "bills"),
    "the door of bills",
  );
  const body = withId(bills, { ...bills.good, account: open });
  expect(await tried(bills, body)).toMatchObject({ code: "account_is_prepaid", changed: [] });
});

it("a quote that is over is not held again under its id", async () => {
  const quotes = must(
    doors.find(({ path }) => path === "/v1/quotes"),
    "the door of quotes",
  );
  const body = withId(quotes, quotes.good);
  expect(await tried(quotes, body)).toMatchObject({ code: null });
  await shared.time.pass(16 * MINUTE_MS);
  expect(await tried(quotes, body)).toEqual({ status: 409, code: "quote_expired", changed: [] });
});
