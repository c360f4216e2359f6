/**
 * Every door that money comes in or goes out by, beside every input that no door may take: each is refused with a code, and not a
 * row of the store is other than before.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accountHome } from "../core/ids.ts";
import { isRefusal } from "../core/refusal.ts";
import { migrations } from "../core/store/migrations/all.ts";
import { type NodeStore, openStore } from "../hosts/node/store.ts";
import { SharedProcess } from "./support/shared-process.ts";
import { ana, usd } from "./town.ts";

type Fields = Readonly<Record<string, unknown>>;

interface Door {
  readonly path: string;
  /** What it takes; its id is made anew for each try. */
  readonly good: Fields;
  readonly amount: "amount" | "cap";
  /** Where the account is named: in the body, or in the path. */
  readonly account: "body" | "path" | null;
}

const open = "1001";
const closed = "1002";

const doors: readonly Door[] = [
  {
    path: "/v1/payments",
    good: {
      account: open,
      amount: "20.00",
      currency: "USD",
      drawer: "desk-1",
      clerk: "maria",
      tender: "cash",
    },
    amount: "amount",
    account: "body",
  },
  {
    path: "/v1/refunds",
    good: { account: open, payment: "p1", amount: "2.00", currency: "USD", reason: "moved_out" },
    amount: "amount",
    account: "body",
  },
  {
    path: "/v1/suspense",
    good: { source: "shops", tender: "cash", amount: "5.00", currency: "USD", reference: "?" },
    amount: "amount",
    account: null,
  },
  {
    path: `/v1/accounts/${open}/pledges`,
    good: { agency: "county", amount: "30.00", days: 30 },
    amount: "amount",
    account: "path",
  },
  {
    path: `/v1/accounts/${open}/deposits`,
    good: { move: "taken", amount: "50.00", drawer: "desk-1" },
    amount: "amount",
    account: "path",
  },
  {
    path: `/v1/accounts/${open}/debts`,
    good: { amount: "50.00" },
    amount: "amount",
    account: "path",
  },
  { path: "/v1/pay-codes", good: { account: open, cap: "50.00" }, amount: "cap", account: "body" },
];

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
  const leaver = {
    ...ana,
    accountId: closed,
    customerId: "c2",
    contacts: [],
    methods: [],
    services: ana.services.map((service) => ({ ...service, meterId: "E-2" })),
  };
  await shared.serve(store, { settings: usd, accounts: [ana, leaver] });
  await shared.soon();
  await store.transact(accountHome(closed), (sql) =>
    sql.run("UPDATE account SET closed_at_ms = 1 WHERE id = ?1", [closed]),
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

function withId(fields: Fields): Fields {
  made += 1;
  return "cap" in fields ? fields : { id: `x-${String(made)}`, ...fields };
}

/** What a door says; a door that takes what it must not shows in what changed. */
async function tried(path: string, body: unknown) {
  const before = await shared.contents("u");
  const answer = await shared.call(shared.keyOf("u"), path, body);
  const changed = (await shared.contents("u")).filter((row) => !before.includes(row));
  const refusedCode = answer.status >= 400 ? answer.body["code"] : null;
  return { status: answer.status, code: refusedCode, changed };
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

it.each(doors.flatMap((door) => badAmounts.map((amount) => [door.path, amount, door] as const)))(
  "%s of %j is refused",
  async (_path, amount, door) => {
    expect(await tried(door.path, withId({ ...door.good, [door.amount]: amount }))).toEqual(
      refused,
    );
  },
);

it.each(doors.map(({ path, good }) => [path, good] as const))(
  "%s of what is good is taken",
  async (path, good) => {
    const { code, changed } = await tried(path, withId(good));
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
  expect(await tried(door.path, withId({ ...door.good, currency }))).toEqual(refused);
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
  expect(await tried(at, withId(body))).toEqual(refused);
});

it.each(
  doors.flatMap((door) =>
    [[], null, "text", 7, {}, { ...door.good, id: "a/b" }, { ...door.good, card: "4242" }].map(
      (body) => [door.path, body] as const,
    ),
  ),
)("%s of the body %j is refused", async (path, body) => {
  expect(await tried(path, body)).toEqual(refused);
});

it.each(doors.map(({ path, good }) => [path, good] as const))(
  "%s of more than 16 KiB is refused",
  async (path, good) => {
    const answer = await tried(path, withId({ ...good, more: "x".repeat(17_000) }));
    expect(answer).toEqual({ status: 413, code: "body_too_large", changed: [] });
  },
);

it.each(
  doors.filter(({ amount }) => amount === "amount").map((door) => [door.path, door] as const),
)(
  "%s under an id that another has is refused, and the same again does nothing more",
  async (path, door) => {
    const body = withId(door.good);
    const first = await tried(path, body);
    expect(first).toMatchObject({ code: null });
    expect(await tried(path, body)).toMatchObject({ code: null, changed: [] });
    for (const amount of ["1.00", "1.01"]) {
      const again = await tried(path, { ...body, amount });
      expect(again).toMatchObject({ status: 409, code: "id_reused", changed: [] });
    }
  },
);
