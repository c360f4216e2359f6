/** Three utilities that differ in currency, zone and language and are alike in every name: what they must not show each other. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { eventBody, receivedPayload, reportPayload } from "../../channels/simulated/event.ts";
import { ana, START_MS, usd } from "../town.ts";
import type { NodeStore } from "../../hosts/node/store.ts";
import { openBegun, storeFolder } from "./begun-store.ts";
import { SharedProcess, type Tenant } from "./shared-process.ts";

export const phone = "+15550100001";
export const onlySouth = "+15550100002";
const opening = { north: 11_110_000, east: 22_220_000, south: 33_330_000 };

export type Id = keyof typeof opening;

export const ids: readonly Id[] = ["north", "east", "south"];

function tenant(
  utilityId: Id,
  own: Pick<Tenant["settings"], "name" | "currency" | "zone" | "language"> & { number: string },
  ...more: Tenant["accounts"]
): Tenant {
  const { number, ...settings } = own;
  const label = `${utilityId.toUpperCase()} ST 1`;
  const account = {
    ...ana,
    name: `Ana ${utilityId}`,
    language: own.language,
    label,
    zone: own.zone,
    openingUnits: opening[utilityId],
    services: ana.services.map((service) => ({ ...service, label, zone: own.zone })),
  };
  const accounts = [account, ...more];
  return { settings: { ...usd, ...settings, utilityId, numbers: [number] }, accounts };
}

const north = tenant("north", {
  name: "North Power",
  currency: "USD",
  zone: "America/New_York",
  language: "en",
  number: "+15550001001",
});
const east = tenant("east", {
  name: "East Power",
  currency: "JPY",
  zone: "Asia/Tokyo",
  language: "en",
  number: "+15550001002",
});
const south = tenant(
  "south",
  {
    name: "South Power",
    currency: "EUR",
    zone: "Europe/Madrid",
    language: "es",
    number: "+15550001003",
  },
  {
    ...ana,
    accountId: "2002",
    customerId: "c2",
    name: "Bea south",
    label: "SOUTH ST 2",
    zone: "Europe/Madrid",
    contacts: [{ line: onlySouth, agreed: null }],
    services: ana.services.map((service) => ({
      ...service,
      meterId: "S-2",
      label: "SOUTH ST 2",
      zone: "Europe/Madrid",
    })),
  },
);

/** What no answer to another may hold. */
export const signs: Readonly<Record<Id, RegExp>> = {
  north: /north|\$|11\.11|USD|1001"|5550001001/i,
  east: /east|¥|2,?222|JPY|5550001002/i,
  south: /south|€|33[.,]33|EUR|S-2|5550001003/i,
};

export function read(meter: string, quantity = "1.5") {
  const start = new Date(START_MS - 3_600_000).toISOString();
  return { reads: [{ meter, start, minutes: 60, quantity }] };
}

export function cash(change: object = {}) {
  const payment = { id: "c-1", account: "1001", amount: "500", currency: "JPY", tender: "cash" };
  return { ...payment, drawer: "desk-1", clerk: "maria", ...change };
}

/** A text of the carrier's, whose event and message have the same ids whoever it is for. */
export function received(shared: SharedProcess, to: Id, text: string): string {
  const atMs = shared.time.atMs;
  const own = { carrierId: "carrier-1", from: phone, to: shared.number(to), text, atMs };
  const payload = receivedPayload(own, null);
  return eventBody({ id: "event-1", type: "message.received", atMs, payload, messageId: null }, 1);
}

/** The carrier's word that a message from one utility's number failed for good. */
export function failed(shared: SharedProcess, from: Id, carrierId: string): string {
  const atMs = shared.time.atMs;
  const own = { carrierId, from: shared.number(from), to: phone, text: "x", atMs };
  const payload = reportPayload(own, "delivery_failed", "40001");
  return eventBody({ id: "event-2", type: "message.finalized", atMs, payload, messageId: null }, 1);
}

/** The ids of the newest message that a utility owes or owed the phone. */
export async function newestMessage(shared: SharedProcess, utilityId: Id) {
  const message = await shared
    .hub(utilityId)
    .store.read(`line:${phone}`, (sql) =>
      sql.get<{ id: string; carrierId: string; state: string }>(
        "SELECT id, carrier_id AS carrierId, state FROM message WHERE direction = 'out' ORDER BY created_at_ms DESC, id LIMIT 1",
      ),
    );
  if (message === undefined) throw new Error("no message was said");
  return message;
}

export async function balanceOf(shared: SharedProcess, utilityId: Id, account = "1001") {
  const { body } = await shared.call(shared.keyOf(utilityId), `/v1/accounts/${account}`);
  return body["balance"] ?? body["code"];
}

/** What the digit of the newest question is. */
export function digitOf([said = ""]: readonly string[]): string {
  return /(?:Reply|Responda) (\d)/.exec(said)?.[1] ?? "none";
}

export async function paid(
  shared: SharedProcess,
  utilityId: Id,
  amount: string,
): Promise<string[]> {
  const asked = await shared.text(utilityId, phone, `PAY ${amount}`);
  return shared.text(utilityId, phone, digitOf(asked));
}

export function others(utilityId: Id): readonly Id[] {
  return ids.filter((one) => one !== utilityId);
}

async function contentsOfOthers(shared: SharedProcess, utilityId: Id): Promise<string[]> {
  return (await Promise.all(others(utilityId).map((one) => shared.contents(one)))).flat();
}

export interface Three {
  readonly shared: SharedProcess;
  close(): Promise<void>;
}

/** All three at work, each on a file of its own. */
export async function openThree(): Promise<Three> {
  const directory = storeFolder();
  const shared = new SharedProcess();
  const stores: NodeStore[] = [];
  for (const [id, one] of Object.entries({ north, east, south })) {
    const store = openBegun(join(directory, `${id}.db`), `utility:${id}`);
    stores.push(store);
    await shared.serve(store, one);
  }
  await shared.soon();
  return {
    shared,
    async close() {
      for (const store of stores) await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}

export type Act = (shared: SharedProcess) => Promise<unknown>;

/** Does it at one utility's door: it comes to what is expected, holds nothing of the others and leaves their rows alone. */
export async function expectOnlyOwn(
  shared: SharedProcess,
  by: Id,
  { act, expected }: { readonly act: Act; readonly expected: unknown },
): Promise<void> {
  const before = await contentsOfOthers(shared, by);
  const seen = await act(shared);
  expect(seen).toEqual(expected);
  for (const other of others(by)) expect(JSON.stringify(seen)).not.toMatch(signs[other]);
  expect(await contentsOfOthers(shared, by)).toEqual(before);
}
