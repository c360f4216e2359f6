/** A PIN that was keyed is in no file: not in a row, a log of the store, a snapshot of a talk or a message. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { utilityHome } from "../core/ids.ts";
import { isRefusal } from "../core/refusal.ts";
import { migrations } from "../core/store/migrations/all.ts";
import { openStore } from "../hosts/node/store.ts";
import { secretHash } from "../hosts/secret-hash.ts";
import { LivingTown } from "./living-town.ts";
import { ana, flat, START_MS, usd } from "./town.ts";

const number = "+15550100001";
/** Long enough that no time or hash holds them by chance. */
const RIGHT = "73914682";
const WRONG = "58203719";
/** Too short to be one, and one key too long: the carrier cuts it off at the longest. */
const SHORT = "739";
const LONG = "402819375";
/** Keyed too, and no secret: what shows that the search finds what is there. */
const ACCOUNT = "60417325";

const directory = mkdtempSync(join(tmpdir(), "switchboard-secrets-"));
afterEach(() => rmSync(directory, { recursive: true }));

function filesWith(text: string): string[] {
  return readdirSync(directory).filter((name) =>
    readFileSync(join(directory, name)).includes(text),
  );
}

it("is nowhere in the store after right and wrong PINs, in and out of turn", async () => {
  const store = openStore({ path: join(directory, "u.db"), home: utilityHome("u"), migrations });
  if (isRefusal(store)) throw new Error(store.message);
  const town = new LivingTown(
    { utilityId: "u", store, restart: () => Promise.resolve(), close: () => store.close() },
    {
      settings: usd,
      tariffs: [flat],
      accounts: [{ ...ana, openingUnits: 30_000_000 }],
      reads: {},
      startMs: START_MS,
      secrets: secretHash("pepper"),
    },
  );
  await town.found();
  await town.setPin("1001", RIGHT);
  const call = await town.call(number);
  await town.press(call, RIGHT);
  await town.press(call, "*");
  await town.press(call, "1");
  for (const pin of [WRONG, SHORT, LONG, RIGHT]) await town.press(call, `${pin}#`);
  await town.press(call, "*#");
  for (const keys of ["3", "4", "2", `${ACCOUNT}#`, `${RIGHT}#`]) await town.press(call, keys);
  call.hangUp();
  await town.listen(2_000);
  await store.close();
  expect(filesWith(ACCOUNT)).not.toEqual([]);
  for (const secret of [RIGHT, WRONG, LONG.slice(0, 8)]) expect(filesWith(secret)).toEqual([]);
});
